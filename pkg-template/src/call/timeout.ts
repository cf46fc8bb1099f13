// The time limits of a call: `deadline` for all of it, `timeout` for an attempt and for each step beside the request.
import { abortableWait, type Settle } from "./abort.js";
import type { Clock } from "./clock.js";
import { now } from "./clock.js";
import type { Call, Connection, Failure } from "./state.js";

/** A step beside the request that the caller's code takes. */
type Step = "token" | "onRequest" | "onResponse" | "onRetry";

/**
 * Takes a step beside the request, which may take as long as an attempt may; a wait in a queue, which has no `name`, as
 * long as the deadline allows.
 */
export function limited<T>({ clock }: Connection, call: Call, step: () => Promise<T>, name?: Step): Promise<T> {
  return abortableWait(call.options.signal, clock, ({ resolve, reject, after }) => {
    startLimit(call, clock, after, reject, name);
    step().then(resolve, reject);
  });
}

/** Starts the time limit of an attempt, of a step, or, without a `name`, of the rest of the call. */
export function startLimit(
  call: Call,
  clock: Clock | undefined,
  after: Settle<never>["after"],
  fail: (failure: Failure) => void,
  name?: "timeout" | Step,
): void {
  const left = call.until - now(clock);
  const time = name ? Math.min(call.options.timeout, left) : left;
  if (time < Number.POSITIVE_INFINITY) {
    after(time, () => fail(timeoutFailure(call, time === left ? "deadline" : name)));
  }
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
