// Shows how long the page waits before it sends a request.
import { clock } from "./countdown.js";
import { button, element } from "./dom.js";
import { text } from "./texts.js";

export class WaitView {
  /** The element that shows it. */
  element;
  #left = element("strong", { role: "timer" });
  #bar = element("progress", { "aria-labelledby": "ex-wait" });

  /** @param cancel is called if the person does not want to wait */
  constructor(cancel) {
    this.element = element(
      "section.ex-outcome.ex-wait",
      { "data-outcome": "waiting", tabindex: -1 },
      element("h4", { id: "ex-wait" }, text("explorerWaiting")),
      element("p", {}, `${text("explorerWaitingLeft")} `, this.#left),
      this.#bar,
      button(text("explorerCancel"), cancel, { "data-action": "cancel" }),
    );
  }

  /** Shows the milliseconds that are left; the first call says how many there are in all. */
  show(left) {
    this.#bar.max = this.#bar.hasAttribute("max") ? this.#bar.max : Math.max(left, 1);
    this.#bar.value = this.#bar.max - left;
    this.#left.textContent = clock(left);
  }
}
