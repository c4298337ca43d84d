// Pushed authorization request (RFC 9126): the parameters go to the server first, the browser gets a reference.
import { random } from "./proof.js";
import { post, withFields } from "./request.js";
import { callApi } from "./steps.js";
import { authorizationRequest, redeem, takeCode } from "./steps-code.js";

const CLIENT = "frontend";
const SCOPE = "openid profile api:read";

const push = {
  id: "push",
  async request(session) {
    Object.assign(session.values, {
      client: CLIENT,
      state: random(),
      nonce: random(),
      verifier: random(),
      redirectUri: session.redirectUri(CLIENT),
      code: undefined,
      requestUri: undefined,
    });
    const fields = await authorizationRequest(session, CLIENT, SCOPE);
    return post(session.endpoint("par"), [
      ...fields.filter(([name]) => name !== "client_id"),
      ...session.credentials(CLIENT),
    ]);
  },
  done: ({ values }, { json }) => Object.assign(values, { requestUri: json?.request_uri }),
  mistakes: [
    { id: "wrongSecret", change: (request) => withFields(request, { client_secret: "a guess" }) },
    {
      id: "foreignRedirect",
      change: (request) => withFields(request, { redirect_uri: "https://attacker.example/callback" }),
    },
  ],
};

const open = {
  id: "openPushed",
  needs: ["requestUri"],
  request: (session) => ({
    method: "GET",
    popup: true,
    expectsCode: true,
    url: session.endpoint("authorize"),
    headers: [],
    fields: [
      ["client_id", CLIENT],
      ["request_uri", session.values.requestUri],
    ],
  }),
  done: takeCode,
  mistakes: [
    {
      id: "inventedRequestUri",
      change: (request) => withFields(request, { request_uri: "urn:ietf:params:oauth:request_uri:a-guess" }),
    },
    { id: "otherClientsRequest", change: (request) => withFields(request, { client_id: "mobile" }) },
  ],
};

export const par = { id: "par", steps: () => [push, open, redeem("backend"), callApi()] };
