// Names and values as a table: one a line, each with what it means and where that is specified.
import { element, outerLink } from "./dom.js";
import { text } from "./texts.js";

/** In characters. */
const LONGEST_NAME = 60;

/**
 * Creates a table.
 *
 * @param caption what the table lists
 * @param rows pairs of name and value
 * @param meaningOf returns the meaning of a name, or null (see explain.js)
 * @param kind "ex-quiet" if a title before it says the same as the caption, "ex-facts" if its names are words
 * @return the table, or null if there are no rows
 */
export function values(caption, rows, meaningOf, kind = "") {
  if (rows.length === 0) {
    return null;
  }
  return element(
    "table",
    { class: `ex-values ${kind}`.trim() },
    element("caption", {}, caption),
    element(
      "tbody",
      {},
      rows.map(([name, value]) => row(name, value, meaningOf(name))),
    ),
  );
}

function row(name, value, meaning) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, breakable(name)),
    element("td", {}, shown(value), meaning && explanation(meaning)),
  );
}

/** Returns the sentence and the reference of a meaning. */
export function explanation({ key, specification, url }) {
  return element(
    "span.ex-meaning",
    {},
    text(key),
    specification && " ",
    specification && outerLink(url, specification),
  );
}

/** Shows a value as text: a list or an object as JSON, a time claim as it is. */
export function shown(value) {
  const isText = typeof value === "string";
  return element(
    isText ? "code.ex-value" : "code.ex-value.ex-json",
    {},
    isText ? breakable(value || text("explorerEmpty")) : JSON.stringify(value, null, 2),
  );
}

/** Lets a name break after its underscores, and not in the middle of a word; a longer text breaks where it has to. */
function breakable(name) {
  const parts = name.length > LONGEST_NAME ? [name] : name.split(/(?<=_)/);
  return parts.flatMap((part, n) => (n === 0 ? [part] : [element("wbr"), part]));
}
