// The contents of the simulator's clusters: users, databases, pools, topics, schemas, indexes; and where their logs go.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TOKEN } from "../support/simulator.mjs";
import { options } from "./description.mjs";
import { RESPONSES } from "./differences.mjs";
import { READ_TOKEN, Simulation } from "./simulation.mjs";

const simulation = new Simulation([
  ...RESPONSES.contents,
  [/^databases_update_user: .*\/mongo_user_settings.* is never sent$/, "set at creation only, says its own text"],
  [/^databases_reset_auth: \/settings.* is not declared$/, "taken all the same"],
  [/^databases_reset_auth: a body is always sent$/, "one that is left out is written as an empty one"],
]);

const PLACES = {
  pg: { engine: "pg", num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" },
  mysql: { engine: "mysql", num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" },
  mongodb: { engine: "mongodb", num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" },
  kafka: { engine: "kafka", num_nodes: 3, size: "gd-2vcpu-8gb", region: "fra1" },
  opensearch: { engine: "opensearch", num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" },
  valkey: { engine: "valkey", num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" },
};

/** The ids of a cluster of each engine, all online. */
const ids = {};

before(async () => {
  await simulation.start();
  if (!options.skip) {
    for (const [engine, place] of Object.entries(PLACES)) {
      ids[engine] = (await send("create", { name: `a-${engine}`, ...place })).id;
    }
    await simulation.until(
      ({ status }) => status === "online",
      () => send("get", ids.valkey),
    );
  }
});
after(() => simulation.stop());

const send = (name, ...values) => simulation.send(TOKEN, `databases.${name}`, ...values);
const refused = (status, name, ...values) => simulation.refused(TOKEN, status, `databases.${name}`, ...values);

// Settings of users, by engine: those that can be set, and none.
const SETTINGS = {
  pg: [{ pg_allow_replication: true }, {}],
  kafka: [
    { acl: [{ id: "acl128aaaa99239", topic: "customer-events", permission: "produceconsume" }] },
    { acl: [{ topic: "*", permission: "admin" }] },
    {},
  ],
  opensearch: [
    {
      opensearch_acl: [
        { index: "index-abc.*", permission: "write" },
        { index: "*", permission: "deny" },
      ],
    },
    {},
  ],
  mongodb: [{ mongo_user_settings: { databases: ["shop", "old"], role: "readWrite" } }, { mongo_user_settings: {} }],
};

describe("users", options, () => {
  for (const [engine, ways] of Object.entries(SETTINGS)) {
    test(`of ${engine}, with settings`, async () => {
      // The roles of MongoDB's users stay as they were given.
      const isChangeable = engine !== "mongodb";
      for (const [index, settings] of ways.entries()) {
        const path = [ids[engine], `user-${index}`];
        await send("users.create", ids[engine], { name: path[1], settings });
        await send("users.get", ...path);
        await (isChangeable ? send : (...call) => refused(422, ...call))("users.update", ...path, { settings });
        await send("users.resetAuth", ...path, { settings });
        await send("users.resetAuth", ...path);
      }
      await send("users.create", ids[engine], { name: "smallest" });
      await refused(422, "users.create", ids[engine], { name: "smallest" });
      assert.equal((await send("users.list", ids[engine])).length, ways.length + 2);
      await simulation.send(READ_TOKEN, "databases.users.list", ids[engine]);
      await send("users.delete", ids[engine], "smallest");
      await refused(404, "users.get", ids[engine], "smallest");
      await refused(422, "users.delete", ids[engine], "doadmin");
    });
  }

  test("of mysql, with each way to log in", async () => {
    for (const auth_plugin of ["mysql_native_password", "caching_sha2_password"]) {
      const mysql_settings = { auth_plugin };
      await send("users.create", ids.mysql, { name: auth_plugin, mysql_settings });
      const { mysql_settings: reset } = await send("users.resetAuth", ids.mysql, auth_plugin, { mysql_settings });
      assert.deepEqual(reset, mysql_settings);
    }
    await refused(422, "users.create", ids.pg, { name: "foreign", mysql_settings: { auth_plugin: "x" } });
  });

  test("of mongodb, the older way, with a password that is told once", async () => {
    const created = await send("users.create", ids.mongodb, { name: "reader", readonly: true });
    assert.notEqual(created.password, "");
    assert.equal((await send("users.get", ids.mongodb, "reader")).password, "");
    await send("users.create", ids.mongodb, { name: "writer", readonly: false });
  });

  test("of valkey there are none", () => refused(422, "users.list", ids.valkey));
});

test("databases", options, async () => {
  for (const engine of ["pg", "mysql", "mongodb"]) {
    await send("dbs.create", ids[engine], { name: "shop" });
    await refused(422, "dbs.create", ids[engine], { name: "shop" });
    assert.deepEqual(await send("dbs.get", ids[engine], "shop"), { name: "shop" });
    assert.equal((await send("dbs.list", ids[engine])).length, 2);
    await send("dbs.delete", ids[engine], "shop");
    await refused(404, "dbs.get", ids[engine], "shop");
  }
  await refused(422, "dbs.list", ids.kafka);
});

test("connection pools, of a user and of whoever comes", options, async () => {
  const least = { mode: "session", size: 1, db: "defaultdb" };
  await send("pools.create", ids.pg, { ...least, name: "of-admin", mode: "transaction", user: "doadmin" });
  await send("pools.create", ids.pg, { ...least, name: "of-anyone" });
  await refused(422, "pools.create", ids.pg, { ...least, name: "of-anyone" });
  await simulation.send(READ_TOKEN, "databases.pools.list", ids.pg);
  assert.equal((await send("pools.list", ids.pg)).length, 2);
  await send("pools.update", ids.pg, "of-admin", { ...least, mode: "statement", user: "doadmin" });
  await send("pools.update", ids.pg, "of-anyone", least);
  for (const name of ["of-admin", "of-anyone"]) {
    await send("pools.get", ids.pg, name);
    await send("pools.delete", ids.pg, name);
    await refused(404, "pools.get", ids.pg, name);
  }
  const standby = (await send("list")).find(({ name }) => name === "backend");
  assert.ok("standby_connection" in (await send("pools.get", standby.id, "backend-pool")));
  await refused(422, "pools.list", ids.mysql);
});

const TOPIC_CONFIG = {
  cleanup_policy: "compact_delete",
  compression_type: "zstd",
  delete_retention_ms: 1,
  file_delete_delay_ms: 1,
  flush_messages: 9223372036854775807n,
  flush_ms: 9007199254740993n,
  index_interval_bytes: 1,
  max_compaction_lag_ms: 9223372036854775807n,
  max_message_bytes: 1,
  message_down_conversion_enable: false,
  message_format_version: "3.3-IV3",
  message_timestamp_difference_max_ms: 1,
  message_timestamp_type: "log_append_time",
  min_cleanable_dirty_ratio: 0.25,
  min_compaction_lag_ms: 1,
  min_insync_replicas: 2,
  preallocate: true,
  retention_bytes: -1,
  retention_ms: -1,
  segment_bytes: 14,
  segment_index_bytes: 1,
  segment_jitter_ms: 1,
  segment_ms: 1,
};

test("topics, whose integers stay exact", options, async () => {
  const full = { name: "full", partition_count: 6, replication_factor: 3, config: TOPIC_CONFIG };
  await send("topics.create", ids.kafka, full);
  await send("topics.create", ids.kafka, { name: "smallest" });
  await refused(422, "topics.create", ids.kafka, full);
  await simulation.until(
    (topics) => topics.every(({ state }) => state === "active"),
    () => send("topics.list", ids.kafka),
  );
  const { config } = await send("topics.get", ids.kafka, "full");
  assert.deepEqual(config, TOPIC_CONFIG);
  assert.deepEqual((await send("topics.update", ids.kafka, "smallest", { config })).config, TOPIC_CONFIG);
  await send("topics.update", ids.kafka, "smallest", { partition_count: 9, replication_factor: 3 });
  await send("topics.update", ids.kafka, "smallest", {});
  await refused(422, "topics.update", ids.kafka, "smallest", { partition_count: 3 });
  await send("topics.delete", ids.kafka, "smallest");
  await refused(404, "topics.get", ids.kafka, "smallest");

  const seeded = (await send("list")).find(({ name }) => name === "events");
  for (const { name } of await send("topics.list", seeded.id)) {
    await send("topics.get", seeded.id, name);
  }
  await refused(422, "topics.list", ids.pg);
});

test("schemas, their versions and how compatible they must be", options, async () => {
  for (const [schema_type, schema] of [
    ["AVRO", '{"type":"string"}'],
    ["JSON", "{}"],
    ["PROTOBUF", "syntax = 'proto3';"],
  ]) {
    const subject_name = `${schema_type}/value`;
    await send("schemas.create", ids.kafka, { subject_name, schema_type, schema });
    await send("schemas.create", ids.kafka, { subject_name, schema_type, schema });
    assert.equal((await send("schemas.get", ids.kafka, subject_name)).version, "2");
    assert.equal((await send("schemas.getVersion", ids.kafka, subject_name, "1")).version, "1");
    await refused(404, "schemas.getVersion", ids.kafka, subject_name, "3");
    await send("schemas.config.getSubject", ids.kafka, subject_name);
    await send("schemas.config.updateSubject", ids.kafka, subject_name, { compatibility_level: "NONE" });
    const own = await send("schemas.config.getSubject", ids.kafka, subject_name);
    assert.equal(own.compatibility_level, "NONE");
  }
  assert.equal((await send("schemas.list", ids.kafka)).length, 3);
  await send("schemas.config.get", ids.kafka);
  const level = { compatibility_level: "FULL_TRANSITIVE" };
  assert.deepEqual(await send("schemas.config.update", ids.kafka, level), level);
  await send("schemas.delete", ids.kafka, "AVRO/value");
  await refused(404, "schemas.get", ids.kafka, "AVRO/value");
  await refused(422, "schemas.list", ids.pg);
});

test("indexes", options, async () => {
  const [{ index_name }, ...others] = await send("indexes.list", ids.opensearch);
  await send("indexes.delete", ids.opensearch, index_name);
  await refused(404, "indexes.delete", ids.opensearch, index_name);
  assert.deepEqual(await send("indexes.list", ids.opensearch), others);
  await refused(422, "indexes.list", ids.pg);
});

// Sinks that logs are forwarded to: the kind, the engine that knows it, its smallest and its full configuration.
const RSYSLOG = { server: "logs.example.com", port: 514, tls: false, format: "rfc5424" };
const SEARCH = { url: "https://user:secret@192.0.2.1:25060", index_prefix: "logs" };
const DATADOG = { site: "datadoghq.com", datadog_api_key: "secret" };
const SINKS = [
  ["rsyslog", "pg", RSYSLOG, { ...RSYSLOG, format: "custom", logline: "%msg%", sd: "a", ca: "b", key: "c", cert: "d" }],
  ["elasticsearch", "mysql", SEARCH, { ...SEARCH, index_days_max: 5, timeout: 12.5, ca: "b" }],
  ["opensearch", "kafka", SEARCH, { ...SEARCH, index_days_max: 10000, timeout: 120, ca: "b" }],
  ["datadog", "mongodb", DATADOG, DATADOG],
];

for (const [sink_type, engine, smallest, full] of SINKS) {
  test(`logs that are forwarded to ${sink_type}`, options, async () => {
    const id = ids[engine];
    const { sink_id } = await send("logsinks.create", id, { sink_name: "full", sink_type, config: full });
    await send("logsinks.create", id, { sink_name: "smallest", sink_type, config: smallest });
    await refused(422, "logsinks.create", id, { sink_name: "full", sink_type, config: full });
    await simulation.send(READ_TOKEN, "databases.logsinks.list", id);
    assert.equal((await send("logsinks.list", id)).length, 2);
    for (const config of [smallest, full]) {
      await send("logsinks.update", id, sink_id, { config });
      assert.equal((await send("logsinks.get", id, sink_id)).sink_type, sink_type);
    }
    await send("logsinks.delete", id, sink_id);
    await refused(404, "logsinks.get", id, sink_id);
  });
}

test("every operation was called with all it takes and with the least", options, () => {
  assert.deepEqual(simulation.leftOut("contents"), []);
});

test("each known difference still is one", options, () => {
  assert.deepEqual(simulation.outdated(), []);
});
