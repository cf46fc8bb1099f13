// Steps with clusters and all that is in them.
import assert from "node:assert/strict";
import { operations } from "./client.mjs";
import { randomly } from "./generate.mjs";
import { body as bodyOf } from "./requests.mjs";

const NETWORK = "d455e75d-4858-4eec-8c95-da2f0a5f93a7";
const SQL = ["pg", "mysql", "mongodb", "advanced_pg", "advanced_mysql"];
const LEVELS = ["NONE", "BACKWARD", "FULL", "FORWARD_TRANSITIVE"];
const MOST_CLUSTERS = 10;

/** The kinds of things in a cluster: how they are created, read and deleted, and the engines that have them. */
const KINDS = {
  users: {
    engines: [...SQL.slice(0, 3), "kafka", "opensearch"],
    key: "users",
    create: (model, { engine }) => ({
      name: model.name("user"),
      ...(engine === "mongodb" && { readonly: model.chance(0.5) }),
    }),
    extra: (model, cluster, name) => [
      ["resetAuth", [name], model.chance(0.5) ? undefined : {}],
      ["update", [name], { settings: settings(model, cluster) }],
    ],
  },
  dbs: { engines: SQL, key: "dbs", create: (model) => ({ name: model.name("db") }), extra: () => [] },
  pools: {
    engines: ["pg"],
    key: "pools",
    create: (model, cluster) => ({ name: model.name("pool"), ...pool(model, cluster) }),
    extra: (model, cluster, name) => [["update", [name], pool(model, cluster)]],
  },
  topics: {
    engines: ["kafka"],
    key: "topics",
    create: (model) => ({
      name: model.name("topic"),
      ...(model.chance(0.5) && { partition_count: 3, replication_factor: 2 }),
    }),
    extra: (model, _, name) => [
      ["update", [name], { partition_count: 3 + model.int(9), config: { retention_ms: -1 } }],
    ],
  },
  schemas: {
    engines: ["kafka"],
    key: "subjects",
    named: ({ subject_name }) => subject_name,
    /** Creating one again adds a version. */
    isMany: true,
    create: (model) => ({
      subject_name: model.name("some/subject"),
      schema_type: model.pick(["AVRO", "JSON"]),
      schema: '{"type":"string"}',
    }),
    extra: (model, _, name) => [
      ["getVersion", [name, "1"]],
      ["config.getSubject", [name]],
      ["config.updateSubject", [name], { compatibility_level: model.pick(LEVELS) }],
    ],
  },
  logsinks: {
    engines: [...SQL.slice(0, 3), "kafka", "opensearch", "valkey"],
    key: "sinks",
    named: ({ sink_id }) => sink_id,
    create: (model, { engine }) => ({ sink_name: model.name("sink"), ...sink(engine) }),
    extra: (_, { engine }, id) => [["update", [id], { config: sink(engine).config }]],
  },
  replicas: {
    engines: ["pg", "mysql"],
    key: "replicas",
    create: (model, { size }) => ({
      name: model.name("replica"),
      size,
      ...(model.chance(0.5) && { tags: ["copies"] }),
    }),
    extra: () => [],
  },
  indexes: { engines: ["opensearch"], key: "indexes", named: ({ index_name }) => index_name, extra: () => [] },
};

/** Calls about a cluster as a whole, with the engines that have them and a body. */
const SETTINGS = [
  ["autoscale.get"],
  [
    "autoscale.update",
    undefined,
    (model) => ({ storage: { enabled: model.chance(0.5), threshold_percent: 80, increment_gib: 10 } }),
  ],
  ["backups.list", ["pg", "mysql", "mongodb"]],
  ["ca.get"],
  ["config.get"],
  ["events.list"],
  ["evictionPolicy.get", ["valkey"]],
  ["evictionPolicy.update", ["valkey"], (model) => ({ eviction_policy: model.pick(["noeviction", "allkeys_lru"]) })],
  ["firewall.list"],
  [
    "firewall.update",
    undefined,
    (model) => ({ rules: model.chance(0.3) ? [] : [{ type: "ip_addr", value: "192.0.2.1" }] }),
  ],
  ["indexes.list", ["opensearch"]],
  ["maintenance.update", undefined, (model) => ({ day: model.pick(["monday", "sunday"]), hour: "14:00" })],
  ["onlineMigration.get", ["pg", "mysql", "valkey"]],
  [
    "onlineMigration.start",
    ["pg", "mysql"],
    (model) => ({
      source: {
        host: model.pick(["a.example.com", "b.invalid"]),
        port: 3306,
        dbname: "a",
        username: "b",
        password: "c",
      },
    }),
  ],
  ["schemas.config.get", ["kafka"]],
  ["schemas.config.update", ["kafka"], (model) => ({ compatibility_level: model.pick(LEVELS) })],
  ["settings.get"],
  [
    "settings.update",
    undefined,
    (model) => ({ do_settings: { service_cnames: model.chance(0.5) ? [] : ["a.example.com"] } }),
  ],
  ["sqlMode.get", ["mysql"]],
  ["sqlMode.update", ["mysql"], (model) => ({ sql_mode: model.pick(["ANSI", "ANSI,TRADITIONAL"]) })],
  ["installUpdate"],
];

function settings(model, { engine }) {
  if (engine === "kafka") return { acl: [{ topic: "*", permission: "admin" }] };
  if (engine === "opensearch") return { opensearch_acl: [{ index: "*", permission: "deny" }] };
  return engine === "pg" ? { pg_allow_replication: model.chance(0.5) } : {};
}

function pool(model, { dbs, users }) {
  const user = model.chance(0.5) ? model.pick(users ?? []) : undefined;
  return { mode: "session", size: 1 + model.int(3), db: model.pick(dbs ?? []) ?? "defaultdb", ...(user && { user }) };
}

function sink(engine) {
  return engine === "mongodb"
    ? { sink_type: "datadog", config: { site: "datadoghq.com", datadog_api_key: "secret" } }
    : { sink_type: "rsyslog", config: { server: "logs.example.com", port: 514, tls: false, format: "rfc5424" } };
}

/** A cluster, mostly one of these engines. */
function clusterOf(model, engines) {
  const fitting = [...model.clusters.values()].filter(({ engine }) => engines?.includes(engine));
  return model.pick(fitting.length > 0 && model.chance(0.95) ? fitting : [...model.clusters.values()]);
}

const nameIn = (kind) => KINDS[kind].named ?? (({ name }) => name);

/** Takes a cluster that the model did not make into it. The things in it are listed when they are needed. */
function discover(model, { id, name, engine, size, version }) {
  const cluster = { id, name, engine, size, version };
  model.clusters.set(id, cluster);
  return cluster;
}

/** The names of the things of a kind in a cluster; undefined if they cannot be listed now. */
async function namesIn(model, { id }, kind) {
  const { isOk, content } = await model.send(`databases.${kind}.list`, [id]);
  return isOk ? (content[KINDS[kind].key] ?? []).map(nameIn(kind)) : undefined;
}

/** Reads the clusters into the model: those that are there from the start. */
export async function discoverClusters(model) {
  const { databases } = await model.must(200, "databases.list");
  for (const cluster of databases) discover(model, cluster);
}

/** A cluster that mostly is one of these engines. Without one, makes one. */
async function clusterWith(model, engines) {
  const found = clusterOf(model, engines);
  if (engines && !engines.includes(found?.engine) && model.chance(0.9)) await createCluster(model, engines);
  return clusterOf(model, engines);
}

async function createCluster(model, engines) {
  if (model.clusters.size >= MOST_CLUSTERS) return deleteCluster(model);
  model.offers ??= (await model.must(200, "databases.options")).options;
  // Redis is on offer, and can no longer be created.
  const offered = Object.keys(model.offers).filter((engine) => engine !== "redis" || model.chance(0.1));
  const engine = model.pick(engines ?? offered);
  const { layouts, regions, versions } = model.offers[engine];
  const { num_nodes, sizes } = model.pick(layouts);
  const source = model.chance(0.1) ? clusterOf(model, [engine]) : undefined;
  const body = {
    name: model.name("cluster", 40),
    engine,
    num_nodes,
    size: model.pick(sizes),
    region: model.pick(regions),
    ...(model.chance(0.7) && { version: model.pick(versions) }),
    ...(model.chance(0.3) && { tags: ["model"] }),
    ...(model.chance(0.2) && { private_network_uuid: NETWORK }),
    ...(source && { backup_restore: { database_name: source.name } }),
  };
  const { isOk, content } = await model.send("databases.create", [], { body });
  const isTaken = [...model.clusters.values()].some(
    ({ name, replicas }) => name === body.name || replicas?.has(body.name),
  );
  assert.ok(!(isOk && isTaken), `${body.name} was taken`);
  if (isOk) discover(model, content.database);
}

async function deleteCluster(model) {
  const cluster = clusterOf(model);
  if (!cluster || model.clusters.size < 3) return;
  const { id } = cluster;
  await model.must(204, "databases.delete", [id]);
  model.clusters.delete(id);
  await model.gone("databases.get", [id]);
  await model.must(404, `databases.${model.pick(Object.keys(KINDS))}.list`, [id]);
}

async function listClusters(model) {
  const tag_name = model.chance(0.3) ? "model" : undefined;
  const { databases } = await model.must(200, "databases.list", [], { query: tag_name && { tag_name } });
  if (tag_name) assert.ok(databases.every(({ tags }) => tags.includes(tag_name)));
  else assert.deepEqual(databases.map(({ id }) => id).sort(), [...model.clusters.keys()].sort());
}

async function changeCluster(model) {
  const cluster = clusterOf(model);
  if (!cluster) return;
  const { id, engine, version } = cluster;
  model.offers ??= (await model.must(200, "databases.options")).options;
  const { layouts, regions, versions } = model.offers[engine];
  const { num_nodes, sizes } = model.pick(layouts);
  const [call, body] = model.pick([
    ["resize", { size: model.pick(sizes), num_nodes }],
    ["migrate", { region: model.pick(regions) }],
    ...(version !== versions.at(-1) || model.chance(0.1) ? [["upgrade", { version: versions.at(-1) }]] : []),
  ]);
  await model.send(`databases.${call}`, [id], { body });
  const { database } = await model.must(200, "databases.get", [id]);
  Object.assign(cluster, { size: database.size, version: database.version });
}

/** Creates, reads, changes or deletes a thing in a cluster. */
async function thing(model) {
  const kind = model.pick(Object.keys(KINDS));
  const { engines, create } = KINDS[kind];
  const cluster = await clusterWith(model, engines);
  if (!cluster) return;
  if (cluster[kind] === undefined) {
    const names = await namesIn(model, cluster, kind);
    if (names === undefined) return;
    cluster[kind] = new Set(names);
  }
  const step = model.pick([...(create ? [createThing] : []), listThings, readThing, changeThing, deleteThing]);
  await step(model, cluster, kind);
}

async function createThing(model, cluster, kind) {
  const { create, isMany } = KINDS[kind];
  const things = cluster[kind];
  const body = create(model, cluster);
  const { isOk, content, request } = await model.send(`databases.${kind}.create`, [cluster.id], { body });
  if (!isOk) return;
  const created = nameIn(kind)(kind === "schemas" ? body : (Object.values(content)[0] ?? body));
  assert.ok(isMany || !things.has(created), request());
  things.add(created);
  if (kind === "pools") assert.ok(cluster.dbs?.has(body.db) ?? true, request());
  if (kind === "topics") {
    // A new one is listed, but not found under its name.
    await model.must(404, "databases.topics.get", [cluster.id, created]);
    await model.advance("5s");
  }
}

async function listThings(model, cluster, kind) {
  const names = await namesIn(model, cluster, kind);
  if (names) assert.deepEqual(names.sort(), [...cluster[kind]].sort(), `${model.steps}: ${kind} of ${cluster.id}`);
}

async function readThing(model, cluster, kind) {
  const name = model.pick(cluster[kind]);
  if (kind === "indexes" || name === undefined) return;
  const { isOk, status, request } = await model.send(`databases.${kind}.get`, [cluster.id, name]);
  assert.ok(isOk || status === 412, request());
}

async function changeThing(model, cluster, kind) {
  const name = model.pick(cluster[kind]);
  const change = name === undefined ? undefined : model.pick(KINDS[kind].extra(model, cluster, name));
  if (kind === "replicas" && name !== undefined) return promote(model, cluster, name);
  if (change === undefined) return;
  const [call, path, body] = change;
  const { status, request } = await model.send(`databases.${kind}.${call}`, [cluster.id, ...path], { body });
  assert.notEqual(status, 404, request());
}

async function promote(model, cluster, name) {
  const { isOk } = await model.send("databases.replicas.promote", [cluster.id, name]);
  if (!isOk) return;
  cluster.replicas.delete(name);
  await model.gone("databases.replicas.get", [cluster.id, name], () => cluster.replicas.has(name));
  const { databases } = await model.must(200, "databases.list");
  const promoted = databases.find((database) => !model.clusters.has(database.id));
  assert.equal(promoted.name, name);
  discover(model, promoted);
}

async function deleteThing(model, cluster, kind) {
  const things = cluster[kind];
  const name = model.pick(things);
  if (name === undefined) return;
  const { isOk, status, request } = await model.send(`databases.${kind}.delete`, [cluster.id, name]);
  if (!isOk) return assert.notEqual(status, 404, request());
  things.delete(name);
  const isBack = () => things.has(name);
  await model.gone(`databases.${kind}.${kind === "indexes" ? "delete" : "get"}`, [cluster.id, name], isBack);
}

async function setting(model) {
  const [call, engines, body] = model.pick(SETTINGS);
  const cluster = await clusterWith(model, engines);
  if (!cluster) return;
  const { isOk, content, request } = await model.send(`databases.${call}`, [cluster.id], { body: body?.(model) });
  if (call === "events.list") assert.ok(content.events.length > 0, request());
  const migration = content?.id;
  if (isOk && call === "onlineMigration.start" && model.chance(0.5)) {
    await model.advance(model.pick([0, "1m", "1h"]));
    await model.send("databases.onlineMigration.stop", [cluster.id, migration]);
  }
}

async function configure(model) {
  const cluster = clusterOf(model);
  if (!cluster) return;
  const { isOk, content } = await model.send("databases.config.get", [cluster.id]);
  if (!isOk || Array.isArray(content.config)) return;
  const chosen = Object.entries(content.config).filter(([, value]) => isExact(value) && model.chance(0.2));
  const body = { config: Object.fromEntries(chosen) };
  await model.must(200, "databases.config.update", [cluster.id], { body });
  const { config } = await model.must(200, "databases.config.get", [cluster.id]);
  assert.deepEqual(config, content.config);
}

/** Whether JSON keeps it to the digit. */
const isExact = (value) => typeof value !== "number" || Number.isSafeInteger(value) || !Number.isInteger(value);

async function metricsCredentials(model) {
  const credentials = { basic_auth_username: model.name("reader"), basic_auth_password: "secret" };
  await model.must(204, "databases.metricsCredentials.update", [], { body: { credentials } });
  await model.must(200, "databases.metricsCredentials.get");
}

const writers = new Map();

/** Sends a random body that the schema of an operation allows to a cluster that is there: taken or refused, but valid. */
async function anything(model) {
  const { id, call, path } = model.pick(
    operations.filter(({ id, call }) => call.startsWith("databases.") && bodyOf(id)),
  );
  if (call === "databases.create" || call.endsWith(".create")) return;
  if (!writers.has(id)) writers.set(id, randomly(bodyOf(id), id));
  const cluster = clusterOf(model);
  if (!cluster) return;
  const values = [cluster.id, "nothing-1", "1"].slice(0, path.match(/\{/g)?.length ?? 0);
  await model.send(call, values, { body: writers.get(id)() });
  cluster.size = (await model.must(200, "databases.get", [cluster.id])).database.size;
}

/** The steps, and how often each is taken. */
export const CLUSTER_STEPS = [
  [2, (model) => createCluster(model)],
  [1, deleteCluster],
  [2, listClusters],
  [4, changeCluster],
  [40, thing],
  [14, setting],
  [2, configure],
  [1, metricsCredentials],
  [4, anything],
];
