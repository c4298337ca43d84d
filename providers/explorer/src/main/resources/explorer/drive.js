// Steps through a flow: says what will be sent, lets it be changed or broken, sends it.
import { DeviceView } from "./device-view.js";
import { button, element, setCurrent } from "./dom.js";
import { isWaitingFor } from "./kinds.js";
import { clientCheck, outcomeView } from "./outcome.js";
import { RequestForm } from "./request-form.js";
import { browse, send } from "./send.js";
import { text } from "./texts.js";

/** The panel of a driven flow. */
export class FlowDriver extends HTMLElement {
  #flow;
  #steps;
  #session;
  #step;
  #form;
  #busy = false;

  /**
   * Begins a flow.
   *
   * @param flow one of flows.js, or one step as custom.js makes it
   * @param session what the page knows
   */
  async start(flow, session) {
    session.restart();
    this.#flow = flow;
    this.#steps = flow.steps();
    this.#session = session;
    this.dataset.flow = flow.id;
    this.hidden = false;
    await this.#open(this.#steps[0]);
  }

  async #open(step) {
    this.#step = step;
    this.#form = null;
    await this.#show(await step.request(this.#session), null);
    this.querySelector("h3").focus();
  }

  async #show(request, outcome) {
    const step = this.#step;
    this.#form = new RequestForm(request);
    const place = this.#steps.indexOf(step);
    const next = this.#steps[place + 1];
    this.replaceChildren(
      this.#heading(),
      this.#navigation(),
      element("h3", { tabindex: -1 }, text(`explorerStep.${step.id}`)),
      element("p", {}, text(`explorerStep.${step.id}.why`)),
      ...(this.#session.values.device
        ? [new DeviceView(this.#session.values.device, this.#session.values.accessToken !== undefined).element]
        : []),
      this.#form.element,
      element(
        "div.ex-actions",
        {},
        button(text("explorerSend"), () => this.#send(this.#form.read(), null), {
          class: "pf-v5-c-button pf-m-primary",
          "data-action": "send",
        }),
        step.pause
          ? button(
              text("explorerKeepAsking"),
              () => this.#send({ ...this.#form.read(), pause: step.pause(this.#session) }, null),
              { "data-action": "keep-asking" },
            )
          : null,
        button(text("explorerReset"), () => this.#open(step)),
        next && this.#isReady(next)
          ? button(text("explorerNext", text(`explorerStep.${next.id}`)), () => this.#open(next), {
              "data-action": "next",
            })
          : null,
      ),
      ...(outcome ? [outcome] : []),
      ...this.#choices("explorerVariants", "explorerVariant", step.variants ?? []),
      ...this.#choices("explorerBreakIt", "explorerBreak", step.mistakes),
    );
  }

  #heading() {
    return element(
      "header.ex-drive-head",
      {},
      element("h2", {}, text(`explorerDrive.${this.#flow.id}`)),
      button(text("explorerClose"), () => this.#close()),
    );
  }

  #close() {
    this.hidden = true;
    this.replaceChildren();
    this.dispatchEvent(new CustomEvent("end", { bubbles: true }));
  }

  #navigation() {
    const entries = this.#steps.map((step, n) => {
      const entry = button(`${n + 1}. ${text(`explorerStep.${step.id}`)}`, () => this.#open(step), {
        class: "ex-step",
        disabled: !this.#isReady(step),
        "data-step": step.id,
      });
      setCurrent(entry, step === this.#step);
      return element("li", {}, entry);
    });
    return element("ol.ex-steps", { "aria-label": text("explorerSteps") }, entries);
  }

  #choices(title, prefix, choices) {
    if (choices.length === 0) {
      return [];
    }
    const buttons = choices.map((choice) =>
      button(text(`${prefix}.${choice.id}`), () => this.#try(choice, prefix === "explorerBreak"), {
        class: `ex-choice ex-${prefix === "explorerBreak" ? "break" : "variant"}`,
        "data-choice": choice.id,
        disabled: !this.#isReady(choice),
      }),
    );
    const waiting = choices.every((choice) => this.#isReady(choice))
      ? null
      : element("p.ex-muted", {}, text("explorerNeedsStep"));
    return [
      element(
        "section.ex-choices",
        {},
        element("h4", {}, text(title)),
        waiting,
        element("div.ex-actions", {}, buttons),
      ),
    ];
  }

  /** A mistake is the only one in its request, which is sent at once. Variants can be looked at and changed first. */
  async #try(choice, isMistake) {
    if (isMistake) {
      await this.#send(await choice.change(await this.#step.request(this.#session), this.#session), choice);
    } else {
      await this.#show(await choice.change(this.#form.read(), this.#session), null);
      this.querySelector("[data-action=send]").focus();
    }
  }

  #isReady({ needs = [] }) {
    return needs.every((name) => this.#session.values[name] !== undefined);
  }

  async #send(request, mistake) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#step.sent?.(this.#session);
    this.dispatchEvent(new CustomEvent("sent", { bubbles: true }));
    let answer;
    try {
      answer = request.popup
        ? await this.#browse(request, mistake)
        : request.pause
          ? await this.#keepAsking(request)
          : await this.#repeat(request, mistake?.repeat ?? 1);
    } catch (error) {
      answer = { failure: ["popup", "origin"].includes(error.message) ? error.message : "network" };
    } finally {
      this.#busy = false;
    }
    // What a mistake yields is not for the flow to go on with, unless the server took it.
    if (!answer.failure && answer.redirect !== null && !answer.check && (answer.status ?? 200) < 400) {
      this.#step.done(this.#session, { ...answer, request });
    }
    await this.#session.keep(answer.json);
    await this.#show(request, outcomeView(answer, mistake));
    this.querySelector(".ex-outcome").focus();
  }

  async #browse(request, mistake) {
    const answer = await browse(request, this.#session.values.redirectUri);
    if (!answer.redirect) {
      return answer;
    }
    mistake?.tamper?.(answer.redirect);
    return { ...answer, check: request.expectsCode ? clientCheck(answer.redirect, this.#session) : null };
  }

  /** Sends a request until the answer is final, or the person has gone on to something else. */
  async #keepAsking(request) {
    const step = this.#step;
    for (;;) {
      const answer = await send(request);
      if (!isWaitingFor(answer.json?.error) || this.#step !== step || this.hidden) {
        return answer;
      }
      await new Promise((resolve) => setTimeout(resolve, request.pause));
    }
  }

  async #repeat(request, times) {
    let answer;
    for (let n = 0; n < times; n++) {
      answer = await send(request);
    }
    return answer;
  }
}

customElements.define("flow-driver", FlowDriver);
