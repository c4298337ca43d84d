// Steps that several flows have. A step makes a request from what the flow knows, and takes what it needs from the answer.
//
// id        message key: explorerStep.<id>, and explorerStep.<id>.why
// needs     names of the values without which the step cannot be taken
// request   returns { method, url, headers, fields, popup }
// sent      what a request changes, whatever its answer (optional)
// done      keeps values of the answer
// variants  other requests of the same kind: { id, change }
// mistakes  wrong requests: { id, needs, change, repeat, tamper }; `tamper` changes the response, as an attacker would
import { challenge, random } from "./proof.js";
import { forge } from "./jwt.js";

export const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

/** Makes a POST request with a form. */
export function post(url, fields, headers = []) {
  return { method: "POST", url, headers, fields };
}

/** Makes a request with other fields; undefined leaves one out. */
export function withFields(request, changes) {
  const kept = request.fields.filter(([name]) => !(name in changes));
  const added = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...request, fields: [...kept, ...added] };
}

export function withHeader(request, name, value) {
  const kept = request.headers.filter(([other]) => other !== name);
  return { ...request, headers: value === undefined ? kept : [...kept, [name, value]] };
}

/** Sends the browser to the authorization endpoint (RFC 6749 section 4.1.1, RFC 7636). */
export function authorize(client, scope) {
  return {
    id: "authorize",
    async request(session) {
      const { values } = session;
      Object.assign(values, { client, state: random(), nonce: random(), verifier: random(), redirectUri: session.redirectUri(client), code: undefined });
      return {
        method: "GET",
        popup: true,
        expectsCode: true,
        url: session.endpoint("authorize"),
        headers: [],
        fields: await authorizationRequest(session, client, scope),
      };
    },
    done: takeCode,
    mistakes: [
      { id: "foreignRedirect", change: (request) => withFields(request, { redirect_uri: "https://attacker.example/callback" }) },
      { id: "noPkce", change: (request) => withFields(request, { code_challenge: undefined, code_challenge_method: undefined }) },
      { id: "unknownScope", change: (request) => withFields(request, { scope: "openid everything" }) },
      { id: "changedState", change: (request) => request, tamper: (redirect) => redirect.set("state", "of-an-attacker") },
      { id: "mixedUpIssuer", change: (request) => request, tamper: (redirect) => redirect.set("iss", "https://attacker.example") },
    ],
  };
}

/** Keeps the code of an authorization response. */
export function takeCode({ values }, { redirect }) {
  const code = redirect.get("code") ?? undefined;
  Object.assign(values, { code, unusedCode: code });
}

/** Returns the parameters of an authorization request. */
export async function authorizationRequest({ values }, client, scope) {
  return [
    ["response_type", "code"],
    ["client_id", client],
    ["redirect_uri", values.redirectUri],
    ["scope", scope],
    ["state", values.state],
    ["nonce", values.nonce],
    ["code_challenge", await challenge(values.verifier)],
    ["code_challenge_method", "S256"],
  ];
}

/** Redeems the code (RFC 6749 section 4.1.3). */
export function redeem(thief) {
  return {
    id: "redeem",
    needs: ["code"],
    request: (session) =>
      post(session.endpoint("token"), [
        ["grant_type", "authorization_code"],
        ["code", session.values.code],
        ["redirect_uri", session.values.redirectUri],
        ["code_verifier", session.values.verifier],
        ...session.credentials(session.values.client),
      ]),
    // Keycloak takes a code out of use at the first attempt, whether it is right or wrong.
    sent: ({ values }) => Object.assign(values, { unusedCode: undefined }),
    done: tokens,
    mistakes: [
      { id: "wrongVerifier", needs: ["unusedCode"], change: (request) => withFields(request, { code_verifier: random() }) },
      { id: "noVerifier", needs: ["unusedCode"], change: (request) => withFields(request, { code_verifier: undefined }) },
      { id: "stolenCode", needs: ["unusedCode"], change: (request, session) => as(request, session, thief) },
      { id: "otherRedirect", needs: ["unusedCode"], change: (request, { values }) => withFields(request, { redirect_uri: `${values.redirectUri}/other` }) },
      { id: "replayedCode", needs: ["accessToken"], change: (request) => request },
    ],
  };
}

/** Calls the protected API (RFC 6750). */
export function callApi() {
  return {
    id: "callApi",
    needs: ["accessToken"],
    request: (session) => ({ method: "GET", url: `${session.endpoint("api")}/test`, fields: [], headers: [["Authorization", `Bearer ${session.values.accessToken}`]] }),
    done: () => {},
    mistakes: [
      { id: "forgedToken", change: (request, { values }) => withHeader(request, "Authorization", `Bearer ${forge(values.accessToken, { scope: "everything" })}`) },
      { id: "noToken", change: (request) => withHeader(request, "Authorization", undefined) },
    ],
  };
}

/** Gets new tokens for a refresh token (RFC 6749 section 6). */
export function refresh(thief) {
  return {
    id: "refresh",
    needs: ["refreshToken"],
    request: (session) =>
      post(session.endpoint("token"), [["grant_type", "refresh_token"], ["refresh_token", session.values.refreshToken], ...session.credentials(session.values.client)]),
    done: tokens,
    mistakes: [
      { id: "widerScope", change: (request) => withFields(request, { scope: "openid api:read api:write email" }) },
      { id: "stolenRefresh", change: (request, session) => as(request, session, thief) },
      { id: "reusedRefresh", needs: ["usedRefreshToken"], change: (request, { values }) => withFields(request, { refresh_token: values.usedRefreshToken }) },
    ],
  };
}

/** Asks whether a token is active (RFC 7662). */
export function introspect(client, stranger) {
  return {
    id: "introspect",
    needs: ["accessToken"],
    request: (session) => post(session.endpoint("introspect"), [["token", session.values.accessToken], ...session.credentials(client)]),
    done: () => {},
    mistakes: [{ id: "strangerIntrospects", change: (request, session) => as(request, session, stranger) }],
  };
}

/** Revokes a token (RFC 7009). */
export function revoke(thief) {
  return {
    id: "revoke",
    needs: ["accessToken"],
    request: (session) => post(session.endpoint("revoke"), [["token", session.values.accessToken], ...session.credentials(session.values.client)]),
    done: () => {},
    mistakes: [{ id: "foreignRevocation", change: (request, session) => as(request, session, thief) }],
  };
}

/** Ends the session in the browser (OpenID Connect RP-Initiated Logout). */
export function logout() {
  return {
    id: "logout",
    needs: ["idToken"],
    request: (session) => ({
      method: "GET",
      popup: true,
      url: session.endpoint("logout"),
      headers: [],
      fields: [
        ["id_token_hint", session.values.idToken],
        ["post_logout_redirect_uri", session.values.redirectUri],
        ["state", random()],
      ],
    }),
    done: () => {},
    mistakes: [{ id: "foreignLogoutRedirect", change: (request) => withFields(request, { post_logout_redirect_uri: "https://attacker.example/" }) }],
  };
}

/** Keeps the tokens of an answer; the refresh token that was used is now an old one. */
export function tokens({ values }, { json }) {
  if (!json?.access_token) {
    return;
  }
  Object.assign(values, {
    usedRefreshToken: json.refresh_token && values.refreshToken,
    accessToken: json.access_token,
    refreshToken: json.refresh_token ?? values.refreshToken,
    idToken: json.id_token ?? values.idToken,
  });
}

/** Makes another client send a request. */
export function as(request, session, client) {
  return withFields(request, { client_id: undefined, client_secret: undefined, ...Object.fromEntries(session.credentials(client)) });
}
