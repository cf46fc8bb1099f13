// Many waits and watches of one client, waits in other processes, creates and garbage collections as one call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AmbiguousWriteError, DigitalOcean } from "digitalocean-wasm";
import { createSimulator } from "digitalocean-wasm/simulator";

const CLUSTER = { name: "backend-2", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const MONGODB = { name: "store-2", engine: "mongodb", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const MINUTE = 60_000;

const simulated = async (options) => {
  const simulator = await createSimulator(options);
  const { clock } = simulator;
  return { simulator, clock, client: simulator.client(), run: (promise) => clock.run(promise) };
};

const rejection = (promise) =>
  promise.then(
    () => assert.fail("it resolved"),
    (error) => error,
  );

/** Counts the listeners of a signal. */
function countListeners(signal) {
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given) => {
    count++;
    return addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given) => {
    count--;
    return removeEventListener.apply(signal, given);
  };
  return () => count;
}

test("30 waits and 30 watches of ten minutes make no more requests than one wait", async () => {
  const requests = async (count, spread) => {
    const { simulator, client, clock } = await simulated();
    const { id } = await client.databases.create(CLUSTER);
    const { data } = await client.databases.list();
    const ids = [id, ...data.map(({ id }) => id)];
    const controller = new AbortController();
    const { signal } = controller;
    const listeners = countListeners(signal);
    const timers = new Set();
    const counted = simulator.client({
      clock: {
        now: clock.now,
        setTimeout: (callback, delay) => {
          const timer = clock.setTimeout(() => {
            timers.delete(timer);
            callback();
          }, delay);
          timers.add(timer);
          return timer;
        },
        clearTimeout: (timer) => {
          timers.delete(timer);
          clock.clearTimeout(timer);
        },
      },
    });
    simulator.requests.clear();
    const outcomes = [];
    let events = 0;
    const watch = async (iterable) => {
      for await (const _ of iterable) events++;
    };
    const random = Math.random;
    Math.random = () => 0.5;
    try {
      for (let index = 0; index < count; index++) {
        outcomes.push(rejection(counted.databases.waitUntil(ids[index % ids.length], () => false, { signal })));
        if (index > 0 || count > 1) {
          outcomes.push(watch(counted.databases.watch(ids[index % ids.length], { signal })));
          if (index % 3 === 0) outcomes.push(watch(counted.databases.watchAll({}, { signal })));
        }
        if (spread) await clock.advance(spread);
      }
      await clock.advance("10m");
      const made = simulator.requests.all.length;
      controller.abort();
      const errors = await Promise.all(outcomes);
      assert.ok(errors.filter(Boolean).every(({ code }) => code === "aborted"));
      assert.equal(timers.size, 0);
      assert.equal(listeners(), 0);
      await clock.advance("10m");
      assert.equal(simulator.requests.all.length, made);
      if (count > 1) {
        assert.equal(simulator.requests.matching({ operation: "databases.get" }).length, 0);
        assert.ok(events >= 30);
      }
      return made;
    } finally {
      Math.random = random;
    }
  };
  const one = await requests(1);
  assert.ok(one >= 40 && one < 60, `${one} requests`);
  const many = await requests(30);
  assert.ok(Math.abs(many - one) <= 1, `${many} requests instead of ${one}`);
  // Those that come one after the other are looked for once a second.
  const spread = await requests(30, 10);
  assert.ok(spread - one <= 2, `${spread} requests instead of ${one}`);
});

test("replicas and garbage collections are looked at by their lists", async () => {
  const { simulator, client, run, clock } = await simulated({ seed: "several" });
  const { id } = await client.databases.create(CLUSTER);
  await clock.advance("10m");
  const names = ["reader-1", "reader-2", "reader-3"];
  for (const name of names) await client.databases.replicas.create(id, { name, size: CLUSTER.size });
  simulator.requests.clear();
  const replicas = await run(Promise.all(names.map((name) => client.databases.replicas.waitUntilOnline(id, name))));
  assert.deepEqual(
    replicas.map(({ name }) => name),
    names,
  );
  assert.equal(simulator.requests.matching({ operation: "databases.replicas.get" }).length, 0);
  assert.ok(simulator.requests.all.length < 30);
});

test("jitter stays at the longest interval, and an interval that is given is kept", async () => {
  const { simulator, client, clock, run } = await simulated();
  const { id } = await client.databases.create(CLUSTER);
  const gaps = () =>
    simulator.requests.all.slice(1).map(({ time }, index) => (time - simulator.requests.all[index].time) / 1_000);
  simulator.requests.clear();
  await run(client.databases.waitUntilOnline(id));
  const [first, second] = gaps();
  assert.ok(first >= 1.5 && first <= 2 && second >= 2.25 && second <= 3);
  const late = gaps().slice(6, -1);
  assert.ok(late.every((gap) => gap >= 11 && gap <= 15));
  assert.equal(new Set(late).size, late.length);
  simulator.requests.clear();
  const wait = rejection(client.databases.waitUntil(id, () => false, { pollInterval: 7_000, timeout: 30_000 }));
  await run(wait);
  assert.deepEqual(gaps(), [7, 7, 7, 7, 2]);
  assert.ok(clock.now() > 0);
});

test("a wait through lost responses ends right", async () => {
  const { simulator, client, run, clock } = await simulated({ notFoundAfterCreate: "90s" });
  simulator.fault({ operation: "databases.get", drop: "after", rate: 0.2 });
  simulator.fault({ operation: "databases.list", drop: "before", rate: 0.2 });
  simulator.fault({ operation: "databases.create", drop: "after" });
  const started = clock.now();
  const cluster = await run(client.databases.createAndWait(CLUSTER));
  assert.equal(cluster.status, "online");
  assert.equal(simulator.requests.matching({ operation: "databases.create" }).length, 1);
  assert.ok(clock.now() - started < 7 * MINUTE);
});

test("createAndWait keeps the password that only the create's response had", async () => {
  const { client, run, simulator } = await simulated();
  const seen = [];
  const wait = client.databases.createAndWait(MONGODB, { onProgress: (state) => seen.push(state) });
  assert.ok(wait instanceof Promise);
  const cluster = await run(wait);
  assert.equal(cluster.status, "online");
  assert.equal(seen[0].status, "creating");
  const { password, uri } = seen[0].connection;
  assert.ok(password.length > 0);
  assert.ok(uri.includes(password));
  assert.equal(cluster.connection.password, password);
  assert.equal(cluster.connection.uri, uri);
  assert.equal((await client.databases.get(cluster.id)).connection.password, "");

  const created = await client.databases.create({ ...MONGODB, name: "store-3" });
  const others = client.databases.waitUntilOnline(cluster.id);
  const [waited] = await run(Promise.all([client.databases.waitUntilOnline(created), others]));
  assert.equal(waited.connection.password, created.connection.password);
  assert.equal(waited.private_connection.uri, created.private_connection.uri);
  const last = await client.databases.create({ ...MONGODB, name: "store-4" });
  const { lastState } = await run(rejection(client.databases.waitUntilOnline(last, { timeout: 60_000 })));
  assert.equal(lastState.connection.password, last.connection.password);

  const state = JSON.stringify(wait.state());
  assert.ok(!state.includes(password) && state.length < 500, state);
  assert.ok(simulator.requests.all.length > 0);
});

test("createAndWait creates once, and rejects with what the API says", async () => {
  const { simulator, client, run } = await simulated({ seed: "empty" });
  for (const status of [401, 403, 412, 422]) {
    simulator.requests.clear();
    simulator.fault({ operation: "databases.create", status });
    assert.equal((await run(rejection(client.databases.createAndWait(CLUSTER)))).status, status);
    assert.equal(simulator.requests.all.length, 1);
  }
  simulator.requests.clear();
  simulator.fault({ operation: "databases.create", status: 429 });
  assert.equal((await run(client.databases.createAndWait(CLUSTER))).status, "online");
  assert.equal(simulator.requests.matching({ operation: "databases.create" }).length, 2);
  simulator.requests.clear();
  simulator.fault({ operation: "databases.create", drop: "before" });
  const error = await run(rejection(client.databases.createAndWait({ ...CLUSTER, name: "backend-3" })));
  assert.ok(error instanceof AmbiguousWriteError);
  assert.equal(simulator.requests.matching({ operation: "databases.create" }).length, 1);
  const refused = await rejection(client.databases.createAndWait({ name: "backend-4" }));
  assert.equal(refused.code, "invalid_request");
});

test("a wait goes on in another process, at the time that it said, and creates nothing", async () => {
  const { simulator, client, run, clock } = await simulated();
  const wait = client.databases.createAndWait(CLUSTER);
  const before = JSON.parse(JSON.stringify(wait.state()));
  assert.equal(before.id, undefined);
  await clock.advance("1m");
  const stored = JSON.stringify(wait.state());
  assert.ok(stored.length < 500);
  const state = JSON.parse(stored);
  assert.ok(state.nextAt > clock.now() && state.nextAt <= clock.now() + 15_000);

  for (const begun of [before, state]) {
    const other = simulator.client();
    simulator.requests.clear();
    const resumed = other.resumeWait(begun);
    const cluster = await run(resumed);
    assert.equal(cluster.status, "online");
    assert.equal(cluster.name, CLUSTER.name);
    simulator.requests.expect({ operation: "databases.create" }, 0);
  }
  await run(wait);

  // Looks at once when the time is past, and gives up by the time of the first process.
  simulator.requests.clear();
  await client.resumeWait(state);
  assert.ok(simulator.requests.all.length <= 1 + 1);
  const { id } = await client.databases.create({ ...CLUSTER, name: "backend-3" });
  const short = client.databases.waitUntil(id, () => false, { timeout: 30_000 });
  short.catch(() => {});
  const online = client.databases.waitUntilOnline(id, { timeout: 30_000 });
  online.catch(() => {});
  const early = online.state();
  await clock.advance("1m");
  const error = await run(rejection(client.resumeWait(early)));
  assert.equal(error.code, "wait_timeout");
  assert.equal(error.lastState.status, "creating");
  for (const wrong of [
    undefined,
    null,
    {},
    { wait: "databases.create" },
    { wait: "__proto__", path: [] },
    short.state(),
  ]) {
    assert.equal((await rejection(client.resumeWait(wrong))).code, "invalid_request");
  }
  assert.equal((await rejection(client.resumeWait(state, { signal: 1 }))).code, "invalid_request");
});

test("arguments and options that make no sense are refused by name", async () => {
  const { client, simulator } = await simulated();
  const { databases, registries } = client;
  for (const [wait, message] of [
    [() => databases.waitUntilOnline(), /^id: expected string/],
    [() => databases.waitUntilOnline({}), /^id: /],
    [() => databases.waitUntilOnline("x", { timeot: 1 }), /options\.timeot: unknown option/],
    [() => databases.waitUntilOnline("x", { timeout: -1 }), /^timeout: /],
    [() => databases.waitUntilOnline("x", { pollInterval: 0 }), /^pollInterval: /],
    [() => databases.waitUntilOnline("x", { signal: {} }), /^signal: /],
    [() => databases.waitUntilOnline("x", { onProgress: 1 }), /^onProgress: /],
    [() => databases.waitUntilResized("x", {}), /^target: needs size or num_nodes or storage/],
    [() => databases.waitUntilMigrated("x", { regoin: "nyc3" }), /^target: needs region/],
    [() => databases.waitUntil("x", true), /^target: needs to be a function/],
    [() => databases.replicas.waitUntilOnline(undefined, "x"), /^clusterId: /],
    [() => registries.garbageCollections.run(), /^registry: expected string/],
  ]) {
    const error = await rejection(wait());
    assert.equal(error.code, "invalid_request");
    assert.match(error.message, message);
  }
  simulator.requests.expect({}, 0);
  const { id } = await databases.create(CLUSTER);
  const cause = new Error("my fault");
  const error = await rejection(
    databases.waitUntil(id, () => {
      throw cause;
    }),
  );
  assert.equal(error.code, "invalid_request");
  assert.equal(error.cause, cause);
});

test("what onProgress throws ends no wait", async () => {
  const { client, run } = await simulated();
  let calls = 0;
  const onProgress = async () => {
    calls++;
    throw new Error("my fault");
  };
  assert.equal((await run(client.databases.createAndWait(CLUSTER, { onProgress }))).status, "online");
  assert.ok(calls > 10);
});

test("run starts a garbage collection, follows it and resolves to the finished one", async () => {
  const { simulator, client, run } = await simulated();
  await client.registries.manifests.delete(
    "example",
    "my/repo",
    (await client.registries.manifests.list("example", "my/repo")).data[0].digest,
  );
  const statuses = new Set();
  const wait = client.registries.garbageCollections.run("example", {
    onProgress: ({ status }) => statuses.add(status),
  });
  const result = await run(wait);
  assert.equal(result.status, "succeeded");
  assert.equal(result.joined, false);
  assert.ok(result.blobs_deleted >= 0 && result.freed_bytes >= 0);
  assert.ok(statuses.has("waiting for delete requests"), [...statuses]);
  simulator.requests.expect(
    { operation: "registries.garbageCollections.start", body: { type: "unreferenced blobs only" } },
    1,
  );
  const type = "untagged manifests only";
  await run(client.registry.garbageCollections.run("example", { type }));
  simulator.requests.expect({ operation: "registry.garbageCollections.start", body: { type } }, 1);
});

test("run joins a garbage collection that another client started, or whose start was lost", async () => {
  const { simulator, client, run } = await simulated();
  const { uuid } = await simulator.client().registries.garbageCollections.start("example");
  const joined = await run(client.registries.garbageCollections.run("example"));
  assert.deepEqual([joined.uuid, joined.joined, joined.status], [uuid, true, "succeeded"]);

  simulator.fault({ operation: "registries.garbageCollections.start", drop: "after" });
  simulator.requests.clear();
  const lost = await run(client.registries.garbageCollections.run("example"));
  assert.notEqual(lost.uuid, uuid);
  assert.equal(lost.status, "succeeded");
  simulator.requests.expect({ operation: "registries.garbageCollections.start", status: 201 }, 0);

  const wait = client.registries.garbageCollections.run("example");
  await simulator.clock.advance("1m");
  const resumed = await run(simulator.client().resumeWait(JSON.parse(JSON.stringify(wait.state()))));
  assert.deepEqual([resumed.status, resumed.joined], ["succeeded", false]);
  await run(wait);
});

test("with cancelOnAbort the server is told, and the promise rejects when it was", async () => {
  for (const cancelOnAbort of [true, false]) {
    const { simulator, client, clock, run } = await simulated();
    const controller = new AbortController();
    const { signal } = controller;
    const wait = rejection(client.registries.garbageCollections.run("example", { signal, cancelOnAbort }));
    await clock.advance("1m");
    simulator.requests.clear();
    controller.abort();
    assert.equal((await run(wait)).code, "aborted");
    const cancelled = simulator.requests.matching({
      operation: "registries.garbageCollections.update",
      body: { cancel: true },
    });
    assert.equal(cancelled.length, Number(cancelOnAbort));
    assert.equal(simulator.requests.all.length, Number(cancelOnAbort));
  }
  const { client, clock, run } = await simulated();
  const wait = rejection(client.registries.garbageCollections.run("example"));
  await clock.advance("1m");
  const { uuid } = await client.registries.garbageCollections.getActive("example");
  await client.registries.garbageCollections.update("example", uuid, { cancel: true });
  const error = await run(wait);
  assert.deepEqual([error.code, error.lastState.status], ["wait_failed", "cancelled"]);
});

test("watch yields the first state and every change, and ends when the cluster is gone", async () => {
  const { simulator, client, clock } = await simulated();
  const { id } = await client.databases.create(CLUSTER);
  const events = [];
  const watching = (async () => {
    for await (const event of client.databases.watch(id)) events.push(event);
  })();
  await clock.advance("6m");
  await client.databases.resize(id, { size: "db-s-2vcpu-4gb", num_nodes: 2 });
  await clock.advance("10m");
  await client.databases.delete(id);
  await clock.advance("1m");
  await watching;
  assert.deepEqual(
    events.map(({ current }) => `${current.status} ${current.size}`),
    ["creating db-s-1vcpu-1gb", "online db-s-1vcpu-1gb", "resizing db-s-1vcpu-1gb", "online db-s-2vcpu-4gb"],
  );
  assert.equal(events[0].previous, undefined);
  assert.deepEqual(events[0].changed, []);
  assert.deepEqual([...events[1].changed].sort(), ["db_names", "status"]);
  assert.deepEqual(events[2].previous, events[1].current);
  simulator.requests.clear();
  await clock.advance("10m");
  simulator.requests.expect({}, 0);
});

test("watch ends by break and by signal, gives a slow consumer the latest, and throws what is refused", async () => {
  const { simulator, client, clock, run } = await simulated();
  const { id } = await client.databases.create(CLUSTER);
  for await (const { current } of client.databases.watch(id)) {
    assert.equal(current.status, "creating");
    break;
  }
  simulator.requests.clear();
  await clock.advance("2m");
  simulator.requests.expect({}, 0);

  const controller = new AbortController();
  const listeners = countListeners(controller.signal);
  const slow = client.databases.watch(id, { signal: controller.signal })[Symbol.asyncIterator]();
  assert.equal((await slow.next()).value.current.status, "creating");
  await clock.advance("6m");
  await client.databases.resize(id, { size: "db-s-2vcpu-4gb", num_nodes: 2 });
  await clock.advance("10m");
  const { value } = await slow.next();
  assert.deepEqual([value.current.size, value.previous.status], ["db-s-2vcpu-4gb", "creating"]);
  const end = slow.next();
  controller.abort();
  assert.deepEqual(await end, { value: undefined, done: true });
  assert.equal(listeners(), 0);

  simulator.fault({ operation: "databases.get", status: 403 });
  const refused = client.databases.watch(id)[Symbol.asyncIterator]();
  assert.equal((await run(rejection(refused.next()))).status, 403);
  assert.equal((await refused.next()).done, true);
  const wrong = client.databases.watch(undefined)[Symbol.asyncIterator]();
  assert.equal((await rejection(wrong.next())).code, "invalid_request");
});

test("watchAll tells what was added, removed and changed, also of an account without clusters", async () => {
  const { client, clock } = await simulated({ seed: "empty" });
  const controller = new AbortController();
  const events = [];
  const watching = (async () => {
    for await (const event of client.databases.watchAll({}, { signal: controller.signal })) {
      events.push([event.current.length, event.added.length, event.removed.length, event.changed.length]);
    }
  })();
  await clock.advance("1m");
  const { id } = await client.databases.create(CLUSTER);
  await clock.advance("6m");
  await client.databases.delete(id);
  await clock.advance("1m");
  controller.abort();
  await watching;
  assert.deepEqual(events, [
    [0, 0, 0, 0],
    [1, 1, 0, 0],
    [1, 0, 0, 1],
    [0, 0, 1, 0],
  ]);
});

test("a watch that pauses while the page is hidden sends nothing meanwhile", async (t) => {
  const { simulator, client, clock } = await simulated();
  t.after(() => {
    delete globalThis.document;
  });
  globalThis.document = { hidden: false };
  const controller = new AbortController();
  let events = 0;
  const watching = (async () => {
    for await (const _ of client.databases.watchAll(null, { pauseWhenHidden: true, signal: controller.signal }))
      events++;
  })();
  await clock.advance("1m");
  assert.equal(events, 1);
  document.hidden = true;
  simulator.requests.clear();
  await clock.advance("10m");
  simulator.requests.expect({}, 0);
  await client.databases.create(CLUSTER);
  document.hidden = false;
  await clock.advance("2s");
  assert.equal(events, 2);
  controller.abort();
  await watching;
});

test("waits and watches of a dry client are refused by name", async () => {
  const { simulator, client } = await simulated();
  const dry = client.withOptions({ dryRun: true });
  for (const begin of [
    () => dry.databases.waitUntilOnline("x"),
    () => Promise.all([dry.databases.waitUntilOnline("x"), dry.databases.waitUntilOnline("y")]),
    () => dry.databases.createAndWait(CLUSTER),
    () => dry.registries.garbageCollections.run("example"),
    () => dry.registries.garbageCollections.waitUntilDone("example", "x"),
    () => dry.databases.replicas.waitUntilPromoted("x", "reader"),
    () => dry.databases.watch("x").next(),
  ]) {
    const error = await rejection(begin());
    assert.equal(error.code, "invalid_request");
    assert.match(error.message, /^dryRun: /);
  }
  simulator.requests.expect({}, 0);
});

test("a client whose clock is the platform's waits, too", async () => {
  let status = "creating";
  const client = new DigitalOcean({
    token: "test",
    fetch: async () => new Response(JSON.stringify({ database: { id: "x", status } })),
  });
  const wait = client.databases.waitUntilOnline("x", { pollInterval: 20 });
  setTimeout(() => {
    status = "online";
  }, 50);
  assert.equal((await wait).status, "online");
});

test("what others saw long ago is not what a wait sees", async () => {
  const { client, clock, run } = await simulated();
  const { id } = await client.databases.create(CLUSTER);
  const short = rejection(client.databases.waitUntil(id, () => false, { timeout: MINUTE }));
  const began = clock.now();
  await run(client.databases.waitUntilOnline(id, { pollInterval: 7 * MINUTE }));
  assert.ok(clock.now() - began < 8 * MINUTE, `${clock.now() - began} ms`);
  assert.equal((await short).code, "wait_timeout");
});

test("an abort of the last wait aborts the request that is under way, and no other one", async () => {
  const signals = [];
  const fetch = (_, { signal }) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  const client = new DigitalOcean({ token: "test", fetch });
  const [first, last] = [new AbortController(), new AbortController()];
  const waits = [first, last].map(({ signal }) => rejection(client.databases.waitUntilOnline("x", { signal })));
  while (!signals.length) await new Promise((resolve) => setTimeout(resolve, 5));
  first.abort();
  assert.equal((await waits[0]).code, "aborted");
  assert.equal(signals[0].aborted, false);
  last.abort();
  assert.equal((await waits[1]).code, "aborted");
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([signals.length, signals[0].aborted], [1, true]);
});
