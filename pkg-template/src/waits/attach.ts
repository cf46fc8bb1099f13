import { type Clock, now } from "../call/clock.js";
import { ownOf } from "../errors/own.js";
import { readWaitOptions } from "../options/read.js";
import { mistyped, refuse, text } from "../options/values.js";
import { MAX_INTERVAL } from "./decide.js";
import { createSurroundings, placeOf, type Surroundings } from "./place.js";
import type { State } from "./state.js";
import { CLUSTER, type Row, WAITS } from "./table.js";
import { type Plan, startWait } from "./wait.js";
import { changeOf, changesOf, watch } from "./watch.js";

/** The default time of a wait; that of a garbage collection is twice as long. */
const TIMEOUT = 1_800_000;

/** The id of a thing that was given as itself, or by its id. */
const identify = (thing: unknown, field: string): string => text(Object(thing)[field] ?? thing, field);

/** Checks the state to wait for, which needs a field that is known; or a condition. */
function checkTarget(target: unknown, fields: string[]): void {
  if (!fields.length) typeof target === "function" || mistyped("condition", "function", target);
  else if (!fields.some((name) => Object(target)[name] != null)) refuse(`target: needs one of ${fields}`);
}

/** Reads a wait from the parameters of its method. */
function readWait({ clock }: Surroundings, row: Row, wait: string, given: unknown[]): Plan {
  const { field, start, fields, isListOnly } = row;
  const path = wait.split(".").length > 2 ? [text(given.shift(), "parent")] : [];
  const isRun = start && isListOnly;
  const thing = field && !isRun ? given.shift() : undefined;
  const id = field && !start ? identify(thing, field) : undefined;
  let target = fields && given.shift();
  if (fields) checkTarget(target, fields);
  const options = readWaitOptions(given[0], wait);
  const { timeout = isListOnly ? 2 * TIMEOUT : TIMEOUT, pollInterval, type = "unreferenced blobs only" } = options;
  const { name, engine, region, size } = Object(thing);
  if (start) target = isRun ? { type } : { name, engine, region, size };
  const pace = {
    startedAt: now(clock),
    nextAt: 0,
    attempt: 0,
    timeout: timeout < Number.POSITIVE_INFINITY ? timeout : 0,
    pollInterval,
  };
  return {
    row,
    state: { wait, path, id, target, ...pace } as State,
    options,
    given: start || thing !== id ? thing : undefined,
  };
}

/** Adds the waits and watches to the resource objects of a client. Returns its `resumeWait`. */
export function attachWaits(root: object, clock: Clock | undefined) {
  const around = createSurroundings(root, clock);
  const add = (name: string, method: unknown) => {
    around.methods(name)[name.split(".").at(-1) as string] = method as never;
  };
  for (const [name, row] of Object.entries(WAITS)) {
    add(name, (...given: unknown[]) => startWait(around, name, () => readWait(around, row, name, given)));
  }
  const wait = "databases.watch";
  add(wait, (cluster: unknown, options: unknown) =>
    watch(around, changeOf, () => placeOf(around, CLUSTER, { wait, path: [], id: identify(cluster, "id") }), options),
  );
  add("databases.watchAll", (query: unknown, options: unknown) =>
    watch(
      around,
      changesOf,
      () => placeOf(around, { query: [query ?? {}], isListOnly: true }, { wait, path: [] }),
      options,
    ),
  );
  return (given: unknown, options: unknown) => {
    const state = ownOf(Object(given)) as State;
    const { wait, pollInterval = MAX_INTERVAL, nextAt } = state;
    return startWait(around, wait, () => {
      const row = Object.hasOwn(WAITS, wait) ? (WAITS[wait] as Row) : refuse("state: not that of a wait");
      if (row.fields?.length === 0) refuse("state: lacks the condition, which is a function; call `waitUntil` again");
      // It may have been stored by a clock that was ahead.
      state.nextAt = Math.min(nextAt, now(clock) + pollInterval);
      return { row, state, options: readWaitOptions(options, wait) };
    });
  };
}
