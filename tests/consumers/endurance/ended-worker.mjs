// Node: a worker is terminated in the middle of calls. The process must end by itself.
import { Worker } from "node:worker_threads";
import * as library from "digitalocean-wasm";
import { endOthers, hold } from "./site/held.mjs";

const api = process.env.API_URL;
const worker = new Worker(new URL("holding-worker.mjs", import.meta.url), { workerData: api });
const failed = new Promise((_, reject) => worker.once("error", reject));
const ended = endOthers(library, api, hold(library, api, 2), () => worker.terminate());
const { did } = await Promise.race([ended, failed]);
setTimeout(() => {
  console.log(JSON.stringify({ error: `the process goes on for ${process.getActiveResourcesInfo()}` }));
  process.exit();
}, 10_000).unref();
console.log(JSON.stringify({ did }));
