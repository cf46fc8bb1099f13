/**
 * A source of time: a replacement for `Date.now`, `setTimeout` and `clearTimeout`. Pass one to a client to test
 * timeouts, retries and rate limits without waiting.
 *
 * @example
 * // Delays of 1 s pass in 1 ms:
 * const clock: Clock = {
 *   now: () => Date.now() * 1000,
 *   setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds / 1000),
 *   clearTimeout: (timer) => clearTimeout(timer as number),
 * };
 */
export interface Clock {
  /** Returns the time in milliseconds since 1970, like `Date.now`. */
  now(): number;
  /**
   * Calls a function once, later. Returns a handle for `clearTimeout`.
   * @param callback - The function.
   * @param milliseconds - The time until then.
   */
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /**
   * Cancels a timer.
   * @param timer - The handle that `setTimeout` returned.
   */
  clearTimeout(timer: unknown): void;
}

/** The time of a client's clock, or of the platform. */
export const now = (clock: Clock | undefined): number => (clock ? clock.now() : Date.now());

/** Starts a timer; returns a function that cancels it. */
export function startTimer(clock: Clock | undefined, callback: () => void, delay: number): () => void {
  const milliseconds = Math.max(0, delay);
  if (clock) {
    const timer = clock.setTimeout(callback, milliseconds);
    return () => clock.clearTimeout(timer);
  }
  // Taken together: test frameworks replace both, and cannot clear a timer that they did not start.
  const { setTimeout, clearTimeout } = globalThis;
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
