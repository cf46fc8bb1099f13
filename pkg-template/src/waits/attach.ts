import { type Clock, now } from "../call/clock.js";
import { readWaitOptions } from "../options/read.js";
import { refuse, text } from "../options/values.js";
import { MAX_INTERVAL } from "./decide.js";
import type { Methods, Plan, Row } from "./plan.js";
import type { State } from "./state.js";
import { WAITS } from "./table.js";
import { startWait } from "./wait.js";
import { watch } from "./watch.js";

/** Reads a wait or watch from the parameters of its method. */
function readPlan(row: Row, wait: string, given: unknown[]): Plan {
  const { field, fields } = row;
  const path = row.resource.includes(".") ? [text(given.shift(), row.isListOnly ? "registry" : "clusterId")] : [];
  const isRun = row.start && row.isListOnly;
  const thing = field && !isRun ? given.shift() : undefined;
  const id = field && !row.start && !row.isAll ? text(Object(thing)[field] ?? thing, field) : undefined;
  let target = fields && given.shift();
  if (fields && !(fields.length ? fields.some((name) => Object(target)[name] != null) : typeof target === "function")) {
    refuse(`target: needs ${fields.join(" or ") || "to be a function"}`);
  }
  const options = readWaitOptions(given[0], wait);
  const { timeout = row.timeout ?? 1_800_000, pollInterval, type = "unreferenced blobs only" } = options;
  if (row.start) target = isRun ? { type } : { name: Object(thing).name };
  return {
    row: row.isAll ? { ...row, query: [thing ?? {}], isListOnly: true } : row,
    state: { wait, path, id, target, startedAt: now(row.clock), nextAt: 0, attempt: 0, timeout, pollInterval } as State,
    options,
    given: thing === id ? undefined : thing,
  };
}

/** Adds the waits and watches to the resource objects of a client. Returns its `resumeWait`. */
export function attachWaits(root: Record<string, Methods>, clock: Clock | undefined) {
  const rows = new Map<string, Row>();
  const shared = { clock, databases: root.databases as Methods, groups: new Map() };
  for (const [resource, [kind, goals]] of Object.entries(WAITS)) {
    const methods = resource.split(".").reduce((parent, name) => Object(parent)[name], root) as never as Methods;
    for (const [name, goal] of Object.entries(goals)) {
      const row = { ...shared, ...kind, ...goal, resource, methods };
      const wait = `${resource}.${name}`;
      const begin = (name.startsWith("watch") ? watch : startWait) as typeof startWait;
      rows.set(wait, row);
      methods[name] = (...given) => begin(wait, () => readPlan(row, wait, given));
    }
  }
  return (given: unknown, options: unknown) => {
    const state = { ...(given as State) };
    const { wait, pollInterval = MAX_INTERVAL, nextAt } = state;
    return startWait(wait, () => {
      const row = rows.get(wait);
      // A condition is not in it.
      if (!row || row.fields?.length === 0) refuse("state: not that of a wait that can be resumed");
      // It may have been stored by a clock that was ahead.
      state.nextAt = Math.min(nextAt, now(clock) + pollInterval);
      return { row, state, options: readWaitOptions(options, wait) };
    });
  };
}
