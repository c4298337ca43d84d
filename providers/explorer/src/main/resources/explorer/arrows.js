// The sequence diagram of a flow as data: its lanes, and two arrows for each request.
import { isRefused, isWaiting, parameter } from "./kinds.js";

export const BROWSER = "browser";
export const SERVER = "server";
export const API = "api";

/** Parameters whose presence says what a request is about, in the order in which an arrow names them. */
const TELLING = [
  "response_type",
  "code_challenge",
  "request_uri",
  "user_code",
  "device_code",
  "code",
  "code_verifier",
  "refresh_token",
  "subject_token",
  "actor_token",
  "audience",
  "token",
  "id_token_hint",
  "state",
];

/** Fields of a response that an arrow names. */
const ANSWERED = ["access_token", "refresh_token", "id_token", "device_code", "user_code", "request_uri", "active"];

/**
 * Returns the lanes of a flow from left to right.
 *
 * @returns objects with a unique `id`, a `kind` (browser, client, server, api) and, for a client, its `name`
 */
export function lanesOf(flow) {
  const used = new Set(flow.records.flatMap((record) => Object.values(endsOf(record, flow))));
  const clients = [...used].filter((id) => id.startsWith("client:"));
  return [
    ...(used.has(BROWSER) ? [{ id: BROWSER, kind: BROWSER }] : []),
    ...clients.map((id) => ({ id, kind: "client", name: id.slice("client:".length) })),
    ...(used.has(SERVER) ? [{ id: SERVER, kind: SERVER }] : []),
    ...(used.has(API) ? [{ id: API, kind: API }] : []),
  ];
}

/** Returns the lanes between which a request goes, as ids. */
export function endsOf(record, flow) {
  const client = `client:${record.client ?? flow.client ?? ""}`;
  if (record.endpoint === "callback") {
    return { from: BROWSER, to: client };
  }
  return { from: record.caller === "browser" ? BROWSER : client, to: record.endpoint === "api" ? API : SERVER };
}

/** Returns what the arrow of a request says: method, path, and the parameters that matter. */
export function requestLabel(record) {
  const grant = parameter(record, "grant_type")?.split(":").at(-1);
  const names = TELLING.filter((name) => parameter(record, name) !== undefined);
  // The grant may have the name of its parameter.
  const details = [...new Set([grant, ...names].filter(Boolean))];
  return { main: `${record.method} ${shortPath(record.url)}`, detail: details.join(" · ") };
}

/** Returns what the arrow of a response says, and its outcome: ok, waiting or refused. */
export function answerLabel(record) {
  const json = record.responseJson ?? {};
  const location = (record.responseHeaders ?? []).find(([name]) => name.toLowerCase() === "location")?.[1];
  const details = record.error
    ? [record.error.code]
    : location
      ? [`→ ${shortPath(location)}`, ...carried(location)]
      : ANSWERED.filter((name) => name in json).map((name) => (name === "active" ? `active: ${json.active}` : name));
  const outcome = isWaiting(record) ? "waiting" : isRefused(record) ? "refused" : "ok";
  return { main: String(record.status), detail: details.join(" · "), outcome };
}

function carried(location) {
  return ["code", "error"].filter((name) => new RegExp(`[?&#]${name}=`).test(location));
}

/** Returns the end of a path that identifies the endpoint, without query; "…" stands for realm and protocol prefix. */
export function shortPath(url) {
  const path = url.replace(/^\w[\w+.-]*:\/\/[^/?#]*/, "").replace(/[?#].*$/, "");
  return path.replace(/^.*\/(?:protocol\/openid-connect|login-actions|oauth2)(?=\/)/, "…") || "/";
}
