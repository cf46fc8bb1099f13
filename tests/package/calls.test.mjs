// Calls against the simulator: what comes back, page by page and error by error.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AuthenticationError,
  ConflictError,
  DigitalOcean,
  NotFoundError,
  Page,
  PermissionDeniedError,
  PreconditionFailedError,
  RateLimitError,
  UnprocessableEntityError,
} from "digitalocean-wasm";
import { createSimulator } from "digitalocean-wasm/simulator";
import { rejection } from "../support/settled.mjs";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CLUSTER = { name: "reports", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };

/** A client of a simulator that serves as long as the test, over HTTP. Its time stands still until it is waited for. */
async function simulate(t, options) {
  const simulator = await createSimulator(options);
  const server = await simulator.listen();
  t.after(() => server.close());
  const as = (token) => new DigitalOcean({ token, baseUrl: server.url });
  /** Calls `ask` each second until `done` accepts its value; returns that. */
  const until = async (done, ask) => {
    for (;;) {
      const value = await ask();
      if (done(value)) return value;
      await simulator.clock.advance("1s");
    }
  };
  return Object.assign(as(simulator.token()), { as, until });
}

async function all(list) {
  const items = [];
  for await (const item of list) {
    items.push(item);
  }
  return items;
}

async function named(client, name) {
  const { data } = await client.databases.list();
  return data.find((cluster) => cluster.name === name);
}

/** The statuses a cluster goes through until it is online, each once. */
async function life(client, id) {
  const statuses = [];
  await client.until(
    (cluster) => cluster.status === "online",
    async () => {
      const cluster = await client.databases.get(id);
      if (statuses.at(-1) !== cluster.status) {
        statuses.push(cluster.status);
      }
      return cluster;
    },
  );
  return statuses;
}

test("databases.options", async (t) => {
  const client = await simulate(t);
  const { options, version_availability } = await client.databases.options();
  assert.ok(options.pg.regions.includes("fra1"));
  assert.ok(options.mysql.layouts[0].sizes.length > 0);
  assert.ok(version_availability.pg.every(({ version }) => typeof version === "string"));
});

test("registry.options", async (t) => {
  const client = await simulate(t);
  const options = await client.registry.options();
  assert.ok(options.available_regions.includes("fra1"));
  assert.deepEqual(
    options.subscription_tiers.map((tier) => tier.slug),
    ["starter", "basic", "professional"],
  );
});

test("databases.list", async (t) => {
  const client = await simulate(t);
  const page = await client.databases.list();
  assert.ok(page instanceof Page);
  assert.deepEqual(
    page.data.map((cluster) => [cluster.name, cluster.engine]),
    [
      ["backend", "pg"],
      ["orders", "mysql"],
      ["events", "kafka"],
      ["sessions", "valkey"],
    ],
  );
  assert.equal(page.hasNextPage(), false);
});

test("databases.list by tag", async (t) => {
  const client = await simulate(t);
  for (const [tag_name, expected] of [
    ["production", ["backend", "orders"]],
    ["web", ["backend"]],
    ["nobody's", []],
  ]) {
    const names = (await all(client.databases.list({ tag_name }))).map((cluster) => cluster.name);
    assert.deepEqual(names, expected);
  }
});

test("databases.get, with its response", async (t) => {
  const client = await simulate(t);
  const { id } = await named(client, "backend");
  const { data, response } = await client.databases.get(id).withResponse();
  assert.equal(data.id, id);
  assert.equal(data.status, "online");
  assert.deepEqual(data.tags, ["production", "web"]);
  assert.ok(data.users[0].password.length > 0);
  assert.equal(response.status, 200);
  assert.equal(response.attempts, 1);
  assert.match(response.requestId, UUID);
  assert.equal(response.headers.get("x-request-id"), response.requestId);
  assert.equal(response.rateLimit.limit, 5000);
  assert.equal(response.rateLimit.remaining, 4998);
  assert.ok(response.rateLimit.reset instanceof Date);
});

test("credentials come blank without their scope", async (t) => {
  const client = await simulate(t);
  const reader = client.as("dop_v1_simulator_read");
  const { connection, users } = await named(reader, "backend");
  assert.equal(connection.password, "");
  assert.equal(users[0].password, "");
});

test("databases.config.get", async (t) => {
  const client = await simulate(t);
  const { data } = await client.databases.list();
  for (const cluster of data) {
    await life(client, cluster.id);
    const config = await client.databases.config.get(cluster.id);
    assert.ok(Object.keys(config).length > 0, cluster.engine);
  }
  const events = data.find((cluster) => cluster.engine === "kafka");
  const config = await client.databases.config.get(events.id);
  assert.equal(config.log_flush_interval_messages, 9223372036854775807n);
});

test("databases.create, online after creating, then databases.delete", async (t) => {
  const client = await simulate(t);
  const rules = [{ type: "ip_addr", value: "192.0.2.1" }];
  const { data: created, response } = await client.databases
    .create({ ...CLUSTER, tags: ["temporary"], rules, storage_size_mib: 61_440 })
    .withResponse();
  assert.equal(response.status, 201);
  assert.match(created.id, UUID);
  assert.equal(created.status, "creating");
  assert.deepEqual(created.tags, ["temporary"]);
  assert.equal(created.rules[0].value, "192.0.2.1");
  assert.equal(created.storage_size_mib, 61_440);

  assert.equal((await life(client, created.id)).at(-1), "online");
  assert.deepEqual(
    (await all(client.databases.list({ tag_name: "temporary" }))).map(({ id }) => id),
    [created.id],
  );

  assert.equal(await client.databases.delete(created.id), undefined);
  for (const call of [client.databases.get, client.databases.delete, client.databases.config.get]) {
    const error = await rejection(call(created.id));
    assert.ok(error instanceof NotFoundError);
    assert.match(error.message, /database cluster/);
  }
  assert.equal(await named(client, "reports"), undefined);
});

test("databases.create from a backup", async (t) => {
  const client = await simulate(t, { rateLimit: false });
  const restore = (database_name, body = {}) =>
    client.databases.create({ ...CLUSTER, ...body, backup_restore: { database_name } });
  assert.ok((await rejection(restore("nothing-of-that-name"))) instanceof NotFoundError);
  const other = await rejection(restore("orders"));
  assert.ok(other instanceof UnprocessableEntityError);
  assert.match(other.message, /another engine/);

  const { id, status } = await restore("backend");
  assert.equal(status, "creating");
  const seen = await life(client, id);
  assert.deepEqual(seen.slice(-2), ["forking", "online"]);
});

test("registry.manifests.list goes through all pages", async (t) => {
  const client = await simulate(t);
  const list = (query) => client.registry.manifests.list("example", "my/repo", query);
  const digests = (await all(list())).map((manifest) => manifest.digest);
  assert.equal(digests.length, 45);
  assert.equal(new Set(digests).size, 45);
  assert.match(digests[0], /^sha256:[0-9a-f]{64}$/);

  const lengths = [];
  for (let page = await list({ per_page: 20 }); page; page = await page.getNextPage()) {
    assert.equal(page.meta.total, 45);
    lengths.push(page.data.length);
  }
  assert.deepEqual(lengths, [20, 20, 5]);

  const { data, response } = await list({ page: 3, per_page: 20 }).withResponse();
  assert.deepEqual(
    data.data.map(({ digest }) => digest),
    digests.slice(40),
  );
  assert.equal(data.hasNextPage(), false);
  assert.equal(response.status, 200);

  const whole = await list({ per_page: 200 });
  assert.equal(whole.data.length, 45);
  assert.deepEqual(await all(client.registry.manifests.list("example", "empty")), []);
});

test("registry.manifests.delete", async (t) => {
  const client = await simulate(t);
  const list = () => client.registry.manifests.list("example", "web");
  const [first, ...others] = await all(list());
  assert.equal(await client.registry.manifests.delete("example", "web", first.digest), undefined);
  assert.deepEqual(await all(list()), others);
  const error = await rejection(client.registry.manifests.delete("example", "web", first.digest));
  assert.ok(error instanceof NotFoundError);
  assert.equal(error.operation, "registry.manifests.delete");
});

test("a garbage collection from its start to its end", async (t) => {
  const client = await simulate(t);
  const { garbageCollections, manifests } = client.registry;
  assert.ok((await rejection(garbageCollections.getActive("example"))) instanceof NotFoundError);

  const type = "untagged manifests and unreferenced blobs";
  const { data: started, response } = await garbageCollections.start("example", { type }).withResponse();
  assert.equal(response.status, 201);
  assert.equal(started.registry_name, "example");
  assert.equal(started.type, type);
  assert.equal(started.status, "requested");
  assert.equal((await garbageCollections.getActive("example")).uuid, started.uuid);

  // The registry is read-only meanwhile, and a second run is refused.
  const [manifest] = (await manifests.list("example", "web")).data;
  for (const [call, type] of [
    [garbageCollections.start("example"), ConflictError],
    [manifests.delete("example", "web", manifest.digest), PreconditionFailedError],
  ]) {
    const error = await rejection(call);
    assert.ok(error instanceof type);
    assert.match(error.message, /garbage collection/);
  }

  await client.until(
    (error) => error instanceof NotFoundError,
    () => garbageCollections.getActive("example").catch((error) => error),
  );
  const [ended, before, ...more] = await all(garbageCollections.list("example"));
  assert.equal(ended.uuid, started.uuid);
  assert.equal(ended.status, "succeeded");
  assert.ok(ended.blobs_deleted > 0);
  assert.ok(ended.freed_bytes > 0);
  assert.equal(before.status, "succeeded");
  assert.deepEqual(more, []);
  assert.equal((await all(manifests.list("example", "my/repo"))).length, 5);
});

test("a garbage collection without a body, cancelled", async (t) => {
  const client = await simulate(t);
  const { garbageCollections } = client.registry;
  const started = await garbageCollections.start("example");
  assert.equal(started.type, "unreferenced blobs only");
  const changed = await garbageCollections.update("example", started.uuid, { cancel: true });
  assert.equal(changed.uuid, started.uuid);
  assert.equal(changed.status, "cancelling");

  const last = await client.until(
    (collection) => collection.status !== "cancelling",
    async () => (await garbageCollections.list("example", { per_page: 1 })).data[0],
  );
  assert.equal(last.status, "cancelled");
  assert.equal(last.blobs_deleted, 0);
  const again = garbageCollections.update("example", started.uuid, { cancel: true });
  assert.ok((await rejection(again)) instanceof NotFoundError);
});

test("what the API refuses comes as the class of its status", async (t) => {
  const client = await simulate(t);
  const reader = client.as("dop_v1_simulator_read");
  const several = client.as("dop_v1_simulator_several");
  const { id } = await named(client, "backend");
  const create = (body) => client.databases.create({ ...CLUSTER, ...body });
  for (const [call, type, status, message] of [
    [() => client.as("dop_v1_revoked").databases.list(), AuthenticationError, 401, /authenticate/],
    [() => reader.databases.delete(id), PermissionDeniedError, 403, /authorized/],
    [() => reader.registry.garbageCollections.start("example"), PermissionDeniedError, 403, /authorized/],
    [() => client.databases.get("00000000-0000-0000-0000-000000000000"), NotFoundError, 404, /database cluster/],
    [() => client.registry.manifests.list("example", "nothing"), NotFoundError, 404, /repository/],
    [() => client.request("GET", "/v2/nothing"), NotFoundError, 404, /path/],
    [() => several.registry.options(), PreconditionFailedError, 412, /multiple registries/],
    [() => create({ engine: "redis" }), UnprocessableEntityError, 422, /engine/],
    [() => create({ name: "backend" }), UnprocessableEntityError, 422, /name/],
    [() => create({ region: "nowhere" }), UnprocessableEntityError, 422, /region/],
  ]) {
    const error = await rejection(call());
    assert.equal(error.constructor, type);
    assert.equal(error.status, status);
    assert.match(error.message, message);
    // The registry's errors have none.
    assert.match(error.requestId ?? "", error.operation?.startsWith("registr") ? /^$/ : UUID);
  }
  assert.equal((await named(client, "backend")).id, id, "the reader's delete must not have worked");
});

test("too many requests in a minute are refused with 429", async (t) => {
  const client = (await simulate(t)).withOptions({ maxRetries: 0 });
  const calls = Array.from({ length: 260 }, () => client.databases.list().catch((error) => error));
  const refused = (await Promise.all(calls)).filter((outcome) => !(outcome instanceof Page));
  assert.equal(refused.length, 10);
  for (const error of refused) {
    assert.equal(error.constructor, RateLimitError);
    assert.equal(error.attempts, 1);
  }
});

test("client.request reaches the same resources", async (t) => {
  const client = await simulate(t);
  const body = await client.request("GET", "/v2/databases", { query: { tag_name: "web" } });
  assert.deepEqual(
    body.databases.map((cluster) => cluster.name),
    ["backend"],
  );
  const { data, response } = await client.request("POST", "/v2/databases", { body: CLUSTER }).withResponse();
  assert.equal(response.status, 201);
  assert.equal(data.database.name, "reports");
  assert.equal(await client.request("DELETE", `/v2/databases/${data.database.id}`), undefined);
});
