// What happened inside the server: who authenticated how, which events there were, which permits were considered.
import { element, outerLink } from "./dom.js";
import { icon } from "./icons.js";
import { isWaiting } from "./kinds.js";
import { text } from "./texts.js";
import { values } from "./values.js";

/** Explains a refusal: what was said, and the page that says what to change; null if there was none. */
export function refusal(record) {
  const { error } = record;
  if (!error) {
    return null;
  }
  const outcome = isWaiting(record) ? "waiting" : "refused";
  return element(
    "section.ex-refusal",
    { "data-outcome": outcome },
    element(
      "h4",
      {},
      icon(outcome),
      " ",
      text(outcome === "waiting" ? "explorerNotYet" : "explorerRefused"),
      " ",
      element("code", {}, error.code),
    ),
    error.description && element("p", {}, error.description),
    error.uri && element("p", {}, outerLink(error.uri, text("explorerWhatToChange"))),
  );
}

/** Shows the server's side of a request. */
export function insideView(record) {
  const facts = [
    [text("explorerFact.client"), record.client],
    [text("explorerFact.authentication"), record.clientAuthentication],
    [text("explorerFact.user"), record.user],
    [text("explorerFact.duration"), `${Math.round(record.duration * 10) / 10} ms`],
  ].filter(([, value]) => value);
  return element(
    "section.ex-inside",
    {},
    decision(record.decision),
    values(text("explorerInside"), facts, () => null, "ex-facts ex-quiet"),
    (record.events ?? []).map(event),
  );
}

function event({ type, error, reason, details }) {
  const rows = Object.entries({ error, reason, ...details }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return values(text("explorerEvent", type), rows, () => null) ?? element("p", {}, text("explorerEvent", type));
}

function decision(made) {
  if (!made) {
    return null;
  }
  return element(
    "section.ex-decision",
    {},
    element("h4", {}, text(made.result === "permitted" ? "explorerPermitted" : "explorerNotPermitted")),
    made.permits.length === 0
      ? element("p", {}, text("explorerNoPermits"))
      : element("ul.ex-permits", { "aria-label": text("explorerPermits") }, made.permits.map((each) => permit(each, made.closest))),
    values(text("explorerRequest"), asked(made), () => null, "ex-facts"),
  );
}

function permit({ name, outcome, check, explanation }, closest) {
  const failed = outcome === "failed";
  const said = { chosen: "explorerChosen", passed: "explorerPassed", failed: "explorerFailed" }[outcome];
  return element(
    "li",
    { "data-outcome": failed ? "refused" : "ok" },
    icon(failed ? "refused" : "ok"),
    element("strong", {}, name),
    element("span", {}, text(said, check ?? "")),
    explanation && element("span.ex-meaning", {}, explanation),
    name === closest && element("span.ex-closest", {}, text("explorerClosest")),
  );
}

function asked({ requester, subjectClient, audience, scopes }) {
  return [
    [text("explorerFact.requester"), requester ?? "–"],
    [text("explorerFact.subjectClient"), subjectClient ?? "–"],
    ["audience", audience?.join(" ") ?? ""],
    ["scope", scopes?.join(" ") ?? ""],
  ];
}
