// The same package from CommonJS.
import library = require("digitalocean-wasm");

import { type DatabaseCluster, DigitalOcean, init, isDigitalOceanError, NotFoundError } from "digitalocean-wasm";

import slim = require("digitalocean-wasm/slim");

declare const env: Record<string, string | undefined>;

const client = new library.DigitalOcean({ token: env.TOKEN });
const same: library.DigitalOcean = new DigitalOcean();
const byDefault: DigitalOcean = new library.default({ unknownKeys: "refuse" });

async function main(): Promise<DatabaseCluster | undefined> {
  await init();
  await slim.init("/digitalocean.wasm");
  await byDefault.request("get", "/v2/account", null, { unknownKeys: "send" });
  for await (const manifest of client.registry.manifests.list("example", "my/repo")) {
    await same.registry.manifests.delete("example", manifest.repository, manifest.digest);
  }
  try {
    const { data, response } = await client.databases.get("id").withResponse();
    console.log(response.rateLimit?.remaining);
    return data;
  } catch (error) {
    if (error instanceof NotFoundError || isDigitalOceanError(error)) {
      console.log(error.code, error.requestId);
    }
    return undefined;
  }
}

export = main;
