// The decisions of waits and watches: pure functions of plain values and a time.
import { type DigitalOceanError, NotFoundError } from "../errors/classes.js";
import { SECRET_FIELDS } from "../generated/operations.js";
import type { Pace } from "./state.js";

/** A thing as the API last described it. */
export type Thing = Record<string, unknown>;

/** Milliseconds for which a thing that is not found may be too new to be found. */
const GRACE = 120_000;
/** Milliseconds between the first two looks, and the most between any two. */
const MIN_INTERVAL = 2_000;
export const MAX_INTERVAL = 15_000;
/** The most milliseconds by which a look comes late because another one took its time. */
const MAX_DELAY = 60_000;

/** When to look again. `random` is from 0 to 1; it keeps clients from polling in step, at the longest interval, too. */
export function nextLook(time: number, pace: Pace, error: DigitalOceanError | undefined, random: number): number {
  const { pollInterval, attempt } = pace;
  const usual = pollInterval ?? Math.min(MIN_INTERVAL * 1.5 ** (attempt - 1), MAX_INTERVAL) * (0.75 + random / 4);
  const isSlowed = error && error.status !== 404;
  const next = Math.max(time + (isSlowed ? 2 * usual : usual), Number(error?.retryAt ?? 0));
  const end = endOf(pace);
  return end > time ? Math.min(next, end) : next;
}

/** When the last look of a wait is due. */
export const endOf = ({ startedAt, timeout }: Pace): number => startedAt + (timeout || Number.POSITIVE_INFINITY);

/**
 * Milliseconds that passed without a look being possible: the machine slept, or the clock was set. `before` is the time of
 * the look before.
 */
export const jumpOf = (lookedAt: number, before: number, { nextAt }: Pace): number =>
  lookedAt < before ? lookedAt - before : lookedAt - nextAt > MAX_DELAY ? lookedAt - nextAt : 0;

/** Failures that only make a look a later one: the API is busy or out of reach. */
const TRANSIENT = /^(connection_failed|timeout|server_error|too_many_requests|undecodable|not_an_answer)|408$/;

/** Whether a look ends a wait without a verdict: it failed for good, or found nothing. `isStart`: it starts the work. */
export function endsWait(error: DigitalOceanError | undefined, elapsed: number, isStart?: boolean): boolean {
  if (!error || (error.status === 404 && !isStart)) return elapsed >= GRACE;
  const failure = `${error.code} ${error.status}`;
  // While a cluster is created, some of its parts answer with 412.
  return !TRANSIENT.test(failure) && (isStart || !/(409|412)$/.test(failure));
}

/** The error for a thing that is not in its list. */
export const notFound = (operation: string): NotFoundError =>
  new NotFoundError({ code: "not_found", message: "it is not in the list", operation, status: 404 });

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
export function judge({ isGone, fields, one }: Aim, state: Thing | undefined, target: Thing = {}): boolean | undefined {
  if (isGone) return !state || undefined;
  if (!state || (one && !state.engine)) return undefined;
  const condition: unknown = target;
  if (typeof condition === "function") return condition(state) || undefined;
  const word = `${state.status ?? state.state}`;
  if (/^(error|failed|cancell?ed|deleting)$/.test(word)) return false;
  // Right after a change was accepted, the old state may still be read, so that the target must be there, too.
  return (
    (/^(online|active|done|success|succeeded)$/.test(word) &&
      fields?.every((name) => fits(name, state, target)) !== false) ||
    undefined
  );
}

/** Storage may have grown on its own, and a version be read more exactly. */
const fits = (name: string, { [name]: value }: Thing, { [name]: wanted }: Thing): boolean =>
  wanted == null ||
  (typeof wanted === "number" && name !== "num_nodes" ? Number(value) >= wanted : `${value}.`.startsWith(`${wanted}.`));

/** Fields of the first response that later ones lack. */
const KEPT = [...SECRET_FIELDS, "joined"];

/** A state with the secrets that only the first response had, such as the password of MongoDB. */
export function withSecrets<T>(state: T, first: unknown): T {
  const known = Object(first) as Thing;
  if (typeof state !== "object" || !state || known.name !== (state as Thing).name) return state;
  const copy = (Array.isArray(state) ? [...state] : { ...state }) as Thing;
  // A URI without its password is there.
  const isBlank = !copy.password;
  for (const [name, value] of Object.entries(known)) {
    if (KEPT.includes(name) && (isBlank || !copy[name])) copy[name] = value;
    else if (copy[name]) copy[name] = withSecrets(copy[name], value);
  }
  return copy as T;
}

/** The names of the fields that differ. */
export const differences = (before: Thing, after: Thing): string[] =>
  Object.keys({ ...before, ...after }).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
