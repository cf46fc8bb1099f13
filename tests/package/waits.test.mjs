// Waits for long work, on the simulated clock. Requests are counted at the server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DigitalOceanError, WaitFailedError, WaitTimeoutError } from "digitalocean-wasm";
import { createSimulator } from "digitalocean-wasm/simulator";

const CLUSTER = { name: "backend-2", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const KAFKA = { name: "events-2", engine: "kafka", num_nodes: 3, region: "fra1", size: "db-s-2vcpu-2gb" };
const READER = { name: "reader", size: CLUSTER.size };
const SOURCE = { host: "old.example.com", port: 5432, dbname: "app", username: "app", password: "secret" };
const MINUTE = 60_000;

/** A simulator with a client, and the rejection of a promise on its clock. */
async function simulated(options) {
  const simulator = await createSimulator(options);
  const client = simulator.client();
  const { clock } = simulator;
  const run = (promise) => clock.run(promise);
  const rejection = (promise) =>
    run(
      promise.then(
        () => assert.fail("it resolved"),
        (error) => error,
      ),
    );
  const online = async (body) => {
    const { id } = await client.databases.create(body);
    await clock.advance("10m");
    return id;
  };
  return { simulator, client, clock, run, rejection, online };
}

const kafkaSize = async (client) => {
  const { options } = await client.databases.options();
  return options.kafka.layouts.find(({ num_nodes }) => num_nodes === 3).sizes[0];
};

/**
 * Each wait: how its work begins, the wait, the call that looks (alone), what a failed end is (a state of the answer), and
 * how long it takes.
 */
const WAITS = {
  "databases.waitUntilOnline": {
    begin: async ({ client }) => (await client.databases.create(CLUSTER)).id,
    wait: (client, id, options) => client.databases.waitUntilOnline(id, options),
    call: "databases.get",
    minutes: 5,
    check: ({ status }) => assert.equal(status, "online"),
    remove: (client, id) => client.databases.delete(id),
  },
  "databases.waitUntilResized": {
    begin: async ({ client, online }) => {
      const id = await online(CLUSTER);
      await client.databases.resize(id, { size: "db-s-2vcpu-4gb", num_nodes: 2 });
      return id;
    },
    wait: (client, id, options) =>
      client.databases.waitUntilResized(id, { size: "db-s-2vcpu-4gb", num_nodes: 2, storage_size_mib: null }, options),
    call: "databases.get",
    minutes: 5,
    check: ({ status, size, num_nodes }) =>
      assert.deepEqual([status, size, num_nodes], ["online", "db-s-2vcpu-4gb", 2]),
    remove: (client, id) => client.databases.delete(id),
  },
  "databases.waitUntilMigrated": {
    begin: async ({ client, online }) => {
      const id = await online(CLUSTER);
      await client.databases.migrate(id, { region: "nyc3" });
      return id;
    },
    wait: (client, id, options) => client.databases.waitUntilMigrated(id, { region: "nyc3" }, options),
    call: "databases.get",
    minutes: 10,
    check: ({ status, region }) => assert.deepEqual([status, region], ["online", "nyc3"]),
    remove: (client, id) => client.databases.delete(id),
  },
  "databases.waitUntilUpgraded": {
    begin: async ({ client, online, clock }) => {
      const id = await online({ ...CLUSTER, version: "16" });
      clock.setTimeout(() => client.databases.upgrade(id, { version: "17" }).catch(() => {}), 5 * MINUTE);
      return id;
    },
    wait: (client, id, options) => client.databases.waitUntilUpgraded(id, { version: "17" }, options),
    call: "databases.get",
    minutes: 5,
    check: ({ version }) => assert.equal(version, "17"),
    remove: (client, id) => client.databases.delete(id),
  },
  "databases.waitUntil": {
    begin: async ({ client }) => (await client.databases.create(CLUSTER)).id,
    wait: (client, id, options) => client.databases.waitUntil(id, ({ db_names }) => db_names?.length > 0, options),
    call: "databases.get",
    minutes: 5,
    check: ({ db_names }) => assert.deepEqual(db_names, ["defaultdb"]),
    remove: (client, id) => client.databases.delete(id),
  },
  "databases.waitUntilDeleted": {
    begin: async ({ client, clock }) => {
      const { id } = await client.databases.create(CLUSTER);
      clock.setTimeout(() => client.databases.delete(id), 5 * MINUTE);
      return id;
    },
    wait: (client, id, options) => client.databases.waitUntilDeleted(id, options),
    call: "databases.get",
    minutes: 5,
    check: (cluster) => assert.equal(cluster.name, CLUSTER.name),
    isGone: true,
  },
  "databases.replicas.waitUntilOnline": {
    begin: async ({ client, online }) => {
      const id = await online(CLUSTER);
      await client.databases.replicas.create(id, READER);
      return id;
    },
    wait: (client, id, options) => client.databases.replicas.waitUntilOnline(id, "reader", options),
    call: "databases.replicas.get",
    minutes: 5,
    check: ({ status, name }) => assert.deepEqual([status, name], ["online", "reader"]),
    remove: (client, id) => client.databases.replicas.delete(id, "reader"),
  },
  "databases.replicas.waitUntilDeleted": {
    begin: async ({ client, online, clock }) => {
      const id = await online(CLUSTER);
      await client.databases.replicas.create(id, READER);
      clock.setTimeout(() => client.databases.replicas.delete(id, "reader"), 5 * MINUTE);
      return id;
    },
    wait: (client, id, options) => client.databases.replicas.waitUntilDeleted(id, "reader", options),
    call: "databases.replicas.get",
    minutes: 5,
    check: ({ name }) => assert.equal(name, "reader"),
    isGone: true,
  },
  "databases.replicas.waitUntilPromoted": {
    begin: async ({ client, online, clock }) => {
      const id = await online(CLUSTER);
      await client.databases.replicas.create(id, READER);
      await clock.advance("10m");
      clock.setTimeout(() => client.databases.replicas.promote(id, "reader").catch(() => {}), 5 * MINUTE);
      return id;
    },
    wait: (client, id, options) => client.databases.replicas.waitUntilPromoted(id, "reader", options),
    call: "databases.replicas.get",
    also: "databases.list",
    minutes: 5,
    check: ({ status, name, engine }) => assert.deepEqual([status, name, engine], ["online", "reader", "pg"]),
    remove: (client, id) => client.databases.replicas.delete(id, "reader"),
  },
  "databases.topics.waitUntilActive": {
    begin: async ({ client, online }) => {
      const id = await online({ ...KAFKA, size: await kafkaSize(client) });
      await client.databases.topics.create(id, { name: "orders" });
      return id;
    },
    wait: (client, id, options) => client.databases.topics.waitUntilActive(id, "orders", options),
    call: "databases.topics.get",
    minutes: 0.1,
    check: ({ state, name }) => assert.deepEqual([state, name], ["active", "orders"]),
    remove: (client, id) => client.databases.topics.delete(id, "orders"),
    failed: { topic: { name: "orders", state: "deleting" } },
    notFoundFirst: true,
  },
  "databases.onlineMigration.waitUntilDone": {
    begin: async ({ client, online }) => {
      const id = await online(CLUSTER);
      await client.databases.onlineMigration.start(id, { source: SOURCE });
      return id;
    },
    wait: (client, id, options) => client.databases.onlineMigration.waitUntilDone(id, options),
    call: "databases.onlineMigration.get",
    minutes: 5,
    check: ({ status }) => assert.equal(status, "done"),
    remove: (client, id) => client.databases.delete(id),
    failed: { id: "x", status: "error", created_at: "2026-01-01T00:00:00Z" },
  },
  "registries.garbageCollections.waitUntilDone": {
    begin: async ({ client }) => (await client.registries.garbageCollections.start("example")).uuid,
    wait: (client, uuid, options) => client.registries.garbageCollections.waitUntilDone("example", uuid, options),
    call: "registries.garbageCollections.list",
    minutes: 17 + 5 / 60,
    check: ({ status }) => assert.equal(status, "succeeded"),
    failed: (uuid) => ({ garbage_collections: [{ uuid, registry_name: "example", status: "failed" }] }),
    remove: (_client, _uuid, simulator) =>
      void simulator.fault({ operation: "registries.garbageCollections.list", status: 404, times: 1_000 }),
  },
  "registry.garbageCollections.waitUntilDone": {
    begin: async ({ client }) => (await client.registry.garbageCollections.start("example")).uuid,
    wait: (client, uuid, options) => client.registry.garbageCollections.waitUntilDone("example", uuid, options),
    call: "registry.garbageCollections.list",
    minutes: 17 + 5 / 60,
    check: ({ status }) => assert.equal(status, "succeeded"),
    failed: (uuid) => ({ garbage_collections: [{ uuid, registry_name: "example", status: "cancelled" }] }),
    remove: (_client, _uuid, simulator) =>
      void simulator.fault({ operation: "registry.garbageCollections.list", status: 404, times: 1_000 }),
  },
};

for (const [name, row] of Object.entries(WAITS)) {
  test(`${name}: reaches its goal, telling on the way`, async () => {
    const all = await simulated();
    const { simulator, client, clock, run } = all;
    const thing = await row.begin(all);
    simulator.requests.clear();
    const started = clock.now();
    const seen = [];
    const wait = row.wait(client, thing, { onProgress: (state, progress) => seen.push([state, progress]) });
    assert.ok(wait instanceof Promise);
    row.check(await run(wait));
    const minutes = (clock.now() - started) / MINUTE;
    assert.ok(minutes >= row.minutes - 0.01 && minutes <= row.minutes + 0.3, `${minutes} minutes`);
    const looks = simulator.requests.matching({ operation: row.call });
    assert.ok(looks.length >= 2 && looks.length <= 5 + row.minutes * 6, `${looks.length} looks`);
    assert.equal(looks[0].time, started);
    if (!row.notFoundFirst) {
      assert.equal(seen[0][1].attempt, 1);
      assert.equal(seen[0][1].elapsed, 0);
    }
    await clock.advance("1h");
    assert.equal(simulator.requests.matching({ operation: row.call }).length, looks.length);

    if (row.isGone) {
      assert.equal(await run(row.wait(client, thing)), undefined);
    } else {
      simulator.requests.clear();
      row.check(await row.wait(client, thing));
      assert.ok(simulator.requests.all.length <= 2);
    }
  });

  test(`${name}: a 403 ends it at the first look, a 429, 503 and lost response slow it down`, async () => {
    const all = await simulated();
    const { simulator, client, run, rejection } = all;
    const thing = await row.begin(all);
    for (const fault of [{ status: 429 }, { status: 503 }, { drop: "before" }, { drop: "after" }, { status: 408 }]) {
      simulator.fault({ operation: row.call, ...fault });
    }
    const wait = row.wait(client, thing);
    const result = await run(wait);
    row.check(result ?? { name: "reader" });

    for (const status of [400, 401, 403, 422]) {
      simulator.requests.clear();
      simulator.fault({ operation: row.also ?? row.call, status });
      const error = await rejection(row.wait(client, thing));
      assert.equal(error.status, status);
      assert.ok(error instanceof DigitalOceanError);
      assert.equal(simulator.requests.all.length, 1);
    }
  });

  test(`${name}: gives up in time, with the last state, and looks once more at the deadline`, async () => {
    const all = await simulated();
    const { simulator, client, clock, rejection } = all;
    const thing = await row.begin(all);
    simulator.requests.clear();
    const started = clock.now();
    const timeout = row.minutes < 1 ? 3_500 : 100_500;
    const error = await rejection(row.wait(client, thing, { timeout }));
    assert.ok(error instanceof WaitTimeoutError);
    assert.equal(error.code, "wait_timeout");
    assert.equal(error.operation, name);
    if (!row.notFoundFirst) assert.equal(typeof error.lastState, "object");
    assert.ok(!("lastState" in error.toJSON()));
    assert.equal(simulator.requests.matching({ operation: row.call }).at(-1).time, started + timeout);
    assert.equal(clock.now(), started + timeout);
  });

  test(`${name}: an abort while it sleeps, or while it looks, is immediate and final`, async () => {
    const all = await simulated();
    const { simulator, client, clock, rejection } = all;
    const thing = await row.begin(all);
    for (const isLooking of [false, true]) {
      const controller = new AbortController();
      if (isLooking) simulator.fault({ operation: row.call, delay: "10s" });
      const listeners = [];
      const { signal } = controller;
      const { addEventListener, removeEventListener } = signal;
      signal.addEventListener = (...given) => {
        listeners.push(given[1]);
        return addEventListener.apply(signal, given);
      };
      signal.removeEventListener = (...given) => {
        listeners.splice(listeners.indexOf(given[1]), 1);
        return removeEventListener.apply(signal, given);
      };
      const reason = new Error("enough");
      const wait = row.wait(client, thing, { signal });
      wait.catch(() => {});
      await clock.advance(1_000);
      simulator.requests.clear();
      controller.abort(reason);
      const now = clock.now();
      const error = await rejection(wait);
      assert.equal(error.code, "aborted");
      assert.equal(error.cause, reason);
      assert.equal(clock.now(), now);
      await clock.advance(2 * MINUTE);
      assert.deepEqual(listeners, []);
      assert.deepEqual(
        simulator.requests.all.filter(({ operation }) => operation === row.call || operation === row.also),
        [],
      );
    }
    const error = await rejection(row.wait(client, thing, { signal: AbortSignal.abort() }));
    assert.equal(error.code, "aborted");
  });

  test(`${name}: an unknown status means that the work goes on`, async () => {
    const all = await simulated();
    const { simulator, rejection } = all;
    const thing = await row.begin(all);
    const unknown = (value) =>
      JSON.parse(JSON.stringify(value, (key, word) => (/^(status|state)$/.test(key) ? "polishing" : word)));
    const client = simulator.client({
      fetch: async (url, init) => {
        const response = await simulator.fetch(url, init);
        return response.ok ? new Response(JSON.stringify(unknown(await response.json()))) : response;
      },
    });
    if (
      name === "databases.waitUntilDeleted" ||
      name === "databases.waitUntil" ||
      name.endsWith("replicas.waitUntilDeleted")
    )
      return;
    const error = await rejection(row.wait(client, thing, { timeout: 25 * MINUTE }));
    assert.equal(error.code, "wait_timeout");
    assert.equal(error.lastState.status ?? error.lastState.state, "polishing");
  });

  if (row.failed) {
    test(`${name}: a failed end rejects with the last state`, async () => {
      const all = await simulated();
      const { simulator, rejection } = all;
      const thing = await row.begin(all);
      const body = typeof row.failed === "function" ? row.failed(thing) : row.failed;
      const client = simulator.client({
        fetch: async () => new Response(JSON.stringify(body)),
      });
      const error = await rejection(row.wait(client, thing));
      assert.ok(error instanceof WaitFailedError);
      assert.equal(error.code, "wait_failed");
      assert.match(error.message, /failed/);
      assert.ok(error.lastState.status ?? error.lastState.state);
    });
  }

  if (!row.isGone) {
    test(`${name}: a thing that is not found at first, is waited for`, async () => {
      const all = await simulated();
      const { simulator, client, clock, run } = all;
      const thing = await row.begin(all);
      const remove = simulator.fault({ operation: row.call, status: 404, times: 1_000 });
      clock.setTimeout(remove, 100_000);
      const began = clock.now();
      row.check(await run(row.wait(client, thing)));
      assert.ok(clock.now() - began >= 99_000);
    });
  }

  if (row.remove) {
    test(`${name}: a thing that is deleted meanwhile ends it, after the grace`, async () => {
      const all = await simulated();
      const { client, clock, rejection, simulator } = all;
      const thing = await row.begin(all);
      const started = clock.now();
      const wait = row.wait(client, thing);
      wait.catch(() => {});
      if (row.minutes > 4) {
        await clock.advance("3m");
        await row.remove(client, thing, simulator);
        const error = await rejection(wait);
        assert.equal(error.code, "not_found");
        assert.equal(error.status, 404);
        assert.ok(clock.now() - started < 3.5 * MINUTE, `${(clock.now() - started) / MINUTE}`);
      }
      simulator.fault({ operation: row.call, status: 404, times: 1000 });
      const before = clock.now();
      const missing = await rejection(row.wait(client, thing));
      assert.equal(missing.code, "not_found");
      const elapsed = clock.now() - before;
      assert.ok(elapsed >= 2 * MINUTE && elapsed < 2.3 * MINUTE, `${elapsed}`);
    });
  }

  test(`${name}: a clock that jumps an hour either way neither ends nor stops it`, async () => {
    for (const hour of [-60 * MINUTE, 60 * MINUTE]) {
      const all = await simulated();
      const { simulator, clock, run } = all;
      const thing = await row.begin(all);
      let shift = 0;
      const jumping = {
        now: () => clock.now() + shift,
        setTimeout: clock.setTimeout,
        clearTimeout: clock.clearTimeout,
      };
      const client = simulator.client({ clock: jumping });
      simulator.requests.clear();
      const started = clock.now();
      const wait = row.wait(client, thing);
      wait.catch(() => {});
      await clock.advance(Math.min(row.minutes / 2, 1) * MINUTE);
      shift = hour;
      row.check(await run(wait));
      const minutes = (clock.now() - started) / MINUTE;
      assert.ok(minutes <= row.minutes + 0.6, `${minutes} minutes after a jump of ${hour}`);
      assert.ok(simulator.requests.matching({ operation: row.call }).length <= 8 + row.minutes * 6);
    }
  });
}

for (const [name, target, change] of [
  ["waitUntilResized", { size: "db-s-2vcpu-4gb", num_nodes: 2 }, "resize"],
  ["waitUntilMigrated", { region: "nyc3" }, "migrate"],
]) {
  test(`databases.${name}: what was read before the change of ${Object.keys(target)} is not its end`, async () => {
    const { client, clock, run, online } = await simulated();
    const id = await online(CLUSTER);
    clock.setTimeout(() => client.databases[change](id, { size: CLUSTER.size, num_nodes: 1, ...target }), MINUTE);
    const seen = [];
    const onProgress = ({ status }) => seen.push(status);
    const cluster = await run(client.databases[name](id, target, { onProgress }));
    for (const [field, value] of Object.entries(target)) assert.equal(cluster[field], value);
    assert.equal(seen[0], "online");
    assert.ok(seen.includes("resizing") || seen.includes("migrating"), [...new Set(seen)]);
    assert.equal(cluster.status, "online");
  });
}
