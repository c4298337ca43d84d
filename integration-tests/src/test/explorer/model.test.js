import assert from "node:assert/strict";
import { test } from "node:test";
import { flowsOf, latest } from "./model.js";
import { titleOf } from "./titles.js";
import * as notebook from "./records.js";

const key = (flow) => titleOf(flow, (name) => name.replace("explorerFlow.", ""));

/** Each row: what happens, the requests, and each flow with the number of its requests. */
const TABLE = [
  ["nothing is no flow", () => [], []],
  ["a sign-in is one flow", () => notebook.codeFlow("a"), ["codePkce, frontend, alice: 5"]],
  [
    "the four flows of the notebook are four",
    () => notebookFlows(),
    [
      "codePkce, frontend, alice: 5",
      "clientCredentials, backend: 2",
      "device, tv, alice: 6",
      "exchangeRestriction, backend: 2",
    ],
  ],
  [
    "two sign-ins in the same session are two flows",
    () => [...notebook.codeFlow("a"), ...notebook.codeFlow("b")],
    ["codePkce, frontend, alice: 5", "codePkce, frontend, alice: 5"],
  ],
  [
    "two sign-ins at the same time are kept apart by state and code",
    () =>
      interleaved(
        notebook.codeFlow("a", { links: { login: ["auth:1"] } }),
        notebook.codeFlow("b", { client: "mobile", user: "bob" }),
      ),
    ["codePkce, frontend, alice: 5", "codePkce, mobile, bob: 5"],
  ],
  [
    "a device and a sign-in in one session are two flows",
    () => [...notebook.codeFlow("a"), ...notebook.deviceFlow("d")],
    ["codePkce, frontend, alice: 5", "device, tv, alice: 6"],
  ],
  [
    "a refresh belongs to the sign-in",
    () => [...notebook.codeFlow("a"), notebook.refresh("b", "a"), notebook.refresh("c", "b")],
    ["codePkce, frontend, alice: 7"],
  ],
  [
    "a reused refresh token belongs to the sign-in",
    () => [
      ...notebook.codeFlow("a"),
      notebook.refresh("b", "a"),
      notebook.refresh("c", "a", { ...notebook.refusal("invalid_grant"), tokens: [], links: ["jti:a-refresh"] }),
    ],
    ["codePkce, frontend, alice: 7"],
  ],
  [
    "a call of the API belongs to the flow of its token",
    () => [notebook.clientCredentials("x"), notebook.clientCredentials("y"), notebook.callOfApi("x")],
    ["clientCredentials, backend: 2", "clientCredentials, backend: 1"],
  ],
  [
    "a call of the API without a token is a flow of its own",
    () => [notebook.clientCredentials("x"), notebook.callOfApi(null)],
    ["clientCredentials, backend: 1", "api: 1"],
  ],
  [
    "an exchange is a flow of its own, even of an unknown token",
    () => [notebook.exchange("e", "stranger")],
    ["exchangeRestriction, backend: 1"],
  ],
  [
    "a call with the exchanged token belongs to the exchange, one with the subject token does not",
    () => [
      notebook.clientCredentials("x"),
      notebook.exchange("e", "x"),
      notebook.callOfApi("e"),
      notebook.callOfApi("x"),
      notebook.callOfApi("e"),
    ],
    ["clientCredentials, backend: 2", "exchangeRestriction, backend: 3"],
  ],
  [
    "a code that is replayed belongs to its flow",
    () => [
      ...notebook.codeFlow("a"),
      notebook.record("token", {
        client: "frontend",
        form: [["grant_type", "authorization_code"]],
        links: ["code:a"],
        ...notebook.refusal("invalid_grant"),
      }),
    ],
    ["codePkce, frontend, alice: 6"],
  ],
  [
    "an unknown code is a flow of its own",
    () => [
      ...notebook.codeFlow("a"),
      notebook.record("token", {
        client: "frontend",
        form: [["grant_type", "authorization_code"]],
        links: ["code:z"],
        ...notebook.refusal("invalid_grant"),
      }),
    ],
    ["codePkce, frontend, alice: 5", "code, frontend: 1"],
  ],
  [
    "a pushed request and the sign-in with it are one flow",
    () => [
      notebook.record("par", {
        client: "frontend",
        form: [["code_challenge", "x"]],
        responseJson: { request_uri: "urn:x" },
        links: ["par:1", "state:p"],
      }),
      notebook.page("authorize", { client: "frontend", links: ["par:1"] }),
      notebook.page("callback", { links: ["code:p", "state:p"] }),
    ],
    ["codePkce, frontend: 3"],
  ],
  [
    "requests that turn out to be one flow are joined",
    () => [
      notebook.page("authorize", { client: "frontend", links: ["state:a"] }),
      notebook.record("token", { client: "frontend", form: [["grant_type", "authorization_code"]], links: ["code:a"] }),
      notebook.page("callback", { links: ["code:a", "state:a"] }),
    ],
    ["code, frontend: 3"],
  ],
  [
    "a guessed state belongs to the open sign-in",
    () => [
      notebook.page("authorize", { client: "frontend", links: ["state:a"] }),
      notebook.page("callback", { links: ["state:guessed", "code:foreign"] }),
    ],
    ["code, frontend: 2"],
  ],
  [
    "metadata and keys are one discovery",
    () => [notebook.page("metadata"), notebook.page("jwks"), notebook.clientCredentials("x"), notebook.page("jwks")],
    ["discovery: 2", "clientCredentials, backend: 1", "discovery: 1"],
  ],
  [
    "introspection and revocation belong to the flow of the token",
    () => [
      notebook.clientCredentials("x"),
      notebook.record("introspect", { client: "backend", links: ["jti:x"] }),
      notebook.record("revoke", { client: "backend", links: ["jti:x"] }),
    ],
    ["clientCredentials, backend: 3"],
  ],
  [
    "a logout belongs to the last flow of the session",
    () => [...notebook.codeFlow("a"), ...notebook.codeFlow("b"), notebook.page("logout", { links: ["sid:alice"] })],
    ["codePkce, frontend, alice: 5", "codePkce, frontend, alice: 6"],
  ],
  [
    "two refused requests of a client are two flows",
    () => [
      notebook.record("token", {
        client: "mobile",
        form: [["grant_type", "client_credentials"]],
        ...notebook.refusal("unauthorized_client"),
      }),
      notebook.record("token", {
        client: "mobile",
        form: [["grant_type", "client_credentials"]],
        ...notebook.refusal("unauthorized_client"),
      }),
    ],
    ["clientCredentials, mobile: 1", "clientCredentials, mobile: 1"],
  ],
  [
    "an unknown grant has a title",
    () => [notebook.record("token", { form: [["grant_type", "constructor"]] })],
    ["otherGrant: 1"],
  ],
];

for (const [name, records, expected] of TABLE) {
  test(name, () => {
    const flows = flowsOf(records());
    assert.deepEqual(
      flows.map((flow) => `${key(flow)}: ${flow.records.length}`),
      expected,
    );
  });
  test(`${name}, in any order of arrival`, () => {
    const flows = flowsOf(records().reverse());
    assert.deepEqual(
      flows.map((flow) => `${key(flow)}: ${flow.records.length}`),
      expected,
    );
  });
}

test("an exchange names the flow of its subject token", () => {
  const [credentials, exchanged] = flowsOf([notebook.clientCredentials("x"), notebook.exchange("e", "x")]);
  assert.equal(exchanged.origin, credentials.id);
  assert.equal(credentials.origin, null);
});

const VARIANTS = [
  [
    "Delegation",
    [
      ["actor_token", "eyJ…"],
      ["audience", "x"],
    ],
    {},
  ],
  ["Chain", [["actor_token", "eyJ…"]], { act: { sub: "a" } }],
  ["Conversion", [["requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token"]], {}],
  [
    "Restriction",
    [
      ["requested_token_type", "urn:ietf:params:oauth:token-type:access_token"],
      ["audience", "x"],
    ],
    {},
  ],
  ["Reduction", [["scope", "api:read"]], {}],
  ["", [], {}],
];
for (const [variant, form, claims] of VARIANTS) {
  test(`exchange: ${variant || "plain"}`, () => {
    const request = notebook.exchange("e", "x", {
      form: [["grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"], ...form],
      tokens: [notebook.token("form.subject_token", "x", claims)],
    });
    assert.equal(flowsOf([request])[0].variant, variant);
  });
}

test("a device that waits was not refused, one that was denied is", () => {
  const [flow] = flowsOf(notebook.deviceFlow("d"));
  assert.equal(flow.refused, 0);
  const [denied] = flowsOf([
    ...notebook.deviceFlow("d"),
    notebook.record("token", {
      client: "tv",
      form: [["grant_type", "urn:ietf:params:oauth:grant-type:device_code"]],
      links: ["device:d"],
      ...notebook.refusal("access_denied"),
    }),
  ]);
  assert.equal(denied.refused, 1);
});

test("the latest flow is the one with the latest request, not the one that began last", () => {
  const flows = flowsOf([notebook.clientCredentials("x"), notebook.clientCredentials("y"), notebook.callOfApi("x")]);
  assert.equal(latest(flows), flows[0]);
  assert.equal(latest([]), undefined);
});

test("10,000 requests are grouped", () => {
  const many = Array.from({ length: 5000 }, (_, n) => [
    notebook.clientCredentials(`m${n}`),
    notebook.callOfApi(`m${n}`),
  ]).flat();
  assert.equal(flowsOf(many).length, 5000);
});

function notebookFlows() {
  return [
    ...notebook.codeFlow("a"),
    notebook.clientCredentials("x"),
    notebook.callOfApi("x"),
    ...notebook.deviceFlow("d"),
    notebook.exchange("e", "x"),
    notebook.record("introspect", { client: "downstream-service", links: ["jti:e"] }),
  ];
}

/** Requests of two flows by turns, with the pages of each sign-in known by their client. */
function interleaved(one, other) {
  return one
    .flatMap((record, n) => [record, other[n]])
    .map((record, n) => ({ ...record, time: 1_790_000_000_000 + n }));
}
