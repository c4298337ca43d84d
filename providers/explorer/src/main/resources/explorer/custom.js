// A recorded request that can be changed and sent again, as a flow of one step.

const MASK = "•••";

/** Headers that the browser writes itself, or that make no sense from a page. */
const KEPT_HEADERS = new Set(["authorization", "dpop", "accept"]);

/** Returns whether the page can send a request again: only what a client program sends, and only forms. */
export function canRepeat(record) {
  return (
    record.caller === "client" &&
    ["GET", "POST"].includes(record.method) &&
    !record.id.startsWith("example-") &&
    !record.id.startsWith("har-")
  );
}

/**
 * Makes a flow of one request.
 *
 * @param record the request as it was recorded, with masked values
 * @param session fills in the tokens that this page has received, and the secrets that it knows
 */
export function again(record, session) {
  return {
    id: "again",
    steps: () => [{ id: "again", request: () => restored(record, session), done: () => {}, mistakes: [] }],
  };
}

function restored(record, session) {
  const url = new URL(record.url);
  const fields = record.method === "GET" ? record.query : record.form;
  return {
    method: record.method,
    url: location.origin + url.pathname,
    headers: (record.requestHeaders ?? [])
      .filter(([name]) => KEPT_HEADERS.has(name.toLowerCase()))
      .map(([name, value]) => [name, header(name, value, record, session)]),
    fields: (fields ?? []).map(([name, value]) => [name, field(name, value, record, session)]),
  };
}

function field(name, value, record, session) {
  if (!value.includes(MASK)) {
    return value;
  }
  if (name === "client_secret") {
    return session.client(record.client).secret ?? "";
  }
  return held(`form.${name}`, record, session);
}

function header(name, value, record, session) {
  const [scheme] = value.split(" ");
  if (scheme === "Basic") {
    // RFC 6749 section 2.3.1: both parts are encoded as in a form.
    const parts = [record.client ?? "", session.client(record.client).secret ?? ""];
    return `Basic ${btoa(parts.map(encodeURIComponent).join(":"))}`;
  }
  return value.includes(MASK) && name.toLowerCase() === "authorization"
    ? `${scheme} ${held("header.authorization", record, session)}`
    : value;
}

function held(from, record, session) {
  const token = record.tokens?.find((candidate) => candidate.from === from);
  return (token && session.held(token.fingerprint)) ?? "";
}
