import { type RateLimit, rateLimitOf } from "../result/rate-limit.js";
import { Queue } from "./queue.js";
import { isRequestScoped } from "./request-scope.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Requests that the API allows a token. */
const PER_MINUTE = 250;
const PER_HOUR = 5_000;

/** The rate limits of a token: the requests that this process made with it, and the limit that the API last stated. */
export class RateLimiter {
  /** The times when the requests of the last hour ended. The API counted each no later. */
  readonly #ended: number[] = [];
  #rateLimit: RateLimit | undefined;
  /** The last response. Its headers are read on demand. */
  #lastResponse: Response | undefined;
  /** The calls that wait for room within the limits. */
  readonly queue = new Queue((active, now) => this.delay(active, now));

  /** Milliseconds until one more request may be made, while `active` are in flight; infinity until one of them ends. */
  delay(active: number, now: number): number {
    const ended = this.#ended;
    while (ended.length > 0 && (ended[0] as number) < now - HOUR) {
      ended.shift();
    }
    const within = (max: number, period: number) => {
      const oldest = ended.length - (max - active);
      if (oldest < 0) return 0;
      const time = ended[oldest];
      // A clock has steps: a request that ended within this one may have been counted anywhere in it, so that the
      // period is over only in the step after.
      return time === undefined ? Number.POSITIVE_INFINITY : Math.max(0, time + period + 1 - now);
    };
    const { rateLimit } = this;
    const reset = rateLimit && rateLimit.remaining - active <= 0 ? Math.max(0, rateLimit.reset.getTime() - now) : 0;
    return Math.max(within(PER_MINUTE, MINUTE), within(PER_HOUR, HOUR), reset);
  }

  /** Counts a request that ended, with a response or without. */
  recordRequest(now: number): void {
    this.#ended.push(now);
    // Trimmed rarely, because this runs on every call.
    if (this.#ended.length > 2 * PER_HOUR) {
      this.#ended.splice(0, this.#ended.length - PER_HOUR);
    }
  }

  /** Keeps the limits that a response states. */
  recordResponse(response: Response): void {
    this.#lastResponse = response;
    if (isRequestScoped()) {
      // Read now: later, the request that it belongs to may have ended.
      void this.rateLimit;
    }
  }

  /** The limits that the API last stated. */
  get rateLimit(): RateLimit | undefined {
    if (this.#lastResponse) {
      this.#rateLimit = rateLimitOf(this.#lastResponse) ?? this.#rateLimit;
      this.#lastResponse = undefined;
    }
    return this.#rateLimit;
  }
}

/** Limiters of tokens. */
const limiters = new Map<unknown, RateLimiter>();
/** Limiters of token functions, which may be created for every client. */
const limitersOfFunctions = new WeakMap<object, RateLimiter>();

/** The rate limiter of a token or token function; clients of the same token share it. */
export function rateLimiterFor(token: unknown): RateLimiter {
  const all = typeof token === "function" ? (limitersOfFunctions as typeof limiters) : limiters;
  let limiter = all.get(token);
  if (limiter === undefined) {
    limiter = new RateLimiter();
    all.set(token, limiter);
  }
  return limiter;
}
