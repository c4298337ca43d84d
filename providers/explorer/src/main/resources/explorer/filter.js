// Which flows a list shows.
import { shortPath } from "./arrows.js";
import { titleOf } from "./titles.js";

/**
 * Returns the flows in which each word of a text occurs.
 *
 * @param flows flows of the model
 * @param wanted `words`, a text, and `refused`, whether to show only flows with a refusal
 * @param text looks a message up by its key
 */
export function filtered(flows, { words, refused }, text) {
  const parts = folded(words).split(/\s+/).filter(Boolean);
  return flows.filter((flow) => {
    if (refused && flow.refused === 0) {
      return false;
    }
    const content = parts.length > 0 ? folded(contentOf(flow, text)) : "";
    return parts.every((part) => content.includes(part));
  });
}

/** Everything by which somebody may look for a flow, one a line. */
function contentOf(flow, text) {
  return [
    titleOf(flow, text),
    ...flow.records.flatMap(({ client, user, endpoint, method, url, status, error }) => [
      client,
      user,
      endpoint,
      `${method} ${shortPath(url)}`,
      status,
      error?.code,
      error?.description,
    ]),
  ].join("\n");
}

/** Without differences of case and accents, which nobody types exactly. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();
}
