// A flow as a list of commands: what each request sends, with the names of variables where a value is secret or comes
// from an earlier answer. The forms in which a flow is kept are written from this.
import { parameter } from "./kinds.js";

const MASK = "•••";

/** Values that a script makes itself, or asks the person for. */
const MADE = { state: "STATE", code_verifier: "CODE_VERIFIER", code_challenge: "CODE_CHALLENGE", nonce: "NONCE" };

/** Fields of an answer that a later request may need. */
const KEPT = ["access_token", "refresh_token", "id_token", "device_code", "request_uri"];

/**
 * Plans a script.
 *
 * @param flow a flow of the model
 * @param origin of this server. What it has recorded is sent there, and not to the host that a request named: a script has
 *     secrets, and whoever sends a request chooses its `Host`
 * @returns commands in order: `request` (method, url, headers, fields, json, keeps), or `person` (url and fields to open, and
 *     the `asks` for a code); names and values are `[name, value]` where a value is a text or `{ variable }`
 */
export function plan(flow, origin) {
  const known = new Map();
  const steps = [];
  for (const record of flow.records) {
    if (record.caller === "client" && record.endpoint !== "callback") {
      steps.push(command(record, known, origin));
      remember(record, known);
    } else if (record.endpoint === "authorize" && !steps.some(({ kind }) => kind === "person")) {
      steps.push({
        kind: "person",
        url: address(record, origin),
        fields: fields(record, record.query, known),
        asks: "CODE",
      });
    } else if (record.endpoint === "device" && !steps.some(({ kind }) => kind === "visit")) {
      steps.push({ kind: "visit", url: address(record, origin), fields: [] });
    }
  }
  return steps;
}

/** Returns the names of the variables that a person has to set: secrets, and what no earlier answer contains. */
export function inputs(steps) {
  const own = new Set([
    ...Object.values(MADE),
    "CODE",
    ...steps.flatMap(({ keeps = [] }) => keeps.map(([, kept]) => kept)),
  ]);
  const used = steps
    .flatMap((step) => [...step.fields, ...(step.headers ?? [])])
    .map(([, value]) => value.variable)
    .filter(Boolean);
  return [...new Set(used)].filter((name) => !own.has(name));
}

function command(record, known, origin) {
  const json = record.requestJson ? unmasked(record.requestJson) : null;
  const sent = ["authorization", "accept", ...(json === null ? [] : ["content-type"])];
  const headers = (record.requestHeaders ?? []).filter(([name]) => sent.includes(name.toLowerCase()));
  return {
    kind: "request",
    method: record.method,
    url: address(record, origin),
    headers: headers.map(([name, value]) => [name, authorization(name, value, record, known)]),
    fields: fields(record, record.method === "GET" ? record.query : record.form, known),
    json,
    keeps: KEPT.filter((name) => name in (record.responseJson ?? {})).map((name) => [name, name.toUpperCase()]),
    expects: record.status,
  };
}

/** Returns where to send a request, without its query. Archives keep their addresses: they are of any server. */
function address(record, origin) {
  const url = record.url.replace(/\?.*/, "");
  return record.imported ? url : origin + new URL(url).pathname;
}

/** Returns an object as JSON, without the members that were masked. */
function unmasked(object) {
  return JSON.stringify(
    Object.fromEntries(Object.entries(object).filter(([, value]) => !JSON.stringify(value).includes(MASK))),
  );
}

function fields(record, list, known) {
  return (list ?? []).map(([name, value]) => [name, variable(name, value, record, known)]);
}

function variable(name, value, record, known) {
  if (name in MADE) {
    return { variable: MADE[name] };
  }
  if (!value.includes(MASK)) {
    return value;
  }
  if (name === "client_secret") {
    return { variable: `${identifier(record.client ?? parameter(record, "client_id") ?? "client")}_SECRET` };
  }
  const token = record.tokens?.find(({ from }) => from.endsWith(`.${name}`));
  return {
    variable: known.get(token?.fingerprint) ?? (name === "code" ? "CODE" : (known.get(name) ?? identifier(name))),
  };
}

function authorization(name, value, record, known) {
  const [scheme] = value.split(" ");
  if (name.toLowerCase() !== "authorization" || !value.includes(MASK)) {
    return value;
  }
  if (scheme === "Basic") {
    return { prefix: "Basic ", variable: `${identifier(record.client ?? "client")}_CREDENTIALS` };
  }
  const token = record.tokens?.find(({ from }) => from === "header.authorization");
  return { prefix: `${scheme} `, variable: known.get(token?.fingerprint) ?? "ACCESS_TOKEN" };
}

function remember(record, known) {
  for (const name of KEPT.filter((field) => field in (record.responseJson ?? {}))) {
    known.set(name, name.toUpperCase());
    const token = record.tokens?.find(({ from }) => from === `response.${name}`);
    if (token) {
      known.set(token.fingerprint, name.toUpperCase());
    }
  }
}

function identifier(name) {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "_")
    .replace(/^(?=\d)/, "_");
}
