// Recorded requests of the notebook's flows, as the server describes them.

const BASE = "http://localhost:8080";
const FORM = ["Content-Type", "application/x-www-form-urlencoded"];

let count = 0;

/** Returns a record; what is not given is that of a successful request by a client program. */
export function record(endpoint, fields = {}) {
  count += 1;
  return {
    id: `n1-${String(count).padStart(6, "0")}`,
    time: 1_790_000_000_000 + count * 1000,
    duration: 5,
    endpoint,
    method: "POST",
    url: `${BASE}/${endpoint}`,
    requestHeaders: [FORM],
    query: [],
    form: [],
    status: 200,
    responseHeaders: [["Content-Type", "application/json"]],
    responseJson: null,
    responseText: null,
    client: null,
    clientAuthentication: null,
    user: null,
    caller: "client",
    tokens: [],
    links: [],
    events: [],
    decision: null,
    error: null,
    ...fields,
  };
}

export function page(endpoint, fields = {}) {
  return record(endpoint, { method: "GET", caller: "browser", ...fields });
}

export function token(from, jti, claims = {}) {
  return {
    from,
    type: "access",
    header: { alg: "RS256" },
    claims: { jti, ...claims },
    verified: true,
    fingerprint: `print-${jti}`,
  };
}

export function refusal(code) {
  return { status: 400, error: { code, description: "…", topic: null, uri: null } };
}

/** Authorization code with PKCE, with the pages that a person sees between request and code. */
export function codeFlow(name, { client = "frontend", user = "alice", links = {} } = {}) {
  const state = `state:${name}`;
  const code = `code:${name}`;
  return [
    page("authorize", {
      url: `${BASE}/auth`,
      client,
      status: 302,
      query: [
        ["client_id", client],
        ["response_type", "code"],
        ["code_challenge", "x"],
        ["state", "y"],
      ],
      responseHeaders: [["Location", `${BASE}/realms/notebook/protocol/openid-connect/auth`]],
      links: [state],
    }),
    page("login", { client, links: links.login ?? [] }),
    page("consent", { client, user, status: 302, links: [`sid:${user}`] }),
    page("callback", {
      url: `${BASE}/callback`,
      query: [
        ["code", "1•••"],
        ["state", "y"],
      ],
      links: [code, state],
    }),
    record("token", {
      client,
      user,
      form: [
        ["grant_type", "authorization_code"],
        ["code", "1•••"],
        ["code_verifier", "•••"],
      ],
      responseJson: { access_token: "eyJ…", refresh_token: "eyJ…" },
      tokens: [
        token("response.access_token", `${name}-access`, { scope: "openid api:read", aud: "backend" }),
        token("response.refresh_token", `${name}-refresh`),
      ],
      links: [code, `jti:${name}-access`, `jti:${name}-refresh`, `sid:${user}`],
    }),
  ];
}

export function clientCredentials(name, client = "backend") {
  return record("token", {
    client,
    form: [
      ["grant_type", "client_credentials"],
      ["scope", "api:read"],
    ],
    responseJson: { access_token: "eyJ…" },
    tokens: [token("response.access_token", name, { scope: "api:read", aud: "backend" })],
    links: [`jti:${name}`],
  });
}

export function callOfApi(jti, fields = {}) {
  return record("api", { method: "GET", url: `${BASE}/api/test`, links: jti ? [`jti:${jti}`] : [], ...fields });
}

export function deviceFlow(name, user = "alice") {
  const device = `device:${name}`;
  const poll = {
    client: "tv",
    form: [
      ["grant_type", "urn:ietf:params:oauth:grant-type:device_code"],
      ["device_code", "•••"],
    ],
  };
  return [
    record("device_authorization", {
      client: "tv",
      responseJson: { device_code: "•••", user_code: "BCDF-GHJK" },
      links: [device, `user_code:${name}`],
    }),
    record("token", { ...poll, ...refusal("authorization_pending"), links: [device] }),
    page("device", { query: [["user_code", "BCDF-GHJK"]], links: [`user_code:${name}`] }),
    page("login", {}),
    page("consent", { user, client: "tv", links: [`sid:${user}`] }),
    record("token", {
      ...poll,
      user,
      responseJson: { access_token: "eyJ…" },
      tokens: [token("response.access_token", `${name}-access`)],
      links: [device, `jti:${name}-access`, `sid:${user}`],
    }),
  ];
}

export function exchange(name, subject, fields = {}) {
  return record("token", {
    client: "backend",
    form: [
      ["grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"],
      ["subject_token", "eyJ…"],
      ["audience", "downstream-service"],
    ],
    responseJson: { access_token: "eyJ…", issued_token_type: "urn:ietf:params:oauth:token-type:access_token" },
    tokens: [
      token("form.subject_token", subject, { scope: "api:read", aud: "backend" }),
      token("response.access_token", name, { scope: "api:read", aud: "downstream-service" }),
    ],
    links: [`jti:${subject}`, `jti:${name}`],
    ...fields,
  });
}

export function refresh(name, used, fields = {}) {
  return record("token", {
    client: "frontend",
    form: [
      ["grant_type", "refresh_token"],
      ["refresh_token", "eyJ…"],
    ],
    responseJson: { access_token: "eyJ…", refresh_token: "eyJ…" },
    tokens: [
      token("form.refresh_token", `${used}-refresh`),
      token("response.access_token", `${name}-access`, { scope: "openid", aud: "backend" }),
      token("response.refresh_token", `${name}-refresh`),
    ],
    links: [`jti:${used}-refresh`, `jti:${name}-access`, `jti:${name}-refresh`],
    ...fields,
  });
}
