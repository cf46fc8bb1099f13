// The time limits of a call: `deadline` for all of it, `timeout` for an attempt and for each step beside the request.
import { abortableWait } from "./abort.js";
import { now } from "./clock.js";
import type { Call, Connection, Failure } from "./state.js";

/** A step beside the request that the caller's code takes. */
type Step = "token" | "onRequest" | "onResponse" | "onRetry";

/**
 * Takes a step beside the request, which may take as long as an attempt may; a wait in a queue, which has no `name`, as
 * long as the deadline allows.
 */
export function limited<T>({ clock }: Connection, call: Call, step: () => Promise<T>, name?: Step): Promise<T> {
  const { options, until } = call;
  return abortableWait(options.signal, clock, ({ resolve, reject, after }) => {
    const left = until - now(clock);
    const time = name ? Math.min(options.timeout, left) : left;
    if (time < Number.POSITIVE_INFINITY) {
      after(time, () => reject(timeoutFailure(call, time === left ? "deadline" : name)));
    }
    step().then(resolve, reject);
  });
}

/**
 * The parts of a `TimeoutError`. The time of a step beside the request is not that of an attempt, and is not retried.
 */
export function timeoutFailure({ options }: Call, name: "deadline" | "timeout" | Step | undefined): Failure {
  if (name === "deadline" || name === "timeout") {
    return { code: "timeout", message: `no complete response within ${options[name]} ms (${name})`, outcome: 0 };
  }
  return { code: "timeout", message: `${name}: took longer than ${options.timeout} ms (timeout)` };
}

/** Rethrows anything but the parts of a `TimeoutError`. */
export function ignoreTimeout(thrown: Failure): void {
  if (thrown.code !== "timeout") throw thrown;
}
