import { liftListenerLimit } from "../call/abort.js";
import { now } from "../call/clock.js";
import { DryRun } from "../call/dry-run.js";
import { readWaitOptions } from "../options/read.js";
import { differences, endsWait, notFound, type Thing } from "./decide.js";
import { looksAt } from "./looks.js";
import type { Place, Surroundings } from "./place.js";
import { failureOf } from "./wait.js";

/** Makes an event of two states; undefined when nothing changed. */
type Compare<State> = (current: State, previous: State | undefined) => object | undefined;

/** The change of a thing. */
export const changeOf: Compare<Thing> = (current, previous) => {
  const changed = previous ? differences(previous, current) : [];
  return previous && !changed.length ? undefined : { current, previous, changed };
};

/** The change of a list. */
export const changesOf: Compare<Thing[]> = (current, before) => {
  const previous = before ?? [];
  const others = (list: Thing[], others: Thing[]) => list.filter(({ id }) => !others.some((other) => other.id === id));
  const added = others(current, previous);
  const removed = others(previous, current);
  const changed = current.flatMap((item) => {
    const before = previous.find(({ id }) => id === item.id);
    return (before && changeOf(item, before)) ?? [];
  });
  return !before || added.length || removed.length || changed.length ? { current, added, removed, changed } : undefined;
};

/** The name of watches in their errors. */
const operation = "databases.watch";

/**
 * Iterates over changes of a thing or list. A slow consumer gets the latest state, compared with the one that it got
 * before. The iteration ends when a thing is gone.
 */
export function watch<State>(
  { clock }: Surroundings,
  compare: Compare<State>,
  open: () => Place,
  given: unknown,
): AsyncIterable<object> {
  async function* changes(controller: AbortController) {
    let previous: State | undefined;
    let release = () => {};
    const abort = () => controller.abort();
    try {
      const { signal, pollInterval, pauseWhenHidden } = readWaitOptions(given, operation);
      signal?.addEventListener("abort", abort);
      release = () => signal?.removeEventListener("abort", abort);
      if (signal) liftListenerLimit(signal);
      if (signal?.aborted) abort();
      const pace = { startedAt: now(clock), nextAt: 0, attempt: 0, timeout: 0, pollInterval };
      const isPaused = () => pauseWhenHidden && (globalThis as { document?: { hidden?: boolean } }).document?.hidden;
      for await (const [item, error, lookedAt] of looksAt(open(), pace, controller.signal, isPaused)) {
        if (item instanceof DryRun) throw { code: "invalid_request", message: "dryRun: there is nothing to watch" };
        const event = item && compare(item as State, previous);
        if (item) previous = item as State;
        if (event) yield event;
        else if (!item && endsWait(error, lookedAt - pace.startedAt)) {
          if (previous && (error?.status ?? 404) === 404) return;
          throw error ?? notFound(operation);
        }
      }
    } catch (thrown) {
      if ((thrown as { code?: string }).code !== "aborted") throw failureOf(thrown, operation);
    } finally {
      release();
    }
  }
  return {
    [Symbol.asyncIterator]: () => {
      const controller = new AbortController();
      const iterator = changes(controller);
      const end = iterator.return.bind(iterator);
      // Ends an iteration that waits for its next event, too.
      return Object.assign(iterator, {
        return: () => {
          controller.abort();
          return end();
        },
      });
    },
  };
}
