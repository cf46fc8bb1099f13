import { abortableWait, liftListenerLimit, sleep } from "../call/abort.js";
import { type Clock, now } from "../call/clock.js";
import { DryRun } from "../call/dry-run.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { RequestOptions } from "../options/types.js";
import type { Page } from "../result/page.js";
import { jumpOf, nextLook, type Thing } from "./decide.js";
import type { Pace } from "./state.js";

/** Fetches a thing, or the page of a list. */
export type Fetcher = (options: RequestOptions) => unknown;

/** A wait or a watch, as a poller looks for it. */
export interface Target {
  pace: Pace;
  /** Finds its thing in the list, or returns the whole list. */
  find(items: Thing[]): unknown;
  /** Fetches its thing alone. */
  one?: Fetcher | undefined;
  isPaused?: (() => boolean | undefined) | undefined;
}

/** A target that is looked for. */
interface Member extends Target {
  /** Takes the outcome of a look: the thing or the page of the list. */
  see(found: unknown, error: DigitalOceanError | undefined, isList: boolean): void;
}

/**
 * Takes the outcome of a look: a thing or a list, or an error; neither when the thing is not in the list. Returns whether
 * that was enough, or throws.
 */
export type Decide = (item: unknown, error: DigitalOceanError | undefined) => boolean;

/** Looks until `decide` says that it is enough, or `signal` is aborted: at once, or shortly after a look before. */
export type Poller = (target: Target, signal: AbortSignal | undefined, decide: Decide) => Promise<void>;

/** The most milliseconds of a look. */
const TIME_LIMIT = 30_000;
/** Milliseconds between two looks for those that come one after the other, and between two checks of a pause. */
const SPACING = 1_000;

/**
 * Makes a poller, which looks for all its targets with one request: for a single one, at its thing; for several, at their
 * list.
 *
 * @param all - Fetches the list.
 * @param end - Called when the last target has left. Nothing is left behind.
 */
export function createPoller(clock: Clock | undefined, all?: Fetcher, end?: () => void): Poller {
  const members = new Set<Member>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Ends the present sleep, or the request when the last target has left. */
  let controller = new AbortController();
  let isPolling = false;
  let isLooking = false;

  /** The time. A jump of the clock counts for nobody. */
  const timeAfter = (expected: number) => {
    const time = now(clock);
    for (const { pace } of members) pace.startedAt += jumpOf(time, expected);
    return time;
  };
  const poll = async () => {
    for (;;) {
      // Those who come in the same turn share the look.
      await undefined;
      isPolling = members.size > 0;
      if (!isPolling) return end?.();
      const due = Math.min(...Array.from(members, ({ pace }) => pace.nextAt));
      controller = new AbortController();
      try {
        if (due > now(clock)) await sleep(due - now(clock), controller.signal, clock);
      } catch {
        continue;
      }
      lookedAt = timeAfter(due);
      for (const { pace } of members) pace.nextAt = lookedAt + SPACING;
      const looking = [...members].filter(({ isPaused }) => !isPaused?.());
      const [first] = looking;
      if (!first) continue;
      const list = looking[1] || !first.one ? all : undefined;
      controller = new AbortController();
      let found: unknown;
      let error: DigitalOceanError | undefined;
      isLooking = true;
      try {
        const { signal } = controller;
        found = await (list ?? (first.one as Fetcher))({ signal, maxRetries: 0, deadline: TIME_LIMIT });
        if (found instanceof DryRun) throw new Error("dryRun: sends nothing, so that there is nothing to wait for");
      } catch (thrown) {
        found = undefined;
        error = thrown as DigitalOceanError;
      }
      isLooking = false;
      const time = timeAfter(lookedAt);
      // One random number for all: with one for each, the earliest of many would always be early.
      const random = Math.random();
      for (const member of looking) {
        member.pace.attempt++;
        member.pace.nextAt = nextLook(time, member.pace, error, random);
        if (members.has(member)) member.see(found, error, Boolean(list));
      }
    }
  };
  return (target, signal, decide) => {
    const member: Member = { ...target, see: () => {} };
    if (signal) liftListenerLimit(signal);
    return abortableWait<void>(signal, undefined, ({ resolve, reject }) => {
      member.see = (found, error, isList) => {
        try {
          if (decide(found && isList ? target.find((found as Page<Thing>).data) : found, error)) resolve();
        } catch (thrown) {
          reject(thrown);
        }
      };
      const time = now(clock);
      target.pace.nextAt = Math.max(target.pace.nextAt, time, Math.min(lookedAt, time) + SPACING);
      members.add(member);
      if (!isPolling) void poll();
      else if (!isLooking) controller.abort();
      isPolling = true;
    }).finally(() => {
      members.delete(member);
      if (!members.size) controller.abort();
    });
  };
}
