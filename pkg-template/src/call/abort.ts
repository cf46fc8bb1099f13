// Waiting that ends early: when the caller's signal is aborted, or when time is up.
import type { ErrorFields } from "../errors/classes.js";
import { builtinModule } from "../load/globals.js";
import { type Clock, startTimer } from "./clock.js";

/** The means by which a wait settles. Only the first call of `resolve`, `reject` or an abort counts. */
export interface Settle<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
  /** Calls `callback` after so many milliseconds, unless the wait has settled. Replaces the timer before it. */
  after(milliseconds: number, callback: () => void): void;
}

/**
 * A promise that settles as `start` says, or rejects when `signal` is aborted first. Leaves neither timer nor listener
 * behind. The caller's signal goes nowhere else: it may come from another realm, and its reason may be anything.
 *
 * @param onAbort - Called before the promise rejects for an abort.
 */
export function abortableWait<T>(
  signal: AbortSignal | undefined,
  clock: Clock | undefined,
  start: (settle: Settle<T>) => void,
  onAbort?: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let cancelTimer: (() => void) | undefined;
    let isSettled = false;
    /** Marks the wait as settled; returns false if it was. */
    const end = () => {
      if (isSettled) return false;
      isSettled = true;
      cancelTimer?.();
      try {
        signal?.removeEventListener("abort", abort);
      } catch {
        // A foreign signal may throw; the wait settles nevertheless.
      }
      return true;
    };
    const abort = () => {
      if (!end()) return;
      onAbort?.();
      reject(abortFailure(signal as AbortSignal));
    };
    try {
      signal?.addEventListener("abort", abort);
    } catch {
      const message = "signal: must be an AbortSignal, such as `controller.signal`";
      return reject({ code: "invalid_request", message } satisfies ErrorFields);
    }
    if (signal?.aborted) return abort();
    const settle: Settle<T> = {
      resolve: (value) => {
        if (end()) resolve(value);
      },
      reject: (reason) => {
        if (end()) reject(reason);
      },
      after: (milliseconds, callback) => {
        if (isSettled) return;
        cancelTimer?.();
        cancelTimer = startTimer(clock, callback, milliseconds);
      },
    };
    try {
      start(settle);
    } catch (thrown) {
      settle.reject(thrown);
    }
  });
}

/** Settles as `promise` does, or rejects when `signal` is aborted first. */
export function abortable<T>(promise: PromiseLike<T>, signal: AbortSignal | undefined): PromiseLike<T> {
  return signal
    ? abortableWait(signal, undefined, ({ resolve, reject }) => void promise.then(resolve, reject))
    : promise;
}

/** Waits so many milliseconds, or rejects when `signal` is aborted first. */
export const sleep = (milliseconds: number, signal: AbortSignal | undefined, clock: Clock | undefined): Promise<void> =>
  abortableWait(signal, clock, ({ resolve, after }) => after(milliseconds, () => resolve(undefined)));

/** The parts of an `AbortError`. */
export function abortFailure(signal: AbortSignal): ErrorFields {
  let cause: unknown;
  try {
    cause = signal.reason;
  } catch {
    // A signal of another library may have no reason.
  }
  return { code: "aborted", message: "the call was aborted", cause };
}

/** Node's `node:events`, as far as it is used. */
interface NodeEvents {
  defaultMaxListeners: number;
  getMaxListeners(signal: AbortSignal): number;
  setMaxListeners(max: number, signal: AbortSignal): void;
}

/**
 * Lets any number of calls share a signal: from the eleventh on, Node 20 would warn of a leak. Its own fetch does the
 * same.
 */
export function liftListenerLimit(signal: AbortSignal): void {
  try {
    const events = builtinModule<NodeEvents>("node:events");
    if (events?.getMaxListeners(signal) === events?.defaultMaxListeners) {
      events?.setMaxListeners(Number.POSITIVE_INFINITY, signal);
    }
  } catch {
    // The signal is not Node's, or this version of Node does not count listeners.
  }
}
