// A flow as Markdown with a Mermaid diagram, which GitHub and many editors draw.
import { answerLabel, endsOf, lanesOf, requestLabel } from "./arrows.js";
import { escaped } from "./markdown.js";

/**
 * Returns the document.
 *
 * @param names returns the name of a lane
 */
export function asMarkdown(flow, title, names) {
  const lanes = lanesOf(flow);
  const alias = new Map(lanes.map(({ id }, n) => [id, `L${n}`]));
  return [
    `# ${escaped(title)}`,
    "",
    "```mermaid",
    "sequenceDiagram",
    ...lanes.map((lane) => `  participant ${alias.get(lane.id)} as ${plain(names(lane))}`),
    ...flow.records.flatMap((record) => {
      const { from, to } = endsOf(record, flow);
      const [request, answer] = [requestLabel(record), answerLabel(record)];
      return [
        `  ${alias.get(from)}->>${alias.get(to)}: ${plain(`${request.main} ${request.detail}`)}`,
        `  ${alias.get(to)}-->>${alias.get(from)}: ${plain(`${answer.main} ${answer.detail}`)}`,
      ];
    }),
    "```",
    "",
  ].join("\n");
}

/** Returns a text without what Mermaid would take for its own: what is left cannot leave its line. */
function plain(text) {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
    .replace(/[#;<>`"\\[\]{}|*%]/g, (char) => `#${char.charCodeAt(0)};`)
    .trim();
}
