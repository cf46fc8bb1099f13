import { abortable, liftListenerLimit, sleep } from "../call/abort.js";
import { type Clock, now } from "../call/clock.js";
import { DryRun } from "../call/dry-run.js";
import { isRequestScoped } from "../call/request-scope.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { RequestOptions } from "../options/types.js";
import { Page } from "../result/page.js";
import { endOf, jumpOf, nextLook, type Thing } from "./decide.js";
import type { Plan } from "./wait.js";

/** Fetches a thing, or the page of a list. */
export type Fetcher = (options: RequestOptions) => unknown;

/** Takes a thing or a list, or an error; neither when the thing is not in the list. Returns whether that was enough. */
export type Decide = (item: unknown, error: DigitalOceanError | undefined) => boolean;

/** Waits and watches that are looked for together: a single one at its thing, several at their list. */
export interface Group {
  size: number;
  /** The number of looks so far, and the time of the latest one. */
  looks: number;
  lookedAt: number;
  latest?: Promise<Parameters<Decide>>;
  /** One for all: with one for each, the earliest of many would always be early. */
  random?: number;
  /** Ends the latest look, when the last one has left. */
  controller?: AbortController;
}

/** The most milliseconds of a look. */
const TIME_LIMIT = 30_000;
/** Milliseconds between two looks for those that come one after the other, and between two checks of a pause. */
const SPACING = 1_000;

/**
 * Looks at the thing of a wait or watch, or at the whole list, until `decide` says that it is enough, or throws.
 *
 * @param own - Fetches the thing in another way than its kind is.
 */
export async function look(plan: Plan, decide: Decide, own?: Fetcher): Promise<void> {
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
    await lookWith(group, plan, decide, (options) =>
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
async function lookWith(group: Group, { row, state, options }: Plan, decide: Decide, fetch: Fetcher): Promise<void> {
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
    // At the end, it looks once more.
    if (group.looks === seen || (time >= endOf(state) && time > group.lookedAt + SPACING)) {
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
  const { signal } = (group.controller = new AbortController());
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
