// Creates whose responses are lost: nothing is made twice, and each error states the true outcome.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import {
  AbortError,
  AmbiguousWriteError,
  ConnectionError,
  DigitalOcean,
  NotFoundError,
  TimeoutError,
} from "digitalocean-wasm";
import { createSimulator } from "digitalocean-wasm/simulator";
import { numbers, startAccounts } from "../support/accounts.mjs";
import { answer } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection, settled } from "../support/settled.mjs";

// Whole seconds pass between two lookups.
const { setTimeout } = globalThis;
globalThis.setTimeout = (callback, wait, ...rest) =>
  setTimeout(callback, [1_000, 3_000].includes(wait) ? wait / 200 : wait, ...rest);
Math.random = () => 0;

const TOKEN = "dop_v1_ambiguous";
const CLUSTER = { engine: "pg", num_nodes: 1, size: "s-1", region: "nyc3" };

/** The outcome of a create: its cluster, or the one that the error found. */
async function made(call) {
  try {
    return { cluster: await call };
  } catch (error) {
    assert.equal(error.constructor, AmbiguousWriteError, error.stack);
    return { error, found: await error.findCreated() };
  }
}

test("ten thousand creates, every fifth of whose responses is lost: none is made twice, and each outcome is true", async () => {
  const random = numbers(1);
  const fate = () => {
    const number = random();
    return number < 0.1 ? "before" : number < 0.2 ? "after" : undefined;
  };
  const accounts = await startAccounts({ fate });
  const [total, atOnce, each] = [10_000, 200, 25];
  const counts = { found: 0, missed: 0, ambiguous: 0 };
  for (let start = 0; start < total; start += atOnce) {
    // Accounts of their own, so that a list stays short.
    const clients = Array.from({ length: atOnce / each }, (_, index) => {
      return new DigitalOcean({ token: `${TOKEN}_${start}_${index}`, baseUrl: accounts.url });
    });
    const create = async (index) => {
      const name = `cluster-${index}`;
      const isLookup = index % 2 === 0;
      const options = isLookup ? { onAmbiguous: "lookup" } : undefined;
      const client = clients[index % clients.length];
      const { cluster, error, found } = await made(client.databases.create({ ...CLUSTER, name }, options));
      const isMade = accounts.made.has(name);
      const isLost = accounts.lost.has(name);
      if (error) {
        assert.ok(isLost, `${name}: nothing was lost, but it says so`);
        assert.equal(found?.name, isMade ? name : undefined);
        assert.ok(!(isLookup && isMade), `${name}: it was there, but was not found`);
        counts[isLookup ? "missed" : "ambiguous"]++;
      } else {
        assert.ok(isMade);
        assert.deepEqual([cluster.id, cluster.name], [`id-of-${name}`, name]);
        assert.ok(!isLost || isLookup);
        counts.found += Number(isLost);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, (_, index) => create(start + index)));
  }
  accounts.stop();
  assert.equal(accounts.asked.size, total);
  for (const [name, times] of [...accounts.asked, ...accounts.made]) {
    assert.equal(times, 1, name);
  }
  assert.equal(counts.found + counts.missed + counts.ambiguous, accounts.lost.size);
  assert.ok(
    Math.min(counts.found, counts.missed) > total / 40 && counts.ambiguous > total / 20,
    JSON.stringify(counts),
  );
});

test("a lookup finds what is listed only at the third lookup, and not what is listed later", async () => {
  for (const [looks, isFound] of [
    [0, true],
    [1, true],
    [2, true],
    [3, false],
  ]) {
    const accounts = await startAccounts({ fate: () => "after", hidden: () => looks });
    const client = new DigitalOcean({ token: TOKEN, baseUrl: accounts.url, onAmbiguous: "lookup" });
    const { cluster, error, found } = await made(client.databases.create({ ...CLUSTER, name: "late" }));
    accounts.stop();
    assert.equal(cluster?.name, isFound ? "late" : undefined, `listed at look ${looks}`);
    assert.equal(error === undefined, isFound);
    assert.equal(found?.name, isFound ? undefined : "late", "one more look finds it");
    assert.equal(accounts.asked.get("late"), 1);
  }
});

/** Each create that can be lost: its list's path, the key of that, the path parameters and a body. */
const CREATES = {
  "databases.users": ["/v2/databases/c/users", "users", ["c"], { name: "app" }],
  "databases.dbs": ["/v2/databases/c/dbs", "dbs", ["c"], { name: "orders" }],
  "databases.pools": ["/v2/databases/c/pools", "pools", ["c"], { name: "p", mode: "session", size: 5, db: "d" }],
  "databases.replicas": ["/v2/databases/c/replicas", "replicas", ["c"], { name: "spare", size: "s-1" }],
  "databases.topics": ["/v2/databases/c/topics", "topics", ["c"], { name: "page-views" }],
  "databases.logsinks": [
    "/v2/databases/c/logsink",
    "sinks",
    ["c"],
    { sink_name: "central", sink_type: "datadog", config: { site: "s", datadog_api_key: "k" } },
  ],
  "databases.schemas": [
    "/v2/databases/c/schema-registry",
    "subjects",
    ["c"],
    { subject_name: "orders-value", schema_type: "JSON", schema: "{}" },
  ],
  databases: ["/v2/databases", "databases", [], { ...CLUSTER, name: "backend" }],
  registries: ["/v2/registries", "registries", [], { name: "lighthouse", subscription_tier_slug: "starter" }],
  registry: ["/v2/registry", "registry", [], { name: "lighthouse", subscription_tier_slug: "starter" }],
};

describe("what was created is found by its name:", () => {
  let recorder;
  let client;
  let items;

  before(async () => {
    recorder = await startRecorder();
    client = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url });
  });
  beforeEach(() => {
    recorder.requests.splice(0);
  });
  after(() => recorder.stop());

  /** Loses the response to a create; a lookup finds `items`, at the path of the list. */
  const lose = (path, key) => {
    recorder.answer = (request, response) => {
      if (request.method === "POST") {
        response.socket.destroy();
      } else if (request.path !== path || (key === "registry" && items.length === 0)) {
        answer(404, { id: "not_found", message: "not here" })(request, response);
      } else {
        answer(200, { [key]: key === "registry" ? items[0] : items })(request, response);
      }
    };
  };

  for (const [resource, [path, key, parameters, body]] of Object.entries(CREATES)) {
    const create = (options) =>
      resource
        .split(".")
        .reduce((group, name) => group[name], client)
        .create(...parameters, body, options);
    const other = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, `${value}-other`]));
    // Fields that the API adds.
    const created = { ...body, more: 1 };

    test(resource, async () => {
      lose(path, key);
      items = key === "registry" ? [] : [other];
      const error = await rejection(create());
      assert.equal(error.constructor, AmbiguousWriteError);
      assert.equal(error.operation, `${resource}.create`);
      assert.ok(error.cause instanceof ConnectionError);
      assert.equal(await settled(error.findCreated()), undefined, "nothing of that name is there");
      items = [...items, created];
      assert.deepEqual(await settled(error.findCreated()), created);
      items = items.slice(0, -1);
      const missed = await rejection(create({ onAmbiguous: "lookup" }));
      assert.equal(missed.constructor, AmbiguousWriteError);
      items = [...items, created];
      const { data, response } = await settled(create({ onAmbiguous: "lookup" }).withResponse());
      assert.deepEqual(data, created);
      assert.equal(response.status, 200);
      assert.equal(recorder.requests.filter(({ method }) => method === "POST").length, 3);
    });
  }

  test("not a cluster that differs from the body, or is older", async () => {
    const body = { ...CLUSTER, name: "backend" };
    lose("/v2/databases", "databases");
    const now = new Date().toISOString();
    const error = await rejection(client.databases.create(body));
    for (const [item, isIt] of [
      [{ ...body, created_at: now }, true],
      [{ ...body }, true],
      [{ ...body, engine: "mysql" }, false],
      [{ ...body, region: "fra1" }, false],
      [{ ...body, size: "s-2" }, false],
      [{ ...body, name: "Backend" }, false],
      [{ ...body, created_at: "2020-01-01T00:00:00Z" }, false],
    ]) {
      items = [item];
      assert.deepEqual(await settled(error.findCreated()), isIt ? item : undefined, JSON.stringify(item));
    }
  });

  test("not an older version of a schema", async () => {
    const [path, key, parameters, body] = CREATES["databases.schemas"];
    lose(path, key);
    items = [{ ...body, schema: '{"type": "object"}' }];
    const error = await rejection(client.databases.schemas.create(...parameters, body));
    assert.equal(await settled(error.findCreated()), undefined);
  });

  test("findCreated rejects when its lookup fails, instead of resolving to nothing", async () => {
    lose("/v2/elsewhere", "databases");
    items = [];
    const error = await rejection(client.databases.create({ ...CLUSTER, name: "backend" }));
    assert.equal((await rejection(error.findCreated())).constructor, NotFoundError);
    assert.equal(
      (await rejection(client.databases.create({ ...CLUSTER, name: "b" }, { onAmbiguous: "lookup" }))).constructor,
      AmbiguousWriteError,
    );
  });
});

describe("a request that cannot have arrived is not ambiguous", () => {
  const failing = (error) =>
    new DigitalOcean({ token: TOKEN, fetch: () => Promise.reject(error) }).databases.create({ ...CLUSTER, name: "a" });

  for (const [name, cause] of [
    ["of the error itself", { code: "ENOTFOUND" }],
    ["of its cause", { cause: { code: "ENOTFOUND" } }],
    ["of its cause's cause", { cause: { cause: { code: "ENOTFOUND" } } }],
  ]) {
    test(`by the code ${name}`, async () => {
      const error = await rejection(failing(Object.assign(new Error("failed"), cause)));
      assert.equal(error.constructor, ConnectionError);
      assert.equal(error.message, "could not reach api.digitalocean.com (ENOTFOUND)");
    });
  }

  test("but not by a message that ends in a code, nor in a circle of causes", async () => {
    const circle = new Error("failed (ENOTFOUND)");
    circle.cause = circle;
    for (const cause of [new Error("failed (ENOTFOUND)"), circle, undefined]) {
      assert.equal((await rejection(failing(cause))).constructor, AmbiguousWriteError);
    }
  });
});

describe("a lookup keeps to what its create was told:", () => {
  /**
   * A client whose creates are lost and whose lists take `time` milliseconds of a simulated clock; `lists` are the
   * requests of those.
   */
  async function slow(time, options) {
    const { clock } = await createSimulator();
    const lists = [];
    const fetch = async (url, { method, headers, signal }) => {
      if (method === "POST") throw new Error("connection reset");
      lists.push({ url, headers: { ...headers } });
      await new Promise((resolve, reject) => {
        const timer = clock.setTimeout(resolve, time);
        signal.addEventListener("abort", () => {
          clock.clearTimeout(timer);
          reject(signal.reason);
        });
      });
      return new Response("{}", { status: 503 });
    };
    const client = new DigitalOcean({ token: TOKEN, fetch, clock, onAmbiguous: "lookup", ...options });
    const create = (call) => client.databases.create({ ...CLUSTER, name: "slow" }, call);
    return { lists, clock, failed: (call) => clock.run(rejection(create(call))) };
  }

  test("its deadline, which is one for both", async () => {
    for (const time of [5_000, 1]) {
      const { failed, lists } = await slow(time);
      const error = await failed({ deadline: 150, maxRetries: 0 });
      assert.equal(error.constructor, AmbiguousWriteError);
      // The second lookup would come after a second.
      assert.equal(lists.length, 1);
    }
  });

  test("its timeout, headers and maxRetries", async () => {
    const { failed, lists, clock } = await slow(5_000);
    const error = await failed({ timeout: 30, maxRetries: 1, headers: { "x-mine": "own" } });
    assert.equal(error.constructor, AmbiguousWriteError);
    assert.equal(lists.length, 3 * 2);
    assert.equal((await clock.run(rejection(error.findCreated()))).constructor, TimeoutError);
    assert.equal(lists.length, 4 * 2);
    assert.ok(lists.every(({ headers }) => headers["x-mine"] === "own"));
  });

  test("its signal, in findCreated too", async () => {
    const controller = new AbortController();
    const { failed, lists, clock } = await slow(5_000);
    clock.setTimeout(() => controller.abort(), 50);
    const error = await failed({ signal: controller.signal });
    assert.equal(error.constructor, AmbiguousWriteError);
    assert.equal(lists.length, 1);
    assert.equal((await rejection(error.findCreated())).constructor, AbortError);
  });

  test("but a deadline that is over does not keep findCreated from looking", async () => {
    const { failed, lists, clock } = await slow(1, { onAmbiguous: "throw" });
    const error = await failed({ deadline: 2_000, maxRetries: 0 });
    await clock.advance(3_000);
    assert.equal((await clock.run(rejection(error.findCreated()))).status, 503);
    assert.equal(lists.length, 1);
  });
});
