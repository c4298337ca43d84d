// Imports an archive or a token. Neither leaves the page.
import { button, element } from "./dom.js";
import { fromHar, token } from "./from-har.js";
import { text } from "./texts.js";
import { tokenView } from "./token-view.js";

/** Larger files are not read. */
const MOST_BYTES = 20_000_000;

let imports = 0;

/**
 * Fills the place for these.
 *
 * @param show takes the records of an archive
 */
export function mountImport(place, show) {
  const result = element("div", { role: "status" });
  const file = element("input", {
    type: "file",
    id: "import-file",
    accept: ".har,application/json",
    onchange: () => read(file, result, show),
  });
  const pasted = element("textarea.ex-input", {
    id: "import-token",
    rows: 4,
    spellcheck: "false",
    autocomplete: "off",
  });
  place.append(
    element("label", { for: file.id }, text("explorerImportHar")),
    file,
    element("label", { for: pasted.id }, text("explorerImportToken")),
    pasted,
    button(text("explorerDecode"), () => result.replaceChildren(decoded(pasted.value.trim())), {
      "data-action": "decode",
    }),
    result,
  );
}

async function read(file, result, show) {
  const [chosen] = file.files;
  if (!chosen) {
    return;
  }
  try {
    const records = chosen.size > MOST_BYTES ? [] : fromHar(await chosen.text(), `har-${(imports += 1)}`);
    show(records);
    result.textContent = text("explorerImported", records.length);
  } catch {
    result.textContent = text("explorerNotImported");
  }
}

function decoded(value) {
  const made = token("pasted.token", value);
  return made.claims ? tokenView(made, undefined, Date.now()) : element("p", {}, text("explorerNoToken"));
}
