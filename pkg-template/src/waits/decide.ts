// The decisions of waits and watches: pure functions of plain values and a time.
import type { DigitalOceanError } from "../errors/classes.js";
import type { Pace } from "./state.js";

/** A thing as the API last described it. */
export type Thing = Record<string, unknown>;

/** Milliseconds for which a thing that is not found may be too new to be found. */
const GRACE = 120_000;
/** Milliseconds between the first two looks, and the most between any two. */
const MIN_INTERVAL = 2_000;
export const MAX_INTERVAL = 15_000;
/** The most milliseconds by which a look comes late because another one, or the platform, took its time. */
const MAX_DELAY = 60_000;

/** When to look again. `random` is from 0 to 1; it keeps clients from polling in step, at the longest interval, too. */
export function nextLook(time: number, pace: Pace, error: DigitalOceanError | undefined, random: number): number {
  const { attempt, pollInterval } = pace;
  const usual = pollInterval ?? Math.min(MIN_INTERVAL * 1.5 ** (attempt - 1), MAX_INTERVAL) * (0.75 + random / 4);
  const next = Math.max(time + (isMissing(error) ? usual : 2 * usual), Number(error?.retryAt ?? 0));
  const end = endOf(pace);
  return end > time ? Math.min(next, end) : next;
}

/** When a wait gives up. */
export const endOf = ({ startedAt, timeout }: Pace): number => startedAt + (timeout ?? Number.POSITIVE_INFINITY);

/**
 * Milliseconds that passed without a look being possible: the machine slept, or the clock was set. `expected` is when it
 * should be by the timers.
 */
export const jumpOf = (time: number, expected: number): number =>
  Math.abs(time - expected) > MAX_DELAY ? time - expected : 0;

/** Whether a look that failed with `error`, if with any, found nothing. */
export const isMissing = (error: DigitalOceanError | undefined): boolean => !error || error.status === 404;

/** Whether a look ends a wait without a verdict: it failed for good, or found nothing. `isStart`: it starts the work. */
export function endsWait(error: DigitalOceanError | undefined, elapsed: number, isStart?: boolean): boolean {
  if (!error || (isMissing(error) && !isStart)) return elapsed >= GRACE;
  const { code, status = /^(connection_failed|timeout)$/.test(code) ? 500 : 400 } = error;
  // The API is busy. While a cluster is created, some of its parts answer with 409 and 412.
  return !(isStart ? /5..|408|429/ : /5..|40[89]|412|429/).test(`${status}`);
}

/** The facts of a wait that decide when it is over. */
export interface Aim {
  /** Whether it is over when the thing is gone. */
  isGone?: boolean;
  /** The fields of the target, if there is one. */
  fields?: string[];
  /** Looks at the thing in another way than its kind does: as a replica, and then as a cluster, which has an engine. */
  one?: unknown;
}

/**
 * Whether a state is the goal; false when the goal can no longer be reached, undefined while the work goes on, as it does
 * in a status that is unknown. The state is undefined when the thing was not found.
 */
export function judge({ isGone, fields, one }: Aim, state: Thing | undefined, target: unknown): boolean | undefined {
  if (isGone) return !state || undefined;
  if (!state || (one && !state.engine)) return undefined;
  if (typeof target === "function") return target(state) || undefined;
  const word = `${state.status ?? state.state}`;
  if (/^(error|failed|cancell?ed|deleting)$/.test(word)) return false;
  // Right after a change was accepted, the old state may still be read, so that the target must be there, too.
  const isThere = !fields?.some((name) => !fits(name, state[name], Object(target)[name]));
  return (/^(online|active|done|success|succeeded)$/.test(word) && isThere) || undefined;
}

/** Storage may have grown on its own, and a version be read more exactly. */
const fits = (name: string, value: unknown, wanted: unknown): boolean =>
  wanted == null || (name.endsWith("mib") ? Number(value) >= Number(wanted) : `${value}.`.startsWith(`${wanted}.`));

/** A state with the secrets that only the first response had, such as the password of MongoDB and the URIs with it. */
export function withSecrets<T>(state: T, first: unknown): T {
  const known = Object(first);
  const { name, password } = Object(state);
  if (Object(state) !== state || known.name !== name) return state;
  if (known.password && !password) return { ...state, ...known };
  const copy = Object.assign(Array.isArray(state) ? [] : {}, state);
  for (const key in copy) copy[key] = withSecrets(copy[key], known[key]);
  return copy;
}

/** The change of a thing; undefined when nothing changed. */
export function changeOf(current: Thing, previous: Thing | undefined) {
  const changed = Object.keys({ ...previous, ...current }).filter(
    (name) => JSON.stringify((previous ?? current)[name]) !== JSON.stringify(current[name]),
  );
  return previous && !changed.length ? undefined : { current, previous, changed };
}

/** The change of a list; undefined when nothing changed. */
export function changesOf(current: Thing[], before: Thing[] | undefined) {
  const previous = before ?? [];
  const others = (list: Thing[], others: Thing[]) => list.filter(({ id }) => !others.some((other) => other.id === id));
  const added = others(current, previous);
  const removed = others(previous, current);
  const changed = current.flatMap((item) => changeOf(item, previous.find(({ id }) => id === item.id) ?? item) ?? []);
  const isSame = before && ![...added, ...removed, ...changed].length;
  return isSame ? undefined : { current, added, removed, changed };
}
