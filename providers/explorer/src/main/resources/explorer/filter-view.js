// The filter above the list of flows.
import { filtered } from "./filter.js";
import { text } from "./texts.js";

export class FilterView {
  #parts;

  /**
   * @param parts `words`, `refused` and `shown`: a text field, a checkbox, and what says how many flows are shown
   * @param change is called when the filter has changed
   */
  constructor({ words, refused, shown }, change) {
    this.#parts = { words, refused, shown };
    words.addEventListener("input", change);
    refused.addEventListener("change", change);
  }

  /**
   * Returns the flows to show, and says how many they are.
   *
   * @param flows all flows
   * @param chosen id of the one that is looked at, which is shown in any case
   */
  apply(flows, chosen) {
    const { words, refused, shown } = this.#parts;
    const wanted = { words: words.value, refused: refused.checked };
    const found = new Set(filtered(flows, wanted, text));
    const listed = flows.filter((flow) => found.has(flow) || flow.id === chosen);
    const isOn = wanted.refused || wanted.words.trim() !== "";
    const stays = listed.length > found.size ? ` ${text("explorerShownToo")}` : "";
    const said = isOn ? text("explorerShown", found.size, flows.length) + stays : "";
    // Set only if it differs: a screen reader says it again otherwise.
    if (shown.textContent !== said) {
      shown.textContent = said;
    }
    return listed;
  }
}
