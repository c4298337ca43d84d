import assert from "node:assert/strict";
import { test } from "node:test";
import { filtered } from "./filter.js";
import { flowsOf } from "./model.js";
import * as notebook from "./records.js";

const TEXTS = {
  "explorerFlow.codePkce": "Authorization code with PKCE",
  "explorerFlow.clientCredentials": "Client credentials",
  "explorerFlow.device": "Device authorization",
  "explorerFlow.api": "Appel de l'API protégée",
};

const FLOWS = flowsOf([
  ...notebook.codeFlow("a"),
  notebook.clientCredentials("x"),
  ...notebook.deviceFlow("d", "bob"),
  notebook.callOfApi(null, { status: 401, error: { code: "invalid_token", description: "Token is expired" } }),
]);

function kinds(words, refused = false) {
  return filtered(FLOWS, { words, refused }, (key) => TEXTS[key] ?? key).map(({ kind }) => kind);
}

for (const [words, expected] of [
  ["", ["code", "clientCredentials", "device", "api"]],
  ["  ", ["code", "clientCredentials", "device", "api"]],
  ["pkce", ["code"]],
  ["CREDENTIALS", ["clientCredentials"]],
  ["frontend", ["code"]],
  ["bob", ["device"]],
  ["/callback", ["code"]],
  ["device_authorization", ["device"]],
  ["invalid_token", ["api"]],
  ["token is expired", ["api"]],
  ["authorization_pending", ["device"]],
  ["401", ["api"]],
  ["protegee", ["api"]],
  ["authorization bob", ["device"]],
  ["bob frontend", []],
  [".*", []],
]) {
  test(`a filter for "${words}"`, () => assert.deepEqual(kinds(words), expected));
}

test("only refused flows, which a device that waits is not", () => {
  assert.deepEqual(kinds("", true), ["api"]);
  assert.deepEqual(kinds("frontend", true), []);
});

test("a word is looked for in one value, not across two", () => {
  assert.deepEqual(kinds("frontendalice"), []);
});
