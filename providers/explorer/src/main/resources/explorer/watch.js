// What was recorded on the left, the diagram of one flow, and the request that was chosen in it.
import "./detail.js";
import "./diagram.js";
import "./flow-list.js";
import { canRepeat } from "./custom.js";
import { button } from "./dom.js";
import { EXAMPLE } from "./example.js";
import { FilterView } from "./filter-view.js";
import { mountKeep } from "./keep-view.js";
import { flowsOf, latest } from "./model.js";
import { Store } from "./store.js";
import { text } from "./texts.js";
import { titleOf } from "./titles.js";

/** On narrower screens the request is below the diagram instead of beside it. */
const BELOW = "(max-width: 75rem)";

/** The part of the page that shows requests. */
export class Watch {
  #parts;
  #store = new Store();
  #keep;
  #filter;
  #example = flowsOf(EXAMPLE);
  #flows = [];
  #chosenFlow = null;
  #chosenRecord = null;
  /** Whether the flow with the latest request is shown; false once the user has selected something else. */
  #following = true;
  #canSend = false;
  #isDrawing = false;

  /** @param parts elements of the page by the part of their id after "ex-" */
  constructor(parts) {
    this.#parts = parts;
    this.#keep = mountKeep(parts.keep);
    this.#filter = new FilterView(parts, () => this.#drawSoon());
    parts.list.addEventListener("choose", ({ detail }) => this.#chooseFlow(detail));
    parts.diagram.addEventListener("choose", ({ detail }) => this.#chooseRecord(detail));
    parts.clear.addEventListener("click", () => this.#clear());
    this.#draw();
  }

  /** Shows requests. */
  add(records) {
    if (this.#store.add(records)) {
      this.#drawSoon();
    }
  }

  get(id) {
    return this.#store.get(id);
  }

  /** Says that requests are missing. */
  miss() {
    this.#store.miss();
    this.#drawSoon();
  }

  /** Shows the flow with the latest request, and those that follow. */
  follow() {
    this.#following = true;
    this.#drawSoon();
  }

  /**
   * Says that requests can be sent from now on.
   *
   * @param limit how many requests to keep
   */
  begin(limit) {
    this.#store.limit = limit;
    this.#canSend = true;
    this.#drawSoon();
  }

  #clear() {
    this.#store.clear();
    this.follow();
  }

  #chooseFlow(id) {
    this.#chosenFlow = id;
    this.#following = id === latest(this.#flows)?.id;
    this.#drawSoon();
  }

  #chooseRecord(id) {
    this.#chosenRecord = id;
    // A request that the user is reading must not be replaced by the next flow.
    this.#following = false;
    this.#draw();
    if (matchMedia(BELOW).matches) {
      this.#parts.detail.querySelector("h3").focus();
    }
  }

  #drawSoon() {
    if (!this.#isDrawing) {
      this.#isDrawing = true;
      requestAnimationFrame(() => this.#draw());
    }
  }

  #draw() {
    this.#isDrawing = false;
    this.#flows = flowsOf(this.#store.all());
    const isExample = this.#flows.length === 0;
    const shown = isExample ? this.#example : this.#flows;
    const flow = shown.find(({ id }) => !this.#following && id === this.#chosenFlow) ?? latest(shown);
    const record = flow.records.find(({ id }) => id === this.#chosenRecord);
    this.#chosenFlow = flow.id;
    this.#chosenRecord = record?.id ?? null;
    this.#drawFlow(flow, isExample);
    this.#drawRecord(flow, record);
  }

  #drawFlow(flow, isExample) {
    const parts = this.#parts;
    parts.list.show(this.#filter.apply(this.#flows, flow.id), flow.id);
    parts.filter.hidden = isExample;
    parts.empty.hidden = !isExample;
    parts.clear.hidden = isExample;
    parts.dropped.hidden = !this.#store.dropped;
    parts.example.hidden = !isExample;
    parts.title.textContent = titleOf(flow, text);
    parts.origin.replaceChildren(...this.#originOf(flow));
    parts.diagram.show(flow, this.#chosenRecord);
    this.#keep.show(flow);
  }

  #drawRecord(flow, record) {
    const parts = this.#parts;
    parts.hint.hidden = Boolean(record);
    parts.aside.hidden = !record;
    if (!record) {
      parts.detail.clear();
      return;
    }
    const all = this.#store.get(record.id) ? this.#store.all() : flow.records;
    parts.detail.show(record, all.slice(0, all.indexOf(record)), this.#canSend && canRepeat(record));
  }

  #originOf(flow) {
    const origin = this.#flows.find(({ id }) => id === flow.origin);
    const label = origin && text("explorerOrigin", titleOf(origin, text));
    return origin ? [button(label, () => this.#chooseFlow(origin.id), { class: "pf-v5-c-button pf-m-link" })] : [];
  }
}
