import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { meaningKeys } from "./explain.js";
import { flowKeys } from "./flows.js";
import { FLOW_TITLES } from "./titles.js";

/** Keys that the scripts put together, by the part that they write out. */
const COMPOSED = {
  "explorerLane.": ["browser", "client", "server", "api"],
  "explorerState.": ["connecting", "live", "polling", "disconnected", "denied"],
  "explorerToken.": ["response", "form", "query", "header", "pasted"],
  "explorerKeep.": ["curl", "notebook", "har", "markdown", "link"],
  "explorerFailure.": ["popup", "origin", "network"],
  "explorerCheck.": ["state", "iss"],
  "explorerPlace.": ["window", "here"],
  "explorerDrive.": ["again"],
  "explorerStep.": ["again", "again.why"],
  "explorerFlow.": FLOW_TITLES,
};

test("the page contains exactly the texts that its scripts show", () => {
  const literals = readdirSync(".")
    .filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"))
    .flatMap((name) => [...readFileSync(name, "utf8").matchAll(/"(explorer[A-Z]\w*(?:\.\w+)?)"/g)])
    .map(([, key]) => key);
  const used = new Set([
    ...literals.filter(
      (key) => !["explorerParameter", "explorerHeader", "explorerVariant", "explorerBreak"].includes(key),
    ),
    ...Object.entries(COMPOSED).flatMap(([prefix, names]) => names.map((name) => prefix + name)),
    ...meaningKeys(),
    ...flowKeys(),
  ]);
  const listed = [...readFileSync("explorer-texts.ftl", "utf8").matchAll(/^ {2}"([^"]+)"/gm)].map(([, key]) => key);
  assert.deepEqual([...used].sort(), listed.sort());
});
