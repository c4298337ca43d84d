// The steps of a flow with an authorization code. For what a step is, see steps.js.
import { challenge, random } from "./proof.js";
import { as, post, tokens, withFields } from "./request.js";

/** Sends the browser to the authorization endpoint (RFC 6749 section 4.1.1, RFC 7636). */
export function authorize(client, scope) {
  return {
    id: "authorize",
    async request(session) {
      const { values } = session;
      Object.assign(values, {
        client,
        state: random(),
        nonce: random(),
        verifier: random(),
        redirectUri: session.redirectUri(client),
        code: undefined,
      });
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
      {
        id: "foreignRedirect",
        change: (request) => withFields(request, { redirect_uri: "https://attacker.example/callback" }),
      },
      {
        id: "noPkce",
        change: (request) => withFields(request, { code_challenge: undefined, code_challenge_method: undefined }),
      },
      { id: "unknownScope", change: (request) => withFields(request, { scope: "openid everything" }) },
      {
        id: "changedState",
        change: (request) => request,
        tamper: (redirect) => redirect.set("state", "of-an-attacker"),
      },
      {
        id: "mixedUpIssuer",
        change: (request) => request,
        tamper: (redirect) => redirect.set("iss", "https://attacker.example"),
      },
    ],
  };
}

/** Keeps the code of an authorization response, and when it has certainly expired: the server counts whole seconds. */
export function takeCode(session, { redirect }) {
  const code = redirect.get("code") ?? undefined;
  const codeExpiry = Date.now() + (session.codeLifespan + 2) * 1000;
  Object.assign(session.values, { code, unusedCode: code, codeExpiry });
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
    // Keycloak invalidates a code at the first attempt, whether the attempt succeeds or not.
    sent: ({ values }) => Object.assign(values, { unusedCode: undefined }),
    done: tokens,
    mistakes: [
      {
        id: "wrongVerifier",
        needs: ["unusedCode"],
        change: (request) => withFields(request, { code_verifier: random() }),
      },
      {
        id: "noVerifier",
        needs: ["unusedCode"],
        change: (request) => withFields(request, { code_verifier: undefined }),
      },
      { id: "stolenCode", needs: ["unusedCode"], change: (request, session) => as(request, session, thief) },
      {
        id: "otherRedirect",
        needs: ["unusedCode"],
        change: (request, { values }) => withFields(request, { redirect_uri: `${values.redirectUri}/other` }),
      },
      {
        id: "expiredCode",
        needs: ["unusedCode"],
        until: ({ values }) => values.codeExpiry,
        change: (request) => request,
      },
      { id: "replayedCode", needs: ["accessToken"], change: (request) => request },
    ],
  };
}
