// Where each parameter, claim and header is specified. What it means is the message with the same key.

const OPENID = "https://openid.net/specs/";

const SPECIFICATIONS = {
  core: ["OpenID Connect Core", `${OPENID}openid-connect-core-1_0.html#`],
  logout: ["OpenID Connect RP-Initiated Logout", `${OPENID}openid-connect-rpinitiated-1_0.html#`],
  session: ["OpenID Connect Session Management", `${OPENID}openid-connect-session-1_0.html#`],
  modes: ["OAuth 2.0 Multiple Response Types", `${OPENID}oauth-v2-multiple-response-types-1_0.html#`],
};

/** Names to specification and section; an empty specification is for what only Keycloak or this server knows. */
const PARAMETERS = {
  response_type: "6749 3.1.1",
  response_mode: "modes ResponseModes",
  client_id: "6749 2.2",
  client_secret: "6749 2.3.1",
  redirect_uri: "6749 3.1.2",
  scope: "6749 3.3",
  state: "6749 4.1.1",
  nonce: "core AuthRequest",
  prompt: "core AuthRequest",
  login_hint: "core AuthRequest",
  max_age: "core AuthRequest",
  code_challenge: "7636 4.2",
  code_challenge_method: "7636 4.3",
  code_verifier: "7636 4.1",
  dpop_jkt: "9449 10",
  code: "6749 4.1.2",
  iss: "9207 2",
  session_state: "session CreatingUpdatingSessions",
  request_uri: "9126 2.2",
  request: "9101 5",
  grant_type: "6749 4.1.3",
  device_code: "8628 3.2",
  user_code: "8628 3.2",
  verification_uri: "8628 3.2",
  verification_uri_complete: "8628 3.3.1",
  interval: "8628 3.5",
  access_token: "6749 1.4",
  token_type: "6749 7.1",
  expires_in: "6749 5.1",
  refresh_token: "6749 6",
  refresh_expires_in: "",
  "not-before-policy": "",
  id_token: "core IDToken",
  subject_token: "8693 2.1",
  subject_token_type: "8693 3",
  actor_token: "8693 2.1",
  actor_token_type: "8693 3",
  requested_token_type: "8693 3",
  issued_token_type: "8693 2.2.1",
  audience: "8693 2.1",
  resource: "8707 2",
  token: "7662 2.1",
  token_type_hint: "7009 2.1",
  active: "7662 2.2",
  client_assertion: "7521 4.2",
  client_assertion_type: "7521 4.2",
  id_token_hint: "logout RPLogout",
  post_logout_redirect_uri: "logout RPLogout",
  error: "6749 5.2",
  error_description: "6749 5.2",
  error_uri: "6749 5.2",
};

const CLAIMS = {
  iss: "7519 4.1.1",
  sub: "7519 4.1.2",
  aud: "7519 4.1.3",
  exp: "7519 4.1.4",
  nbf: "7519 4.1.5",
  iat: "7519 4.1.6",
  jti: "7519 4.1.7",
  azp: "core IDToken",
  nonce: "core IDToken",
  acr: "core IDToken",
  auth_time: "core IDToken",
  at_hash: "core CodeIDToken",
  sid: "session CreatingUpdatingSessions",
  scope: "8693 4.2",
  client_id: "8693 4.3",
  act: "8693 4.1",
  may_act: "8693 4.4",
  cnf: "7800 3.1",
  typ: "",
  exchanged_from: "",
  exchanged_jti: "",
  realm_access: "",
  resource_access: "",
  preferred_username: "core StandardClaims",
  name: "core StandardClaims",
  email: "core StandardClaims",
  alg: "7515 4.1.1",
  kid: "7515 4.1.4",
};

const HEADERS = {
  authorization: "6750 2.1",
  dpop: "9449 4",
  "dpop-nonce": "9449 8",
  "www-authenticate": "6750 3",
  "content-type": "9110 8.3",
  accept: "9110 12.5.1",
  location: "9110 10.2.2",
  "cache-control": "6749 5.1",
  "user-agent": "9110 10.1.5",
  origin: "6454 7",
  "access-control-allow-origin": "",
  cookie: "6265 4.2",
  "set-cookie": "6265 4.1",
};

/** Explains a parameter of a request, or a field of an answer. */
export function parameterMeaning(name) {
  return meaning(PARAMETERS, "explorerParameter", name);
}

/** Explains a claim of a token, or a field of its header. */
export function claimMeaning(name) {
  return meaning(CLAIMS, "explorerClaim", name);
}

/** Explains an HTTP header; its name may be in any case. */
export function headerMeaning(name) {
  return meaning(HEADERS, "explorerHeader", name.toLowerCase());
}

/** Returns the keys of all messages with a meaning. */
export function meaningKeys() {
  return [
    [PARAMETERS, "explorerParameter"],
    [CLAIMS, "explorerClaim"],
    [HEADERS, "explorerHeader"],
  ].flatMap(([table, prefix]) => Object.keys(table).map((name) => `${prefix}.${name}`));
}

/** Returns the message key of a name and where it is specified, or null for an unknown name. */
function meaning(table, prefix, name) {
  if (!Object.hasOwn(table, name)) {
    return null;
  }
  return { key: `${prefix}.${name}`, ...reference(table[name]) };
}

function reference(entry) {
  if (entry === "") {
    return { specification: null, url: null };
  }
  const [document, section] = entry.split(" ");
  if (document in SPECIFICATIONS) {
    const [name, url] = SPECIFICATIONS[document];
    return { specification: name, url: url + section };
  }
  return {
    specification: `RFC ${document} §${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${document}#section-${section}`,
  };
}
