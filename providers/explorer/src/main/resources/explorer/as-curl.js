// A flow as a shell script that runs: bash, curl, openssl and python3.
import { inputs, plan } from "./script.js";

/** Returns the script, for the server at an origin. Secrets are variables of the environment, never in its text. */
export function asCurl(flow, title, origin) {
  const steps = plan(flow, origin);
  return [
    "#!/usr/bin/env bash",
    `# ${line(title)}`,
    "set -eu",
    "",
    ...inputs(steps).map((name) => `: "\${${name}:?Set ${name}}"`),
    ...made(steps),
    'json() { python3 -c \'import json, sys; print(json.load(sys.stdin).get(sys.argv[1], ""))\' "$1"; }',
    ...(steps.some(({ kind }) => kind === "person")
      ? ['encode() { python3 -c \'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1], safe=""))\' "$1"; }']
      : []),
    "",
    ...steps.flatMap(command),
    "",
  ].join("\n");
}

function made(steps) {
  const used = new Set(steps.flatMap(({ fields }) => fields).map(([, value]) => value.variable));
  const random = "$(openssl rand -base64 32 | tr '+/' '-_' | tr -d '=\\n')";
  return [
    ...["STATE", "NONCE"].filter((name) => used.has(name)).map((name) => `${name}=${random}`),
    ...(used.has("CODE_VERIFIER") || used.has("CODE_CHALLENGE")
      ? [
          `CODE_VERIFIER=${random}`,
          "CODE_CHALLENGE=$(printf %s \"$CODE_VERIFIER\" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d =)",
        ]
      : []),
  ];
}

function command(step) {
  if (step.kind === "person") {
    const query = step.fields
      .map(([name, value]) => `${quoted(`${encodeURIComponent(name)}=`)}"$(encode ${shell(value)})"`)
      .join(quoted("&"));
    return [`echo ${quoted(`Open this address: ${step.url}?`)}${query}`, `read -rp 'Code: ' ${step.asks}`, ""];
  }
  if (step.kind === "visit") {
    return [`read -rp ${quoted(`Open ${step.url}, enter the code, and press Enter. `)} _`, ""];
  }
  const arguments_ = [
    ...step.headers.map(([name, value]) => `-H ${quoted(`${name}: `)}${shell(value)}`),
    ...(step.method === "GET" && step.fields.length > 0 ? ["-G"] : []),
    ...step.fields.map(([name, value]) => `--data-urlencode ${quoted(`${name}=`)}${shell(value)}`),
    ...(step.json === null ? [] : [`--data-raw ${quoted(step.json)}`]),
  ];
  const hasBody = step.fields.length > 0 || step.json !== null;
  const method = step.method === "GET" || (step.method === "POST" && hasBody) ? "" : ` -X ${step.method}`;
  return [
    `ANSWER=$(curl -sS${method} ${[...arguments_, quoted(step.url)].join(" \\\n  ")})`,
    'echo "$ANSWER"',
    ...step.keeps.map(([name, variable]) => `${variable}=$(echo "$ANSWER" | json ${name})`),
    "",
  ];
}

function shell(value) {
  return typeof value === "string" ? quoted(value) : `${value.prefix ? quoted(value.prefix) : ""}"$${value.variable}"`;
}

/** Returns a text as one word of the shell, whatever it contains. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Returns a text that stays in its line. */
function line(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
}
