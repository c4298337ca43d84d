// The sequence diagram of one flow. It is a list of requests: a row draws its two arrows and says the same as text.
import { answerLabel, endsOf, lanesOf, requestLabel } from "./arrows.js";
import { element, graphic, setCurrent } from "./dom.js";
import { text } from "./texts.js";

/** More clients than this in one flow share the last lane. */
const MOST_LANES = 8;

/** Shows a flow. The event `choose` says which request was selected. */
export class SequenceDiagram extends HTMLElement {
  #flow;
  #chosen;
  #shape;

  /**
   * Draws a flow.
   *
   * @param flow a flow of the model
   * @param chosen id of the request that is shown beside the diagram, if any
   */
  show(flow, chosen) {
    this.#flow = flow;
    this.#chosen = chosen;
    const lanes = lanesOf(flow).slice(0, MOST_LANES);
    const shape = lanes.map(({ id }) => id).join("\n");
    const rows = [...this.querySelectorAll(".ex-row")];
    if (
      rows.length > 0 &&
      shape === this.#shape &&
      rows.every(({ dataset }, n) => dataset.id === flow.records[n]?.id)
    ) {
      // Only what came later, so that the focus and the place in the page remain.
      this.querySelector("ol").append(...flow.records.slice(rows.length).map((record) => this.#row(record, lanes)));
    } else {
      this.#draw(lanes);
      this.#shape = shape;
    }
    this.#mark();
  }

  #draw(lanes) {
    const heads = lanes.map((lane, n) =>
      between(n - 0.5, n + 0.5, element("span.ex-lane", { "data-kind": lane.kind }, laneName(lane))),
    );
    this.replaceChildren(
      withColumns(lanes.length, element("div.ex-lanes", { "aria-hidden": "true" }, heads)),
      element(
        "ol.ex-rows",
        { "aria-label": text("explorerRequests"), onkeydown: (event) => this.#move(event) },
        this.#flow.records.map((record) => this.#row(record, lanes)),
      ),
    );
  }

  #row(record, lanes) {
    const ends = endsOf(record, this.#flow);
    const place = (id) => {
      const found = lanes.findIndex((lane) => lane.id === id);
      return found < 0 ? lanes.length - 1 : found;
    };
    const [from, to] = [place(ends.from), place(ends.to)];
    const request = requestLabel(record);
    const answer = answerLabel(record);
    const names = [from, to].map((n) => laneName(lanes[n]));
    return element(
      "li",
      {},
      withColumns(
        lanes.length,
        element(
          "button.ex-row",
          {
            type: "button",
            "data-id": record.id,
            "data-outcome": answer.outcome,
            tabindex: -1,
            onclick: () => this.#choose(record.id),
          },
          element("span.ex-time", {}, offset(record.time - this.#flow.started)),
          arrows(lanes.length, from, to),
          label("there", from, to, names, request),
          label("back", from, to, [...names].reverse(), answer),
        ),
      ),
    );
  }

  #choose(id) {
    this.#chosen = id;
    this.#mark();
    this.dispatchEvent(new CustomEvent("choose", { detail: id, bubbles: true }));
  }

  #mark() {
    const rows = [...this.querySelectorAll(".ex-row")];
    const current = rows.find(({ dataset }) => dataset.id === this.#chosen);
    for (const row of rows) {
      row.tabIndex = row === (current ?? rows[0]) ? 0 : -1;
      setCurrent(row, row === current);
    }
  }

  /** Arrow keys go from row to row, as in any list; Enter is the button's own. */
  #move(event) {
    const rows = [...this.querySelectorAll(".ex-row")];
    const at = rows.indexOf(event.target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined && rows[next]) {
      event.preventDefault();
      rows[at].tabIndex = -1;
      rows[next].tabIndex = 0;
      rows[next].focus();
    }
  }
}

function laneName(lane) {
  return lane.name || text(`explorerLane.${lane.kind}`);
}

function label(kind, from, to, names, { main, detail }) {
  const [left, right] = from < to ? [from, to] : [to, from];
  return between(
    left,
    Math.max(right, left + 1),
    element(
      `span.ex-label.ex-${kind}`,
      {},
      element("span.ex-ends", {}, `${names[0]} → ${names[1]}: `),
      element("strong", {}, main),
      detail && element("span.ex-detail", {}, ` ${detail}`),
    ),
  );
}

// Properties that a script sets are not inline styles, which the Content-Security-Policy forbids.

/** Gives a grid two columns for each lane. */
function withColumns(lanes, grid) {
  grid.style.setProperty("--ex-halves", 2 * lanes);
  return grid;
}

/** Places an element between the middle of one lane and that of another; the column of times comes first. */
function between(left, right, placed) {
  placed.style.setProperty("--ex-from", 2 * left + 3);
  placed.style.setProperty("--ex-to", 2 * right + 3);
  return placed;
}

/** Draws the lanes of a row and its two arrows; positions are percentages, so the drawing follows the width. */
function arrows(count, from, to) {
  const x = (lane, shift = 0) => `${(100 * (lane + 0.5)) / count + shift}%`;
  const lanes = Array.from({ length: count }, (_, n) =>
    graphic("line.ex-life", { x1: x(n), x2: x(n), y1: 0, y2: "100%" }),
  );
  return graphic(
    "svg.ex-arrows",
    { "aria-hidden": "true", focusable: "false" },
    lanes,
    graphic("line.ex-line", { x1: x(from), x2: x(to), y1: 30, y2: 30 }),
    head(x(to), 30, from < to),
    graphic("line.ex-line.ex-dashed", { x1: x(to), x2: x(from), y1: 64, y2: 64 }),
    head(x(from), 64, from > to),
  );
}

/** The head of an arrow: a nested drawing, because only that can stand at a percentage. */
function head(x, y, right) {
  const points = right ? "-10,-5 0,0 -10,5" : "10,-5 0,0 10,5";
  return graphic("svg.ex-head", { x, y, overflow: "visible", width: 1, height: 1 }, graphic("polygon", { points }));
}

function offset(millis) {
  return millis < 60_000
    ? `+${(millis / 1000).toFixed(millis < 10_000 ? 1 : 0)} s`
    : `+${Math.floor(millis / 60_000)} min`;
}

customElements.define("sequence-diagram", SequenceDiagram);
