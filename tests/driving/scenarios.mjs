// How calls are driven: every scenario, and a run of those that a platform has the means for.
import { contexts } from "./scenarios/contexts.mjs";
import { dryRuns } from "./scenarios/dry-run.mjs";
import { microtasks } from "./scenarios/microtasks.mjs";
import { promises } from "./scenarios/promises.mjs";
import { queues } from "./scenarios/queues.mjs";
import { requests } from "./scenarios/requests.mjs";
import { stacks } from "./scenarios/stacks.mjs";
import { traps } from "./scenarios/traps.mjs";

/**
 * The scenarios. `run` takes the platform: `fresh()`, which resolves to a copy of the library that has loaded nothing,
 * and the means that `needs` names:
 *
 * - `contexts`: `AsyncLocalStorage`, whose `getStore()` may give a promise
 * - `contexts of settled promises`: contexts that go on after a promise that was settled before it was awaited
 * - `server`: the URL of the server in server.mjs
 * - `stacks`: an engine whose stacks, and `Error.captureStackTrace`, are those of V8 within one turn
 * - `async stacks`: an engine whose stacks go on across `await`
 * - `unhandled`: `onUnhandled(listener)`, which gives a function that ends it
 * - `inspect`: shows a promise with its state
 * - `tracing`: `trace()`, which gives a tracing channel and what ended in it
 */
export const scenarios = [
  ...contexts,
  ...microtasks,
  ...promises,
  ...stacks,
  ...traps,
  ...dryRuns,
  ...queues,
  ...requests,
];

/** The scenarios that need no other means than these. */
export function scenariosWith(means) {
  return scenarios.filter(({ needs = [] }) => needs.every((required) => means.includes(required)));
}

export const namesWith = (means) => scenariosWith(means).map(({ name }) => name);

/** Failures after which a run ends: hangs take long. */
const FAILURES = 5;

/**
 * Runs the scenarios that need no other means than these, or a part of them, and reports which passed and why others did
 * not.
 */
export async function drive(platform, means, { from = 0, to = Number.POSITIVE_INFINITY } = {}) {
  const did = [];
  const failures = [];
  for (const { name, run } of scenariosWith(means).slice(from, to)) {
    try {
      await run(platform);
      did.push(name);
    } catch (error) {
      failures.push(`${name}: ${error?.message ?? error}`);
    }
    if (failures.length === FAILURES) break;
  }
  return failures.length > 0 ? { did, error: failures.join("\n") } : { did };
}
