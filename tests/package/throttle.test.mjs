// Queues: for the API's rate limit, for `maxConcurrent`, for other changes to users.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { AbortError, DigitalOcean, init } from "digitalocean-wasm";
import { hastenClock, idle, steadyFetch, stopClock } from "../support/clock.mjs";
import { startSimulator, TOKEN } from "../support/simulator.mjs";

const SPEED = 100;
/** A minute, and a step of the clock: a request counts from somewhere in the millisecond of its response. */
const MINUTE = 60_001;

await init();

/** Keeps the order and the number of the requests that a `fetch` gets, and the statuses of their responses. */
function watch(send) {
  const seen = { paths: [], statuses: [], now: 0, most: 0 };
  seen.fetch = async (url, init) => {
    seen.paths.push(new URL(url).pathname.split("/").at(-1));
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    try {
      const response = await send(url, init);
      seen.statuses.push(response.status);
      return response;
    } finally {
      seen.now -= 1;
    }
  };
  return seen;
}

const named = (count) => Array.from({ length: count }, (_, index) => `cluster-${index}`);

describe("two thousand calls at once, with a simulator that keeps to the limit", () => {
  test("meet no 429, and are sent in order", async (t) => {
    const simulator = await startSimulator({ speed: SPEED });
    t.after(simulator.stop);
    hastenClock(t, SPEED);
    const seen = watch(steadyFetch(t));
    // Two clients of one token share the count. A retry would hide a 429 and change the order.
    const options = {
      token: TOKEN,
      baseUrl: simulator.url,
      throttle: true,
      fetch: seen.fetch,
      timeout: 0,
      maxRetries: 0,
    };
    const clients = [new DigitalOcean(options), new DigitalOcean(options)];
    const names = named(2_000);
    const controller = new AbortController();
    const isLeaving = (index) => index >= 400 && index % 100 === 0;
    const started = Date.now();
    const calls = names.map((name, index) =>
      clients[index % 2].databases.get(name, isLeaving(index) ? { signal: controller.signal } : {}),
    );
    const outcomes = Promise.allSettled(calls);
    // Enough for all to enter the queue, and too short for a response: no turn of the event loop.
    for (let microtask = 0; microtask < 100; microtask++) {
      await undefined;
    }
    controller.abort();
    const codes = (await outcomes).map(({ reason }) => reason?.code);
    const minutes = (Date.now() - started) / 60_000;
    assert.deepEqual(
      codes,
      names.map((_, index) => (isLeaving(index) ? "aborted" : "not_found")),
    );
    // Calls that left the queue took no slot.
    assert.deepEqual(
      seen.paths,
      names.filter((_, index) => !isLeaving(index)),
    );
    assert.deepEqual(new Set(seen.statuses), new Set([404]));
    // 1984 are eight times 250: the last ones go in the eighth minute. No upper bound: machines may be slow.
    assert.ok(minutes >= 7, `${minutes} minutes`);
  });

  test("meet many 429 without the option, or the test above would prove nothing", async (t) => {
    const simulator = await startSimulator();
    t.after(simulator.stop);
    // A thousand connections that the simulator's end closes are too much for the fetch of Node 20.
    const seen = watch(steadyFetch(t));
    const client = new DigitalOcean({ token: TOKEN, baseUrl: simulator.url, fetch: seen.fetch, maxRetries: 0 });
    await Promise.allSettled(named(1_000).map((name) => client.databases.get(name)));
    assert.ok(seen.statuses.includes(429));
  });
});

let tokens = 0;
const token = () => `dop_v1_throttle_${tokens++}`;
const well = () => new Response('{"database":{}}');

describe("the rate limit, on a clock that stands still", () => {
  /** A client whose requests are counted and get a response at once. */
  function quick(options, headers = () => ({})) {
    const times = [];
    const fetch = async () => {
      times.push(Date.now());
      return new Response('{"database":{}}', { headers: headers(times.length) });
    };
    const client = new DigitalOcean({ fetch, throttle: true, timeout: 0, token: token(), ...options });
    return { client, times };
  }
  const many = (client, count) => Promise.all(named(count).map((name) => client.databases.get(name)));

  test("250 go at once, the next a minute later", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const { client, times } = quick();
    await clock.value(many(client, 600));
    const minutes = times.map((time) => (time - started) / MINUTE);
    assert.deepEqual(minutes, [...Array(250).fill(0), ...Array(250).fill(1), ...Array(100).fill(2)]);
    assert.equal(clock.timers.size, 0);
  });

  test("5,000 go in an hour", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const { client, times } = quick();
    await clock.value(many(client, 5_001));
    assert.equal(times[4_999] - started, 19 * MINUTE);
    assert.equal(times[5_000] - started, 60 * 60_000 + 1);
  });

  test("the times of the last 5,000 requests are kept, and of twice as many at most", async (t) => {
    const clock = stopClock(t);
    const { push } = Array.prototype;
    // The list of times is private: it is found by what is added to it.
    let times = [];
    let most = 0;
    t.after(() => {
      Array.prototype.push = push;
    });
    Array.prototype.push = function (...items) {
      const length = push.apply(this, items);
      if (items[0] === clock.now) {
        times = this;
        most = Math.max(most, length);
      }
      return length;
    };
    const started = clock.now;
    const own = token();
    const fetch = async () => {
      clock.now += 1;
      return well();
    };
    const hasty = new DigitalOcean({ fetch, timeout: 0, token: own });
    for (let request = 0; request < 10_100; request++) {
      await hasty.databases.get("x");
    }
    assert.equal(most, 10_001);
    assert.equal(times.at(-1), clock.now);
    await clock.value(new DigitalOcean({ fetch, throttle: true, timeout: 0, token: own }).databases.get("x"));
    // The 5,000th last request ended at 5,101 ms.
    assert.equal(clock.now - started, 5_101 + 60 * 60_000 + 1 + 1);
  });

  test("clients with the same token share the count, whether or not they wait", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const own = token();
    const [one, two, hasty] = [quick({ token: own }), quick({ token: own }), quick({ token: own, throttle: false })];
    await clock.value(many(hasty.client, 50));
    await clock.value(Promise.all([many(one.client, 150), many(two.client, 100)]));
    assert.equal([...one.times, ...two.times].filter((time) => time === started).length, 200);
    assert.equal([...one.times, ...two.times].filter((time) => time === started + MINUTE).length, 50);
  });

  test("clients of withOptions share it, and of a token function", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const own = token();
    const { client, times } = quick({ token: () => own });
    await clock.value(Promise.all([many(client, 200), many(client.withOptions({ maxRetries: 0 }), 100)]));
    assert.equal(times.filter((time) => time === started).length, 250);
  });

  test("clients of different tokens do not wait for each other", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const [one, two] = [quick(), quick()];
    await clock.value(Promise.all([many(one.client, 250), many(two.client, 250)]));
    assert.equal(clock.now, started);
  });

  test("a request under way counts, also when its response takes longer than a minute", async (t) => {
    const clock = stopClock(t);
    const open = [];
    const fetch = () => new Promise((resolve) => open.push(resolve));
    const client = new DigitalOcean({ token: token(), fetch, throttle: true, timeout: 0 });
    const calls = many(client, 251);
    await idle();
    clock.now += 300_000;
    await idle();
    assert.equal(open.length, 250);
    const answered = clock.now;
    open[0](well());
    await idle();
    await clock.next();
    assert.equal(clock.now, answered + MINUTE);
    assert.equal(open.length, 251);
    for (const resolve of open) {
      resolve(well());
    }
    await clock.value(calls);
  });

  test("an attempt without a response counts once", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      if (asked <= 100) {
        throw new Error("down");
      }
      return well();
    };
    const client = new DigitalOcean({ token: token(), fetch, throttle: true, timeout: 0, maxRetries: 0 });
    await clock.value(Promise.allSettled(named(250).map((name) => client.databases.get(name))));
    assert.equal(asked, 250);
    assert.equal(clock.now, started);
  });

  test("a call aborted in a hook after its response counts once", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const own = token();
    const controller = new AbortController();
    const stuck = quick({ token: own, onResponse: () => new Promise(() => {}) });
    const calls = named(125).map((name) => stuck.client.databases.get(name, { signal: controller.signal }));
    const ended = Promise.allSettled(calls);
    await idle();
    controller.abort();
    await clock.value(ended);
    const { client, times } = quick({ token: own });
    await clock.value(many(client, 126));
    assert.deepEqual([times[124] - started, times[125] - started], [0, MINUTE]);
  });

  test("the remaining requests that the API states go before those counted here", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const reset = (started + 90_000) / 1000;
    const { client, times } = quick({ maxRetryAfter: 120_000 }, (count) => ({
      "ratelimit-limit": "5000",
      "ratelimit-remaining": String(count === 1 ? 2 : count === 2 ? 1 : count === 3 ? 0 : 4_000),
      "ratelimit-reset": String(reset),
    }));
    await clock.value(client.databases.get("first"));
    await clock.value(many(client, 4));
    assert.deepEqual(
      times.map((time) => (time - started) / 1000),
      [0, 0, 0, 90, 90],
    );
  });

  test("a retry waits in the queue like any other attempt", async (t) => {
    const clock = stopClock(t);
    const started = clock.now;
    const times = [];
    const fetch = async () => {
      times.push(clock.now - started);
      return times.length <= 250 ? new Response("{}", { status: 503 }) : well();
    };
    const client = new DigitalOcean({ token: token(), fetch, throttle: true, timeout: 0, maxRetries: 1 });
    await clock.value(Promise.allSettled(named(250).map((name) => client.databases.get(name))));
    // The client's budget is fifty retries.
    assert.equal(times.length, 300);
    assert.ok(times.slice(250).every((time) => time >= 60_000));
  });
});

describe("client.rateLimit and onRateLimit", () => {
  const said = (remaining) => ({
    "ratelimit-limit": "5000",
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": "1800000100",
  });
  const expected = (remaining) => ({ limit: 5000, remaining, reset: new Date(1_800_000_100_000) });

  test("have the last rate limit of the API, from error responses too, for every client of the token", async () => {
    const answers = [
      [200, said(10), 10],
      [200, {}, undefined],
      [404, said(9), 9],
      [429, said(0), 0],
    ];
    const limits = [];
    let next;
    const fetch = async () => new Response('{"database":{}}', { status: next[0], headers: next[1] });
    const own = token();
    const client = new DigitalOcean({ token: own, fetch, maxRetries: 0, onRateLimit: (limit) => limits.push(limit) });
    const other = new DigitalOcean({ token: own, fetch });
    assert.equal(client.rateLimit, undefined);
    let last;
    for (next of answers) {
      await client.databases.get("x").catch(() => {});
      last = next[2] ?? last;
      assert.deepEqual(client.rateLimit, expected(last));
      assert.deepEqual(other.rateLimit, expected(last));
    }
    assert.deepEqual(limits, [10, 9, 0].map(expected));
    assert.equal(new DigitalOcean({ token: token(), fetch }).rateLimit, undefined);
  });

  test("are the same without hooks, and cannot be set", async () => {
    const fetch = async () => new Response('{"database":{}}', { headers: said(7) });
    const client = new DigitalOcean({ token: token(), fetch });
    await client.databases.get("x");
    assert.deepEqual(client.rateLimit, expected(7));
    assert.throws(() => {
      client.rateLimit = undefined;
    }, TypeError);
  });
});

/** A `fetch` that keeps requests open until `finish` responds to the oldest, and those that are open. */
function opened() {
  const open = [];
  const fetch = (url, { method, signal }) =>
    new Promise((resolve, reject) => {
      const request = { name: `${method} ${new URL(url).pathname.split("/").slice(2).join("/")}` };
      const gone = () => {
        open.splice(open.indexOf(request), 1);
      };
      request.finish = (response = well()) => {
        gone();
        resolve(response);
      };
      signal.addEventListener("abort", () => {
        gone();
        reject(signal.reason);
      });
      open.push(request);
    });
  const names = () => open.map(({ name }) => name);
  return { open, names, fetch };
}

describe("maxConcurrent", () => {
  test("is reached and never exceeded, oldest first, however the calls end", async () => {
    for (const maxConcurrent of [1, 2, 7]) {
      const kinds = [
        async () => well(),
        async () => new Response("{}", { status: 404 }),
        async () => new Response("{", { status: 200 }),
        async () => Promise.reject(new Error("down")),
        async () => undefined,
      ];
      let count = 0;
      const seen = watch(async () => {
        const kind = kinds[count++ % kinds.length];
        await idle();
        return kind();
      });
      const client = new DigitalOcean({ token: token(), fetch: seen.fetch, maxConcurrent, maxRetries: 0 });
      const names = named(40);
      await Promise.allSettled(names.map((name) => client.databases.get(name)));
      assert.equal(seen.most, maxConcurrent);
      assert.deepEqual(seen.paths, names);
    }
  });

  test("a call that waits for a retry takes no slot", async (t) => {
    const clock = stopClock(t);
    const order = [];
    const fetch = async (url) => {
      order.push(url.at(-1));
      return order.length === 1 ? new Response("{}", { status: 503 }) : well();
    };
    const client = new DigitalOcean({ token: token(), fetch, maxConcurrent: 1 });
    await clock.value(Promise.all(["a", "b"].map((name) => client.databases.get(name))));
    assert.deepEqual(order, ["a", "b", "a"]);
  });

  test("an abort frees a slot, in the queue and under way", async () => {
    const { open, names, fetch } = opened();
    const client = new DigitalOcean({ token: token(), fetch, maxConcurrent: 2, timeout: 0 });
    const controllers = named(5).map(() => new AbortController());
    const calls = controllers.map(({ signal }, index) => client.databases.get(`${index}`, { signal }));
    const ended = Promise.allSettled(calls);
    await idle();
    assert.deepEqual(names(), ["GET databases/0", "GET databases/1"]);
    controllers[2].abort();
    controllers[0].abort();
    await idle();
    assert.deepEqual(names(), ["GET databases/1", "GET databases/3"]);
    open[0].finish();
    await idle();
    assert.deepEqual(names(), ["GET databases/3", "GET databases/4"]);
    for (const { finish } of [...open]) {
      finish();
    }
    const outcomes = await ended;
    assert.deepEqual(
      outcomes.map(({ reason }) => reason?.constructor),
      [AbortError, undefined, AbortError, undefined, undefined],
    );
  });

  test("is of each client, and goes together with throttle", async (t) => {
    const clock = stopClock(t);
    const seen = watch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return well();
    });
    const options = { token: token(), fetch: seen.fetch, maxConcurrent: 3, throttle: true, timeout: 0 };
    const clients = [new DigitalOcean(options), new DigitalOcean(options)];
    const started = clock.now;
    await clock.value(Promise.all(clients.flatMap((client) => named(130).map((name) => client.databases.get(name)))));
    assert.equal(seen.most, 6);
    assert.ok(clock.now - started >= 60_000);
  });
});

describe("a function of the caller that makes calls of its own client", () => {
  /** A client whose function, under that name, calls the client once. */
  function nested(name, options) {
    const paths = [];
    let isNested = false;
    const fetch = async (url) => {
      paths.push(url.split("/").at(-1));
      return new Response(paths.length === 2 && name === "onRetry" ? "{}" : '{"database":{}}', {
        status: paths.length === 1 && name === "onRetry" ? 503 : 200,
        headers: { "ratelimit-limit": "9", "ratelimit-remaining": "9", "ratelimit-reset": "9" },
      });
    };
    const ask = async () => {
      if (!isNested) {
        isNested = true;
        await client.databases.get("inner");
      }
      return "dop_v1_nested";
    };
    const client = new DigitalOcean({ token: token(), fetch, ...options, [name]: ask });
    return { client, paths };
  }
  for (const name of ["token", "onRequest", "onResponse", "onRateLimit", "onRetry"]) {
    for (const options of [{ maxConcurrent: 1 }, { maxConcurrent: 1, throttle: true }]) {
      test(`${name} does not wait for itself, with ${Object.keys(options).join(" and ")}`, async () => {
        const { client, paths } = nested(name, options);
        await client.databases.get("outer");
        assert.ok(paths.includes("inner") && paths.includes("outer"));
      });
    }
  }

  test("does not wait for itself in the queue of a cluster's users", async () => {
    let isNested = false;
    const onRequest = async () => {
      if (isNested) return;
      isNested = true;
      await client.databases.users.delete("one", "inner");
    };
    const fetch = async () => new Response(null, { status: 204 });
    const client = new DigitalOcean({ token: token(), fetch, onRequest });
    await client.databases.users.delete("one", "outer");
  });
});

describe("the limits of a token", () => {
  const SAID = { "ratelimit-limit": "5000", "ratelimit-remaining": "7", "ratelimit-reset": "1800000100" };
  const fetch = async () => new Response('{"database":{}}', { headers: SAID });

  test("are forgotten when it was not used for an hour", async (t) => {
    // Later than any other test here: they have used other tokens.
    const clock = stopClock(t, 2_000_000_000_000);
    const [idle, busy] = [token(), token()];
    const client = new DigitalOcean({ token: busy, fetch });
    await new DigitalOcean({ token: idle, fetch }).databases.get("x");
    clock.now += 1_800_000;
    await client.databases.get("x");
    clock.now += 1_800_001;
    new DigitalOcean({ token: token(), fetch });
    assert.equal(new DigitalOcean({ token: idle, fetch }).rateLimit, undefined);
    assert.equal(new DigitalOcean({ token: busy, fetch }).rateLimit.remaining, 7);
    clock.now += 7_200_000;
    new DigitalOcean({ token: token(), fetch });
    // A client that was idle shares them again once it is used.
    await client.databases.get("x");
    assert.equal(new DigitalOcean({ token: busy, fetch }).rateLimit.remaining, 7);
  });

  test("are kept of ten thousand tokens at most", async () => {
    const first = token();
    await new DigitalOcean({ token: first, fetch }).databases.get("x");
    assert.equal(new DigitalOcean({ token: first, fetch }).rateLimit.remaining, 7);
    for (let count = 0; count < 10_000; count++) new DigitalOcean({ token: token(), fetch });
    assert.equal(new DigitalOcean({ token: first, fetch }).rateLimit, undefined);
  });

  test("do not hold the token", () => {
    const program = `
      import { getHeapSnapshot } from "node:v8";
      import { text } from "node:stream/consumers";
      import { DigitalOcean } from "digitalocean-wasm";
      const fetch = async () => new Response('{"database":{}}');
      const secret = (index) => ["dop", "v1", "heap", index].join("_");
      for (let index = 0; index < 100; index++) await new DigitalOcean({ token: secret(index), fetch }).databases.get("x");
      await new Promise((resolve) => setTimeout(resolve, 50));
      gc();
      const snapshot = await text(getHeapSnapshot());
      console.log((snapshot.match(/dop_v1_heap_\\d+/g) ?? []).length < 10);`;
    const run = ["--expose-gc", "--input-type=module", "--eval", program];
    assert.equal(execFileSync(process.execPath, run, { cwd: import.meta.dirname, encoding: "utf8" }), "true\n");
  });
});

describe("changes to the users of a cluster", () => {
  test("that wait for their turn take no slot of maxConcurrent", async () => {
    const { open, names, fetch } = opened();
    const client = new DigitalOcean({ token: token(), fetch, timeout: 0, maxConcurrent: 2 });
    const calls = ["a", "b", "c"].map((name) => client.databases.users.delete("one", name));
    const ended = Promise.all([...calls, client.databases.get("x")]);
    await idle();
    assert.deepEqual(names(), ["DELETE databases/one/users/a", "GET databases/x"]);
    open[1].finish();
    for (let count = 0; count < 3; count++) {
      open[0].finish(new Response(null, { status: 204 }));
      await idle();
    }
    await ended;
  });

  const changes = (users, cluster) => [
    users.create(cluster, { name: "a" }),
    users.update(cluster, "b", { settings: {} }),
    users.delete(cluster, "c"),
    users.resetAuth(cluster, "d", {}),
  ];
  const asked = (cluster) => [
    `POST databases/${cluster}/users`,
    `PUT databases/${cluster}/users/b`,
    `DELETE databases/${cluster}/users/c`,
    `POST databases/${cluster}/users/d/reset_auth`,
  ];
  const answer = () => new Response('{"user":{}}');

  test("go one at a time, in order, and clusters do not wait for each other", async () => {
    const { open, names, fetch } = opened();
    const client = new DigitalOcean({ token: token(), fetch, timeout: 0 });
    // Another client of another token: the cluster is the same.
    const other = new DigitalOcean({ token: token(), fetch, timeout: 0 });
    const calls = [
      ...changes(client.databases.users, "one"),
      ...changes(client.databases.users, "two"),
      ...changes(other.databases.users, "one"),
    ];
    const order = { one: [], two: [] };
    const ended = Promise.all(calls);
    for (let round = 0; round < 2 * asked("").length; round++) {
      await idle();
      const now = names();
      for (const cluster of ["one", "two"]) {
        const there = now.filter((name) => name.includes(`/${cluster}/`));
        assert.ok(there.length <= 1, `at once: ${there.join(", ")}`);
        order[cluster].push(...there);
      }
      for (const { finish } of [...open]) {
        finish(answer());
      }
    }
    await ended;
    assert.deepEqual(order, { one: [...asked("one"), ...asked("one")], two: asked("two") });
  });

  test("do not hold up calls that read users or change something else", async () => {
    const { open, names, fetch } = opened();
    const client = new DigitalOcean({ token: token(), fetch, timeout: 0 });
    const { users, dbs } = client.databases;
    const calls = [
      users.create("one", { name: "a" }),
      users.create("one", { name: "b" }),
      users.list("one"),
      users.get("one", "a"),
      dbs.create("one", { name: "d" }),
    ];
    const ended = Promise.allSettled(calls);
    await idle();
    assert.deepEqual(names().sort(), [
      "GET databases/one/users",
      "GET databases/one/users/a",
      "POST databases/one/dbs",
      "POST databases/one/users",
    ]);
    while (open.length > 0) {
      open[0].finish(answer());
      await idle();
    }
    await ended;
  });

  test("go on when one fails, is aborted or leaves the queue", async () => {
    const { open, names, fetch } = opened();
    const client = new DigitalOcean({ token: token(), fetch, timeout: 0 });
    const controllers = named(4).map(() => new AbortController());
    const calls = controllers.map(({ signal }, index) => client.databases.users.delete("one", `${index}`, { signal }));
    const ended = Promise.allSettled(calls);
    await idle();
    assert.deepEqual(names(), ["DELETE databases/one/users/0"]);
    open[0].finish(new Response("{}", { status: 404 }));
    await idle();
    assert.deepEqual(names(), ["DELETE databases/one/users/1"]);
    controllers[2].abort();
    controllers[1].abort();
    await idle();
    assert.deepEqual(names(), ["DELETE databases/one/users/3"]);
    open[0].finish(new Response(null, { status: 204 }));
    assert.deepEqual(
      (await ended).map(({ reason }) => reason?.code),
      ["not_found", "aborted", "aborted", undefined],
    );
  });

  test("that are dry runs wait for no other", async () => {
    const { names, fetch } = opened();
    const client = new DigitalOcean({ token: token(), fetch, timeout: 0 });
    const controller = new AbortController();
    const stuck = client.databases.users.delete("one", "a", { signal: controller.signal });
    await idle();
    const dry = await client.databases.users.delete("one", "b", { dryRun: true });
    assert.equal(dry.method, "DELETE");
    assert.equal(names().length, 1);
    controller.abort();
    await stuck.catch(() => {});
  });
});
