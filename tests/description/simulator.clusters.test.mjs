// The simulator's clusters, how they are set and what surrounds them, against the description.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TOKEN } from "../support/simulator.mjs";
import { component, options, problems } from "./description.mjs";
import { RESPONSES } from "./differences.mjs";
import { READ_TOKEN, SEVERAL_TOKEN, Simulation } from "./simulation.mjs";

const simulation = new Simulation([
  ...RESPONSES.clusters,
  [/^databases_patch_config: \/config\/redis_\w+ is never sent$/, "closed to new clusters"],
  [/^databases_patch_config: \/config\/(pg|mysql)_parameters is not declared$/, "of the advanced engines"],
  [/^databases_patch_config: \/config is always sent$/, "nothing to do without it"],
  [/^databases_update_region: \/private_network_uuid is not declared$/, "taken all the same"],
  [/^databases_update_firewall_rules: \/rules(\/#\/\w+)? is always sent$/, "nothing to do without it"],
  [/^databases_update_major_version: \/version is always sent$/, "nothing to do without it"],
  [/^databases_update_onlineMigration: \/source\/(host|port) is always sent$/, "nothing to do without it"],
  [/^databases_update_cluster_metrics_credentials: \/credentials.* is always sent$/, "nothing to do without it"],
]);

// Names of the configurations of engines in the description; it has none for the advanced engines.
const CONFIGS = {
  kafka: "kafka_advanced_config",
  mongodb: "mongo_advanced_config",
  mysql: "mysql_advanced_config",
  opensearch: "opensearch_advanced_config",
  pg: "postgres_advanced_config",
  valkey: "valkey_advanced_config",
};

const NETWORK = "d455e75d-4858-4eec-8c95-da2f0a5f93a7";
const PROJECT = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30";

/** The clusters there are at the start, by name. */
let seeded;

// One that no other test has changed.
const fresh = simulation.another();

before(async () => {
  await Promise.all([simulation.start(), fresh.start()]);
  if (!options.skip) {
    seeded = new Map((await send("list")).map((cluster) => [cluster.name, cluster]));
  }
});
after(() => Promise.all([simulation.stop(), fresh.stop()]));

const send = (name, ...values) => simulation.send(TOKEN, `databases.${name}`, ...values);
const refused = (status, name, ...values) => simulation.refused(TOKEN, status, `databases.${name}`, ...values);

/** Waits until a cluster is online. */
function online(id) {
  return simulation.until(isOnline, () => send("get", id));
}

const isOnline = ({ status }) => status === "online";

/** A value with its bigints as numbers, which is how the description's bounds were read. */
function rounded(value) {
  return JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)));
}

const grown = (enabled) => ({ storage: { enabled, threshold_percent: 90, increment_gib: 20 } });

async function firewall(id, rules) {
  await send("firewall.update", id, { rules });
  return send("firewall.list", id);
}

describe("clusters", options, () => {
  test("lists, options and who may see what", async () => {
    assert.deepEqual([...seeded.keys()], ["backend", "orders", "events", "sessions"]);
    assert.equal((await send("list", { tag_name: "production" })).length, 2);
    assert.deepEqual(await send("list", { tag_name: "nothing" }), []);
    assert.deepEqual(await simulation.send(SEVERAL_TOKEN, "databases.list"), []);
    await simulation.send(READ_TOKEN, "databases.list");
    await simulation.send(READ_TOKEN, "databases.options");
    await simulation.refused(READ_TOKEN, 403, "databases.delete", "nothing");
    await simulation.refused("dop_v1_unknown", 401, "databases.list");
    await refused(404, "get", PROJECT);
  });

  test("clusters of every engine and layout, from their creation to their end", async () => {
    const { options: offers } = await send("options");
    const { redis, ...open } = offers;
    const [size] = redis.layouts[0].sizes;
    await refused(422, "create", { name: "cache", engine: "redis", num_nodes: 1, size, region: redis.regions[0] });

    const created = Object.entries(open).flatMap(([engine, { regions, layouts }]) =>
      layouts.map(async ({ num_nodes, sizes }) => {
        const name = `${engine.replace("_", "-")}-${num_nodes}`;
        const cluster = await send("create", { name, engine, num_nodes, size: sizes[0], region: regions[0] });
        assert.equal(cluster.status, "creating");
        return cluster;
      }),
    );
    const clusters = await Promise.all(created);
    assert.deepEqual([...new Set(clusters.map(({ engine }) => engine))].sort(), Object.keys(open).sort());
    await simulation.send(READ_TOKEN, "databases.list");

    for (const { id, engine } of clusters) {
      await online(id);
      await simulation.send(READ_TOKEN, "databases.get", id);
      const config = await send("config.get", id);
      if (engine in CONFIGS) {
        assert.deepEqual(problems(component(CONFIGS[engine]), rounded(config)), [], engine);
        await send("config.update", id, { config });
        assert.deepEqual(await send("config.get", id), config);
        await send("config.update", id, { config: {} });
      }
      await refused(422, "config.update", id, { config: { no_such_setting: 1 } });
      await send("delete", id);
      await refused(404, "get", id);
      await refused(404, "delete", id);
    }
  });

  test("configurations of the advanced engines, changed where practice has them", async () => {
    for (const [engine, under, name, value] of [
      ["advanced_pg", "pg_parameters", "work_mem", "8MB"],
      ["advanced_mysql", "mysql_parameters", "wait_timeout", "600"],
    ]) {
      const place = { engine, num_nodes: 1, size: "db-s-2vcpu-4gb", region: "fra1" };
      const { id } = await send("create", { name: name.replace("_", "-"), ...place });
      await online(id);
      await send("config.update", id, { config: { [under]: { [name]: value } } });
      const config = await send("config.get", id);
      assert.equal(config.find((setting) => setting.name === name).value, value);
    }
  });

  test("a cluster with everything, from a backup", async () => {
    const place = { engine: "pg", version: "17", num_nodes: 2, size: "db-s-2vcpu-4gb", region: "fra1" };
    const types = ["droplet", "k8s", "ip_addr", "tag", "app"];
    const { id } = await send("create", {
      ...place,
      name: "copy",
      private_network_uuid: NETWORK,
      project_id: PROJECT,
      tags: ["copies"],
      rules: types.map((type) => ({ uuid: NETWORK, type, value: "1", description: type })),
      storage_size_mib: 102400,
      autoscale: { storage: { enabled: true, threshold_percent: 80, increment_gib: 10 } },
      do_settings: { service_cnames: ["db.example.com"] },
      backup_restore: { database_name: "backend", backup_created_at: "2026-01-31T19:25:22Z" },
    });
    await online(id);
    await send("create", { ...place, name: "no-tags", tags: null });
    await refused(404, "create", { ...place, name: "from-nothing", backup_restore: { database_name: "nothing" } });
    await refused(422, "create", { ...place, name: "copy" });
  });

  test("a cluster is moved, resized, upgraded and updated", async () => {
    const place = { engine: "pg", version: "16", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };
    const [{ id }, other] = await Promise.all([
      send("create", { name: "moving", ...place }),
      send("create", { name: "growing", ...place }),
    ]);
    await Promise.all([online(id), online(other.id)]);

    await send("installUpdate", id);
    await send("upgrade", id, { version: "17" });
    await refused(422, "upgrade", id, { version: "17" });
    await send("migrate", id, { region: "lon1", private_network_uuid: NETWORK });
    await send("migrate", other.id, { region: "lon1" });
    await online(id);
    assert.equal((await send("get", id)).region, "lon1");
    await online(other.id);

    await send("resize", id, { size: "db-s-2vcpu-4gb", num_nodes: 2, storage_size_mib: 102400 });
    await send("resize", other.id, { size: "db-s-1vcpu-2gb", num_nodes: 1 });
    await online(id);
    const { size, num_nodes, storage_size_mib } = await send("get", id);
    assert.deepEqual([size, num_nodes, storage_size_mib], ["db-s-2vcpu-4gb", 2, 102400]);

    const events = await send("events.list", id);
    assert.deepEqual(
      events.map(({ event_type }) => event_type),
      ["cluster_create", "cluster_maintenance_perform", ...Array.from({ length: 3 }, () => "cluster_update")],
    );
  });

  test("firewall, settings, maintenance, growth and certificate", async () => {
    const { id } = seeded.get("backend");
    const [rule] = await firewall(id, [{ type: "ip_addr", value: "192.0.2.1" }]);
    const described = { ...rule, description: "office" };
    assert.deepEqual(await firewall(id, [described]), [described]);
    assert.deepEqual(await firewall(id, []), []);
    await refused(422, "firewall.update", id, { rules: [{ type: "ip_addr", value: "::1" }] });

    for (const service_cnames of [["a.example.com", "b.example.com"], []]) {
      await send("settings.update", id, { do_settings: { service_cnames } });
      await send("settings.get", id);
    }
    await send("settings.update", id, { do_settings: {} });
    await send("settings.get", seeded.get("orders").id);

    await send("maintenance.update", id, { day: "sunday", hour: "14:30" });
    assert.equal((await send("get", id)).maintenance_window.hour, "14:30:00");
    await refused(422, "maintenance.update", id, { day: "sunday", hour: "25:00" });

    await send("autoscale.get", id);
    for (const body of [{}, { storage: { enabled: true } }, grown(true), grown(false)]) {
      await send("autoscale.update", id, body);
      await send("autoscale.get", id);
    }
    await refused(422, "autoscale.update", id, { storage: { enabled: true, threshold_percent: 1 } });
  });

  test("how a cluster grows comes without the key it is under", async () => {
    const { id } = seeded.get("orders");
    await send("autoscale.update", id, grown(true));
    assert.deepEqual(await send("autoscale.get", id), grown(true));
  });

  test("settings that one engine has", async () => {
    const [mysql, valkey, pg] = ["orders", "sessions", "backend"].map((name) => seeded.get(name).id);
    await send("sqlMode.get", mysql);
    for (const sql_mode of ["ANSI,TRADITIONAL", ""]) {
      await send("sqlMode.update", mysql, { sql_mode });
      assert.deepEqual(await send("sqlMode.get", mysql), { sql_mode });
    }
    await refused(404, "sqlMode.get", pg);
    await online(valkey);
    for (const eviction_policy of ["allkeys_lru", "noeviction"]) {
      await send("evictionPolicy.update", valkey, { eviction_policy });
      assert.deepEqual(await send("evictionPolicy.get", valkey), { eviction_policy });
    }
    await refused(404, "evictionPolicy.get", pg);
    await refused(422, "sqlMode.update", mysql, { sql_mode: "lower" });
  });

  test("backups, of each kind of engine", async () => {
    for (const name of ["backend", "orders"]) {
      assert.equal((await send("backups.list", seeded.get(name).id)).length, 7);
    }
    await refused(422, "backups.list", seeded.get("events").id);
  });

  test("replicas, from their creation to clusters of their own", async () => {
    const { id, size } = seeded.get("backend");
    assert.deepEqual(
      (await send("replicas.list", id)).map(({ name }) => name),
      ["backend-read"],
    );
    const full = {
      name: "read-full",
      region: "nyc3",
      size,
      tags: ["copies"],
      private_network_uuid: NETWORK,
      storage_size_mib: 102400,
      do_settings: { service_cnames: ["read.example.com"] },
    };
    const { status } = await send("replicas.create", id, full);
    // Live: only the answer to the create says so.
    assert.equal(status, "forking");
    await send("replicas.create", id, { name: "read-small", size });
    await refused(422, "replicas.create", id, full);
    await simulation.until(isOnline, () => send("replicas.get", id, "read-full"));
    await send("replicas.promote", id, "read-full");
    await refused(404, "replicas.get", id, "read-full");
    assert.ok((await send("list")).some(({ name }) => name === "read-full"));
    await send("replicas.delete", id, "read-small");
    await simulation.send(READ_TOKEN, "databases.replicas.list", id);
    await refused(404, "replicas.delete", id, "read-small");
    await refused(422, "replicas.list", seeded.get("events").id);
  });

  test("online migrations, until they are done or fail", async () => {
    const { id } = seeded.get("orders");
    const source = { host: "source.example.com", port: 3306 };
    const until = (end) =>
      simulation.until(
        ({ status }) => status === end,
        () => send("onlineMigration.get", id),
      );
    await refused(404, "onlineMigration.get", id);
    await send("onlineMigration.start", id, {
      source: { ...source, dbname: "shop", username: "root", password: "secret" },
      disable_ssl: true,
      ignore_dbs: ["old", "older"],
    });
    await until("done");
    await send("onlineMigration.start", id, { source: { ...source, host: "nowhere.invalid" } });
    await until("error");
    await refused(422, "onlineMigration.get", seeded.get("events").id);
  });

  test("clusters in the middle of something, which all else has to wait for", async () => {
    const send = (name, ...values) => fresh.send(TOKEN, `databases.${name}`, ...values);
    const refused = (name, ...values) => fresh.refused(TOKEN, 412, `databases.${name}`, ...values);
    const [backend, orders] = await send("list");

    const { name, engine, num_nodes, size, region } = backend;
    const backup = { name: "copy", engine, num_nodes, size, region, backup_restore: { database_name: name } };
    const copy = await send("create", backup);
    assert.equal(copy.status, "creating");

    const place = { engine: "pg", version: "16", num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" };
    const { id } = await send("create", { name: "created", ...place });
    await refused("config.get", id);
    await refused("config.update", id, { config: {} });
    await refused("migrate", id, { region: "lon1" });
    await refused("upgrade", id, { version: "17" });
    await refused("installUpdate", id);
    await refused("replicas.create", id, { name: "read", size: place.size });

    const source = { host: "source.example.com", port: 3306 };
    const migration = await send("onlineMigration.start", orders.id, { source });
    assert.equal(migration.status, "running");
    await refused("onlineMigration.start", orders.id, { source });

    await send("replicas.create", orders.id, { name: "read", size: orders.size });
    await refused("replicas.promote", orders.id, "read");

    await send("migrate", orders.id, { region: "lon1" });
    assert.equal((await send("get", orders.id)).status, "migrating");
    await refused("installUpdate", orders.id);

    await send("resize", backend.id, { size: "db-s-4vcpu-8gb", num_nodes: 2 });
    assert.equal((await send("get", backend.id)).status, "resizing");
    await refused("resize", backend.id, { size, num_nodes });

    const until = (end, ...values) =>
      fresh.until(
        ({ status }) => status === end,
        () => send(...values),
      );
    await until("forking", "get", copy.id);
    await refused("config.get", copy.id);
    await until("syncing", "onlineMigration.get", orders.id);
    await send("onlineMigration.stop", orders.id, migration.id);
    assert.equal((await send("onlineMigration.get", orders.id)).status, "canceled");
    await fresh.refused(TOKEN, 404, "databases.onlineMigration.stop", orders.id, migration.id);
  });

  test("what metrics are read with", async () => {
    const credentials = { basic_auth_username: "reader", basic_auth_password: "secret" };
    await send("metricsCredentials.update", { credentials });
    assert.deepEqual(await send("metricsCredentials.get"), credentials);
    await simulation.refused(READ_TOKEN, 403, "databases.metricsCredentials.get");
  });
});

test("what needs no scenario is read as described", options, () =>
  simulation.readOthers(TOKEN, "clusters", seeded.get("backend").id),
);

test("every operation was called with all it takes and with the least", options, () => {
  assert.deepEqual(simulation.leftOut("clusters"), []);
});

test("each known difference still is one", options, () => {
  assert.deepEqual(simulation.outdated(), []);
});
