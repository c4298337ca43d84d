import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { clock, countdown } from "./countdown.js";

/** Starts a wait of the given milliseconds with a clock that only the test moves. */
function waiting(milliseconds) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 5000 });
  const ticks = [];
  const controller = new AbortController();
  const ended = countdown(5000 + milliseconds, (left) => ticks.push(left), controller.signal);
  return { ticks, controller, ended };
}

/** Moves the clock, and lets what waited for it go on. */
async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await new Promise((resolve) => setImmediate(resolve));
}

test.afterEach(() => mock.timers.reset());

test("a wait says every second how long it still takes, and ends with the moment", async () => {
  const { ticks, ended } = waiting(2500);
  assert.deepEqual(ticks, [2500]);
  await pass(1000);
  await pass(1000);
  assert.deepEqual(ticks, [2500, 1500, 500]);
  await pass(500);
  assert.equal(await ended, true);
  assert.deepEqual(ticks, [2500, 1500, 500, 0]);
});

test("a wait goes by the clock, not by the number of its seconds", async () => {
  const { ticks, ended } = waiting(120_000);
  // The computer slept.
  mock.timers.setTime(5000 + 130_000);
  await pass(0);
  assert.equal(await ended, true);
  assert.equal(ticks.at(-1), 0);
});

test("a wait that is ended before says so at once", async () => {
  const { ticks, controller, ended } = waiting(120_000);
  await pass(1000);
  controller.abort();
  assert.equal(await ended, false);
  await pass(120_000);
  assert.deepEqual(ticks, [120_000, 119_000]);
});

test("nothing is waited for that has passed already", async () => {
  const { ticks, ended } = waiting(-1);
  assert.equal(await ended, true);
  assert.deepEqual(ticks, [0]);
});

for (const [milliseconds, said] of [
  [0, "0:00"],
  [1, "0:01"],
  [59_001, "1:00"],
  [122_000, "2:02"],
]) {
  test(`${milliseconds} ms are ${said}`, () => assert.equal(clock(milliseconds), said));
}
