// The list of flows, newest first.
import { element, setCurrent } from "./dom.js";
import { icon } from "./icons.js";
import { text } from "./texts.js";
import { titleOf } from "./titles.js";

/** Lists flows. The event `choose` has the id of the selected flow. */
export class FlowList extends HTMLElement {
  #entries = new Map();

  /**
   * Shows flows.
   *
   * @param flows flows of the model, oldest first
   * @param chosen id of the one whose diagram is shown, if any
   */
  show(flows, chosen) {
    const list = this.querySelector("ul") ?? this.appendChild(element("ul", {}));
    const shown = flows.map((flow) => this.#entry(flow, chosen)).reverse();
    shown.forEach((entry, n) => {
      if (list.children[n] !== entry) {
        list.insertBefore(entry, list.children[n] ?? null);
      }
    });
    [...list.children].slice(shown.length).forEach((entry) => entry.remove());
    for (const id of this.#entries.keys()) {
      if (!flows.some((flow) => flow.id === id)) {
        this.#entries.delete(id);
      }
    }
  }

  #entry(flow, chosen) {
    const state = `${flow.records.length} ${flow.refused} ${titleOf(flow, text)} ${flow.issued}`;
    let known = this.#entries.get(flow.id);
    if (known?.dataset.state !== state) {
      const entry = element("li", { "data-state": state }, this.#button(flow));
      if (known?.isConnected) {
        // Replaced in place, so that the focus can go back to it.
        const focused = known.contains(document.activeElement);
        known.replaceWith(entry);
        if (focused) {
          entry.firstChild.focus();
        }
      }
      known = entry;
      this.#entries.set(flow.id, known);
    }
    setCurrent(known.firstChild, flow.id === chosen);
    return known;
  }

  #button(flow) {
    const outcome = flow.refused > 0 ? "refused" : flow.issued ? "ok" : "open";
    const count = text(flow.records.length === 1 ? "explorerOneRequest" : "explorerManyRequests", flow.records.length);
    return element(
      "button.ex-flow",
      {
        type: "button",
        "data-flow": flow.id,
        "data-outcome": outcome,
        onclick: () => this.dispatchEvent(new CustomEvent("choose", { detail: flow.id })),
      },
      element("span.ex-flow-title", {}, titleOf(flow, text)),
      element(
        "span.ex-flow-facts",
        {},
        element(
          "time",
          { datetime: new Date(flow.started).toISOString() },
          new Date(flow.started).toLocaleTimeString(),
        ),
        element("span", {}, count),
        flow.refused > 0
          ? element("span.ex-refused", {}, icon("refused"), text("explorerRefusals", flow.refused))
          : null,
      ),
    );
  }
}

customElements.define("flow-list", FlowList);
