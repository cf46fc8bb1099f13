import { now } from "../call/clock.js";
import { changeOf, changesOf, endsWait, isMissing } from "./decide.js";
import type { Plan } from "./plan.js";
import { poll } from "./poll.js";
import { failureOf, NOT_FOUND } from "./wait.js";

/**
 * Iterates over changes of a thing or list. Looks only while the consumer waits for one, so that a slow consumer gets the
 * latest state, compared with the one that it got before. The iteration ends when the thing is gone.
 *
 * @param read - Reads the watch from the parameters of its method.
 */
export async function* watch(name: string, read: () => Plan): AsyncGenerator<object, void, undefined> {
  let previous: unknown;
  let event: object | undefined;
  try {
    const plan = read();
    const { row, state } = plan;
    const compare = (state.id ? changeOf : changesOf) as (current: unknown, previous: unknown) => typeof event;
    for (;;) {
      await poll(plan, (item, error) => {
        event = item ? compare(item, previous) : undefined;
        previous = item ?? previous;
        if (item || !endsWait(error, now(row.clock) - state.startedAt)) return Boolean(event);
        if (previous && isMissing(error)) return true;
        throw error ?? NOT_FOUND;
      });
      if (!event) return;
      yield event;
    }
  } catch (thrown) {
    if (Object(thrown).code !== "aborted") throw failureOf(thrown, name);
  }
}
