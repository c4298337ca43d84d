import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { asCurl } from "./as-curl.js";
import { asHar } from "./as-har.js";
import { asMarkdown } from "./as-markdown.js";
import { asNotebook } from "./as-notebook.js";
import { FLOWS } from "./flows.js";
import { fromHar } from "./from-har.js";
import { decode, forge } from "./jwt.js";
import { flowsOf } from "./model.js";
import { flowOfLink, linkTo } from "./permalink.js";
import { challenge, fingerprint, newKey, proof } from "./proof.js";
import { qrCode } from "./qr.js";
import * as notebook from "./records.js";

const ORIGIN = "http://localhost:8080";

/** Texts that would leave their place if it did not hold them. */
const PAYLOADS = [
  "'; touch /tmp/owned; '",
  "$(touch /tmp/owned)",
  "`touch /tmp/owned`",
  "\"\n'''",
  "a\nb: c",
  "<script>alert(1)</script>",
  "\\",
  "end\nNote over L0: x",
  "};--",
];

function hostile(payload) {
  return flowsOf([
    ...notebook.codeFlow("a", { client: payload, user: payload }),
    notebook.record("token", {
      client: payload,
      url: "http://localhost:8080/token",
      form: [
        ["grant_type", "refresh_token"],
        [payload, payload],
        ["client_secret", "•••"],
        ["refresh_token", "eyJ….eyJ….•••"],
      ],
      requestHeaders: [
        ["Authorization", "Basic •••"],
        ["Accept", payload],
      ],
      links: ["code:a"],
      responseJson: { access_token: "x", [payload]: payload },
    }),
  ])[0];
}

for (const payload of PAYLOADS) {
  test(`a shell script keeps ${JSON.stringify(payload)} as text`, () => {
    const script = asCurl(hostile(payload), payload, ORIGIN);
    const syntax = spawnSync("bash", ["-n"], { input: script });
    assert.equal(syntax.status, 0, `${syntax.stderr}\n${script}`);
    // Runs it with a curl that prints its arguments: the payload has to arrive as one.
    const ran = spawnSync("bash", ["-c", `curl() { printf '%s\\0' "$@" >&2; echo '{}'; }\n${script}`], {
      input: "code\n",
      env: {
        ...process.env,
        ...Object.fromEntries([...script.matchAll(/: "\$\{(\w+):\?/g)].map(([, name]) => [name, "secret"])),
      },
    });
    assert.equal(ran.status, 0, `${ran.stderr}\n${script}`);
    assert.ok(String(ran.stderr).split("\0").includes(`${payload}=${payload}`), script);
  });

  test(`a notebook keeps ${JSON.stringify(payload)} as text`, () => {
    const { cells } = JSON.parse(asNotebook(hostile(payload), payload, ORIGIN));
    const source = cells
      .filter(({ cell_type }) => cell_type === "code")
      .map((cell) => cell.source.join(""))
      .join("\n");
    const check =
      "import ast, sys; print([n.value for n in ast.walk(ast.parse(sys.stdin.read())) if isinstance(n, ast.Constant)])";
    const parsed = spawnSync("python3", ["-c", check], { input: source });
    assert.equal(parsed.status, 0, `${parsed.stderr}\n${source}`);
    assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length);
    assert.match(cells[0].source.join(""), /^# [^<`*_$[\]\n]*$/);
  });

  test(`a Mermaid diagram keeps ${JSON.stringify(payload)} in its line`, () => {
    const plain = asMarkdown(hostile("x"), "x", ({ id }) => id);
    const document = asMarkdown(hostile(payload), payload, ({ id }) => id);
    assert.equal(document.split("\n").length, plain.split("\n").length);
    assert.doesNotMatch(document.replaceAll("```mermaid", "").replace(/```\n$/, ""), /[<`"]/);
  });

  test(`an archive keeps ${JSON.stringify(payload)}`, () => {
    const { log } = JSON.parse(asHar(hostile(payload), payload));
    assert.equal(log.version, "1.2");
    assert.deepEqual(log.entries.at(-1).request.postData.params[1], { name: payload, value: payload });
  });
}

test("a script takes the tokens of one answer into the next request", () => {
  const [flow] = flowsOf([
    notebook.clientCredentials("x"),
    notebook.callOfApi("x", {
      client: "backend",
      requestHeaders: [["Authorization", "Bearer eyJ….eyJ….•••"]],
      tokens: [notebook.token("header.authorization", "x")],
    }),
  ]);
  const script = asCurl(flow, "x", ORIGIN);
  assert.match(script, /ACCESS_TOKEN=\$\(echo "\$ANSWER" \| json access_token\)/);
  assert.match(script, /-H 'Authorization: ''Bearer '"\$ACCESS_TOKEN"/);
});

test("a script asks for secrets and makes its own verifier", () => {
  const [flow] = flowsOf([
    ...notebook.codeFlow("a").slice(0, 4),
    notebook.record("token", {
      client: "frontend",
      form: [
        ["grant_type", "authorization_code"],
        ["code", "1•••"],
        ["code_verifier", "Zk•••"],
        ["client_secret", "•••"],
      ],
      links: ["code:a"],
    }),
  ]);
  const script = asCurl(flow, "x", ORIGIN);
  assert.match(script, /: "\$\{frontend_SECRET|: "\$\{FRONTEND_SECRET:\?/);
  assert.match(script, /--data-urlencode 'code_verifier='"\$CODE_VERIFIER"/);
  assert.match(script, /--data-urlencode 'code='"\$CODE"/);
  assert.doesNotMatch(script, /•/);
});

test("a JSON body is kept, without the members that were masked", () => {
  const payload = "it's $(touch /tmp/owned)";
  const [flow] = flowsOf([
    notebook.record("register", {
      url: "http://localhost:8080/register",
      requestHeaders: [["Content-Type", "application/json"]],
      requestJson: { client_name: payload, client_secret: "•••" },
    }),
  ]);
  const json = JSON.stringify({ client_name: payload });
  const ran = spawnSync("bash", ["-c", `curl() { printf '%s\\0' "$@" >&2; echo '{}'; }\n${asCurl(flow, "x", ORIGIN)}`]);
  const sent = String(ran.stderr).split("\0");
  assert.ok(sent.includes(json), ran.stderr);
  assert.ok(sent.includes("Content-Type: application/json"), ran.stderr);
  assert.ok(!sent.includes("-X"), ran.stderr);
  const source = JSON.parse(asNotebook(flow, "x", ORIGIN))
    .cells.map((cell) => cell.source.join(""))
    .join("\n");
  assert.ok(source.includes(`data=${JSON.stringify(json)}`), source);
  assert.doesNotMatch(source, /•/);
  const { postData } = JSON.parse(asHar(flow, "x")).log.entries[0].request;
  assert.equal(postData.mimeType, "application/json");
  assert.deepEqual(JSON.parse(postData.text).client_name, payload);
});

test("secrets are sent to this server, whatever host a recorded request named", () => {
  const records = [...notebook.codeFlow("a"), ...notebook.deviceFlow("b"), notebook.clientCredentials("x")].map((made) => ({
    ...made,
    url: made.url.replace(/^https?:\/\/[^/]+/, "https://attacker.example"),
  }));
  for (const flow of flowsOf(records)) {
    for (const kept of [asCurl(flow, "x", ORIGIN), asNotebook(flow, "x", ORIGIN)]) {
      assert.doesNotMatch(kept, /attacker/);
      assert.ok(kept.includes(ORIGIN), kept);
    }
  }
});

test("a script of an imported archive has the addresses of the archive", () => {
  const [flow] = flowsOf([{ ...notebook.clientCredentials("x"), url: "https://as.example/token", imported: true }]);
  assert.match(asCurl(flow, "x", ORIGIN), /'https:\/\/as\.example\/token'/);
  const [recorded] = flowsOf([notebook.clientCredentials("x")]);
  assert.ok(fromHar(asHar(recorded, "x"), "har-1").every(({ imported }) => imported));
});

test("what is exported as an archive can be imported", () => {
  const [flow] = flowsOf(notebook.codeFlow("a"));
  const records = fromHar(asHar(flow, "x"), "har-1");
  assert.deepEqual(
    records.map(({ endpoint }) => endpoint),
    ["authorize", "callback", "token"],
  );
  assert.deepEqual(new Set(records.map(({ id }) => id)).size, 3);
});

test("an archive of a browser becomes a flow", () => {
  const jwt = `${Buffer.from('{"alg":"RS256"}').toString("base64url")}.${Buffer.from('{"jti":"j1"}').toString("base64url")}.c2ln`;
  const entry = (method, url, more = {}) => ({
    startedDateTime: "2026-01-01T00:00:00Z",
    request: { method, url, headers: [], ...more.request },
    response: { status: 200, headers: [], content: { text: JSON.stringify(more.json ?? {}) } },
  });
  const records = fromHar(
    JSON.stringify({
      log: {
        entries: [
          entry("GET", "https://as.example/logo.png"),
          entry("GET", "https://as.example/authorize?client_id=app&state=s1&code_challenge=x"),
          entry("GET", "https://app.example/callback?code=c1&state=s1"),
          entry("POST", "https://as.example/token", {
            request: { postData: { text: "grant_type=authorization_code&code=c1" } },
            json: { access_token: jwt },
          }),
          entry("GET", "https://api.example/api/x", {
            request: { headers: [{ name: "authorization", value: `Bearer ${jwt}` }] },
          }),
        ],
      },
    }),
    "har-1",
  );
  const flows = flowsOf(records);
  assert.deepEqual(
    flows.map(({ kind, records }) => [kind, records.length]),
    [
      ["code", 3],
      ["api", 1],
    ],
  );
  assert.equal(records[2].tokens[0].claims.jti, "j1");
});

for (const broken of ["", "{}", "null", '{"log":{"entries":1}}']) {
  test(`no archive: ${JSON.stringify(broken)}`, () => assert.throws(() => fromHar(broken, "x")));
}

test("odd entries of an archive are left out", () => {
  assert.deepEqual(fromHar('{"log":{"entries":[{},{"request":{"url":"x"},"response":{}},null]}}', "x"), []);
});

test("a link opens the flow with its scope and contains nothing else", () => {
  const [flow] = flowsOf([notebook.clientCredentials("x")]);
  const link = linkTo(flow);
  assert.equal(link, "#flow=clientCredentials&scope=api%3Aread");
  assert.equal(flowOfLink(link, FLOWS).id, "clientCredentials");
  assert.equal(linkTo(flowsOf([notebook.page("jwks")])[0]), null);
});

for (const fragment of ["", "#flow=", "#flow=nothing", "#flow=constructor", "#flow=<script>", "#scope=x"]) {
  test(`no flow for ${fragment || "no fragment"}`, () => assert.equal(flowOfLink(fragment, FLOWS), null));
}

test("a scope that is none is not taken from a link", async () => {
  const session = { credentials: () => [], endpoint: () => "http://localhost/token", values: {} };
  const scopeOf = async (fragment) =>
    Object.fromEntries((await flowOfLink(fragment, FLOWS).steps()[0].request(session)).fields).scope;
  assert.equal(await scopeOf("#flow=clientCredentials&scope=a%20b"), "a b");
  assert.equal(await scopeOf("#flow=clientCredentials&scope=a%0Ab"), "api:read");
});

test("the code challenge is that of RFC 7636 appendix B", async () => {
  assert.equal(
    await challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  );
});

test("a DPoP proof names its request and verifies with the key in it", async () => {
  const key = await newKey();
  const made = await proof(key, "GET", "http://localhost/api?x=1#y", "token");
  const { header, claims } = decode(made);
  assert.deepEqual(
    [header.typ, header.alg, Object.keys(header.jwk).sort().join()],
    ["dpop+jwt", "ES256", "crv,kty,x,y"],
  );
  assert.deepEqual([claims.htm, claims.htu, typeof claims.iat], ["GET", "http://localhost/api", "number"]);
  // RFC 9449 section 4.2: the hash of the access token.
  assert.equal(claims.ath, await challenge("token"));
  const [head, payload, signature] = made.split(".");
  const verified = await crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    key.publicKey,
    Buffer.from(signature, "base64url"),
    Buffer.from(`${head}.${payload}`),
  );
  assert.equal(verified, true);
  assert.equal(key.privateKey.extractable, false);
});

test("the fingerprint of a token is the begin of its hash", async () => {
  assert.equal(await fingerprint("abc"), "ba7816bf8f01cfea");
});

test("only a JWT is decoded", () => {
  for (const none of ["", "a.b", "a.b.c", "....", "eyJ.eyJ.x", `${btoa("1")}.${btoa("2")}.x`]) {
    assert.equal(decode(none), null);
  }
  const made = `${btoa('{"alg":"none"}')}.${Buffer.from('{"name":"Zoë"}').toString("base64url")}.sig`.replaceAll(
    "=",
    "",
  );
  assert.equal(decode(made).claims.name, "Zoë");
  assert.deepEqual(decode(forge(made, { scope: "all" })).claims, { name: "Zoë", scope: "all" });
});

test("a QR code has the size of its version, and none is made of a long text", () => {
  assert.equal(qrCode("x").length, 21);
  assert.equal(qrCode("x".repeat(106)).length, 37);
  assert.equal(qrCode("x".repeat(107)), null);
});
