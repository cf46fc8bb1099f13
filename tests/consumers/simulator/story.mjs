// Forty simulated minutes of an account. Imports nothing and needs only the language, because it runs everywhere.

const CLUSTER = { name: "backend-2", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const REGISTRY = "example";

function must(truth, what) {
  if (!truth) throw new Error(`not so: ${what}`);
}

/** Calls a function each thirty simulated seconds until it returns something. */
async function wait({ clock }, poll) {
  for (;;) {
    const found = await poll();
    if (found) return found;
    await new Promise((resolve) => clock.setTimeout(resolve, 30_000));
  }
}

const hash = ({ digest }) => digest;

/** Creates, waits, resizes, forks, migrates, pushes an image, cleans up and collects. Returns what all responses hold. */
async function tell(simulator) {
  const { databases, registries } = simulator.client();
  const online = (id) =>
    wait(simulator, async () => {
      const cluster = await databases.get(id);
      return cluster.status === "online" && cluster;
    });
  const created = await databases.create(CLUSTER);
  must(created.status === "creating", "a new cluster is being created");
  await online(created.id);
  await databases.resize(created.id, { size: "db-s-2vcpu-4gb", num_nodes: 2 });
  const resized = await wait(simulator, async () => {
    const cluster = await databases.get(created.id);
    return cluster.status === "online" && cluster.num_nodes === 2 && cluster;
  });
  const [backup] = (await databases.backups.list(created.id)).data;
  const fork = await databases.create({
    ...CLUSTER,
    name: "backend-fork",
    num_nodes: 2,
    size: "db-s-2vcpu-4gb",
    backup_restore: { database_name: CLUSTER.name, ...(backup && { backup_created_at: backup.created_at }) },
  });
  const forked = await online(fork.id);
  await databases.migrate(created.id, { region: "nyc3" });
  const migrated = await wait(simulator, async () => {
    const cluster = await databases.get(created.id);
    return cluster.status === "online" && cluster.region === "nyc3" && cluster;
  });

  simulator.push(`${REGISTRY}/my/repo:v2`, { platforms: 2 });
  const before = await registries.get(REGISTRY);
  const manifests = await registries.manifests.list(REGISTRY, "my/repo").all();
  const children = new Set(manifests.flatMap(({ tags, blobs }) => (tags.length > 0 ? blobs : [])).map(hash));
  for (const { digest, tags } of manifests) {
    if (tags.length === 0 && !children.has(digest)) await registries.manifests.delete(REGISTRY, "my/repo", digest);
  }
  const { uuid } = await registries.garbageCollections.start(REGISTRY, { type: "unreferenced blobs only" });
  const collection = await wait(simulator, async () => {
    const { data } = await registries.garbageCollections.list(REGISTRY);
    return data.find((collection) => collection.uuid === uuid && collection.status === "succeeded");
  });
  const after = await registries.get(REGISTRY);
  must(before.storage_usage_bytes - after.storage_usage_bytes === collection.freed_bytes, "what it freed is gone");
  must(collection.freed_bytes > 0, "a collection frees something");
  return { resized, forked, migrated, collection, after, time: simulator.clock.now() };
}

/** Tells the story twice, and meets a fault. Resolves to what was done, and the milliseconds that the second took. */
export async function story({ createSimulator }) {
  const did = [];
  const start = Date.parse("2026-01-01T00:00:00Z");
  const first = await createSimulator();
  const outcome = await first.clock.run(tell(first));
  must(outcome.time - start >= 40 * 60_000, `it takes ${(outcome.time - start) / 60_000} simulated minutes`);
  did.push("story");

  const second = await createSimulator();
  const began = Date.now();
  const again = await second.clock.run(tell(second));
  const took = Date.now() - began;
  must(JSON.stringify(again) === JSON.stringify(outcome), "the second time is the same, to the byte");
  must(JSON.stringify(second.state()) === JSON.stringify(first.state()), "so is the state");
  did.push("repeat");

  second.fault({ operation: "databases.list", status: 503, times: 2 });
  second.fault({ operation: "databases.delete", drop: "after" });
  const { data } = await second.clock.run(second.client().databases.list());
  second.requests.expect({ operation: "databases.list", status: 503 }, 2);
  await second.clock.run(second.client().databases.delete(data[0].id));
  must(second.requests.matching({ operation: "databases.delete" }).length === 2, "a lost DELETE is sent again");
  did.push("fault");
  return { did, first: took };
}
