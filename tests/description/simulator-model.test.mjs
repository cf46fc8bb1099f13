// Random steps that are legal, through the `fetch` of the simulator that users get, over all operations and engines: no
// response is a fault of the server, each is as described, and what a model of the content says of it holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDriven } from "../support/driven.mjs";
import { Known, options } from "./description.mjs";
import { RESPONSES } from "./differences.mjs";
import { Model, Tally } from "./model.mjs";
import { CLUSTER_STEPS, discoverClusters } from "./model-clusters.mjs";
import { checkCollections, REGISTRY_STEPS } from "./model-registries.mjs";

const { createSimulator } = await import("digitalocean-wasm/simulator");

/** Requests from each state to begin with, and the token: 100,000 together. */
const RUNS = [
  ["example", "dop_v1_simulator", 30_000],
  ["small-team", "dop_v1_simulator", 30_000],
  ["several", "dop_v1_simulator", 20_000],
  ["empty", "dop_v1_simulator", 20_000],
];

/** Requests after which another simulator begins. */
const ROUND = 2_000;

const PAUSES = ["1s", "20s", "1m", "5m", "6m", "16m", "1h", "1d"];

const known = new Known(Object.values(RESPONSES).flat());
const tally = new Tally();
const STEPS = [...CLUSTER_STEPS, ...REGISTRY_STEPS, [1, (model) => model.askForGone()]];
const WEIGHT = STEPS.reduce((sum, [weight]) => sum + weight, 0);

let steps = 0;

for (const [seed, token, count] of RUNS) {
  test(`${count} requests, from ${seed}`, options, async (t) => {
    const started = performance.now();
    let [taken, swept, freed] = [0, 0, 0];
    for (let round = 0; taken < count; round++) {
      const simulator = await createSimulator({ seed, rateLimit: false });
      const model = new Model({
        simulator,
        token,
        seed: `${seed} ${round}`,
        tally,
        known,
        afterTime: checkCollections,
      });
      await discoverClusters(model);
      while (model.steps < Math.min(ROUND, count - taken)) await step(model);
      taken += model.steps;
      swept += model.swept ?? 0;
      freed += model.freed ?? 0;
    }
    steps += taken;
    assert.ok(swept > 0 && freed > 0);
    const seconds = (performance.now() - started) / 1_000;
    t.diagnostic(`${taken} requests in ${seconds.toFixed(1)} s; ${swept} collections freed ${freed} bytes`);
  });
}

async function step(model) {
  let at = model.int(WEIGHT * 1_000) / 1_000;
  const [, take] = STEPS.find(([weight]) => {
    at -= weight;
    return at < 0;
  });
  model.simulator.requests.clear();
  await take(model);
  if (model.chance(0.1)) await model.advance(model.pick(PAUSES));
}

test("every operation was done, and those that can be refused were", options, (t) => {
  const rows = tally.rows();
  for (const { call, done, refused, refusals } of rows) {
    t.diagnostic(
      `${call.padEnd(42)}${String(done).padStart(6)} done${String(refused).padStart(7)} refused  ${refusals}`,
    );
  }
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  t.diagnostic(`${steps} requests, ${sum("done")} done, ${sum("refused")} refused`);
  assert.ok(steps >= 100_000);
  assert.deepEqual(
    rows.filter(({ done }) => done < 20).map(({ call, done }) => `${call}: ${done}`),
    [],
  );
  assert.ok(sum("done") > 2 * sum("refused"));
});

test("the operations, and the statuses that refused them, are those of the record", options, () => {
  const record = Object.fromEntries(tally.rows().map(({ call, refusals }) => [call, refusals]));
  checkDriven(new URL("driven.json", import.meta.url), record);
});
