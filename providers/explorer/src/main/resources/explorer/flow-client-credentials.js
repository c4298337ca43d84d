// A client gets a token for itself (RFC 6749 section 4.4).
import { as, post, tokens, withFields } from "./request.js";
import { callApi, introspect, revoke } from "./steps.js";

/** Gets a token for a client itself. */
export function ownToken(client, scope) {
  return {
    id: "ownToken",
    request(session) {
      session.values.client = client;
      return post(session.endpoint("token"), [
        ["grant_type", "client_credentials"],
        ["scope", scope],
        ...session.credentials(client),
      ]);
    },
    done: tokens,
    mistakes: [
      { id: "wrongSecret", change: (request) => withFields(request, { client_secret: "a guess" }) },
      { id: "publicClient", change: (request, session) => as(request, session, "mobile") },
      { id: "foreignScope", change: (request) => withFields(request, { scope: "mobile:access" }) },
    ],
  };
}

export const clientCredentials = {
  id: "clientCredentials",
  steps: () => [
    ownToken("backend", "api:read"),
    callApi(),
    introspect("backend", "downstream-service"),
    revoke("frontend"),
  ],
};
