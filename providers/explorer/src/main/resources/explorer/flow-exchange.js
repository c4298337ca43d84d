// Token exchange (RFC 8693): a service exchanges the token of a user for another one.
import { ACCESS_TOKEN, as, post, withFields } from "./request.js";
import { callApi, introspect } from "./steps.js";
import { authorize, redeem } from "./steps-code.js";
import { decode, forge } from "./jwt.js";

const GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";

const userToken = {
  ...redeem("backend"),
  done({ values }, { json }) {
    if (json?.access_token) {
      Object.assign(values, { subjectToken: json.access_token, accessToken: json.access_token });
    }
  },
};

const actorToken = {
  id: "actorToken",
  request: (session) =>
    post(session.endpoint("token"), [["grant_type", "client_credentials"], ...session.credentials("backend")]),
  done: ({ values }, { json }) => Object.assign(values, { actorToken: json?.access_token }),
  mistakes: [],
};

const exchange = {
  id: "exchange",
  needs: ["subjectToken"],
  request: (session) =>
    post(session.endpoint("token"), [
      ["grant_type", GRANT],
      ["subject_token", session.values.subjectToken],
      ["subject_token_type", ACCESS_TOKEN],
      ["audience", "downstream-service"],
      ...session.credentials("backend"),
    ]),
  done({ values }, { json }) {
    if (!json?.access_token) {
      return;
    }
    values.accessToken = json.access_token;
    const { act, aud } = decode(json.access_token)?.claims ?? {};
    if (act && [aud].flat().includes("report-service")) {
      values.delegatedToken = json.access_token;
    }
  },
  variants: [
    { id: "restriction", change: (request) => request },
    { id: "reduction", change: (request) => withFields(request, { scope: "api:read" }) },
    {
      id: "delegation",
      needs: ["actorToken"],
      change: (request, session) => acting(request, session, "report-service"),
    },
    {
      id: "impersonation",
      needs: ["actorToken"],
      change: (request, session) => acting(request, session, "downstream-service"),
      remark: impersonationRemark,
    },
    {
      id: "conversion",
      change: (request) =>
        withFields(request, { requested_token_type: "urn:ietf:params:oauth:token-type:id_token", scope: "openid" }),
    },
  ],
  mistakes: [
    { id: "widerExchange", change: (request) => withFields(request, { scope: "api:read api:write" }) },
    { id: "forbiddenTarget", change: (request) => withFields(request, { audience: "report-service" }) },
    {
      id: "foreignActor",
      change: (request, { values }) =>
        withFields(request, { actor_token: values.subjectToken, actor_token_type: ACCESS_TOKEN }),
    },
    { id: "mayNotExchange", change: (request, session) => as(request, session, "frontend") },
    {
      id: "forgedSubject",
      change: (request, { values }) =>
        withFields(request, { subject_token: forge(values.subjectToken, { scope: "everything" }) }),
    },
  ],
};

/** The service that was called with the delegated token calls another one: it acts for the first, which acts for the user. */
const chain = {
  id: "chain",
  needs: ["delegatedToken", "reportToken"],
  request: (session) =>
    post(session.endpoint("token"), [
      ["grant_type", GRANT],
      ["subject_token", session.values.delegatedToken],
      ["subject_token_type", ACCESS_TOKEN],
      ["actor_token", session.values.reportToken],
      ["actor_token_type", ACCESS_TOKEN],
      ["audience", "downstream-service"],
      ["scope", "api:read"],
      ...session.credentials("report-service"),
    ]),
  done: ({ values }, { json }) => Object.assign(values, { accessToken: json?.access_token ?? values.accessToken }),
  mistakes: [
    {
      id: "noActor",
      change: (request) => withFields(request, { actor_token: undefined, actor_token_type: undefined }),
    },
  ],
};

const reportToken = {
  id: "reportToken",
  request: (session) =>
    post(session.endpoint("token"), [["grant_type", "client_credentials"], ...session.credentials("report-service")]),
  done: ({ values }, { json }) => Object.assign(values, { reportToken: json?.access_token }),
  mistakes: [],
};

function acting(request, { values }, audience) {
  return withFields(request, {
    audience,
    scope: "api:read",
    actor_token: values.actorToken,
    actor_token_type: ACCESS_TOKEN,
  });
}

/**
 * Whether the token names the actor is decided by the permit that covers the request; the request is the same in both cases
 * (RFC 8693 section 1.1).
 */
function impersonationRemark({ json }) {
  if (!json?.access_token) {
    return "explorerRemark.notImpersonated";
  }
  const token = decode(json.access_token);
  return token && (token.claims.act ? "explorerRemark.delegated" : "explorerRemark.impersonated");
}

export const exchangeFlow = {
  id: "exchange",
  steps: () => [
    authorize("frontend", "openid api:read"),
    userToken,
    actorToken,
    exchange,
    introspect("downstream-service", "frontend"),
    reportToken,
    chain,
    callApi(),
  ],
};
