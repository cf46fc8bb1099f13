import { abortFailure, liftListenerLimit } from "../call/abort.js";
import type { Place } from "./place.js";
import type { Member, Outcome } from "./poller.js";
import type { Pace } from "./state.js";

/**
 * The outcomes of looks at a place; a slow consumer gets the latest one only. When `signal` is aborted, it throws the parts
 * of an `AbortError`, and no look begins after it.
 */
export async function* looksAt(
  { poller, ...place }: Place,
  pace: Pace,
  signal: AbortSignal | undefined,
  isPaused?: Member["isPaused"],
): AsyncGenerator<Outcome, void, undefined> {
  let latest: Outcome | undefined;
  let wake = () => {};
  const see = (outcome: Outcome | undefined) => {
    latest = outcome;
    wake();
  };
  const member: Member = { ...place, pace, isPaused, see };
  const stop = () => {
    poller.remove(member);
    see(undefined);
  };
  try {
    if (signal) liftListenerLimit(signal);
    signal?.addEventListener("abort", stop);
    if (!signal?.aborted) poller.add(member);
    for (;;) {
      if (signal?.aborted) throw abortFailure(signal);
      const outcome: Outcome | undefined = latest;
      latest = undefined;
      if (outcome) yield outcome;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}
