// Which requests are one flow. Pure: from recorded requests to flows, without a page or a clock.
import { clientOf, described } from "./describe.js";
import { hasIssued, isNew, isSignIn, kindOf, sent } from "./kinds.js";

/** For how long a page of a sign-in, which carries no code and no state, may belong to a flow that is still open. */
const SIGN_IN_MILLIS = 10 * 60_000;

/** Requests for metadata that follow each other this closely are shown as one. */
const DISCOVERY_MILLIS = 60_000;

/**
 * Groups requests into flows.
 *
 * @param records requests as the server recorded them, in any order
 * @returns flows in the order in which they began, each with its requests in order
 */
export function flowsOf(records) {
  const flows = new Grouping();
  for (const record of inOrder(records)) {
    flows.add(record);
  }
  return flows.all().map(described);
}

/** Returns the flow with the latest request; undefined if there is none. */
export function latest(flows) {
  const ends = inOrder(flows.map(({ records }) => records.at(-1)));
  return flows.find(({ records }) => records.at(-1) === ends.at(-1));
}

/** Returns requests in the order in which they arrived. */
export function inOrder(records) {
  return [...records].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : Number(a.id > b.id)));
}

class Grouping {
  #flows = new Set();
  #owners = new Map();
  #sessions = new Map();
  #issuers = new Map();
  #last;
  #started = 0;

  add(record) {
    const owners = isNew(record) ? this.#pushed(record) : this.#owning(record);
    const flow =
      owners.reduce((first, other) => this.#merge(first, other), owners[0]) ?? this.#guess(record) ?? this.#start();
    flow.records.push(record);
    for (const link of record.links ?? []) {
      if (isSession(link)) {
        this.#sessions.set(link, flow);
      } else if (!this.#owners.has(link)) {
        this.#owners.set(link, flow);
      }
    }
    for (const { from, fingerprint } of record.tokens ?? []) {
      if (from.startsWith("response.")) {
        this.#issuers.set(fingerprint, flow);
      }
    }
    if (kindOf(record) === "exchange") {
      const origin = this.#originOf(record);
      flow.origin = origin === flow ? null : origin;
    }
  }

  all() {
    return [...this.#flows];
  }

  /** A new flow that repeats a state, such as a second attempt to push the same request, is the same one. */
  #pushed(record) {
    return record.endpoint === "par" ? this.#owning(record).slice(0, 1) : [];
  }

  /** Flows with a code, a state or a token of this request; the first is the oldest. */
  #owning(record) {
    const links = (record.links ?? []).filter((link) => !isSession(link));
    const tokens = links.filter(isToken);
    const exact = this.#distinct(links.filter((link) => !isToken(link)));
    return exact.length > 0 ? exact : this.#distinct(tokens).slice(-1);
  }

  #distinct(links) {
    const found = new Set(links.map((link) => this.#owners.get(link)).filter(Boolean));
    return [...found].sort((a, b) => a.order - b.order);
  }

  #merge(first, other) {
    if (first !== other) {
      first.records = inOrder([...first.records, ...other.records]);
      this.#flows.delete(other);
      for (const owners of [this.#owners, this.#sessions, this.#issuers]) {
        for (const [key, flow] of owners) {
          if (flow === other) {
            owners.set(key, first);
          }
        }
      }
    }
    return first;
  }

  /** For requests that have nothing in common with others but the browser, the session or the time. */
  #guess(record) {
    const last = this.#last;
    if (kindOf(record) === "discovery") {
      const near = last && record.time - last.records.at(-1).time < DISCOVERY_MILLIS;
      return near && kindOf(last.records[0]) === "discovery" ? last : undefined;
    }
    if (isNew(record) || record.endpoint === "authorize") {
      return undefined;
    }
    return (isSignIn(record) ? this.#open(record) : undefined) ?? this.#inSession(record);
  }

  #open(record) {
    return this.all()
      .reverse()
      .find(
        (flow) =>
          ["code", "device"].includes(kindOf(flow.records[0])) &&
          !flow.records.some((earlier) => hasIssued(earlier)) &&
          record.time - flow.records.at(-1).time < SIGN_IN_MILLIS &&
          agree(record.client, clientOf(flow.records)),
      );
  }

  #inSession(record) {
    return (record.links ?? [])
      .filter(isSession)
      .map((link) => this.#sessions.get(link))
      .find(Boolean);
  }

  #originOf(record) {
    const fingerprint = sent(record, "subject_token")?.fingerprint;
    return this.#issuers.get(fingerprint) ?? null;
  }

  #start() {
    this.#last = { records: [], origin: null, order: this.#started++ };
    this.#flows.add(this.#last);
    return this.#last;
  }
}

function isSession(link) {
  return link.startsWith("sid:");
}

function isToken(link) {
  return link.startsWith("jti:");
}

function agree(one, other) {
  return !one || !other || one === other;
}
