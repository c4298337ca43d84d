// A decoded token: its claims, its life, and how it differs from the token that it came from.
import { claimMeaning } from "./explain.js";
import { difference } from "./difference.js";
import { element, fold, graphic } from "./dom.js";
import { icon } from "./icons.js";
import { duration, lifetime } from "./lifetime.js";
import { text } from "./texts.js";
import { shown, values } from "./values.js";

const SECOND_MILLIS = 1000;
const QUIET = "ex-quiet";

/** Claims that are times. */
const TIMES = new Set(["exp", "iat", "nbf", "auth_time"]);

/**
 * Shows a token.
 *
 * @param token a token of a record
 * @param before the token from which it came, or undefined
 * @param now milliseconds since the epoch
 * @param isOpen whether its claims are shown at once
 */
export function tokenView(token, before, now, isOpen = true) {
  const [place, name] = split(token.from);
  return element(
    "section.ex-token",
    {},
    element("h4", {}, name, " ", element("small", {}, text(`explorerToken.${place}`))),
    element("p.ex-badges", {}, badge(token), life(token.claims, now)),
    before && token.claims
      ? fold(text("explorerDifference"), true, differences(before.claims ?? {}, token.claims))
      : null,
    token.claims
      ? fold(text("explorerClaims"), isOpen && !before, claims(token.claims))
      : element("p", {}, text("explorerOpaque")),
    token.header
      ? fold(
          text("explorerTokenHeader"),
          false,
          values(text("explorerTokenHeader"), Object.entries(token.header), claimMeaning, QUIET),
        )
      : null,
  );
}

function split(from) {
  const [place, ...rest] = from.split(".");
  return [["response", "form", "query", "header", "pasted"].includes(place) ? place : "form", rest.join(".") || from];
}

function badge({ verified }) {
  const [key, sign] =
    verified === true
      ? ["explorerVerified", "ok"]
      : verified === false
        ? ["explorerNotVerified", "refused"]
        : ["explorerUnverified", "waiting"];
  return element("span.ex-badge", { "data-outcome": sign }, icon(sign), text(key));
}

/** A bar for the time that has passed; the sentence beside it says the same. */
function life(set, now) {
  if (lifetime(set, now) === null) {
    return null;
  }
  const left = graphic("rect.ex-bar-left", { height: 6, rx: 3 });
  const bar = graphic(
    "svg.ex-bar",
    { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    graphic("rect.ex-bar-total", { width: 100, height: 6, rx: 3 }),
    left,
  );
  const sentence = element("span", {});
  const tick = (moment) => {
    const span = lifetime(set, moment);
    left.setAttribute("width", 100 * (1 - span.used));
    sentence.textContent =
      span.left > 0
        ? text("explorerLeft", duration(span.left), duration(span.total))
        : text("explorerExpired", duration(span.total));
    if (span.left > 0) {
      setTimeout(() => bar.isConnected && tick(Date.now()), SECOND_MILLIS);
    }
  };
  tick(now);
  return element("span.ex-life-time", {}, bar, sentence);
}

function claims(set) {
  const rows = Object.entries(set).map(([name, value]) => [name, readable(name, value)]);
  return values(text("explorerClaims"), rows, claimMeaning, QUIET);
}

function readable(name, value) {
  return TIMES.has(name) && Number.isFinite(value) && value > 0
    ? `${value} = ${new Date(value * 1000).toLocaleString()}`
    : value;
}

function differences(before, after) {
  const rows = difference(before, after).filter(({ same, claim }) => !same && !["iat", "jti"].includes(claim));
  if (rows.length === 0) {
    return element("p", {}, text("explorerNoDifference"));
  }
  return element(
    "table.ex-difference.ex-quiet",
    {},
    element("caption", {}, text("explorerDifference")),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ["explorerClaim", "explorerBefore", "explorerAfter"].map((key) => element("th", { scope: "col" }, text(key))),
      ),
    ),
    element("tbody", {}, rows.map(differenceRow)),
  );
}

function differenceRow({ claim, before, after, items }) {
  const side = (value, changes) =>
    items
      ? items.filter(({ change }) => changes.includes(change)).map(entry)
      : value === undefined
        ? "–"
        : shown(readable(claim, value));
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, claim),
    element("td", { "data-column": text("explorerBefore") }, element("div", {}, side(before, ["kept", "removed"]))),
    element("td", { "data-column": text("explorerAfter") }, element("div", {}, side(after, ["kept", "added"]))),
  );
}

function entry({ item, change }) {
  const name = { removed: "del", added: "ins", kept: "span" }[change];
  return element(`${name}.ex-item`, {}, item);
}
