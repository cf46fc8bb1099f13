import digitalocean = require("digitalocean-wasm");

const { API_URL: baseUrl = "", DIGITALOCEAN_TOKEN: token = "", CLUSTER_NAME: name = "" } = process.env;

async function main(): Promise<void> {
  const { calls } = await import("../../support/calls.mjs");
  const report = await calls(digitalocean, { baseUrl, token, name });

  const client: digitalocean.DigitalOcean = new digitalocean.DigitalOcean({ baseUrl, token: () => token });
  const own: digitalocean.DatabaseCluster[] = await client.databases.list({ tag_name: "consumer" }).all();
  if (!own.some((cluster) => cluster.name === name)) {
    throw new Error("the cluster is not among those with its tag");
  }
  console.log(JSON.stringify(report));
}

main();
