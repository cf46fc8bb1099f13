// The own time of planning the clean-up of a large registry: of 50 repositories with 400 tags each. Responses are there at
// once, and waits for the rate limit pass at once. Beside it, parsing the same responses.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { dist, isMain } from "../run.mjs";
import { median } from "./bench.mjs";

const ROUNDS = 5;
const TOKEN = "dop_v1_simulator";
const RULES = { keep: { newest: 10 } };
const load = (file) => import(pathToFileURL(join(dist, file)));

/** A clock on which every wait passes at once. */
function clock() {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    setTimeout: (callback, milliseconds) =>
      setTimeout(() => {
        skipped += milliseconds;
        callback();
      }),
    clearTimeout,
  };
}

/** Plans with `fetch`; gives the plan and its milliseconds. */
async function plan(fetch, registry) {
  const [{ DigitalOcean }, { planCleanUp }] = await Promise.all(["index.js", "clean-up.js"].map(load));
  const client = new DigitalOcean({ token: TOKEN, fetch, clock: clock(), timeout: 0 });
  const start = performance.now();
  const { keep, delete: deleted } = await planCleanUp(client, registry, RULES);
  return { manifests: keep.length + deleted.length, milliseconds: performance.now() - start };
}

/** Takes the responses from the parent, and plans with them in a process that has compiled nothing yet. */
async function replay() {
  process.send("ready");
  const [{ registry, responses }] = await once(process, "message");
  const texts = new Map(responses);
  const headers = new Headers();
  let requests = 0;
  const { manifests, milliseconds } = await plan(async (url) => {
    requests += 1;
    return { status: 200, headers, text: async () => texts.get(url) };
  }, registry);
  const start = performance.now();
  for (const text of texts.values()) JSON.parse(text);
  process.send({ manifests, requests, milliseconds, parsing: performance.now() - start });
}

/** Prints the times. */
export async function planning() {
  const [{ DigitalOcean }, { createSimulator }] = await Promise.all(["index.js", "simulator.js"].map(load));
  const simulator = await createSimulator({ seed: "large", rateLimit: false });
  const responses = new Map();
  let writes = 0;
  const record = async (url, init) => {
    if (init.method !== "GET") writes += 1;
    const response = await simulator.fetch(url, init);
    responses.set(url, await response.clone().text());
    return response;
  };
  const { data } = await new DigitalOcean({ token: TOKEN, fetch: simulator.fetch }).registries.list();
  const registry = data[0].name;
  await plan(record, registry);
  const rows = [];
  for (let round = 0; round < ROUNDS; round++) {
    const child = fork(fileURLToPath(import.meta.url), ["replay"]);
    await once(child, "message");
    child.send({ registry, responses: [...responses] });
    const [row] = await once(child, "message");
    child.kill();
    rows.push(row);
  }
  const megabytes = [...responses.values()].reduce((sum, text) => sum + text.length, 0) / 1e6;
  const ms = (name) => `${median(rows.map((row) => row[name])).toFixed(0)} ms`;
  console.log(
    `${rows[0].manifests} manifests, ${rows[0].requests} requests, ${writes} writes, ${megabytes.toFixed(1)} MB`,
  );
  console.log(
    `planning: ${ms("milliseconds")}; parsing the same responses: ${ms("parsing")} (medians of ${ROUNDS} processes)`,
  );
}

if (isMain(import.meta.url)) {
  await (process.argv[2] === "replay" ? replay() : planning());
  process.exit();
}
