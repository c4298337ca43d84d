import assert from "node:assert/strict";
import { test } from "node:test";
import { received } from "./answer.js";
import { FLOWS } from "./flows.js";
import { canLeave, hasLeft, leave, takeLeft } from "./redirect.js";
import { Session } from "./session.js";

const ORIGIN = "http://localhost:8080";
const CONTEXT = {
  issuer: `${ORIGIN}/realms/notebook`,
  codeLifespan: 120,
  endpoints: { authorize: `${ORIGIN}/auth`, token: `${ORIGIN}/token` },
  clients: [
    { clientId: "frontend", public: false, secret: "published", redirectUris: [`${ORIGIN}/callback`] },
    { clientId: "elsewhere", public: true, redirectUris: ["https://app.example/callback"] },
  ],
};

/** A browser tab, and a flow whose first request is about to be sent in it. */
async function leaving(change = (request) => request, mistakeId) {
  const items = new Map();
  const tab = {
    location: { origin: ORIGIN, pathname: "/explorer", search: "?kc_locale=de" },
    sessionStorage: {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => items.set(key, value),
      removeItem: (key) => items.delete(key),
    },
    items,
  };
  const session = new Session(CONTEXT, ORIGIN);
  const flow = FLOWS.find(({ id }) => id === "code");
  const [step] = flow.steps();
  const mistake = step.mistakes.find(({ id }) => id === mistakeId) ?? null;
  const request = change(await step.request(session));
  Object.assign(session.values, { accessToken: "secret-access", refreshToken: "secret-refresh", idToken: "secret-id" });
  leave({ flow, step, session, request, mistake }, tab);
  return { tab, session, request };
}

/** What the script return.js of the callback page does. */
function comeBack({ items }, response) {
  items.set("leftFlow", JSON.stringify({ ...JSON.parse(items.get("leftFlow")), response }));
}

test("a flow that left the page continues where it was, with the values that its response is checked against", async () => {
  const { tab, session, request } = await leaving();
  comeBack(tab, { code: "c1", state: session.values.state });
  const left = takeLeft(FLOWS, tab);
  assert.equal(left.flow.id, "code");
  assert.equal(left.step, "authorize");
  assert.equal(left.mistake, null);
  assert.deepEqual(left.request, request);
  const { verifier, state, nonce, client, redirectUri } = session.values;
  assert.deepEqual(left.values, { verifier, state, nonce, client, redirectUri });
  assert.equal(left.redirect.get("code"), "c1");
});

test("what was kept is forgotten when it is read", async () => {
  const { tab } = await leaving();
  assert.equal(hasLeft(tab), true);
  takeLeft(FLOWS, tab);
  assert.equal(hasLeft(tab), false);
  assert.equal(tab.items.size, 0);
  assert.equal(takeLeft(FLOWS, tab), null);
});

test("neither tokens nor secrets are kept", async () => {
  const { tab } = await leaving();
  const kept = [...tab.items.values()].join();
  for (const secret of ["secret-access", "secret-refresh", "secret-id", "published"]) {
    assert.ok(!kept.includes(secret), secret);
  }
});

test("the callback page learns the state of the request and the page to lead back to", async () => {
  const { tab, session } = await leaving();
  const { state, page } = JSON.parse(tab.items.get("leftFlow"));
  assert.equal(state, session.values.state);
  assert.equal(page, "/explorer?kc_locale=de");
});

test("a browser that comes back without a response has none", async () => {
  const { tab } = await leaving();
  assert.equal(takeLeft(FLOWS, tab).redirect, null);
});

for (const [id, check] of [
  [undefined, null],
  ["changedState", "state"],
  ["mixedUpIssuer", "iss"],
]) {
  test(`after a redirect, the client checks the response: ${id ?? "a right one"}`, async () => {
    const { tab, session } = await leaving(undefined, id);
    comeBack(tab, { code: "c1", state: session.values.state, iss: CONTEXT.issuer });
    const { redirect, request, mistake } = takeLeft(FLOWS, tab);
    assert.equal(received(redirect, request, mistake, session).check, check);
  });
}

test("a response without an issuer is refused", async () => {
  const { tab, session } = await leaving();
  comeBack(tab, { code: "c1", state: session.values.state });
  const { redirect, request } = takeLeft(FLOWS, tab);
  assert.equal(received(redirect, request, null, session).check, "iss");
});

test("the response to a request with another state is refused", async () => {
  const { tab, session } = await leaving((request) => ({
    ...request,
    fields: request.fields.map(([name, value]) => [name, name === "state" ? "changed by hand" : value]),
  }));
  comeBack(tab, { code: "c1", state: JSON.parse(tab.items.get("leftFlow")).state });
  const { redirect, request } = takeLeft(FLOWS, tab);
  assert.equal(redirect.get("state"), "changed by hand");
  assert.equal(received(redirect, request, null, session).check, "state");
});

for (const kept of ['{"flow":"code","step":"nothing"}', '{"flow":"__proto__","step":"authorize"}', "{}", "null"]) {
  test(`no flow continues after ${kept}`, async () => {
    const { tab } = await leaving();
    tab.items.set("leftFlow", kept);
    assert.equal(takeLeft(FLOWS, tab), null);
  });
}

test("the page is left only for a code that comes back to its own origin", async () => {
  const { session, request } = await leaving();
  const place = { origin: ORIGIN };
  assert.equal(canLeave(request, session, place), true);
  assert.equal(canLeave({ ...request, expectsCode: false }, session, place), false);
  for (const elsewhere of ["https://app.example/callback", "com.example.mobile:/callback", "", undefined]) {
    session.values.redirectUri = elsewhere;
    assert.equal(canLeave(request, session, place), false, elsewhere);
  }
});
