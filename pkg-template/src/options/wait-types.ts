import type { SignalLike } from "./platform.js";

/** Facts about a wait, beside the state that `onProgress` is called with. */
export interface WaitProgress {
  /** Milliseconds since the wait began, in whichever process. */
  elapsed: number;
  /** The number of looks so far. */
  attempt: number;
}

/** Options of a watch. */
export interface WatchOptions {
  /**
   * Ends the iteration, at once and without an error. No request goes out after it.
   * @default undefined
   */
  signal?: SignalLike | undefined;
  /**
   * Milliseconds between two looks, from 1 to 2,147,483,647.
   * @default 2 s, growing to 15 s, a little shorter at random
   */
  pollInterval?: number | undefined;
  /**
   * Sends nothing while the page is hidden, as in a tab in the background.
   * @default false
   */
  pauseWhenHidden?: boolean | undefined;
}

/** Options with which a wait goes on in another process. */
export interface ResumeOptions<T = unknown> {
  /**
   * Aborts the wait, at once: it rejects with an `AbortError`, and no request goes out after. The work itself goes on.
   * @default undefined
   */
  signal?: SignalLike | undefined;
  /**
   * Sends nothing while the page is hidden, as in a tab in the background.
   * @default false
   */
  pauseWhenHidden?: boolean | undefined;
  /**
   * Called with each state that the wait sees, the last one included. Errors that it throws are ignored.
   * @default undefined
   */
  onProgress?: ((state: T, progress: WaitProgress) => unknown) | undefined;
}

/** Options of a wait. */
export interface WaitOptions<T = unknown> extends ResumeOptions<T> {
  /**
   * Milliseconds until the wait gives up and rejects with a `WaitTimeoutError`. The work itself goes on. 0 or `Infinity`
   * for no limit.
   * @default 1800000, half an hour; for garbage collections 3600000, an hour
   */
  timeout?: number | undefined;
  /**
   * Milliseconds between two looks, from 1 to 2,147,483,647; twice as many after a failed one.
   * @default 2 s, growing to 15 s, a little shorter at random
   */
  pollInterval?: number | undefined;
}

/** The options of a wait or watch as they are used. */
export interface ResolvedWaitOptions {
  signal?: AbortSignal;
  timeout?: number;
  pollInterval?: number;
  onProgress?(state: unknown, progress: WaitProgress): unknown;
  pauseWhenHidden?: boolean;
  type?: string;
  cancelOnAbort?: boolean;
}
