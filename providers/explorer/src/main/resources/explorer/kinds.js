// What a recorded request is: the start of a flow, a step in one, or the use of a token.

const GRANTS = new Map(
  Object.entries({
    authorization_code: "code",
    client_credentials: "clientCredentials",
    password: "password",
    refresh_token: "refresh",
    "urn:ietf:params:oauth:grant-type:device_code": "device",
    "urn:ietf:params:oauth:grant-type:token-exchange": "exchange",
  }),
);

const KINDS = new Map(
  Object.entries({
    authorize: "code",
    par: "code",
    device_authorization: "device",
    device: "device",
    introspect: "introspection",
    revoke: "revocation",
    userinfo: "userinfo",
    logout: "logout",
    register: "registration",
    api: "api",
    metadata: "discovery",
    jwks: "discovery",
  }),
);

/** Requests that always start another flow, whatever they have in common with earlier requests. */
const NEW = new Set(["clientCredentials", "password", "exchange", "otherGrant", "registration"]);

/** Answers that ask a device to wait are errors in form only (RFC 8628 section 3.5). */
const WAITING = new Set(["authorization_pending", "slow_down"]);

/** Returns the kind of flow that a request would start or belong to. */
export function kindOf(record) {
  if (record.endpoint === "token") {
    return GRANTS.get(parameter(record, "grant_type")) ?? "otherGrant";
  }
  return KINDS.get(record.endpoint) ?? "other";
}

/** Returns whether a request always starts a flow of its own. */
export function isNew(record) {
  return NEW.has(kindOf(record)) || record.endpoint === "device_authorization" || record.endpoint === "par";
}

/** Returns whether a request is a page or redirect in the browser of a person who is signing in. */
export function isSignIn(record) {
  return ["login", "consent", "callback", "device"].includes(record.endpoint);
}

/** Returns whether the response tells a device to continue polling. */
export function isWaiting(record) {
  return isWaitingFor(record.error?.code);
}

/** Returns whether an error code tells a device to continue polling. */
export function isWaitingFor(code) {
  return WAITING.has(code);
}

/** Returns whether the request was refused. */
export function isRefused(record) {
  return !isWaiting(record) && (record.error != null || record.status >= 400);
}

/** Returns the first value of a parameter in the body or the query, or undefined. */
export function parameter(record, name) {
  return [...(record.form ?? []), ...(record.query ?? [])].find(([key]) => key === name)?.[1];
}

/** Returns whether the answer contains a token of the given name. */
export function hasIssued(record, name = "access_token") {
  return issued(record, name) !== undefined;
}

/** Returns the decoded token of the given name in the answer, or undefined. */
export function issued(record, name = "access_token") {
  return (record.tokens ?? []).find(({ from }) => from === `response.${name}`);
}

/** Returns the decoded token that was sent as the given parameter, or undefined. */
export function sent(record, name) {
  return (record.tokens ?? []).find(({ from }) => from === `form.${name}` || from === `query.${name}`);
}
