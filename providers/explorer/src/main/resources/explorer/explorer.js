// The page: connects the recorded flows, the flow that the page runs, and the server.
import "./drive.js";
import { again } from "./custom.js";
import { element } from "./dom.js";
import { FLOWS } from "./flows.js";
import { mountImport } from "./import-view.js";
import { flowOfLink } from "./permalink.js";
import { hasLeft, takeLeft } from "./redirect.js";
import { Session } from "./session.js";
import { Stream } from "./stream.js";
import { readTexts, text } from "./texts.js";
import { Watch } from "./watch.js";

const RETRY_MILLIS = 3000;

const page = document.getElementById("explorer");
const url = new URL(page.dataset.url, location.href).href;
const parts = Object.fromEntries(
  [...page.querySelectorAll("[id^=ex-]")].map((part) => [part.id.slice("ex-".length), part]),
);
readTexts(document.getElementById("explorer-texts"));

const watch = new Watch(parts);
/** Read and deleted at once, so that it cannot be used again. */
const left = takeLeft(FLOWS);
let session = null;

mountImport(parts.import, (records) => {
  watch.follow();
  watch.add(records);
});
parts.detail.addEventListener("again", ({ detail }) => drive(again(watch.get(detail), session)));
parts.driver.addEventListener("sent", () => watch.follow());
parts.driver.addEventListener("end", () => press(null));

/** Runs a flow in the page. */
async function drive(flow) {
  watch.follow();
  press(flow.id);
  await parts.driver.start(flow, session);
}

function press(id) {
  for (const entry of parts.flows.querySelectorAll("button")) {
    entry.setAttribute("aria-pressed", String(entry.dataset.drive === id));
  }
}

function setState(state) {
  parts.state.dataset.state = state;
  parts.state.querySelector("span").textContent = text(`explorerState.${state}`);
}

async function begin() {
  setState("connecting");
  let response;
  try {
    response = await fetch(`${url}/context`, { cache: "no-store" });
  } catch {
    setState("disconnected");
    setTimeout(begin, RETRY_MILLIS);
    return;
  }
  if (!response.ok) {
    setState("denied");
    if (response.status === 401) {
      offerSignIn(await response.json());
    }
    return;
  }
  const context = await response.json();
  session = new Session(context, location.origin);
  watch.begin(context.limits.requests);
  offerFlows();
  new Stream(url, { records: (records) => watch.add(records), gap: () => watch.miss(), state: setState }).start();
}

/** Shows a link to the page where people sign in, which is at this server, as everything that the page opens. */
function offerSignIn({ login }) {
  const target = new URL(login, location.href);
  if (target.origin === location.origin) {
    parts.login.href = target.href;
    parts.login.hidden = false;
  }
}

function offerFlows() {
  const buttons = FLOWS.map((flow) =>
    element(
      "button.ex-drive",
      { type: "button", "aria-pressed": "false", "data-drive": flow.id, onclick: () => drive(flow) },
      text(`explorerDrive.${flow.id}`),
    ),
  );
  parts.flows.replaceChildren(...buttons.map((entry) => element("li", {}, entry)));
  parts.try.hidden = false;
  const linked = flowOfLink(location.hash, FLOWS);
  if (left) {
    press(left.flow.id);
    parts.driver.resume(left, session);
  } else if (linked) {
    drive(linked);
  }
}

// A page that the browser restores from its cache would not read the stored flow again, so it is reloaded.
addEventListener("pageshow", ({ persisted }) => persisted && hasLeft() && location.reload());
begin();
