// The example that is drawn until there are requests: an authorization code flow as the server would have recorded it.

const BASE = "http://localhost:8080";
const SECOND = 1000;
const ISSUED = Math.floor(Date.now() / SECOND) - 60;

const CLAIMS = {
  exp: ISSUED + 300,
  iat: ISSUED,
  jti: "onrtac:4f1c…",
  iss: `${BASE}/realms/notebook`,
  aud: "backend",
  sub: "7d9f6a0e-…",
  typ: "Bearer",
  azp: "frontend",
  sid: "c2a8…",
  scope: "openid profile api:read",
  preferred_username: "alice",
};

function request(number, seconds, endpoint, fields) {
  return {
    id: `example-${number}`,
    time: ISSUED * SECOND + seconds * SECOND,
    duration: 4,
    endpoint,
    method: "GET",
    requestHeaders: [],
    query: [],
    form: [],
    responseHeaders: [],
    responseJson: null,
    responseText: null,
    client: "frontend",
    clientAuthentication: null,
    user: null,
    caller: "browser",
    tokens: [],
    links: ["state:example"],
    events: [],
    decision: null,
    error: null,
    ...fields,
  };
}

/** Records of the example. Their ids begin with "example-". */
export const EXAMPLE = [
  request(1, 0, "authorize", {
    url: `${BASE}/auth`,
    query: [
      ["response_type", "code"],
      ["client_id", "frontend"],
      ["redirect_uri", `${BASE}/callback`],
      ["scope", "openid profile api:read"],
      ["state", "8Zq4•••"],
      ["code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
      ["code_challenge_method", "S256"],
    ],
    status: 302,
    responseHeaders: [["Location", `${BASE}/realms/notebook/protocol/openid-connect/auth`]],
  }),
  request(2, 0.1, "login", {
    url: `${BASE}/realms/notebook/protocol/openid-connect/auth`,
    status: 200,
    responseText: '{"title":"Sign in"}',
  }),
  request(3, 9, "login", {
    method: "POST",
    url: `${BASE}/realms/notebook/login-actions/authenticate`,
    form: [
      ["username", "alice"],
      ["password", "•••"],
    ],
    status: 302,
    user: "alice",
    responseHeaders: [["Location", `${BASE}/callback?code=•••`]],
    events: [{ type: "LOGIN", error: null, reason: null, details: { auth_method: "openid-connect" } }],
  }),
  request(4, 9.1, "callback", {
    url: `${BASE}/callback`,
    query: [
      ["state", "8Zq4•••"],
      ["iss", `${BASE}/realms/notebook`],
      ["code", "c61e•••"],
    ],
    status: 200,
    user: "alice",
  }),
  request(5, 12, "token", {
    method: "POST",
    url: `${BASE}/token`,
    caller: "client",
    user: "alice",
    clientAuthentication: "client_secret_post",
    requestHeaders: [["Content-Type", "application/x-www-form-urlencoded"]],
    form: [
      ["grant_type", "authorization_code"],
      ["code", "c61e•••"],
      ["redirect_uri", `${BASE}/callback`],
      ["code_verifier", "•••"],
      ["client_id", "frontend"],
      ["client_secret", "•••"],
    ],
    status: 200,
    responseHeaders: [
      ["Content-Type", "application/json"],
      ["Cache-Control", "no-store"],
    ],
    responseJson: {
      access_token: "eyJ….eyJ….•••",
      expires_in: 300,
      refresh_token: "eyJ….eyJ….•••",
      token_type: "Bearer",
      scope: CLAIMS.scope,
    },
    tokens: [
      {
        from: "response.access_token",
        type: "access",
        header: { alg: "RS256", typ: "JWT", kid: "k1" },
        claims: CLAIMS,
        verified: true,
        fingerprint: "example",
      },
    ],
    events: [{ type: "CODE_TO_TOKEN", error: null, reason: null, details: { grant_type: "authorization_code" } }],
  }),
  request(6, 13, "api", {
    url: `${BASE}/api/test`,
    caller: "client",
    user: "alice",
    requestHeaders: [["Authorization", "Bearer eyJ….eyJ….•••"]],
    status: 200,
    responseJson: { message: "…" },
    tokens: [
      {
        from: "header.authorization",
        type: "access",
        header: { alg: "RS256" },
        claims: CLAIMS,
        verified: true,
        fingerprint: "example",
      },
    ],
  }),
];
