import { DigitalOceanError, type ErrorFields } from "./classes.js";
import { nameClasses } from "./names.js";
import { define } from "./own.js";

/**
 * A wait ended because the work did: it failed, or was cancelled. `lastState` is its last state.
 *
 * @example
 * try {
 *   await client.registries.garbageCollections.run("example");
 * } catch (error) {
 *   if (!(error instanceof WaitFailedError)) throw error;
 *   console.error(error.message);
 * }
 */
export class WaitFailedError<T = unknown> extends DigitalOceanError {
  /**
   * The last state that the wait saw, with the secrets of the create's response; undefined in an error that was JSON.
   * Not enumerable, so that loggers leave it out.
   */
  declare readonly lastState: T | undefined;

  /**
   * @param fields - The fields of the error.
   * @param lastState - The last state.
   */
  constructor(fields: ErrorFields, lastState?: T) {
    super(fields);
    define(this, "lastState", lastState);
  }
}

/**
 * The time of a wait is over, and the work is not. It goes on at DigitalOcean: wait again, or use `lastState`. `cause` is
 * the error of the last look, if that failed.
 */
export class WaitTimeoutError<T = unknown> extends DigitalOceanError {
  /** The last state that the wait saw, as in a `WaitFailedError`; undefined if it saw none. */
  declare readonly lastState: T | undefined;

  /**
   * @param fields - The fields of the error.
   * @param lastState - The last state.
   */
  constructor(fields: ErrorFields, lastState?: T) {
    super(fields);
    define(this, "lastState", lastState);
  }
}

nameClasses({ WaitFailedError, WaitTimeoutError });
