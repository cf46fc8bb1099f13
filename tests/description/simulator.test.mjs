// Every answer of the simulator against the description: its status is declared, its body fits the schema and holds
// no key that is not declared.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startSimulator, TOKEN } from "../support/simulator.mjs";
import { answerSchema, component, declares, Known, operations, options, problems } from "./description.mjs";

const READ_TOKEN = "dop_v1_simulator_read";
const SEVERAL_TOKEN = "dop_v1_simulator_several";

// Slow enough that states of a simulated minute are seen, fast enough that those of fifteen pass.
const SPEED = 300;

// Where the simulator does what the API does and the description does not say.
const known = new Known([
  [/^databases_\w+: .*\/connection\/protocol is not declared$/, "real and undeclared"],
  [/^databases_\w+: .*\/private_connection\/protocol is not declared$/, "real and undeclared"],
  [/^databases_\w+: .*\/standby_connection\/protocol is not declared$/, "real and undeclared"],
  [/^databases_\w+: .*\/standby_private_connection\/protocol is not declared$/, "real and undeclared"],
  [/^databases_\w+: .*connection\/application_ports is not declared$/, "real and undeclared"],
  [/^databases_list_options: \/options\/\w+\/default_version is not declared$/, "real and undeclared"],
  [/^databases_list_options: \/version_availability\/\w+\/#\/default is not declared$/, "real and undeclared"],
  [/^databases_get_config: \/config must (be object|match a schema in anyOf)$/, "a list for the advanced engines"],
  [/^registry_\w+_garbageCollections?: .*\/type is not declared$/, "real and undeclared"],
  [/^registry_list_garbageCollections: \/meta is not declared$/, "real and undeclared"],
  [/^registry_list_garbageCollections: \/links is not declared$/, "real and undeclared"],
]);

// What the configuration of an engine is called in the description; it has none for the advanced engines.
const CONFIGS = {
  kafka: "kafka_advanced_config",
  mongodb: "mongo_advanced_config",
  mysql: "mysql_advanced_config",
  opensearch: "opensearch_advanced_config",
  pg: "postgres_advanced_config",
  valkey: "valkey_advanced_config",
};

let simulator;
let limited;
const answered = new Set();

before(async () => {
  if (!options.skip) {
    simulator = await startSimulator({ speed: SPEED, rateLimit: false });
    limited = await startSimulator();
  }
});
after(() => Promise.all([simulator?.stop(), limited?.stop()]));

test("lists and their pages", options, async () => {
  const clusters = await send("databases_list_clusters", []);
  assert.deepEqual(names(clusters.databases).slice(0, 4), ["backend", "orders", "events", "sessions"]);
  await send("databases_list_clusters", [], { token: READ_TOKEN });
  await send("databases_list_clusters", [], { query: "tag_name=production" });
  const none = await send("databases_list_clusters", [], { token: SEVERAL_TOKEN });
  assert.deepEqual(none.databases, []);

  const repository = ["example", "my%2Frepo"];
  for (const query of ["", "page=2", "page=3", "page=9", "per_page=200", "per_page=1"]) {
    await send("registry_list_repositoryManifests", repository, { query });
  }
  await send("registry_list_repositoryManifests", ["example", "web"], { token: READ_TOKEN });
  await send("registry_list_repositoryManifests", ["example", "empty"]);
});

test("options", options, async () => {
  await send("databases_list_options", []);
  await send("databases_list_options", [], { token: READ_TOKEN });
  await send("registry_get_options", []);
  await send("registry_get_options", [], { token: SEVERAL_TOKEN, status: 412 });
});

test("clusters of every engine, from their creation to their end", options, async () => {
  const offers = await send("databases_list_options", []);
  const closed = [];
  for (const [engine, { regions, versions, layouts }] of Object.entries(offers.options)) {
    const bodies = layouts.map(({ num_nodes, sizes }) => ({
      name: `${engine.replace("_", "-")}-${num_nodes}`,
      engine,
      num_nodes,
      version: versions.at(-1),
      size: sizes[0],
      region: regions[0],
    }));
    if (engine === "redis") {
      const body = { name: "cache", engine, num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };
      await send("databases_create_cluster", [], { body, status: 422 });
      closed.push(engine);
    }
    for (const body of closed.includes(engine) ? [] : bodies) {
      const { database } = await send("databases_create_cluster", [], { body });
      assert.equal(database.status, "creating");
      await send("databases_get_config", [database.id], { status: 412 });
    }
  }
  assert.deepEqual(closed, ["redis"]);

  const statuses = new Set();
  let clusters;
  do {
    ({ databases: clusters } = await send("databases_list_clusters", []));
    for (const { status } of clusters) {
      statuses.add(status);
    }
    await sleep(50);
  } while (!clusters.every(({ status }) => status === "online"));
  assert.deepEqual([...statuses].sort(), ["creating", "online"]);

  for (const { id, engine } of clusters) {
    await send("databases_get_cluster", [id]);
    await send("databases_get_cluster", [id], { token: READ_TOKEN });
    const { config } = await send("databases_get_config", [id]);
    if (!engine.startsWith("advanced_")) {
      assert.deepEqual(problems(component(CONFIGS[engine]), config), [], engine);
    }
    await send("databases_destroy_cluster", [id], { token: READ_TOKEN, status: 403 });
    if (engine !== "pg") {
      await send("databases_destroy_cluster", [id]);
      await send("databases_get_cluster", [id], { status: 404 });
      await send("databases_get_config", [id], { status: 404 });
      await send("databases_destroy_cluster", [id], { status: 404 });
    }
  }
});

test("a cluster with everything, from a backup", options, async () => {
  const place = { engine: "pg", version: "17", num_nodes: 2, size: "db-s-2vcpu-4gb", region: "fra1" };
  const source = { ...place, name: "source" };
  await send("databases_create_cluster", [], { body: source });
  const { database } = await send("databases_create_cluster", [], {
    body: {
      ...place,
      name: "copy",
      private_network_uuid: "d455e75d-4858-4eec-8c95-da2f0a5f93a7",
      project_id: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
      tags: ["copies"],
      rules: ["droplet", "k8s", "ip_addr", "tag", "app"].map((type) => ({ type, value: "1", description: type })),
      storage_size_mib: 102400,
      autoscale: { storage: { enabled: true, threshold_percent: 80, increment_gib: 10 } },
      do_settings: { service_cnames: ["db.example.com"] },
      backup_restore: { database_name: "source" },
    },
  });
  const statuses = new Set([database.status]);
  while (!statuses.has("online")) {
    const { database: copy } = await send("databases_get_cluster", [database.id]);
    statuses.add(copy.status);
    await sleep(20);
  }
  assert.deepEqual([...statuses], ["creating", "forking", "online"]);
});

test("garbage collections in every state", options, async () => {
  const statuses = new Set();
  const seen = ({ garbage_collection: { status } }) => statuses.add(status);

  await send("registry_get_garbageCollection", ["example"], { status: 404 });
  const running = await send("registry_run_garbageCollection", ["example"], {
    body: { type: "untagged manifests and unreferenced blobs" },
  });
  seen(running);
  await send("registry_run_garbageCollection", ["example"], { status: 412 });
  for (let answer = running; answer; ) {
    answer = await maybe("registry_get_garbageCollection", ["example"]);
    answer && seen(answer);
    await sleep(20);
  }
  const { garbage_collection } = await send("registry_run_garbageCollection", ["example"]);
  const path = ["example", garbage_collection.uuid];
  await send("registry_update_garbageCollection", path, { body: { cancel: false }, status: 422 });
  seen(await send("registry_update_garbageCollection", path, { body: { cancel: true } }));
  await sleep((20_000 / SPEED) * 2);
  await send("registry_update_garbageCollection", path, { body: { cancel: true }, status: 404 });

  for (const query of ["", "page=1&per_page=2", "page=2&per_page=2"]) {
    const { garbage_collections } = await send("registry_list_garbageCollections", ["example"], { query });
    for (const { status } of garbage_collections) {
      statuses.add(status);
    }
  }
  const declared = component("garbage_collection");
  assert.deepEqual(
    [...statuses].flatMap((status) => problems(declared, { status })),
    [],
    "each is a declared status",
  );
  assert.deepEqual([...statuses].sort(), [
    "cancelled",
    "cancelling",
    "deleting unreferenced blobs",
    "requested",
    "scanning manifests",
    "succeeded",
    "waiting for write JWTs to expire",
  ]);
});

test("a manifest is deleted", options, async () => {
  const path = ["example", "web"];
  const { manifests } = await send("registry_list_repositoryManifests", path);
  await send("registry_delete_repositoryManifest", [...path, manifests[0].digest]);
  await send("registry_delete_repositoryManifest", [...path, manifests[0].digest], { status: 404 });
  await send("registry_delete_repositoryManifest", [...path, "sha256%3Aab"], { status: 400 });
});

test("errors", options, async () => {
  await send("databases_list_clusters", [], { token: "dop_v1_unknown", status: 401 });
  await send("databases_create_cluster", [], { token: READ_TOKEN, body: {}, status: 403 });
  await send("databases_create_cluster", [], { body: {}, status: 422 });
  await send("databases_create_cluster", [], { body: "{", status: 400 });
  await send("databases_create_cluster", [], { body: "x".repeat(3_000_000), status: 413 });
  await send("registry_list_repositoryManifests", ["nobody", "web"], { status: 404 });
  await send("registry_list_repositoryManifests", ["example", "web"], { query: "per_page=201", status: 422 });
  await send("registry_list_garbageCollections", ["first"], { token: SEVERAL_TOKEN, status: 412 });
  for (let count = 0; count < 250; count++) {
    await send("registry_get_options", [], { url: limited.url });
  }
  await send("registry_get_options", [], { url: limited.url, status: 429 });
});

test("every operation of the simulator was answered", options, () => {
  assert.equal(answered.size, 13);
});

test("each known difference still is one", options, () => {
  assert.deepEqual(known.outdated(), []);
});

const names = (clusters) => clusters.map(({ name }) => name);

/** Sends, and judges the answer: its status, which is a success unless it is told, and its body. */
async function send(id, path, { status, ...request } = {}) {
  const answer = await exchange(id, path, request);
  const expected = status === undefined ? answer.status < 300 : answer.status === status;
  assert.ok(expected, `${id} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** The answer, or `undefined` when it is a 404. */
async function maybe(id, path) {
  const { status, body } = await exchange(id, path, {});
  return status === 404 ? undefined : body;
}

async function exchange(id, path, { token = TOKEN, query = "", body, url = simulator.url }) {
  const { method, path: template } = operations.get(id);
  const filled = path.reduce((filled, value) => filled.replace(/\{[^}]+\}/, value), template);
  const response = await fetch(`${url}${filled}${query && "?"}${query}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: typeof body === "object" ? JSON.stringify(body) : body,
  });
  const { status } = response;
  const text = await response.text();

  assert.ok(declares(id, status), `${id} declares ${status}`);
  const schema = answerSchema(id, status);
  if (schema === undefined) {
    assert.equal(text, "", `${id} declares no body with ${status}`);
    answered.add(id);
    return { status, text };
  }
  assert.match(response.headers.get("content-type"), /^application\/json/);
  const parsed = JSON.parse(text);
  assert.deepEqual(known.others(id, problems(schema, parsed)), []);
  if (status < 300) {
    answered.add(id);
  }
  return { status, text, body: parsed };
}
