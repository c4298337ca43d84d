// A flow as a Jupyter notebook with Python cells that run; they need the package `requests`.
import { escaped } from "./markdown.js";
import { inputs, plan } from "./script.js";

/** Returns the notebook (nbformat 4.5) as JSON, for the server at an origin. Secrets are read without showing them. */
export function asNotebook(flow, title, origin) {
  const steps = plan(flow, origin);
  const cells = [
    markdown(`# ${escaped(title)}`),
    code(setup(steps)),
    ...steps.map((step) => code(cell(step))),
  ];
  return JSON.stringify(
    {
      cells: cells.map((made, n) => ({ id: `cell-${n}`, ...made })),
      metadata: {
        kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
        language_info: { name: "python" },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}

function setup(steps) {
  const used = new Set(steps.flatMap(({ fields }) => fields).map(([, value]) => value.variable));
  return [
    "import os, secrets",
    "from base64 import urlsafe_b64encode",
    "from getpass import getpass",
    "from hashlib import sha256",
    "from urllib.parse import urlencode",
    "import requests",
    "",
    "# Secrets come from the environment; what is missing is asked for.",
    ...inputs(steps).map((name) => `${name} = os.environ.get(${python(name)}) or getpass(${python(`${name}: `)})`),
    ...["STATE", "NONCE"].filter((name) => used.has(name)).map((name) => `${name} = secrets.token_urlsafe(32)`),
    ...(used.has("CODE_VERIFIER") || used.has("CODE_CHALLENGE")
      ? [
          "CODE_VERIFIER = secrets.token_urlsafe(32)",
          'CODE_CHALLENGE = urlsafe_b64encode(sha256(CODE_VERIFIER.encode()).digest()).rstrip(b"=").decode()',
        ]
      : []),
  ];
}

function cell(step) {
  if (step.kind === "person") {
    return [`print(${python(`${step.url}?`)} + urlencode(${pairs(step.fields)}))`, `${step.asks} = input("Code: ")`];
  }
  if (step.kind === "visit") {
    return [`input(${python(`Open ${step.url}, enter the code, and press Enter. `)})`];
  }
  const sent =
    step.json === null
      ? `${step.method === "GET" ? "params" : "data"}=${pairs(step.fields)}`
      : `data=${python(step.json)}`;
  return [
    `answer = requests.request(${python(step.method)}, ${python(step.url)}, ${sent}, headers=dict(${pairs(step.headers)}), timeout=30)`,
    "print(answer.status_code, answer.text)",
    ...step.keeps.map(([name, variable]) => `${variable} = answer.json().get(${python(name)})`),
  ];
}

function pairs(list) {
  return `[${list.map(([name, value]) => `(${python(name)}, ${typeof value === "string" ? python(value) : `${value.prefix ? `${python(value.prefix)} + ` : ""}${value.variable}`})`).join(", ")}]`;
}

/** Returns a text as a Python literal: JSON's strings are Python's, but for a lone surrogate, which JSON escapes too. */
function python(text) {
  return JSON.stringify(text);
}

function code(lines) {
  return { cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: source(lines) };
}

function markdown(text) {
  return { cell_type: "markdown", metadata: {}, source: [text] };
}

function source(lines) {
  return lines.map((line, n) => (n < lines.length - 1 ? `${line}\n` : line));
}
