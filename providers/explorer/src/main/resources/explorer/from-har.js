// Reads an HTTP Archive: its requests become records, as if they had been watched. Nothing leaves the page.
import { decode } from "./jwt.js";

/** Larger archives, and those with more requests, are not read. */
const MOST_ENTRIES = 2000;

const ENDPOINTS = [
  [/\/token\/introspect$|\/introspect$/, "introspect"],
  [/\/token$/, "token"],
  [/\/revoke$/, "revoke"],
  [/\/userinfo$/, "userinfo"],
  [/\/par(\/request)?$/, "par"],
  [/\/(auth\/device|device_authorization)$/, "device_authorization"],
  [/\/device$/, "device"],
  [/\/(auth|authorize)$/, "authorize"],
  [/\/callback$/, "callback"],
  [/\/logout$/, "logout"],
  [/\/login-actions\/consent/, "consent"],
  [/\/login-actions\//, "login"],
  [/\/(certs|jwks)(\.json)?$/, "jwks"],
  [/\/\.well-known\//, "metadata"],
  [/\/api\//, "api"],
];

const LINKS = { code: "code", state: "state", request_uri: "par", device_code: "device", user_code: "user_code" };
const TOKENS = ["access_token", "refresh_token", "id_token", "subject_token", "actor_token", "token", "id_token_hint"];

/**
 * Reads an archive.
 *
 * @param archive text of the file
 * @param name of the import, which makes the ids of its records unique
 * @returns records; only requests that belong to OAuth
 * @throws Error if the text is not an archive
 */
export function fromHar(archive, name) {
  const entries = JSON.parse(archive)?.log?.entries;
  if (!Array.isArray(entries)) {
    throw new Error("not a HAR");
  }
  return entries
    .slice(0, MOST_ENTRIES)
    .map((entry, n) => record(entry, `${name}-${String(n).padStart(6, "0")}`))
    .filter(Boolean);
}

function record(entry, id) {
  const { request, response } = entry ?? {};
  if (!request || !response || !URL.canParse(String(request.url))) {
    return null;
  }
  const url = new URL(request.url);
  const endpoint = ENDPOINTS.find(([pattern]) => pattern.test(url.pathname))?.[1];
  if (!endpoint) {
    return null;
  }
  const query = [...url.searchParams];
  const form = formOf(request.postData);
  const requestHeaders = pairs(request.headers);
  const json = jsonOf(response.content?.text);
  const answered = json && typeof json === "object" ? Object.entries(json) : [];
  return {
    id,
    imported: true,
    time: Date.parse(entry.startedDateTime) || 0,
    duration: Number(entry.time) || 0,
    endpoint,
    method: String(request.method),
    url: request.url,
    requestHeaders,
    query,
    form,
    status: Number(response.status) || 0,
    responseHeaders: pairs(response.headers),
    responseJson: json,
    responseText: null,
    client: [...query, ...form].find(([name]) => name === "client_id")?.[1] ?? null,
    clientAuthentication: null,
    user: null,
    caller: isNavigation(requestHeaders) ? "browser" : "client",
    tokens: [
      ...tokens("query", query),
      ...tokens("form", form),
      ...tokens("response", answered),
      ...bearer(requestHeaders),
    ],
    links: [...links([...query, ...form, ...answered, ...location(response)])],
    events: [],
    decision: null,
    error: json?.error
      ? { code: String(json.error), description: json.error_description ?? null, topic: null, uri: null }
      : null,
  };
}

function formOf(body) {
  return Array.isArray(body?.params) && body.params.length > 0
    ? pairs(body.params)
    : [...new URLSearchParams(body?.text ?? "")];
}

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function location(response) {
  const target = pairs(response.headers).find(([name]) => name.toLowerCase() === "location")?.[1];
  return target ? [...new URLSearchParams(target.replace(/^[^?#]*[?#]?/, ""))] : [];
}

function isNavigation(headers) {
  return headers.some(([name, value]) => name.toLowerCase() === "accept" && value.includes("text/html"));
}

function pairs(list) {
  return Array.isArray(list) ? list.map(({ name, value }) => [String(name), String(value ?? "")]) : [];
}

function* links(values) {
  for (const [name, value] of values) {
    const claims = decode(value)?.claims;
    if (Object.hasOwn(LINKS, name)) {
      yield `${LINKS[name]}:${value}`;
    } else if (TOKENS.includes(name) && claims?.jti) {
      yield `jti:${claims.jti}`;
    }
    if (claims?.sid) {
      yield `sid:${claims.sid}`;
    }
  }
}

function tokens(place, values) {
  return values
    .filter(([name]) => TOKENS.includes(name))
    .map(([name, value]) => token(`${place}.${name}`, String(value)));
}

function bearer(headers) {
  const value = headers.find(([name]) => name.toLowerCase() === "authorization")?.[1] ?? "";
  const [scheme, credentials] = value.split(" ");
  return /^(bearer|dpop)$/i.test(scheme) && credentials ? [token("header.authorization", credentials)] : [];
}

/** Describes a token; the last part of its text, which is enough to tell tokens apart, is its fingerprint. */
export function token(from, value) {
  const decoded = decode(value);
  return {
    from,
    type: decoded ? "access" : "opaque",
    header: decoded?.header ?? null,
    claims: decoded?.claims ?? null,
    verified: null,
    fingerprint: value.slice(-32),
  };
}
