import assert from "node:assert/strict";
import { test } from "node:test";
import { exchangeFlow } from "./flow-exchange.js";
import { flowsOf } from "./model.js";
import * as notebook from "./records.js";

const step = exchangeFlow.steps().find(({ id }) => id === "exchange");
const impersonation = step.variants.find(({ id }) => id === "impersonation");

function jwt(claims) {
  return ["{}", JSON.stringify(claims), "x"].map((part) => Buffer.from(part).toString("base64url")).join(".");
}

for (const [answer, remark] of [
  [{ status: 400, json: { error: "invalid_target" } }, "explorerRemark.notImpersonated"],
  [{ status: 400, json: null }, "explorerRemark.notImpersonated"],
  [{ status: 200, json: { access_token: jwt({ act: { sub: "x" } }) } }, "explorerRemark.delegated"],
  [{ status: 200, json: { access_token: jwt({ sub: "x" }) } }, "explorerRemark.impersonated"],
  [{ status: 200, json: { access_token: "opaque" } }, null],
]) {
  test(`an impersonation says what came of it: ${remark}`, () => assert.equal(impersonation.remark(answer), remark));
}

for (const [claims, kept] of [
  [{ act: { sub: "x" }, aud: "report-service" }, true],
  [{ act: { sub: "x" }, aud: ["report-service"] }, true],
  [{ act: { sub: "x" }, aud: "downstream-service" }, false],
  [{ aud: "report-service" }, false],
]) {
  test(`a chain ${kept ? "begins" : "does not begin"} with ${JSON.stringify(claims)}`, () => {
    const session = { values: {} };
    const token = jwt(claims);
    step.done(session, { json: { access_token: token } });
    assert.equal(session.values.accessToken, token);
    assert.equal(session.values.delegatedToken, kept ? token : undefined);
  });
}

function variantOf(issued) {
  const [flow] = flowsOf([
    notebook.exchange("e", "s", {
      form: [
        ["grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"],
        ["actor_token", "eyJ…"],
      ],
      tokens: [notebook.token("response.access_token", "e", issued)],
    }),
  ]);
  return flow.variant;
}

test("an exchange with an actor whom the new token does not name is an impersonation", () => {
  assert.equal(variantOf({ sub: "alice" }), "Impersonation");
  assert.equal(variantOf({ sub: "alice", act: { sub: "backend" } }), "Delegation");
});
