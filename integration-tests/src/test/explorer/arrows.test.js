import assert from "node:assert/strict";
import { test } from "node:test";
import { answerLabel, endsOf, lanesOf, requestLabel, shortPath } from "./arrows.js";
import { difference, predecessor } from "./difference.js";
import { claimMeaning, headerMeaning, parameterMeaning } from "./explain.js";
import { duration, lifetime } from "./lifetime.js";
import { flowsOf } from "./model.js";
import * as notebook from "./records.js";

test("lanes are browser, clients, server, API, as far as they take part", () => {
  const [flow] = flowsOf([...notebook.codeFlow("a"), notebook.callOfApi("a-access", { client: "frontend" })]);
  assert.deepEqual(
    lanesOf(flow).map(({ id }) => id),
    ["browser", "client:frontend", "server", "api"],
  );
  const [credentials] = flowsOf([notebook.clientCredentials("x")]);
  assert.deepEqual(
    lanesOf(credentials).map(({ id }) => id),
    ["client:backend", "server"],
  );
});

test("the callback goes from the browser to the client of the flow", () => {
  const [flow] = flowsOf(notebook.codeFlow("a"));
  assert.deepEqual(endsOf(flow.records[3], flow), { from: "browser", to: "client:frontend" });
});

test("a request names its grant and its telling parameters, an answer its outcome", () => {
  const [, , , , redeemed] = notebook.codeFlow("a");
  assert.deepEqual(requestLabel(redeemed), {
    main: "POST /token",
    detail: "authorization_code · code · code_verifier",
  });
  assert.deepEqual(answerLabel(redeemed), { main: "200", detail: "access_token · refresh_token", outcome: "ok" });
  const [, pending] = notebook.deviceFlow("d");
  assert.equal(requestLabel(pending).detail, "device_code");
  assert.deepEqual(answerLabel(pending), { main: "400", detail: "authorization_pending", outcome: "waiting" });
  assert.equal(answerLabel(notebook.record("token", notebook.refusal("invalid_grant"))).outcome, "refused");
});

for (const [url, path] of [
  ["http://localhost:8080/token", "/token"],
  ["http://localhost:8080", "/"],
  ["https://as.example/realms/x/protocol/openid-connect/auth?a=b", "…/auth"],
  ["https://as.example/kc/realms/x/oauth2/api/test", "…/api/test"],
  ["/realms/x/login-actions/authenticate?session_code=1", "…/authenticate"],
  ["com.example.mobile:/callback?code=1", "com.example.mobile:/callback"],
]) {
  test(`short path of ${url}`, () => assert.equal(shortPath(url), path));
}

test("the difference of two tokens says what was added, removed and kept", () => {
  const rows = difference(
    { scope: "a b", aud: "one", exp: 5, iat: 1 },
    { scope: "a", aud: ["two"], exp: 5, iat: 2, act: { sub: "x" } },
  );
  assert.deepEqual(
    rows.map(({ claim }) => claim),
    ["scope", "aud", "act", "exp", "iat"],
  );
  assert.deepEqual(rows[0].items, [
    { item: "a", change: "kept" },
    { item: "b", change: "removed" },
  ]);
  assert.deepEqual(rows[1].items, [
    { item: "one", change: "removed" },
    { item: "two", change: "added" },
  ]);
  assert.deepEqual(
    rows.map(({ same }) => same),
    [false, false, false, true, false],
  );
});

test("the token before an exchange is its subject, the one before a refresh came with the refresh token", () => {
  const exchanged = notebook.exchange("e", "x");
  assert.equal(predecessor(exchanged, []).claims.jti, "x");
  const earlier = [...notebook.codeFlow("a"), ...notebook.codeFlow("b")];
  assert.equal(predecessor(notebook.refresh("c", "a"), earlier).claims.jti, "a-access");
  assert.equal(predecessor(notebook.refresh("c", "unknown"), earlier), undefined);
  assert.equal(predecessor(notebook.clientCredentials("y"), earlier), undefined);
});

test("the life of a token", () => {
  assert.deepEqual(lifetime({ iat: 100, exp: 400 }, 175_000), { total: 300, left: 225, used: 0.25 });
  assert.deepEqual(lifetime({ iat: 100, exp: 400 }, 900_000), { total: 300, left: 0, used: 1 });
  assert.equal(lifetime({}, 0), null);
  assert.equal(lifetime({ exp: "soon" }, 0), null);
  for (const [seconds, said] of [
    [0, "0 s"],
    [59.6, "1 min"],
    [300, "5 min"],
    [3661, "1 h 1 min"],
    [90_000, "1 d 1 h"],
  ]) {
    assert.equal(duration(seconds), said);
  }
});

test("known names are explained with their section, unknown ones are not", () => {
  assert.deepEqual(parameterMeaning("code_verifier"), {
    key: "explorerParameter.code_verifier",
    specification: "RFC 7636 §4.1",
    url: "https://www.rfc-editor.org/rfc/rfc7636#section-4.1",
  });
  assert.equal(parameterMeaning("iss").specification, "RFC 9207 §2");
  assert.equal(claimMeaning("iss").specification, "RFC 7519 §4.1.1");
  assert.equal(headerMeaning("DPoP").specification, "RFC 9449 §4");
  for (const name of ["x", "constructor", "__proto__", "toString"]) {
    assert.equal(parameterMeaning(name), null);
  }
});
