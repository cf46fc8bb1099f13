// Times of the server are compared with its own clock: this machine's may be wrong by any amount.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AmbiguousWriteError, DigitalOcean, DigitalOceanError, init, RateLimitError } from "digitalocean-wasm";
import { stopClock } from "../support/clock.mjs";

await init();

const HOUR = 3_600_000;
let tokens = 0;
const token = () => `dop_v1_server_clock_${tokens++}`;
const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "s-1", region: "nyc3" };

/** Where this machine's clock stands, in milliseconds from the server's. */
const SKEWS = { right: 0, "3 minutes ahead": 180_000, "an hour ahead": HOUR, "an hour behind": -HOUR };

describe("a lost create, by a machine whose clock is", () => {
  for (const [name, skew] of Object.entries(SKEWS)) {
    /** A create whose response is lost. `age` is that of the cluster in milliseconds by the server's clock, if it has one. */
    const lose = async (t, age, isHidden) => {
      const clock = stopClock(t);
      const server = () => clock.now - skew;
      const created_at = new Date(server() - age).toISOString();
      const fetch = async (_url, { method }) => {
        clock.now += 300;
        if (method === "POST") throw new Error("connection reset");
        const headers = isHidden ? {} : { date: new Date(server()).toUTCString() };
        return new Response(JSON.stringify({ databases: [{ ...CLUSTER, id: "x", created_at }] }), { headers });
      };
      const client = new DigitalOcean({ token: token(), fetch });
      const error = await clock.error(client.databases.create(CLUSTER));
      assert.equal(error.constructor, AmbiguousWriteError);
      return clock.outcome(error.findCreated());
    };

    test(`${name}, is found`, async (t) => {
      assert.equal((await lose(t, -200)).value?.id, "x");
    });

    test(`${name}, is not the cluster of that name made half a minute before`, async (t) => {
      assert.deepEqual(await lose(t, 30_000), { status: "fulfilled", value: undefined });
    });

    test(`${name}, with the server's clock hidden, is never said not to exist`, async (t) => {
      const { value, reason } = await lose(t, -200, true);
      if (skew === 0) {
        assert.equal(value.id, "x");
      } else {
        assert.equal(reason.constructor, DigitalOceanError);
        assert.equal(reason.code, "cannot_tell");
        assert.match(reason.message, /^the server's clock is hidden: compare `created_at` /);
        assert.equal(reason.operation, "databases.create");
      }
    });

    test(`${name}, with the server's clock hidden, is not the cluster made days before`, async (t) => {
      assert.deepEqual(await lose(t, 72 * HOUR, true), { status: "fulfilled", value: undefined });
    });
  }
});

describe("waits for the rate limit by a machine whose clock is", () => {
  for (const [name, skew] of Object.entries(SKEWS)) {
    /** The headers of a limit that is used up for so many seconds. */
    const used = (clock, seconds) => ({
      date: new Date(clock.now - skew).toUTCString(),
      "ratelimit-limit": "5000",
      "ratelimit-remaining": "0",
      "ratelimit-reset": String((clock.now - skew) / 1000 + seconds),
    });

    test(`${name}, are as long after a 429`, async (t) => {
      const clock = stopClock(t);
      const times = [];
      const fetch = async () => {
        times.push(clock.now);
        return times.length > 1
          ? new Response('{"database":{}}')
          : new Response("{}", { status: 429, headers: used(clock, 2) });
      };
      await clock.value(new DigitalOcean({ token: token(), fetch }).databases.get("x"));
      assert.equal(times[1] - times[0], 2_000);
    });

    test(`${name}, are as long when retry-after is a date`, async (t) => {
      const clock = stopClock(t);
      const times = [];
      const at = (milliseconds) => new Date(clock.now - skew + milliseconds).toUTCString();
      const fetch = async () => {
        times.push(clock.now);
        const headers = { date: at(0), "retry-after": at(7_000) };
        return times.length > 1 ? new Response('{"database":{}}') : new Response("{}", { status: 503, headers });
      };
      await clock.value(new DigitalOcean({ token: token(), fetch }).databases.get("x"));
      assert.equal(times[1] - times[0], 7_000);
    });

    test(`${name}, are as long with throttle`, async (t) => {
      const clock = stopClock(t);
      const times = [];
      const fetch = async () => {
        times.push(clock.now);
        return new Response('{"database":{}}', { headers: times.length > 1 ? {} : used(clock, 2) });
      };
      const client = new DigitalOcean({ token: token(), fetch, throttle: true });
      await clock.value(client.databases.get("x"));
      await clock.value(client.databases.get("x"));
      assert.equal(times[1] - times[0], 2_000);
    });
  }
});

describe("a reset that cannot be true holds up no call:", () => {
  const resets = {
    milliseconds: (now) => now + 2_000,
    "the past": (now) => now / 1000 - 5,
    "more than an hour away": (now) => now / 1000 + 3_700,
    "1e308": () => "1e308",
    "twenty digits": () => "9".repeat(20),
    negative: () => "-5",
    "a word": () => "soon",
  };
  for (const [name, reset] of Object.entries(resets)) {
    test(name, async (t) => {
      const clock = stopClock(t);
      const started = clock.now;
      const headers = (isHidden) => ({
        "ratelimit-limit": "5000",
        "ratelimit-remaining": "0",
        "ratelimit-reset": String(reset(started)),
        ...(isHidden ? {} : { date: new Date(started).toUTCString() }),
      });
      for (const isHidden of [false, true]) {
        const fetch = async () => new Response('{"database":{}}', { headers: headers(isHidden) });
        const client = new DigitalOcean({ token: token(), fetch, throttle: true });
        for (let call = 0; call < 3; call++) await clock.value(client.databases.get("x"));
        assert.equal(clock.now, started);
        assert.ok(!Number.isNaN(client.rateLimit?.reset.getTime() ?? 0));
      }
    });
  }
});

test("with throttle, a wait that is longer than maxRetryAfter fails with retryAt, in the queue too", async (t) => {
  const clock = stopClock(t);
  const started = clock.now;
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    const reset = String(started / 1000 + 90);
    const headers = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": reset };
    await new Promise((resolve) => setTimeout(resolve, 100));
    return new Response('{"database":{}}', { headers });
  };
  const client = new DigitalOcean({ token: token(), fetch, throttle: true, maxConcurrent: 1 });
  const calls = ["a", "b", "c"].map((name) => client.databases.get(name));
  const patient = client.databases.get("d", { maxRetryAfter: 120_000 });
  const [first, ...others] = await clock.value(Promise.allSettled(calls));
  assert.equal(first.status, "fulfilled");
  for (const { reason } of others) {
    assert.equal(reason.constructor, RateLimitError, reason?.stack);
    assert.equal(reason.code, "too_many_requests");
    assert.equal(reason.message, "no request is left for 89900 ms, longer than maxRetryAfter");
    assert.deepEqual([reason.status, reason.attempts, reason.retryable], [429, 0, true]);
    assert.equal(reason.retryAt.getTime(), started + 90_000);
  }
  assert.equal(sent, 1);
  await clock.value(patient);
  assert.equal(clock.now, started + 90_100);
});

test("with throttle, a call without the patience does not wait behind one that has it", async (t) => {
  const clock = stopClock(t);
  const reset = String(clock.now / 1000 + 3_000);
  const headers = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": reset };
  const fetch = async () => new Response('{"database":{}}', { headers });
  const client = new DigitalOcean({ token: token(), fetch, throttle: true });
  await clock.value(client.databases.get("a"));
  const started = clock.now;
  const patient = client.databases.get("b", { maxRetryAfter: 4_000_000 });
  const error = await clock.error(client.databases.get("c"));
  assert.equal(error.constructor, RateLimitError);
  assert.deepEqual([error.retryAt.getTime(), clock.now], [Number(reset) * 1000, started]);
  await clock.value(patient);
  assert.equal(clock.now, Number(reset) * 1000);
});

for (const value of ["1e308", "-5", "9".repeat(20), "Infinity", "0x10", "later 5"]) {
  test(`retry-after: ${value} is as if absent`, async (t) => {
    const clock = stopClock(t);
    const { random } = Math;
    Math.random = () => 0.5;
    t.after(() => {
      Math.random = random;
    });
    const times = [];
    const fetch = async () => {
      times.push(clock.now);
      return new Response("{}", { status: 503, headers: { "retry-after": value } });
    };
    const client = new DigitalOcean({ token: token(), fetch });
    const error = await clock.error(client.databases.get("x"));
    assert.equal(error.retryAt, undefined);
    assert.deepEqual([times[1] - times[0], times[2] - times[1]], [250, 500]);
  });
}

test("limits that make no sense are as if absent", async () => {
  const good = { "ratelimit-limit": "5000", "ratelimit-remaining": "9", "ratelimit-reset": "1800000000" };
  for (const name of Object.keys(good)) {
    for (const value of ["1e308", "-1", "9".repeat(20), "", "many"]) {
      const fetch = async () => new Response("{}", { status: 404, headers: { ...good, [name]: value } });
      const client = new DigitalOcean({ token: token(), fetch });
      const error = await client.databases.get("x").catch((error) => error);
      assert.equal(error.rateLimit, undefined, `${name}: ${value}`);
      assert.equal(client.rateLimit, undefined);
    }
  }
});
