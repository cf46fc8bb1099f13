// A dry run is no failure: whoever debugs with "pause on exceptions" is stopped nowhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { DigitalOcean } from "digitalocean-wasm";

/** A debugger for the main thread: counts where an exception is thrown, caught or not. */
const DEBUGGER = `
const { parentPort } = require("node:worker_threads");
const { Session } = require("node:inspector");
const session = new Session();
session.connectToMainThread();
const thrown = [];
session.on("Debugger.paused", ({ params }) => {
  thrown.push(params.data?.description ?? params.data?.value ?? params.reason);
  session.post("Debugger.resume");
});
session.post("Debugger.enable");
session.post("Debugger.setPauseOnExceptions", { state: "all" }, () => parentPort.postMessage("attached"));
parentPort.on("message", () => parentPort.postMessage(thrown.splice(0)));
`;

const next = (worker) => new Promise((resolve) => worker.once("message", resolve));

test("a dry run throws nothing on its way", async () => {
  const client = new DigitalOcean({ token: async () => "dop_v1_dry", dryRun: true });
  const calls = () => [
    client.databases.list(),
    client.databases.resize("c", { size: "db-s-1vcpu-1gb", num_nodes: 1 }),
    client.databases.users.delete("c", "u"),
    client.databases.create({ name: "a", engine: "pg", size: "db-s-1vcpu-1gb", region: "nyc3", num_nodes: 1 }),
  ];
  // Loading may ask the platform for what it lacks.
  await Promise.all(calls());
  const worker = new Worker(DEBUGGER, { eval: true });
  const thrownIn = async (work) => {
    await work();
    const answer = next(worker);
    worker.postMessage("thrown?");
    return answer;
  };
  try {
    await next(worker);
    const caught = async () => Promise.reject(new Error("seen")).catch(() => {});
    assert.match((await thrownIn(caught)).join(), /seen/, "the debugger sees no exceptions");
    const methods = [];
    const work = async () => {
      methods.push(...(await Promise.all(calls())).map(({ method }) => method));
    };
    assert.deepEqual(await thrownIn(work), []);
    assert.deepEqual(methods, ["GET", "PUT", "DELETE", "POST"]);
  } finally {
    await worker.terminate();
  }
});
