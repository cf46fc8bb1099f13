import type { Clock } from "../call/clock.js";
import type { Hooks } from "../call/hooks.js";

/** Returns the token, at once or as a promise. */
export type TokenFunction = () => string | Promise<string>;

/** A replacement for `fetch`: called as `(url, init)`, resolves to a response. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** Options for a client. */
export interface ClientOptions extends CallOptions, Hooks {
  /**
   * An API token, or a function that gives one, at once or as a promise. A function is asked before every request, and
   * once more after a 401. Default: the environment's `DIGITALOCEAN_TOKEN`, else its `DIGITALOCEAN_ACCESS_TOKEN`.
   */
  token?: string | TokenFunction | undefined;
  /** Where the API is. Default: `https://api.digitalocean.com`. Plain http is for this machine only. */
  baseUrl?: string | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: FetchLike | undefined;
  /** Headers to add to every request. In a browser each must be allowed by the API's CORS rules. */
  headers?: Record<string, string> | undefined;
  /** Lets requests wait, oldest first, instead of meeting a 429: 250 a minute and 5,000 an hour for a token. Default: false. */
  throttle?: boolean | undefined;
  /** How many requests may be under way at once; the others wait, oldest first. Default: any number. */
  maxConcurrent?: number | undefined;
  /**
   * Allows a literal token in a page, where visitors can read it. Not needed with a token function.
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * The time that calls go by: `now`, `setTimeout` and `clearTimeout`. A test can give one that it moves itself.
   * @default the platform's
   */
  clock?: Clock | undefined;
}

/** Options of a client and of a single call; the call's win. */
export interface CallOptions {
  /** Milliseconds an attempt may take, reading its body included; 0 for no limit. Default: 30000. */
  timeout?: number | undefined;
  /** Milliseconds all attempts may take together, waiting included; 0 for no limit, the default. */
  deadline?: number | undefined;
  /** How often a request that failed is repeated at most, where that is safe. Default: 2. */
  maxRetries?: number | undefined;
  /** The longest wait, in milliseconds, that the API may ask for; beyond it the call fails. Default: 60000. */
  maxRetryAfter?: number | undefined;
  /** Lets GETs that are the same and under way at once share a request, and what it resolves to. Default: false. */
  coalesce?: boolean | undefined;
  /** Fetches the next page while this one is being iterated. Default: false. */
  prefetch?: boolean | undefined;
  /** With `"lookup"`, a create whose answer is lost looks for what it created. Default: `"throw"`, an `AmbiguousWriteError`. */
  onAmbiguous?: "throw" | "lookup" | undefined;
  /**
   * Sends nothing: the call resolves to the request, as a `DryRun`. Default: false. `client.withOptions({ dryRun: true })`
   * gives a client whose types say so.
   */
  dryRun?: boolean | undefined;
}

/** Options for a call. */
export interface RequestOptions extends CallOptions {
  /** Ends the call with an `AbortError` when it is aborted. */
  signal?: AbortSignal | undefined;
  /** Headers to add to this request. */
  headers?: Record<string, string> | undefined;
}

/** The options that a call is made with: its own over its client's over the defaults. */
export interface ResolvedOptions extends Hooks, Omit<CallOptions, "timeout" | "deadline"> {
  throttle?: boolean;
  maxConcurrent?: number;
  clock?: Clock;
  signal?: AbortSignal | undefined;
  /** Infinity for no limit. */
  timeout: number;
  deadline: number;
  maxRetries: number;
  maxRetryAfter: number;
  /** By their names in small letters. */
  headers: Record<string, string>;
}
