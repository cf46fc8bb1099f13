// Ten thousand calls aborted in each phase of a call: no timer, no listener and no slot of a queue is left of them.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { DigitalOcean, init } from "digitalocean-wasm";
import { idle } from "../support/clock.mjs";
import { settled } from "../support/settled.mjs";

await init();

const CALLS = 10_000;
/** Calls at once: as many as a client may repeat before its retry budget is used up. */
const BATCH = 50;

const MODULE = new URL(import.meta.resolve("digitalocean-wasm"));
const BODY = '{"database":{"id":"x"},"user":{"name":"a"}}';

/** A response that costs less than the platform's. */
function respond(status, headers = {}, text = async () => BODY) {
  return { status, headers: { get: (name) => headers[name] ?? null }, text };
}

const rateLimit = (remaining) => ({
  "ratelimit-limit": "5000",
  "ratelimit-remaining": String(remaining),
  // An hour from now, so that who waits for it waits longer than the test runs.
  "ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 3_600),
});

/** Answers the first attempt of each call with a 429, and hangs in the second. */
function hangingRetry(hang) {
  const seen = new Set();
  return (url) => {
    if (seen.has(url)) return hang();
    seen.add(url);
    return Promise.resolve(respond(429, { "retry-after": "0" }));
  };
}

/** The phases: functions of a client in which its calls hang. `hang` gives a promise that never settles. */
const PHASES = {
  "in the token function": (hang) => ({ token: hang }),
  "in onRequest": (hang) => ({ onRequest: hang }),
  "in fetch": (hang) => ({ fetch: hang }),
  "in reading the body": (hang) => ({ fetch: async () => respond(200, {}, hang) }),
  "in onResponse": (hang) => ({ onResponse: hang }),
  "in onRateLimit": (hang) => ({ fetch: async () => respond(200, rateLimit(4_999)), onRateLimit: hang }),
  "in onRetry": (hang) => ({ fetch: async () => respond(429), onRetry: hang }),
  "in the wait for a retry": (hang) => ({
    fetch: async () => respond(429, { "retry-after": "60" }),
    onRetry: () => void hang(),
  }),
  "in the retry": (hang) => ({ fetch: hangingRetry(hang) }),
};

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

/** Calls that can be aborted. */
function start(count, call) {
  const controllers = Array.from({ length: count }, () => new AbortController());
  const calls = controllers.map(({ signal }, index) => call({ signal }, index));
  const ended = Promise.allSettled(calls);
  return { controllers, ended };
}

/** Aborts calls; each must end as aborted and leave its signal alone. */
async function abort({ controllers, ended }) {
  for (const controller of controllers) {
    controller.abort();
  }
  for (const { reason } of await settled(ended)) {
    assert.equal(reason?.code, "aborted");
  }
  for (const { signal } of controllers) {
    assert.equal(getEventListeners(signal, "abort").length, 0);
  }
}

/** Waits until so many calls have come to the phase, in turns of the event loop. */
async function until(isThere) {
  for (let round = 0; !isThere() && round < 10_000; round++) {
    await idle();
  }
  assert.ok(isThere(), "the calls do not come so far");
}

/** A client whose functions are those of `phase` until `mend` puts others in their place. */
function clientIn(phase, options) {
  let current = phase;
  const working = { fetch: async () => respond(200), token: () => "dop_v1_resources" };
  const names = ["fetch", "token", "onRequest", "onResponse", "onRateLimit", "onRetry"];
  const functions = names.map((name) => [name, (...given) => (current[name] ?? working[name])?.(...given)]);
  const client = new DigitalOcean({
    timeout: 60_000,
    deadline: 90_000,
    ...Object.fromEntries(functions),
    ...options,
  });
  const mend = (others) => {
    current = others;
  };
  return { client, mend };
}

/** Answers none of `count` requests before all are sent. */
function answeringTogether(count) {
  let sent = 0;
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  return async () => {
    sent += 1;
    if (sent === count) release();
    await released;
    return respond(200);
  };
}

for (const [phase, make] of Object.entries(PHASES)) {
  test(`${CALLS} calls aborted ${phase}`, async () => {
    const before = timers();
    for (let made = 0; made < CALLS; made += BATCH) {
      let reached = 0;
      const hang = () => {
        reached += 1;
        return new Promise(() => {});
      };
      const { client, mend } = clientIn(make(hang), { maxConcurrent: BATCH });
      const calls = start(BATCH, (options, index) => client.databases.get(`x-${index}`, options));
      await until(() => reached === BATCH);
      await abort(calls);
      mend({ fetch: answeringTogether(BATCH) });
      await settled(Promise.all(Array.from({ length: BATCH }, () => client.databases.get("x"))));
    }
    await idle();
    assert.equal(timers(), before);
  });
}

/** The queues: options of a client that uses one, and a call that takes the only slot of it. */
const QUEUES = {
  maxConcurrent: [{ maxConcurrent: 1 }, (client, options) => client.databases.get("x", options)],
  throttle: [{ throttle: true }, (client, options) => client.databases.get("x", options)],
  "a cluster's users": [{}, (client, options) => client.databases.users.create("x", { name: "a" }, options)],
};

for (const [queue, [options, call]] of Object.entries(QUEUES)) {
  test(`${CALLS} calls aborted in the queue of ${queue}`, async () => {
    const before = timers();
    const success = () => respond(200, rateLimit(1));
    let release;
    let sent = 0;
    const phase = {
      fetch: () => {
        sent += 1;
        return new Promise((resolve) => {
          release = () => resolve(success());
        });
      },
    };
    const { client } = clientIn(phase, options);
    const first = call(client);
    await until(() => sent === 1);
    release();
    await settled(first);

    const holding = call(client);
    await until(() => sent === 2);
    for (let made = 0; made < CALLS; made += BATCH) {
      const calls = start(BATCH, (options) => call(client, options));
      await idle();
      await abort(calls);
    }
    assert.equal(sent, 2);
    release();
    await settled(holding);
    const next = call(client);
    await until(() => sent === 3);
    release();
    await settled(next);
    await idle();
    assert.equal(timers(), before);
  });
}

test(`${CALLS} calls aborted while the WebAssembly loads`, async () => {
  const before = timers();
  const copies = 10;
  for (let copy = 0; copy < copies; copy++) {
    const { DigitalOcean } = await import(`${MODULE}?resources=${copy}`);
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      return respond(200);
    };
    const client = new DigitalOcean({ token: "dop_v1_resources", fetch, maxConcurrent: 1 });
    await abort(start(CALLS / copies, (options) => client.databases.get("x", options)));
    assert.equal(sent, 0);
    await settled(client.databases.get("x"));
    assert.equal(sent, 1);
  }
  await idle();
  assert.equal(timers(), before);
});

test("a request that is shared leaves nothing when all who share it abort", async () => {
  const before = timers();
  let signals = [];
  const hang = (_url, { signal }) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  const { client, mend } = clientIn({ fetch: hang }, { coalesce: true, maxConcurrent: 1 });
  for (let made = 0; made < CALLS; made += BATCH) {
    signals = [];
    const calls = start(BATCH, (options) => client.databases.get("x", options));
    await until(() => signals.length === 1);
    await abort(calls);
    await idle();
    assert.equal(signals[0].aborted, true);
  }
  mend({});
  await settled(client.databases.get("x"));
  await idle();
  assert.equal(timers(), before);
});
