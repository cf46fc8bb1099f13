import { type RateLimit, rateLimitOf } from "../result/rate-limit.js";
import { Queue } from "./queue.js";
import { isRequestScoped } from "./request-scope.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Requests that the API allows a token. */
const PER_MINUTE = 250;
const PER_HOUR = 5_000;

/** The rate limits of a token: the requests that this process made with it, and what the API last said. */
export class RateLimiter {
  /** When each request of the last hour ended. The API counted it no later. */
  readonly #ended: number[] = [];
  #rateLimit: RateLimit | undefined;
  /** The last response, whose headers are read when they are asked for. */
  #lastResponse: Response | undefined;
  /** The calls that wait for room within the limits. */
  readonly queue = new Queue((active, now) => this.delay(active, now));

  /** Milliseconds until one more request may be made, while `active` are under way; infinity until one of them ends. */
  delay(active: number, now: number): number {
    const ended = this.#ended;
    while (ended.length > 0 && (ended[0] as number) < now - HOUR) {
      ended.shift();
    }
    const within = (most: number, period: number) => {
      const oldest = ended.length - (most - active);
      if (oldest < 0) return 0;
      const time = ended[oldest];
      // A clock has steps: a request that ended within this one may have been counted anywhere in it, so that the period
      // is over only in the step after.
      return time === undefined ? Number.POSITIVE_INFINITY : Math.max(0, time + period + 1 - now);
    };
    const { rateLimit } = this;
    const reset = rateLimit && rateLimit.remaining - active <= 0 ? Math.max(0, rateLimit.reset.getTime() - now) : 0;
    return Math.max(within(PER_MINUTE, MINUTE), within(PER_HOUR, HOUR), reset);
  }

  /** Counts a request that was answered, or that is no longer waited for. */
  recordRequest(now: number): void {
    this.#ended.push(now);
    // Now and then, for it is done on every call.
    if (this.#ended.length > 2 * PER_HOUR) {
      this.#ended.splice(0, this.#ended.length - PER_HOUR);
    }
  }

  /** Keeps the limits that a response states. */
  recordResponse(response: Response): void {
    this.#lastResponse = response;
    if (isRequestScoped()) {
      // Later, its own request may have ended.
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

const limiters = new Map<unknown, RateLimiter>();
/** Those of token functions, which may be made anew for every client. */
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
