// Plans that are carried out: in order, within limits, stopped anywhere and gone on with, refused when they are outdated.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequestError, isDigitalOceanError } from "digitalocean-wasm";
import { applyCleanUp, CleanUpStoppedError, PlanOutdatedError, planCleanUp } from "digitalocean-wasm/clean-up";
import { createSimulator } from "digitalocean-wasm/simulator";
import { loadRegistry, REGISTRY, registryOf, simulate, writes } from "../support/clean-up.mjs";
import { OciRegistry, START } from "../support/oci-registry.mjs";

const RULES = { keep: { newest: 2 } };

/** A registry in which the plan of `RULES` has thirty steps: deletes, and the garbage collection. */
function thirtySteps() {
  const made = new OciRegistry(1);
  made.repositories = ["web", "api"].map((name) => ({ name, manifests: [] }));
  made.blobs = {};
  made.layers = [made.blob(100)];
  for (const repository of made.repositories) {
    for (let count = 0; count < 100 && repository.manifests.length < (repository.name === "web" ? 17 : 18); count++) {
      made.image(repository, made.tags(), START - (count + 2) * 86_400_000);
    }
  }
  return made;
}

/** A simulator with such a registry, a plan, and what shows the state in the end. */
async function prepared(content = thirtySteps().state(), rules = RULES) {
  const simulator = await simulate(createSimulator, content);
  const plan = await simulator.clock.run(planCleanUp(simulator.client(), REGISTRY, rules));
  simulator.requests.clear();
  return { simulator, plan, run: (promise) => simulator.clock.run(promise) };
}

/** The content of the registry, and how its garbage collections ended. */
const content = (simulator) => {
  const { repositories, blobs, garbage_collections } = registryOf(simulator);
  return {
    repositories,
    blobs,
    collections: garbage_collections.slice(-1).map(({ type, status, freed_bytes }) => [type, status, freed_bytes]),
  };
};

test("a plan is applied in order, followed by one garbage collection, and then there is nothing to do", async () => {
  const { simulator, plan, run } = await prepared();
  const before = registryOf(simulator).garbage_collections.length;
  const progress = [];
  const { done, notDone, collection, freedBytes } = await run(
    applyCleanUp(simulator.client(), plan, { onProgress: (one) => progress.push(one) }),
  );
  assert.equal(done.length, plan.delete.length + 1);
  assert.equal(plan.delete.length + 1, 32);
  assert.deepEqual(notDone, []);
  assert.equal(collection.type, "unreferenced blobs only");
  assert.equal(freedBytes, plan.frees.atLeast);
  assert.deepEqual(
    done.slice(0, -1).map(({ digest }) => digest),
    plan.delete.map(({ digest }) => digest),
  );
  assert.deepEqual(done.at(-1), { kind: "collect", type: "unreferenced blobs only" });
  assert.equal(writes(simulator).length, plan.delete.length + 1);
  assert.equal(registryOf(simulator).garbage_collections.length, before + 1);
  assert.deepEqual([...new Set(progress.map(({ phase }) => phase))], ["checking", "removing", "collecting"]);
  const removed = progress.filter(({ phase }) => phase === "removing");
  assert.deepEqual([removed.at(-1).done, removed.at(-1).total], [31, 31]);
  assert.equal(
    removed.at(-1).bytes,
    plan.delete.reduce((sum, { bytes }) => sum + bytes, 0),
  );

  simulator.requests.clear();
  const again = await run(applyCleanUp(simulator.client(), plan));
  assert.deepEqual([again.collection.uuid, again.freedBytes], [collection.uuid, freedBytes]);
  assert.deepEqual(writes(simulator), []);
  const next = await run(planCleanUp(simulator.client(), REGISTRY, RULES));
  assert.deepEqual([next.delete, next.untag], [[], []]);
  assert.match(String(next), /nothing to do; 4 manifests are kept$/);
  assert.equal((await run(applyCleanUp(simulator.client(), next))).collection, undefined);
  assert.deepEqual(writes(simulator), []);
});

test("a client with dryRun sends no write, and the requests are shown", async () => {
  const { simulator, plan, run } = await prepared();
  const before = content(simulator);
  const dry = simulator.client({ dryRun: true });
  const again = await run(planCleanUp(dry, REGISTRY, RULES));
  assert.equal(again.fingerprint, plan.fingerprint);
  const { done, notDone, requests, collection } = await run(applyCleanUp(dry, plan));
  assert.deepEqual([done, notDone.length, collection], [[], plan.delete.length + 1, undefined]);
  assert.deepEqual([requests.length, requests[0].method, requests.at(-1).method], [32, "DELETE", "POST"]);
  assert.deepEqual(writes(simulator), []);
  assert.deepEqual(content(simulator), before);
});

test("interrupted after any request, and applied again, it comes to the same end", async () => {
  const reference = await prepared();
  await reference.run(applyCleanUp(reference.simulator.client(), reference.plan));
  const expected = content(reference.simulator);
  const requests = reference.simulator.requests.all.length;
  assert.ok(requests > 100);
  const { simulator, plan, run } = await prepared();
  const start = simulator.state();
  const counts = { stopped: 0, before: 0 };
  for (let allowed = 1; allowed < requests; allowed++) {
    simulator.load(start);
    const controller = new AbortController();
    let sent = 0;
    const client = simulator.client({
      fetch: async (url, init) => {
        const response = await simulator.fetch(url, init);
        if (++sent === allowed) controller.abort(new Error("interrupted"));
        return response;
      },
    });
    const error = await run(applyCleanUp(client, plan, { signal: controller.signal })).catch((error) => error);
    assert.ok(isDigitalOceanError(error), `${allowed}: ${error}`);
    if (error instanceof CleanUpStoppedError) {
      counts.stopped++;
      assert.equal(error.done.length + error.notDone.length, plan.delete.length + 1);
      assert.equal(error.cause.code, "aborted");
    } else counts.before++;
    await run(applyCleanUp(simulator.client(), plan));
    assert.deepEqual(content(simulator), expected, `after request ${allowed}`);
  }
  assert.ok(counts.stopped > 100 && counts.before >= 2, JSON.stringify(counts));
});

test("a refusal stops it, and the same plan goes on", async () => {
  const { simulator, plan, run } = await prepared();
  const remove = simulator.fault({ operation: "registries.manifests.delete", status: 403, nth: 6 });
  const error = await run(applyCleanUp(simulator.client(), plan)).catch((error) => error);
  remove();
  assert.ok(error instanceof CleanUpStoppedError, String(error));
  assert.equal(error.name, "CleanUpStoppedError");
  assert.equal(error.cause.status, 403);
  assert.deepEqual([error.done.length, error.notDone.length], [5, 27]);
  assert.match(error.message, /^stopped after 5 of 32 steps: /);
  const { done } = await run(applyCleanUp(simulator.client(), plan));
  assert.equal(done.length, 27);
});

test("a lost response does not stop it", async () => {
  const { simulator, plan, run } = await prepared();
  simulator.fault({ operation: "registries.manifests.delete", drop: "after", times: 1 });
  const { done } = await run(applyCleanUp(simulator.client(), plan));
  assert.equal(done.length, 32);
});

const web = (registry) => registry.repositories.find(({ name }) => name === "web").manifests;
const entry = (plan) => plan.delete.find(({ repository }) => repository === "web");
const find = (registry, { digest }) => web(registry).find((one) => one.digest === digest);

const MOVES = {
  "a new index needs a manifest that was to be deleted": (registry, plan) => {
    const blobs = [entry(plan).digest];
    web(registry).push({ ...find(registry, entry(plan)), digest: `sha256:${"e".repeat(64)}`, tags: ["new"], blobs });
  },
  "a manifest that was to be deleted got another tag": (registry, plan) => find(registry, entry(plan)).tags.push("new"),
  "a manifest that was to be deleted was pushed again": (registry, plan) => {
    find(registry, entry(plan)).updated_at = "2026-01-01T00:00:00Z";
  },
  "a tag moved": (registry, plan) => {
    const [tag] = find(registry, entry(plan)).tags.splice(0, 1);
    web(registry).push({ ...find(registry, entry(plan)), digest: `sha256:${"e".repeat(64)}`, tags: [tag], blobs: [] });
  },
  "a kept manifest is gone": (registry, plan) => {
    const { digest } = plan.keep.find(({ repository }) => repository === "web");
    web(registry).splice(
      web(registry).findIndex((one) => one.digest === digest),
      1,
    );
  },
  "something that was to be deleted was signed": (registry, plan) => {
    const tags = [`${entry(plan).digest.replace(":", "-")}.sig`];
    web(registry).push({ ...find(registry, entry(plan)), digest: `sha256:${"e".repeat(64)}`, tags, blobs: [] });
  },
};

for (const [move, change] of Object.entries(MOVES)) {
  test(`a plan is refused when ${move}`, async () => {
    const { simulator, plan, run } = await prepared();
    const registry = registryOf(simulator);
    change(registry, plan);
    loadRegistry(simulator, registry);
    const error = await run(applyCleanUp(simulator.client(), plan)).catch((error) => error);
    assert.ok(error instanceof PlanOutdatedError, String(error));
    assert.deepEqual([error.name, error.code], ["PlanOutdatedError", "plan_outdated"]);
    assert.equal(error.moved[0].repository, "web");
    assert.ok(error.message.includes(error.moved[0].what));
    assert.deepEqual(writes(simulator), []);
  });
}

test("a plan that was changed, or is none, is refused", async () => {
  const { simulator, plan, run } = await prepared();
  const changed = JSON.parse(JSON.stringify(plan));
  changed.delete.push(changed.keep.pop());
  for (const wrong of [changed, null, {}, { registry: "example", keep: [], delete: [{}], untag: [] }]) {
    const error = await run(applyCleanUp(simulator.client(), wrong)).catch((error) => error);
    assert.ok(error instanceof InvalidRequestError, String(error));
    assert.match(error.message, /^plan: /);
  }
  assert.deepEqual(simulator.requests.all, []);
  assert.equal((await run(applyCleanUp(simulator.client(), JSON.parse(JSON.stringify(plan))))).done.length, 32);
});

test("pushes during a long clean-up are seen", async () => {
  const made = thirtySteps();
  const [repository] = made.repositories;
  for (let count = 0; count < 500; count++) made.image(repository, [], START - 86_400_000);
  const { simulator, plan, run } = await prepared(made.state());
  const last = plan.delete.filter(({ repository }) => repository === "web").at(-1);
  let deletes = 0;
  const client = simulator.client({
    fetch: async (url, init) => {
      const response = await simulator.fetch(url, init);
      if (init.method === "DELETE" && ++deletes === 100) {
        const registry = registryOf(simulator);
        web(registry).push({
          ...find(registry, last),
          digest: `sha256:${"e".repeat(64)}`,
          tags: ["new"],
          blobs: [last.digest],
        });
        loadRegistry(simulator, registry);
      }
      return response;
    },
  });
  const error = await run(applyCleanUp(client, plan)).catch((error) => error);
  assert.ok(error instanceof PlanOutdatedError, String(error));
  assert.equal(error.done.length, deletes);
  assert.ok(deletes < 400);
  assert.ok(find(registryOf(simulator), last), "it is there still");
});

test("it waits for a garbage collection that runs, and keeps within the rate limit", async () => {
  const content = thirtySteps().state();
  const simulator = await simulate(createSimulator, content, { rateLimit: true });
  const client = simulator.client();
  const plan = await simulator.clock.run(planCleanUp(client, REGISTRY, RULES));
  const [one] = plan.delete;
  const [made] = plan.delete.slice(1);
  assert.ok(one && made);
  let isStarted = false;
  const racing = simulator.client({
    fetch: async (url, init) => {
      // Another one starts just before.
      if (init.method === "POST" && !isStarted) {
        isStarted = true;
        await client.registries.garbageCollections.start(REGISTRY);
      }
      return simulator.fetch(url, init);
    },
  });
  const { collection } = await simulator.clock.run(applyCleanUp(racing, plan));
  assert.equal(collection.status, "succeeded");
  const [first, second] = registryOf(simulator).garbage_collections.slice(-2);
  assert.deepEqual([first.status, second.uuid], ["succeeded", collection.uuid]);
});

test("the garbage collection is of the kind that was asked for, or there is none", async () => {
  const { simulator, plan, run } = await prepared();
  const none = await run(applyCleanUp(simulator.client(), plan, { garbageCollection: "none" }));
  assert.deepEqual([none.done.length, none.collection, none.freedBytes], [31, undefined, 0]);
  const type = "untagged manifests and unreferenced blobs";
  const { collection } = await run(applyCleanUp(simulator.client(), plan, { garbageCollection: type }));
  assert.equal(collection.type, type);
  const error = await applyCleanUp(simulator.client(), plan, { garbageCollection: "all" }).catch((error) => error);
  assert.match(error.message, /^garbageCollection: must be one of /);
});
