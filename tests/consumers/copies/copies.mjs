// A program with four copies of the package, as when a dependency brings a version of its own, or another format.
import { createRequire } from "node:module";
import * as modules from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, DEPENDENCY } = process.env;

const dependency = createRequire(DEPENDENCY);
const copies = {
  module: modules,
  common: createRequire(import.meta.url)("digitalocean-wasm"),
  "other-module": (await import(DEPENDENCY)).digitalocean,
  "other-common": dependency("digitalocean-wasm"),
};
const other = dependency("digitalocean-wasm/package.json").version;
if (other !== "0.0.0") {
  throw new Error(`the dependency has version ${other}, not its own`);
}

/** Only the first makes the cluster of that very name. */
const reports = await Promise.all(
  Object.entries(copies).map(([copy, library]) =>
    calls(library, { baseUrl, token, name: copy === "module" ? name : `${name}-${copy}` }),
  ),
);
const [{ did, first }] = reports;
for (const report of reports) {
  if (String(report.did) !== String(did)) {
    throw new Error(`one copy did ${did}, another ${report.did}`);
  }
}

/** The error of a copy for a cluster that does not exist. */
async function notFound({ DigitalOcean }) {
  const client = new DigitalOcean({ baseUrl, token: () => token });
  return client.databases.get("00000000-0000-4000-8000-000000000000").catch((error) => error);
}

for (const [from, library] of Object.entries(copies)) {
  const error = await notFound(library);
  for (const [by, { isDigitalOceanError, NotFoundError }] of Object.entries(copies)) {
    if (!isDigitalOceanError(error) || error.code !== "not_found") {
      throw new Error(`the error of ${from} is not known by ${by}`);
    }
    if (error instanceof NotFoundError !== (from === by)) {
      throw new Error(`the class of the error of ${from} is${from === by ? " not" : ""} that of ${by}`);
    }
  }
}

console.log(JSON.stringify({ did: [...did, "brand"], first }));
