import { abortable, liftListenerLimit, sleep } from "../call/abort.js";
import { type Clock, now } from "../call/clock.js";
import { DryRun } from "../call/dry-run.js";
import { isRequestScoped } from "../call/request-scope.js";
import type { DigitalOceanError } from "../errors/classes.js";
import { Page } from "../result/page.js";
import { endOf, jumpOf, MAX_INTERVAL, nextLook, type Thing } from "./decide.js";
import type { Decide, Fetcher, Group, Plan } from "./plan.js";

/** The most milliseconds of a look. */
const TIME_LIMIT = 30_000;
/** Milliseconds between two looks for those that come one after the other, and between two checks of a pause. */
const SPACING = 1_000;

/**
 * Looks at the thing of a wait or watch, or at the whole list, until `decide` says that it is enough, or throws.
 *
 * @param own - Fetches the thing in another way than its kind is.
 */
export async function poll(plan: Plan, decide: Decide, own?: Fetcher): Promise<void> {
  const { row, state } = plan;
  const { groups, methods } = row;
  const path = state.id ? [...state.path, state.id] : state.path;
  const listed = row.query && [...state.path, ...row.query];
  // Where requests end with all their promises, none can depend on another's.
  const key = own ?? (isRequestScoped() ? state : row.resource + JSON.stringify(listed ?? path));
  const group: Group = groups.get(key) ?? { size: 0, looks: 0, lookedAt: Number.NEGATIVE_INFINITY };
  const isList = () => listed && !own && (group.size > 1 || row.isListOnly);
  groups.set(key, group);
  group.size++;
  try {
    await pollWith(group, plan, decide, (options) =>
      isList() ? methods.list(...(listed as unknown[]), options) : own ? own(options) : methods.get(...path, options),
    );
  } finally {
    group.size--;
    if (!group.size) {
      groups.delete(key);
      group.controller?.abort();
    }
  }
}

/** Looks, or takes what another one of the group saw since the last time. */
async function pollWith(group: Group, { row, state, options }: Plan, decide: Decide, fetch: Fetcher): Promise<void> {
  const { signal, pauseWhenHidden } = options;
  const { clock, field = "" } = row;
  let seen = group.looks;
  let time = now(clock);
  state.nextAt = Math.max(state.nextAt, time, Math.min(group.lookedAt, time) + SPACING);
  if (signal) liftListenerLimit(signal);
  for (;;) {
    const due = state.nextAt;
    // Those who come in the same turn share the look.
    await (due > now(clock) ? sleep(due - now(clock), signal, clock) : abortable(Promise.resolve(), signal));
    time = now(clock);
    state.startedAt += jumpOf(time, due);
    state.nextAt = time + SPACING;
    if (pauseWhenHidden && (globalThis as { document?: { hidden?: boolean } }).document?.hidden) continue;
    // At its end, a wait looks once more.
    const maxAge = time < endOf(state) ? MAX_INTERVAL : SPACING;
    if (group.looks === seen || time > group.lookedAt + maxAge) {
      group.looks++;
      group.lookedAt = time;
      group.latest = fetchFor(group, clock, fetch);
    }
    seen = group.looks;
    const [found, error] = await abortable(group.latest as Promise<Parameters<Decide>>, signal);
    state.startedAt += jumpOf(now(clock), time);
    state.attempt++;
    state.nextAt = nextLook(group.lookedAt, state, error, group.random as number);
    const items = found instanceof Page && (found.data as Thing[]);
    const item = state.id && items ? items.find((item) => item[field] === state.id) : items || found;
    if (decide(item, error)) return;
  }
}

/** Looks once, for all of a group. */
async function fetchFor(group: Group, clock: Clock | undefined, fetch: Fetcher): Promise<Parameters<Decide>> {
  const controller = new AbortController();
  const { signal } = controller;
  group.controller = controller;
  try {
    const found = await fetch({ signal, maxRetries: 0, deadline: TIME_LIMIT });
    if (found instanceof DryRun) throw new Error("dryRun: there is nothing to wait for");
    return [found, undefined];
  } catch (thrown) {
    return [undefined, thrown as DigitalOceanError];
  } finally {
    group.lookedAt = now(clock);
    group.random = Math.random();
  }
}
