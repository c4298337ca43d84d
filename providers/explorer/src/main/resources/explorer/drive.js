// Runs a flow step by step: shows what will be sent, lets the user change or break it, and sends it.
import { answerTo, received } from "./answer.js";
import { countdown } from "./countdown.js";
import { driveView } from "./drive-view.js";
import { isTaken, outcomeView } from "./outcome.js";
import { canLeave, leave } from "./redirect.js";
import { RequestForm } from "./request-form.js";
import { addressOf } from "./send.js";
import { WaitView } from "./wait-view.js";

/** The panel of a driven flow. It sends the events `sent` and `end`. */
export class FlowDriver extends HTMLElement {
  #flow;
  #steps;
  #session;
  #step;
  #form;
  /** Cancels the request that is in progress; its outcome is ignored. */
  #sending = null;
  /** Whether the browser itself goes to the authorization endpoint, instead of another window. */
  #leaves = false;

  /**
   * Begins a flow.
   *
   * @param flow one of flows.js, or one step as custom.js makes it
   * @param session what the page knows
   */
  async start(flow, session) {
    this.#begin(flow, session);
    await this.#open(this.#steps[0]);
  }

  /**
   * Goes on with a flow for which the browser has left the page.
   *
   * @param left what redirect.js has kept
   * @param session what the page knows
   */
  resume(left, session) {
    this.#begin(left.flow, session);
    Object.assign(session.values, left.values);
    this.#leaves = true;
    this.#step = this.#steps.find(({ id }) => id === left.step);
    const { redirect, request, mistake } = left;
    this.#take(request, mistake, redirect ? received(redirect, request, mistake, session) : { redirect, left: true });
  }

  #begin(flow, session) {
    this.#stop();
    session.restart();
    this.#flow = flow;
    this.#steps = flow.steps();
    this.#session = session;
    this.hidden = false;
  }

  async #open(step) {
    this.#stop();
    this.#step = step;
    this.#show(await step.request(this.#session), null);
    this.querySelector("h3").focus();
  }

  #show(request, outcome, waits = false) {
    this.#form = new RequestForm(request);
    const [flow, steps, step, session, form] = [this.#flow, this.#steps, this.#step, this.#session, this.#form];
    const leaves = canLeave(request, session) ? this.#leaves : null;
    const state = { flow, steps, step, session, form, leaves, outcome, waits };
    this.replaceChildren(
      ...driveView(state, {
        open: (other) => this.#open(other),
        send: () => this.#send(form.read(), null),
        keepAsking: () => this.#send({ ...form.read(), pause: step.pause(session) }, null),
        vary: (variant) => this.#vary(variant),
        break: (mistake) => this.#break(mistake),
        leave: (away) => (this.#leaves = away),
        close: () => this.#close(),
      }),
    );
  }

  #close() {
    this.#stop();
    this.hidden = true;
    this.replaceChildren();
    this.dispatchEvent(new CustomEvent("end"));
  }

  #stop() {
    this.#sending?.abort();
    this.#sending = null;
  }

  /** Fills a variant in, so that it can be looked at and changed before it is sent. */
  async #vary(variant) {
    const request = await variant.change(this.#form.read(), this.#session);
    this.#show({ ...request, remark: variant.remark }, null);
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
    const { signal } = (this.#sending = new AbortController());
    const until = mistake?.until?.(this.#session);
    if (until && !(await this.#wait(request, until, signal))) {
      return;
    }
    if (this.#leaves && canLeave(request, this.#session)) {
      leave({ flow: this.#flow, step: this.#step, session: this.#session, request, mistake });
      location.assign(addressOf(request));
      return;
    }
    this.#step.sent?.(this.#session);
    this.dispatchEvent(new CustomEvent("sent"));
    const answer = await answerTo(request, mistake, this.#session, signal);
    await this.#session.keep(answer.json);
    if (!signal.aborted) {
      this.#take(request, mistake, answer);
    }
  }

  async #wait(request, until, signal) {
    const view = new WaitView(() => this.#open(this.#step));
    this.#show(request, view.element, true);
    view.element.focus();
    return countdown(until, (left) => view.show(left), signal);
  }

  #take(request, mistake, answer) {
    this.#stop();
    // The flow does not continue with the result of a mistake, unless the server accepted it.
    if (isTaken(answer)) {
      this.#step.done(this.#session, { ...answer, request });
    }
    this.#show(request, outcomeView(answer, mistake, request.remark));
    this.querySelector(".ex-outcome").focus();
  }
}

customElements.define("flow-driver", FlowDriver);
