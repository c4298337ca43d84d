// Exports a flow as a script, an archive, a document, a notebook or a link.
import { asCurl } from "./as-curl.js";
import { asHar } from "./as-har.js";
import { asMarkdown } from "./as-markdown.js";
import { asNotebook } from "./as-notebook.js";
import { button, element } from "./dom.js";
import { linkTo } from "./permalink.js";
import { text } from "./texts.js";
import { titleOf } from "./titles.js";

const FORMS = {
  curl: ["flow.sh", "text/x-shellscript", (flow, title) => asCurl(flow, title, location.origin)],
  notebook: ["flow.ipynb", "application/x-ipynb+json", (flow, title) => asNotebook(flow, title, location.origin)],
  har: ["flow.har", "application/json", (flow, title) => asHar(flow, title)],
  markdown: [
    "flow.md",
    "text/markdown",
    (flow, title) => asMarkdown(flow, title, (lane) => lane.name || text(`explorerLane.${lane.kind}`)),
  ],
};

/** Fills the place for these buttons. `show` says which flow they are about. */
export function mountKeep(place) {
  let shown;
  const link = element("a", { class: "pf-v5-c-button pf-m-link", "data-keep": "link" }, text("explorerKeep.link"));
  place.append(
    ...Object.keys(FORMS).map((id) =>
      button(text(`explorerKeep.${id}`), () => save(shown, id), { class: "pf-v5-c-button pf-m-link", "data-keep": id }),
    ),
    link,
  );
  return {
    show(flow) {
      shown = flow;
      const address = linkTo(flow);
      link.hidden = !address;
      link.href = address ?? "";
    },
  };
}

function save(flow, id) {
  const [name, type, write] = FORMS[id];
  const url = URL.createObjectURL(new Blob([write(flow, titleOf(flow, text))], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
