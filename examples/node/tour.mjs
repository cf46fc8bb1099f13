// A tour of the API: a database cluster from the options to its deletion, and a registry from its repositories to a
// finished garbage collection. With the real API a cluster costs money; `npm start` takes the tour with the simulator.
import { DigitalOcean } from "digitalocean-wasm";
import { applyCleanUp, planCleanUp } from "digitalocean-wasm/clean-up";

// Named, because the tour deletes images: it must not touch an account that has other registries.
const REGISTRY = "example";
const REPOSITORY = "my/repo";

/** Takes the tour and prints each request with the status of its response. `pollInterval` is in milliseconds. */
export async function tour({ token, baseUrl, pollInterval, print = console.log }) {
  const client = new DigitalOcean({ token, baseUrl, fetch: printing(print) });
  const { databases } = client;

  print("\nThe options for a cluster");
  const { options } = await databases.options();
  const { versions, regions, layouts } = options.pg;
  print(`  PostgreSQL ${versions.join(", ")} in ${regions.length} regions`);

  print("\nA cluster of its smallest size, until it is online");
  const onProgress = ({ status }) => print(`  ${status}`);
  const cluster = await databases.createAndWait(
    {
      name: `tour-${Date.now()}`,
      engine: "pg",
      num_nodes: layouts[0].num_nodes,
      size: layouts[0].sizes[0],
      region: regions[0],
      tags: ["tour"],
    },
    { pollInterval, onProgress },
  );
  print(`  ${cluster.name} is ${cluster.status}`);

  print("\nIts configuration");
  const config = await databases.config.get(cluster.id);
  print(`  ${Object.keys(config).length} settings, such as max_connections ${config.max_connections ?? "by size"}`);

  print("\nThe clusters that carry its tag");
  for await (const { name, engine, region } of databases.list({ tag_name: "tour" })) {
    print(`  ${name}: ${engine} in ${region}`);
  }

  await visitRegistry(client, { pollInterval, onProgress, print });

  print("\nThe cluster is deleted");
  await databases.delete(cluster.id);
  await databases.waitUntilDeleted(cluster.id, { pollInterval });
  print("  gone");
}

async function visitRegistry(client, { pollInterval, onProgress, print }) {
  const { registries } = client;
  print("\nThe registries, and what they hold");
  for await (const { name } of registries.list()) {
    const repositories = await registries.repositories.list(name).all();
    print(`  ${name}: ${repositories.map(({ name, tag_count }) => `${name} (${tag_count} tags)`).join(", ")}`);
  }

  print(`\nThe manifests of ${REPOSITORY}, page by page`);
  const manifests = await registries.manifests.list(REGISTRY, REPOSITORY).all();
  print(`  ${manifests.length}, ${manifests.filter(({ tags }) => tags.length === 0).length} of them without a tag`);

  print(`\nA clean-up of ${REPOSITORY} is planned: the two newest images stay, with all they consist of`);
  const plan = await planCleanUp(client, REGISTRY, { keep: { newest: 2 }, repositories: [REPOSITORY] });
  print(`  ${plan.delete.length} manifests to delete`);

  print("\nIt is carried out");
  const { done } = await applyCleanUp(client, plan, { garbageCollection: "none" });
  print(`  ${done.length} steps`);

  print("\nA garbage collection, until it ends");
  const { status, blobs_deleted, freed_bytes } = await registries.garbageCollections.run(REGISTRY, {
    pollInterval,
    onProgress,
  });
  print(`  ${status}: ${blobs_deleted} blobs deleted, ${(freed_bytes / 1e6).toFixed(1)} MB freed`);
}

/** Returns a `fetch` that prints the method, path and status of each request. */
function printing(print) {
  return async (url, init) => {
    const response = await fetch(url, init);
    print(`  \x1b[2m${init.method} ${url.slice(new URL(url).origin.length)} → ${response.status}\x1b[0m`);
    return response;
  };
}
