import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Store } from "./store.js";
import { Stream } from "./stream.js";

let seen;
let states;
let gaps;
let server;

class Events extends EventTarget {
  static opened = [];
  constructor(url) {
    super();
    this.url = url;
    Events.opened.push(this);
  }
  close() {
    this.closed = true;
  }
  say(type, data) {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data) }));
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [seen, states, gaps] = [[], [], 0];
  Events.opened = [];
  server = { status: 200, records: [], dropped: false, asked: [] };
});

function stream() {
  const on = {
    records: (records) => seen.push(...records.map(({ id }) => id)),
    gap: () => (gaps += 1),
    state: (state) => states.push(state),
  };
  const fetch = async (url) => {
    server.asked.push(url);
    if (server.status === 0) {
      throw new TypeError("network");
    }
    const after = new URL(url).searchParams.get("after");
    const from = server.records.findIndex(({ id }) => id === after) + 1;
    return new Response(JSON.stringify({ requests: server.records.slice(from), dropped: server.dropped }), {
      status: server.status,
    });
  };
  return new Stream("http://localhost/explorer", on, { fetch, EventSource: Events });
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what was recorded before is there, then what happens", async () => {
  server.records = [{ id: "a" }];
  await stream().start();
  Events.opened[0].say("open");
  Events.opened[0].say("request", { id: "b" });
  assert.deepEqual(seen, ["a", "b"]);
  assert.deepEqual(states, ["connecting", "live"]);
  assert.equal(Events.opened[0].url, "http://localhost/explorer/stream?after=a");
});

test("what happened between the answer and the connection is not lost", async () => {
  server.records = [{ id: "a" }];
  await stream().start();
  server.records.push({ id: "between" });
  Events.opened[0].say("open");
  await settled();
  assert.deepEqual(seen, ["a", "between"]);
});

test("after a lost connection the page asks for what it has missed and listens again", async () => {
  server.records = [{ id: "a" }];
  await stream().start();
  Events.opened[0].say("open");
  await settled();
  Events.opened[0].say("error");
  assert.equal(states.at(-1), "disconnected");
  assert.equal(Events.opened[0].closed, true);
  server.records.push({ id: "missed" });
  mock.timers.tick(3000);
  await settled();
  Events.opened[1].say("open");
  assert.deepEqual(seen, ["a", "missed"]);
  assert.equal(states.at(-1), "live");
  assert.equal(server.asked.at(-1), "http://localhost/explorer/requests?after=missed");
});

test("a gap is reported", async () => {
  server.records = [{ id: "a" }];
  await stream().start();
  Events.opened[0].say("gap");
  assert.equal(gaps, 1);
  server.dropped = true;
  Events.opened[0].say("error");
  mock.timers.tick(3000);
  await settled();
  assert.equal(gaps, 2);
});

test("a server that is down is asked again", async () => {
  server.status = 0;
  await stream().start();
  assert.deepEqual(states, ["connecting", "disconnected"]);
  server.status = 200;
  server.records = [{ id: "a" }];
  mock.timers.tick(3000);
  await settled();
  assert.deepEqual(seen, ["a"]);
});

test("without events the page asks instead", async () => {
  await stream().start();
  for (let n = 0; n < 3; n++) {
    Events.opened.at(-1).say("error");
    mock.timers.tick(3000);
    await settled();
  }
  assert.equal(states.at(-1), "polling");
  assert.equal(Events.opened.length, 3);
  server.records = [{ id: "a" }];
  mock.timers.tick(3000);
  await settled();
  assert.deepEqual(seen, ["a"]);
});

test("an expired sign-in ends it", async () => {
  await stream().start();
  Events.opened[0].say("error");
  server.status = 401;
  mock.timers.tick(3000);
  await settled();
  assert.equal(states.at(-1), "denied");
  const asked = server.asked.length;
  mock.timers.tick(60_000);
  await settled();
  assert.equal(server.asked.length, asked);
});

test("the store keeps each request once and the newest within its limit", () => {
  const store = new Store(2);
  assert.equal(
    store.add([
      { id: "a", time: 1 },
      { id: "b", time: 2 },
    ]),
    true,
  );
  assert.equal(store.add([{ id: "b", time: 2 }]), false);
  assert.equal(store.dropped, false);
  store.add([{ id: "c", time: 3 }]);
  assert.deepEqual(
    store.all().map(({ id }) => id),
    ["b", "c"],
  );
  assert.equal(store.dropped, true);
  store.clear();
  assert.deepEqual(store.all(), []);
  assert.equal(store.dropped, false);
});

test("the store does not take back what was removed, although the server repeats requests", () => {
  const store = new Store(10);
  store.add([{ id: "a", time: 1 }]);
  store.clear();
  store.clear();
  assert.equal(store.add([{ id: "a", time: 1 }]), false);
  assert.equal(store.add([{ id: "b", time: 2 }]), true);
  assert.deepEqual(
    store.all().map(({ id }) => id),
    ["b"],
  );
});

test("the store sorts by time, also what arrives late", () => {
  const store = new Store(10);
  store.add([
    { id: "n2-1", time: 5 },
    { id: "n1-9", time: 3 },
  ]);
  assert.deepEqual(
    store.all().map(({ id }) => id),
    ["n1-9", "n2-1"],
  );
});
