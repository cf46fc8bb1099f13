// Drives dots, DigitalOcean's own client for TypeScript.
import { createDigitalOceanClient, DigitalOceanApiKeyAuthenticationProvider } from "@digitalocean/dots";
import { FetchRequestAdapter } from "@microsoft/kiota-http-fetchlibrary";

const PLACE = { region: "fra1", numNodes: 1, size: "db-s-1vcpu-2gb" };

/** Runs the steps against the simulator at `url`. */
export async function drive({ step, until }, url, token) {
  const adapter = new FetchRequestAdapter(new DigitalOceanApiKeyAuthenticationProvider(token));
  adapter.baseUrl = url;
  const { databases, registry, registries } = createDigitalOceanClient(adapter).v2;
  const seeded = await step("list clusters", () => databases.get());
  const [backend, , events] = seeded.databases.map(({ id }) => databases.byDatabase_cluster_uuid(id));
  await step("list options", () => databases.optionsPath.get());

  const body = { ...PLACE, name: "dots", engine: "pg", version: "16", tags: ["foreign"] };
  const created = await step("create a cluster", () => databases.post(body));
  const cluster = databases.byDatabase_cluster_uuid(created.database.id);
  const online = (name) =>
    until(
      name,
      ({ database }) => database.status === "online",
      () => cluster.get(),
    );
  await online("wait for the cluster");
  await contents(step, cluster);
  await settings(step, cluster);
  await step("resize the cluster", () => cluster.resize.put({ size: "db-s-2vcpu-4gb", numNodes: 1 }));
  await online("wait for the resize");
  await step("upgrade the cluster", () => cluster.upgrade.put({ version: "17" }));
  await step("list events", () => cluster.events.get());
  await step("delete the cluster", () => cluster.delete());

  await step("list backups", () => backend.backups.get());
  await step("create a replica", () => backend.replicas.post({ name: "dots-read", size: "db-s-2vcpu-4gb" }));
  await until(
    "wait for the replica",
    ({ replica }) => replica.status === "online",
    () => backend.replicas.byReplica_name("dots-read").get(),
  );
  await step("promote the replica", () => backend.replicas.byReplica_name("dots-read").promote.put());
  await kafka(step, until, events);
  await collectGarbage(step, until, registry, registries);
}

async function contents(step, cluster) {
  await step("create a database", () => cluster.dbs.post({ name: "shop" }));
  await step("list databases", () => cluster.dbs.get());
  await step("create a user", () => cluster.users.post({ name: "app" }));
  await step("reset a user's password", () => cluster.users.byUsername("app").reset_auth.post({}));
  await step("list users", () => cluster.users.get());
  const pool = { name: "shop-pool", mode: "transaction", size: 5, db: "shop", user: "app" };
  await step("create a pool", () => cluster.pools.post(pool));
  await step("change a pool", () => cluster.pools.byPool_name("shop-pool").put({ ...pool, size: 3 }));
  await step("list pools", () => cluster.pools.get());
  await step("delete a pool", () => cluster.pools.byPool_name("shop-pool").delete());
  await step("delete a user", () => cluster.users.byUsername("app").delete());
  await step("delete a database", () => cluster.dbs.byDatabase_name("shop").delete());
}

async function settings(step, cluster) {
  await step("get the CA", () => cluster.ca.get());
  await step("get the configuration", () => cluster.config.get());
  await step("set autoscaling", () =>
    cluster.autoscale.put({ storage: { enabled: true, thresholdPercent: 80, incrementGib: 10 } }),
  );
  await step("get autoscaling", () => cluster.autoscale.get());
  await step("set firewall rules", () => cluster.firewall.put({ rules: [{ type: "tag", value: "web" }] }));
  await step("get firewall rules", () => cluster.firewall.get());
  await step("set the maintenance window", () => cluster.maintenance.put({ day: "sunday", hour: "14:00" }));
}

async function kafka(step, until, cluster) {
  await step("create a topic", () => cluster.topics.post({ name: "dots", partitionCount: 3, replicationFactor: 2 }));
  await until(
    "wait for the topic",
    (topic) => topic !== undefined,
    () =>
      cluster.topics
        .byTopic_name("dots")
        .get()
        .catch(() => undefined),
  );
  await step("list topics", () => cluster.topics.get());
  await step("delete a topic", () => cluster.topics.byTopic_name("dots").delete());
  await step("create a schema", () =>
    cluster.schemaRegistry.post({ subjectName: "dots", schemaType: "AVRO", schema: '{"type":"string"}' }),
  );
  await step("list schemas", () => cluster.schemaRegistry.get());
}

async function collectGarbage(step, until, registry, registries) {
  await step("get the registry", () => registry.get());
  await step("list registries", () => registries.get());
  const example = registries.byRegistry_name("example");
  await step("list repositories", () => example.repositoriesV2.get());
  const web = example.repositories.byRepository_name("web");
  const { manifests } = await step("list manifests", () => web.digests.get());
  await step("list tags", () => web.tags.get());
  await step("delete a tag", () => web.tags.byRepository_tag("latest").delete());
  await step("delete a manifest", () => web.digests.byManifest_digest(manifests.at(-1).digest).delete());
  await step("start a garbage collection", () => example.garbageCollection.post());
  await step("get the running garbage collection", () => example.garbageCollection.get());
  await until(
    "wait for the garbage collection",
    ({ garbageCollections: [newest] }) => newest.status === "succeeded",
    () => example.garbageCollections.get(),
  );
}
