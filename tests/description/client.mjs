// The package as a user installed it, and its operations.
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const installed = new URL("./node_modules/digitalocean-wasm/operations.json", import.meta.url);

// The package may be being installed anew at this moment.
for (let attempt = 0; attempt < 50 && !existsSync(installed); attempt++) {
  await sleep(200);
}

/** The package's exports. */
export const api = await import("digitalocean-wasm");
export const { createSimulator } = await import("digitalocean-wasm/simulator");

/** The operations in `operations.json` of the package. */
export const { default: operations } = await import("digitalocean-wasm/operations.json", { with: { type: "json" } });

/** Calls an operation by its name, such as `databases.config.get`, on a client. */
export function call(client, name, ...values) {
  const names = name.split(".");
  const method = names.pop();
  const resource = names.reduce((inner, key) => inner[key], client);
  return resource[method](...values);
}
