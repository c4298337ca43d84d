// Steps that several flows have. A step makes a request from what the flow knows, and takes what it needs from the answer.
//
// id        message key: explorerStep.<id>, and explorerStep.<id>.why
// needs     names of the values without which the step cannot be taken
// request   returns { method, url, headers, fields, popup, expectsCode }
// pause     milliseconds between two requests, if it may take several until the answer is final (optional)
// sent      what a request changes, whatever its answer (optional)
// done      keeps values of the answer
// variants  other requests of the same kind: { id, needs, change, remark }; `remark` returns the key of a text about an answer
// mistakes  wrong requests: { id, needs, change, until, repeat, tamper, caught }; `until` is when it may be sent (milliseconds
//           since the epoch); `tamper` changes the response, as an attacker would; `caught` determines, for a response without an
//           error, whether the server withheld what was requested
import { forge } from "./jwt.js";
import { random } from "./proof.js";
import { as, post, tokens, withFields, withHeader } from "./request.js";

/** Calls the protected API (RFC 6750). */
export function callApi() {
  return {
    id: "callApi",
    needs: ["accessToken"],
    request: (session) => ({
      method: "GET",
      url: `${session.endpoint("api")}/test`,
      fields: [],
      headers: [["Authorization", `Bearer ${session.values.accessToken}`]],
    }),
    done: () => {},
    mistakes: [
      {
        id: "forgedToken",
        change: (request, { values }) =>
          withHeader(request, "Authorization", `Bearer ${forge(values.accessToken, { scope: "everything" })}`),
      },
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
      post(session.endpoint("token"), [
        ["grant_type", "refresh_token"],
        ["refresh_token", session.values.refreshToken],
        ...session.credentials(session.values.client),
      ]),
    done: tokens,
    mistakes: [
      // Keycloak answers, and leaves out what was not granted before (RFC 6749 section 6 leaves that open).
      {
        id: "widerScope",
        change: (request) => withFields(request, { scope: "openid api:read api:write" }),
        caught: ({ json }) => Boolean(json?.scope) && !json.scope.split(" ").includes("api:write"),
      },
      { id: "stolenRefresh", change: (request, session) => as(request, session, thief) },
      {
        id: "reusedRefresh",
        needs: ["usedRefreshToken"],
        change: (request, { values }) => withFields(request, { refresh_token: values.usedRefreshToken }),
      },
    ],
  };
}

/** Asks whether a token is active (RFC 7662). */
export function introspect(client, stranger) {
  return {
    id: "introspect",
    needs: ["accessToken"],
    request: (session) =>
      post(session.endpoint("introspect"), [["token", session.values.accessToken], ...session.credentials(client)]),
    done: () => {},
    mistakes: [{ id: "strangerIntrospects", change: (request, session) => as(request, session, stranger) }],
  };
}

/** Revokes a token (RFC 7009). */
export function revoke(thief) {
  return {
    id: "revoke",
    needs: ["accessToken"],
    request: (session) =>
      post(session.endpoint("revoke"), [
        ["token", session.values.accessToken],
        ...session.credentials(session.values.client),
      ]),
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
    mistakes: [
      {
        id: "foreignLogoutRedirect",
        change: (request) => withFields(request, { post_logout_redirect_uri: "https://attacker.example/" }),
      },
    ],
  };
}
