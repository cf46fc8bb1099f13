// A tour of the API: a database cluster from the options to its deletion, and a registry from its repositories to a
// finished garbage collection. With the real API a cluster costs money; `npm start` takes the tour with the simulator.
import { setTimeout as pause } from "node:timers/promises";
import { DigitalOcean, NotFoundError } from "digitalocean-wasm";

// Named, because the tour deletes a manifest: it must not touch an account that has other registries.
const REGISTRY = "example";
const REPOSITORY = "my/repo";

/** Takes the tour and prints each request with the status of its response. */
export async function tour({ token, baseUrl, poll = 5000, print = console.log }) {
  const client = new DigitalOcean({ token, baseUrl, fetch: printing(print) });
  const { databases, registries } = client;

  print("\nThe options for a cluster");
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

  await visitRegistry(registries, { poll, print });

  print("\nThe cluster is deleted");
  await databases.delete(cluster.id);
  const gone = await databases.get(cluster.id).catch(whenNotFound("gone"));
  print(`  ${gone}`);
}

async function visitRegistry(registries, { poll, print }) {
  print("\nThe registries, and what they hold");
  for await (const { name } of registries.list()) {
    const repositories = await registries.repositories.list(name).all();
    print(`  ${name}: ${repositories.map(({ name, tag_count }) => `${name} (${tag_count} tags)`).join(", ")}`);
  }

  print(`\nThe manifests of ${REPOSITORY}, page by page`);
  const manifests = await registries.manifests.list(REGISTRY, REPOSITORY).all();
  const untagged = manifests.filter(({ tags }) => tags.length === 0);
  print(`  ${manifests.length}, ${untagged.length} of them without a tag`);

  print("\nOne untagged manifest is deleted");
  await registries.manifests.delete(REGISTRY, REPOSITORY, untagged[0].digest);
  print(`  ${untagged[0].digest.slice(0, 19)}…`);

  print("\nA garbage collection, until it ends");
  let run = await registries.garbageCollections.start(REGISTRY, { type: "untagged manifests and unreferenced blobs" });
  while (run) {
    print(`  ${run.status}`);
    await pause(poll);
    run = await registries.garbageCollections.getActive(REGISTRY).catch(whenNotFound(undefined));
  }
  const { data } = await registries.garbageCollections.list(REGISTRY, { per_page: 1 });
  const [{ status, blobs_deleted: blobs, freed_bytes: bytes }] = data;
  print(`  ${status}: ${blobs} blobs deleted, ${(bytes / 1e6).toFixed(1)} MB freed`);
}

/** Returns a handler for `catch` that resolves to `value` on a 404. */
function whenNotFound(value) {
  return (error) => {
    if (error instanceof NotFoundError) {
      return value;
    }
    throw error;
  };
}

/** Returns a `fetch` that prints the method, path and status of each request. */
function printing(print) {
  return async (url, init) => {
    const response = await fetch(url, init);
    print(`  \x1b[2m${init.method} ${url.slice(new URL(url).origin.length)} → ${response.status}\x1b[0m`);
    return response;
  };
}
