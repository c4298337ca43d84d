// Steps through a flow: says what will be sent, lets it be changed or broken, sends it.
import { driveView } from "./drive-view.js";
import { isWaitingFor } from "./kinds.js";
import { clientCheck, outcomeView } from "./outcome.js";
import { RequestForm } from "./request-form.js";
import { browse, send } from "./send.js";

/** The panel of a driven flow. It sends the events `sent` and `end`. */
export class FlowDriver extends HTMLElement {
  #flow;
  #steps;
  #session;
  #step;
  #form;
  /** The request that is under way; what comes of an earlier one, after the person has gone on, is of no interest. */
  #sending = null;

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
    this.hidden = false;
    await this.#open(this.#steps[0]);
  }

  async #open(step) {
    this.#sending = null;
    this.#step = step;
    this.#show(await step.request(this.#session), null);
    this.querySelector("h3").focus();
  }

  #show(request, outcome) {
    this.#form = new RequestForm(request);
    const state = {
      flow: this.#flow,
      steps: this.#steps,
      step: this.#step,
      session: this.#session,
      form: this.#form,
      outcome,
    };
    const pause = () => this.#step.pause(this.#session);
    this.replaceChildren(
      ...driveView(state, {
        open: (step) => this.#open(step),
        send: () => this.#send(this.#form.read(), null),
        keepAsking: () => this.#send({ ...this.#form.read(), pause: pause() }, null),
        vary: (variant) => this.#vary(variant),
        break: (mistake) => this.#break(mistake),
        close: () => this.#close(),
      }),
    );
  }

  #close() {
    this.#sending = null;
    this.hidden = true;
    this.replaceChildren();
    this.dispatchEvent(new CustomEvent("end"));
  }

  /** Fills a variant in, so that it can be looked at and changed before it is sent. */
  async #vary(variant) {
    this.#show(await variant.change(this.#form.read(), this.#session), null);
    this.querySelector("[data-action=send]").focus();
  }

  /** Sends the right request with one mistake. */
  async #break(mistake) {
    const right = await this.#step.request(this.#session);
    await this.#send(await mistake.change(right, this.#session), mistake);
  }

  async #send(request, mistake) {
    if (this.#sending) {
      return;
    }
    this.#sending = request;
    this.#step.sent?.(this.#session);
    this.dispatchEvent(new CustomEvent("sent"));
    const answer = await this.#answer(request, mistake);
    await this.#session.keep(answer.json);
    if (this.#sending !== request) {
      return;
    }
    this.#sending = null;
    // What a mistake yields is not for the flow to go on with, unless the server took it.
    if (!answer.failure && answer.redirect !== null && !answer.check && (answer.status ?? 200) < 400) {
      this.#step.done(this.#session, { ...answer, request });
    }
    this.#show(request, outcomeView(answer, mistake));
    this.querySelector(".ex-outcome").focus();
  }

  async #answer(request, mistake) {
    try {
      if (request.popup) {
        return await this.#browse(request, mistake);
      }
      return request.pause ? await this.#keepAsking(request) : await this.#repeat(request, mistake?.repeat ?? 1);
    } catch (error) {
      return { failure: ["popup", "origin"].includes(error.message) ? error.message : "network" };
    }
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
    for (;;) {
      const answer = await send(request);
      if (!isWaitingFor(answer.json?.error) || this.#sending !== request) {
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
