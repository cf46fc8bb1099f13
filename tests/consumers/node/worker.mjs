// The calls, in a worker thread.
import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

if (isMainThread) {
  // An error that nobody catches in the worker rejects here.
  const [report] = await once(new Worker(new URL(import.meta.url)), "message");
  console.log(JSON.stringify(report));
} else {
  // Imported here, so that the main thread holds nothing of it.
  const digitalocean = await import("digitalocean-wasm");
  const { calls } = await import("../support/calls.mjs");
  const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
  parentPort.postMessage(await calls(digitalocean, { baseUrl, token, name }));
}
