// Drives dots-wrapper, a client that a member of the community maintains.
import wrapper from "dots-wrapper";

const PLACE = { num_nodes: 1, size: "db-s-1vcpu-2gb", region: "fra1" };

/** Runs the steps against the simulator at `url`. */
export async function drive({ step, until }, url, token) {
  const { database, containerRegistry } = wrapper.createApiClient({ endpoint: `${url}/v2`, token });
  const seeded = await step("list clusters", () => database.listDatabaseClusters({}));
  const [backend, orders, , sessions] = seeded.data.databases.map(({ id }) => id);
  await step("list options", () => database.listDatabaseOptions());

  const created = await step("create a cluster", () =>
    database.createDatabaseCluster({ ...PLACE, name: "wrapper", engine: "pg", version: "16", tags: ["foreign"] }),
  );
  const at = { database_cluster_id: created.data.database.id };
  const online = (name) =>
    until(
      name,
      ({ data }) => data.database.status === "online",
      () => database.getDatabaseCluster(at),
    );
  await online("wait for the cluster");
  await clusterContents(step, database, at);

  await step("resize the cluster", () =>
    database.resizeDatabaseCluster({ ...at, size: "db-s-2vcpu-4gb", num_nodes: 1 }),
  );
  await online("wait for the resize");
  await step("migrate the cluster", () => database.migrateDatabaseCluster({ ...at, region: "nyc3" }));
  await online("wait for the migration");
  await step("list backups", () => database.listDatabaseClusterBackups({ database_cluster_id: backend }));
  await step("restore a backup", () =>
    database.restoreDatabaseClusterBackup({
      ...PLACE,
      name: "restored",
      engine: "pg",
      backup_restore: { database_name: "backend" },
    }),
  );
  await replicas(step, database, backend);

  const cache = { database_cluster_id: sessions };
  await step("get the eviction policy", () => database.getDatabaseClusterEvictionPolicy(cache));
  await step("set the eviction policy", () =>
    database.configureDatabaseClusterEvictionPolicy({ ...cache, eviction_policy: "allkeys_lru" }),
  );
  const mysql = { database_cluster_id: orders };
  await step("get SQL modes", () => database.getDatabaseClusterSqlMode(mysql));
  await step("set SQL modes", () => database.configureDatabaseClusterSqlModes({ ...mysql, sql_mode: "ANSI" }));
  await step("destroy the cluster", () => database.destroyDatabaseCluster(at));

  await step("get the registry", () => containerRegistry.getRegistry());
  await step("get docker credentials", () =>
    containerRegistry.getDockerCredentials({ can_write: true, expiry_seconds: 60 }),
  );
  await step("delete the registry", () => containerRegistry.deleteRegistry());
  await step("create a registry", () => containerRegistry.configureRegistry({ name: "wrapper" }));
}

async function clusterContents(step, database, at) {
  await step("create a database", () => database.createDatabaseClusterDb({ ...at, db_name: "shop" }));
  await step("get a database", () => database.getDatabaseClusterDb({ ...at, db_name: "shop" }));
  await step("list databases", () => database.listDatabaseClusterDbs(at));
  await step("create a user", () => database.createDatabaseClusterUser({ ...at, user_name: "app" }));
  await step("get a user", () => database.getDatabaseClusterUser({ ...at, user_name: "app" }));
  await step("list users", () => database.listDatabaseClusterUsers(at));
  const pool = { ...at, pool_name: "shop-pool" };
  await step("create a pool", () =>
    database.createConnectionPool({ ...pool, mode: "transaction", size: 5, db_name: "shop", user_name: "app" }),
  );
  await step("get a pool", () => database.getConnectionPool(pool));
  await step("list pools", () => database.listConnectionPools(at));
  await step("delete a pool", () => database.deleteConnectionPool(pool));
  await step("delete a user", () => database.removeDatabaseClusterUser({ ...at, user_name: "app" }));
  await step("delete a database", () => database.deleteDatabaseClusterDb({ ...at, db_name: "shop" }));
  const rules = [{ type: "ip_addr", value: "192.0.2.1" }];
  await step("set firewall rules", () => database.updateDatabaseClusterFirewallRules({ ...at, rules }));
  await step("list firewall rules", () => database.listDatabaseClusterFirewallRules(at));
  await step("set the maintenance window", () =>
    database.configureDatabaseClusterMaintenanceWindow({ ...at, day: "sunday", hour: "14:00" }),
  );
}

async function replicas(step, database, id) {
  const at = { database_cluster_id: id };
  const replica = { ...at, read_only_replica_name: "wrapper-read" };
  await step("create a replica", () =>
    database.createReadOnlyReplica({ ...at, name: "wrapper-read", region: "fra1", size: "db-s-2vcpu-4gb" }),
  );
  await step("get a replica", () => database.getReadOnlyReplica(replica));
  await step("list replicas", () => database.listReadOnlyReplicas(at));
  await step("destroy a replica", () => database.destroyReadOnlyReplica(replica));
}
