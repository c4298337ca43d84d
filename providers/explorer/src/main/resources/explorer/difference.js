// What changed from one token to the next, claim by claim.
import { issued, parameter, sent } from "./kinds.js";

/** Claims that are compared first; those of times and ids differ in every token and come last. */
const FIRST = ["scope", "aud", "act", "may_act", "exp", "azp", "sub", "iss"];
const LAST = ["iat", "jti", "sid", "auth_time"];

/** Claims that hold a set. */
const SETS = new Set(["scope", "aud"]);

/**
 * Compares the claims of two tokens.
 *
 * @returns a row for each claim, with `before`, `after`, whether they are the `same`, and for a set its `items`
 */
export function difference(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .map((claim) => ({
      claim,
      before: before[claim],
      after: after[claim],
      same: JSON.stringify(before[claim]) === JSON.stringify(after[claim]),
      items: SETS.has(claim) ? items(set(before[claim]), set(after[claim])) : null,
    }));
}

function rank(claim) {
  const first = FIRST.indexOf(claim);
  return first >= 0 ? first : FIRST.length + 1 + LAST.indexOf(claim);
}

function set(value) {
  return value === undefined ? [] : Array.isArray(value) ? value : String(value).split(" ").filter(Boolean);
}

function items(before, after) {
  return [...new Set([...before, ...after])].map((item) => ({
    item,
    change: !after.includes(item) ? "removed" : before.includes(item) ? "kept" : "added",
  }));
}

/**
 * Finds the token that a request turned into another one: the subject token of an exchange, or the access token that
 * came with the refresh token that was used.
 *
 * @param records earlier requests, of any flow
 * @returns the older token, or undefined
 */
export function predecessor(record, records) {
  const subject = sent(record, "subject_token");
  if (subject) {
    return subject;
  }
  if (parameter(record, "grant_type") !== "refresh_token") {
    return undefined;
  }
  const used = sent(record, "refresh_token")?.fingerprint;
  const origin = records.findLast((earlier) => used && issued(earlier, "refresh_token")?.fingerprint === used);
  return origin && issued(origin);
}
