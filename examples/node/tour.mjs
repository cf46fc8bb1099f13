// A walk through the API: databases from the options to a deleted cluster, a registry from its manifests to a
// finished garbage collection. Against the real API a cluster costs money; `npm start` runs it against the simulator.
import { setTimeout as pause } from "node:timers/promises";
import { DigitalOcean, NotFoundError } from "digitalocean-wasm";

const REGISTRY = "example";
const REPOSITORY = "my/repo";

/** Takes the tour; every request is printed as it is answered. */
export async function tour({ token, baseUrl, poll = 5000, print = console.log }) {
  const client = new DigitalOcean({ token, baseUrl, fetch: printing(print) });
  const { databases, registry } = client;

  print("\nWhat a cluster may be");
  const { options } = await databases.options();
  const { versions, regions, layouts } = options.pg;
  print(`  PostgreSQL ${versions.join(", ")} in ${regions.length} regions`);

  print("\nA cluster of its smallest size");
  const cluster = await databases.create({
    name: `tour-${Date.now()}`,
    engine: "pg",
    num_nodes: layouts[0].num_nodes,
    size: layouts[0].sizes[0],
    region: regions[0],
    tags: ["tour"],
  });
  print(`  ${cluster.name} is ${cluster.status}`);

  print("\nUntil it is online");
  let { status } = cluster;
  while (status !== "online") {
    await pause(poll);
    ({ status } = await databases.get(cluster.id));
    print(`  ${status}`);
  }

  print("\nIts configuration");
  const config = await databases.config.get(cluster.id);
  print(`  ${Object.keys(config).length} settings, such as max_connections ${config.max_connections ?? "by size"}`);

  print("\nThe clusters that carry its tag");
  for await (const { name, engine, region } of databases.list({ tag_name: "tour" })) {
    print(`  ${name}: ${engine} in ${region}`);
  }

  print(`\nThe manifests of ${REPOSITORY}, page by page`);
  const manifests = [];
  for await (const manifest of registry.manifests.list(REGISTRY, REPOSITORY)) {
    manifests.push(manifest);
  }
  const untagged = manifests.filter(({ tags }) => tags.length === 0);
  print(`  ${manifests.length}, of which ${untagged.length} without a tag`);

  print("\nOne of them less");
  await registry.manifests.delete(REGISTRY, REPOSITORY, untagged[0].digest);
  print(`  deleted ${untagged[0].digest.slice(0, 19)}…`);

  print("\nA garbage collection, to its end");
  let run = await registry.garbageCollections.start(REGISTRY, { type: "untagged manifests and unreferenced blobs" });
  while (run) {
    print(`  ${run.status}`);
    await pause(poll);
    run = await registry.garbageCollections.getActive(REGISTRY).catch(whenNotFound(undefined));
  }
  const { data } = await registry.garbageCollections.list(REGISTRY, { per_page: 1 });
  const [{ status: end, blobs_deleted: blobs, freed_bytes: bytes }] = data;
  print(`  ${end}: ${blobs} blobs deleted, ${(bytes / 1e6).toFixed(1)} MB freed`);

  print("\nThe cluster is deleted");
  await databases.delete(cluster.id);
  const gone = await databases.get(cluster.id).catch(whenNotFound("gone"));
  print(`  ${gone}`);
}

/** A handler that takes a 404 for `value`. */
function whenNotFound(value) {
  return (error) => {
    if (error instanceof NotFoundError) {
      return value;
    }
    throw error;
  };
}

/** The platform's fetch, saying what was asked and how it was answered. */
function printing(print) {
  return async (url, init) => {
    const response = await fetch(url, init);
    print(`  \x1b[2m${init.method} ${url.slice(new URL(url).origin.length)} → ${response.status}\x1b[0m`);
    return response;
  };
}
