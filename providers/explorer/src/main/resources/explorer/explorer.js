// The page: what was recorded on the left, the diagram of one flow, the request that was chosen in it.
import "./diagram.js";
import "./flow-list.js";
import "./detail.js";
import "./drive.js";
import { again, canRepeat } from "./custom.js";
import { element } from "./dom.js";
import { EXAMPLE } from "./example.js";
import { FLOWS } from "./flows.js";
import { mountImport } from "./import-view.js";
import { mountKeep } from "./keep-view.js";
import { flowsOf, latest } from "./model.js";
import { flowOfLink } from "./permalink.js";
import { Session } from "./session.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { readTexts, text } from "./texts.js";
import { titleOf } from "./titles.js";

const page = document.getElementById("explorer");
const url = new URL(page.dataset.url, location.href).href;
readTexts(document.getElementById("explorer-texts"));

const store = new Store();
const parts = Object.fromEntries(
  [...page.querySelectorAll("[id^=ex-]")].map((part) => [part.id.slice("ex-".length), part]),
);
const example = flowsOf(EXAMPLE);
const keep = mountKeep(parts.keep);
let session = null;
let flows = [];
let chosenFlow = null;
let chosenRecord = null;
/** Whether the flow with the latest request is shown; false once the person has chosen an older one. */
let following = true;
let drawing = false;

function draw() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      drawNow();
    });
  }
}

function drawNow() {
  flows = flowsOf(store.all());
  const isExample = flows.length === 0;
  const shown = isExample ? example : flows;
  const flow = shown.find(({ id }) => !following && id === chosenFlow) ?? latest(shown);
  chosenFlow = flow.id;
  parts.list.show(flows, flow.id);
  parts.empty.hidden = !isExample;
  parts.dropped.hidden = !store.dropped;
  parts.title.textContent = titleOf(flow, text);
  parts.example.hidden = !isExample;
  parts.origin.replaceChildren(...originOf(flow));
  if (!flow.records.some(({ id }) => id === chosenRecord)) {
    chosenRecord = null;
  }
  parts.diagram.show(flow, chosenRecord);
  keep.show(flow, isExample);
  drawDetail(flow);
}

function drawDetail(flow) {
  const record = flow.records.find(({ id }) => id === chosenRecord);
  parts.hint.hidden = Boolean(record);
  parts.aside.hidden = !record;
  if (record) {
    const earlier = (store.get(record.id) ? store.all() : flow.records).filter(
      ({ time, id }) => time < record.time || (time === record.time && id < record.id),
    );
    parts.detail.show(record, earlier, session !== null && canRepeat(record));
  } else {
    parts.detail.clear();
  }
}

function originOf(flow) {
  const origin = flows.find(({ id }) => id === flow.origin);
  return origin
    ? [
        element(
          "button.pf-v5-c-button.pf-m-link",
          { type: "button", onclick: () => chooseFlow(origin.id) },
          text("explorerOrigin", titleOf(origin, text)),
        ),
      ]
    : [];
}

function chooseFlow(id) {
  chosenFlow = id;
  following = id === latest(flows)?.id;
  draw();
}

function add(records) {
  if (store.add(records)) {
    draw();
  }
}

function setState(state) {
  parts.state.dataset.state = state;
  parts.state.querySelector("span").textContent = text(`explorerState.${state}`);
}

async function drive(flow) {
  following = true;
  for (const entry of parts.flows.querySelectorAll("button")) {
    entry.setAttribute("aria-pressed", String(entry.dataset.drive === flow.id));
  }
  await parts.driver.start(flow, session);
}

parts.list.addEventListener("choose", ({ detail }) => chooseFlow(detail));
parts.diagram.addEventListener("choose", ({ detail }) => {
  chosenRecord = detail;
  // Whoever reads a request does not want it to be replaced by the next flow.
  following = false;
  drawNow();
  if (matchMedia("(max-width: 75rem)").matches) {
    parts.detail.querySelector("h3").focus();
  }
});
parts.detail.addEventListener("again", ({ detail }) => drive(again(store.get(detail), session)));
parts.driver.addEventListener("sent", () => {
  following = true;
});
parts.driver.addEventListener("end", () => {
  for (const entry of parts.flows.querySelectorAll("button")) {
    entry.setAttribute("aria-pressed", "false");
  }
});
parts.clear.addEventListener("click", () => {
  store.clear();
  following = true;
  draw();
});
mountImport(parts.import, (records) => {
  following = true;
  add(records);
});

drawNow();

const stream = new Stream(url, {
  records: add,
  gap() {
    store.miss();
    draw();
  },
  state: setState,
});

async function begin() {
  setState("connecting");
  const response = await fetch(`${url}/context`, { cache: "no-store" }).catch(() => null);
  if (response?.status === 401) {
    const { login } = await response.json();
    setState("denied");
    const target = new URL(login, location.href);
    // Nothing that the page opens is at another server.
    if (target.origin === location.origin) {
      parts.login.href = target.href;
      parts.login.hidden = false;
    }
    return;
  }
  if (!response?.ok) {
    setState(response ? "denied" : "disconnected");
    if (!response) {
      setTimeout(begin, 3000);
    }
    return;
  }
  const context = await response.json();
  store.limit = context.limits.requests;
  session = new Session(context, location.origin);
  parts.flows.replaceChildren(
    ...FLOWS.map((flow) =>
      element(
        "li",
        {},
        element(
          "button.ex-drive",
          { type: "button", "aria-pressed": "false", "data-drive": flow.id, onclick: () => drive(flow) },
          text(`explorerDrive.${flow.id}`),
        ),
      ),
    ),
  );
  const linked = flowOfLink(location.hash, FLOWS);
  if (linked) {
    drive(linked);
  }
  draw();
  stream.start();
}

begin();
