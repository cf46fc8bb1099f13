import { sleep } from "../call/abort.js";
import { type Clock, now } from "../call/clock.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { RequestOptions } from "../options/types.js";
import { jumpOf, nextLook, type Thing } from "./decide.js";
import type { Pace } from "./state.js";

/** Fetches a thing or a list. */
export type Fetcher = (options: RequestOptions) => unknown;

/** The outcome of a look: a thing or a list, or an error; neither when the thing is not in the list. */
export type Outcome = [item: unknown, error: DigitalOceanError | undefined, lookedAt: number];

/** A wait or a watch that a poller looks for. */
export interface Member {
  pace: Pace;
  /** Finds its thing in the list; missing for one that sees the whole list. */
  find?: ((items: Thing[]) => unknown) | undefined;
  /** Fetches its thing alone. */
  one?: Fetcher | undefined;
  isPaused?: (() => boolean | undefined) | undefined;
  /** Takes the outcome of a look. */
  see(outcome: Outcome): void;
}

/** Looks for all members of a group with one request: for a single one, at its thing; for several, at their list. */
export interface Poller {
  /** Looks for a member from now on: at once, or shortly after a look that came just before it. */
  add(member: Member): void;
  /** Looks for a member no more. When the last one leaves, nothing is left behind. */
  remove(member: Member): void;
}

/** The most milliseconds of a look. */
const TIME_LIMIT = 30_000;
/** Milliseconds between two looks for members that come one after the other, and between two checks of a pause. */
const SPACING = 1_000;

/** @param end - Called when the last member has left. */
export function createPoller(clock: Clock | undefined, all: Fetcher | undefined, end: () => void): Poller {
  const members = new Set<Member>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Ends the present sleep, or the request when the last member has left. */
  let controller = new AbortController();
  let isLooking = false;

  const poll = async () => {
    for (;;) {
      // Those who come in the same turn share the look.
      await undefined;
      if (members.size === 0) return;
      controller = new AbortController();
      const delay = Math.min(...[...members].map(({ pace }) => pace.nextAt)) - now(clock);
      try {
        if (delay > 0) await sleep(delay, controller.signal, clock);
      } catch {
        continue;
      }
      const before = lookedAt;
      lookedAt = now(clock);
      // Those who come during the look, and those who are paused, wait for another one.
      const later = (member: Member) => Math.max(member.pace.nextAt, lookedAt + SPACING);
      const looking = [...members].filter((member) => !member.isPaused?.());
      isLooking = true;
      await fetchFor(looking, all, { signal: controller.signal }, { lookedAt, before, clock });
      isLooking = false;
      for (const member of members) if (!looking.includes(member)) member.pace.nextAt = later(member);
    }
  };
  return {
    add: (member) => {
      const time = now(clock);
      const isJustAfter = lookedAt <= time && time < lookedAt + SPACING;
      member.pace.nextAt = Math.max(member.pace.nextAt, isJustAfter ? lookedAt + SPACING : time);
      members.add(member);
      if (members.size === 1) void poll();
      else if (!isLooking) controller.abort();
    },
    remove: (member) => {
      if (!members.delete(member) || members.size > 0) return;
      controller.abort();
      end();
    },
  };
}

/** Fetches the thing or the list, and tells the members. */
async function fetchFor(
  members: Member[],
  all: Fetcher | undefined,
  options: RequestOptions,
  { lookedAt, before, clock }: { lookedAt: number; before: number; clock: Clock | undefined },
): Promise<void> {
  const [first] = members;
  if (!first) return;
  const isList = all && (members.length > 1 || !first.one);
  let found: unknown;
  let error: DigitalOceanError | undefined;
  for (const { pace } of members) {
    pace.startedAt += jumpOf(lookedAt, before, pace);
    pace.attempt++;
  }
  try {
    found = await (isList ? all : (first.one as Fetcher))({ ...options, maxRetries: 0, deadline: TIME_LIMIT });
  } catch (thrown) {
    error = thrown as DigitalOceanError;
  }
  // One random number for all: with one for each, the earliest of many would always be early.
  const random = Math.random();
  for (const member of members) {
    member.pace.nextAt = nextLook(now(clock), member.pace, error, random);
    member.see([isList && Array.isArray(found) && member.find ? member.find(found) : found, error, lookedAt]);
  }
}
