/** A source of time. Give a client one of a test's own to decide how fast its time passes. */
export interface Clock {
  /** Milliseconds since 1970, like `Date.now`. */
  now(): number;
  /** Calls `callback` once after so many milliseconds; returns a handle for `clearTimeout`. */
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Cancels a timer. */
  clearTimeout(timer: unknown): void;
}

/** The time of a client's clock, or else the platform's. */
export const now = (clock: Clock | undefined): number => (clock ? clock.now() : Date.now());

/** Starts a timer; returns a function that cancels it. */
export function startTimer(clock: Clock | undefined, callback: () => void, milliseconds: number): () => void {
  if (clock) {
    const timer = clock.setTimeout(callback, milliseconds);
    return () => clock.clearTimeout(timer);
  }
  // Taken together: test frameworks replace both, and cannot clear a timer that they did not start.
  const { setTimeout, clearTimeout } = globalThis;
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
