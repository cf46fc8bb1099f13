import { resetOf, WINDOW } from "../result/headers.js";
import { type RateLimit, rateLimitOf } from "../result/rate-limit.js";
import type { Clock } from "./clock.js";
import { Queue } from "./queue.js";
import { isRequestScoped } from "./request-scope.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Requests that the API allows a token. */
const PER_MINUTE = 250;
const PER_HOUR = 5_000;
/** The most tokens whose limits are kept. */
const MAX_TOKENS = 10_000;

/** The rate limits of a token: the requests that this process made with it, and the limit that the API last stated. */
export class RateLimiter {
  /** The times when the requests of the last hour ended. The API counted each no later. */
  readonly #ended: number[] = [];
  #rateLimit: RateLimit | undefined;
  /** When the API lets the token make another request once none is left, by this machine's clock. */
  #resetAt = 0;
  /** The last response and its time. Its headers are read on demand. */
  #last: { response: Response; at: number } | undefined;
  /** When a client was made or a request ended, by the platform's clock. */
  usedAt = 0;
  readonly #key: number | undefined;
  /** The calls that wait for room within the limits. */
  readonly queue = new Queue((active, now, patience) => this.delay(active, now, patience));

  /** @param key - The hash of its token; without one, it is not kept here. */
  constructor(key?: number) {
    this.#key = key;
  }

  /**
   * Milliseconds until one more request may be made, while `active` are in flight; infinity until one of them ends. A
   * call without the patience that the API asks for is let through: it fails then.
   */
  delay(active: number, now: number, patience: number): number {
    if (this.apiDelay(0, now) > patience) return 0;
    const ended = this.#ended;
    // The clock was set back: what these times say is no longer true.
    if ((ended.at(-1) as number) > now + SECOND) ended.length = 0;
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
    return Math.max(within(PER_MINUTE, MINUTE), within(PER_HOUR, HOUR), this.apiDelay(active, now));
  }

  /** Milliseconds until one more request may be made, as far as the API stated; 0 while requests are left. */
  apiDelay(active: number, now: number): number {
    const { rateLimit } = this;
    const delay = this.#resetAt - now;
    // No window is longer: a reset that seems to be is of a clock that was set back.
    return rateLimit && rateLimit.remaining - active <= 0 && delay > 0 && delay <= WINDOW ? delay : 0;
  }

  /** Counts a request that ended, with a response or without. */
  recordRequest(now: number): void {
    this.#ended.push(now);
    if (this.#key) keep(this.#key, this);
    // Trimmed rarely, because this runs on every call.
    if (this.#ended.length > 2 * PER_HOUR) {
      this.#ended.splice(0, this.#ended.length - PER_HOUR);
    }
  }

  /** Keeps the limits that a response states. */
  recordResponse(response: Response, now: number): void {
    this.#last = { response, at: now };
    if (isRequestScoped()) {
      // Read now: later, the request that it belongs to may have ended.
      void this.rateLimit;
    }
  }

  /** The limits that the API last stated. */
  get rateLimit(): RateLimit | undefined {
    if (this.#last) {
      const { response, at } = this.#last;
      this.#last = undefined;
      const rateLimit = rateLimitOf(response);
      if (rateLimit) {
        this.#rateLimit = rateLimit;
        this.#resetAt = at + (resetOf(response, at) ?? 0);
      }
    }
    return this.#rateLimit;
  }
}

/** Limiters of tokens by a hash, the last used last. A token is kept by its clients only. */
const limiters = new Map<number, RateLimiter>();
/** The last used one of them. */
let newest: RateLimiter | undefined;
/**
 * Limiters by the hash or the function of a token, for each clock, because times of two clocks do not mix; of a token
 * function without a clock, which may be created for every client, for itself.
 */
const limitersOf = new WeakMap<object, Map<unknown, RateLimiter>>();

/** The rate limiter of a token or token function; clients of the same token and clock share it. */
export function rateLimiterFor(token: string | (() => unknown), clock: Clock | undefined): RateLimiter {
  const key = typeof token === "string" ? hashOf(token) : token;
  const owner = clock ?? key;
  if (typeof owner === "number") return keep(owner, limiters.get(owner) ?? new RateLimiter(owner));
  const own = limitersOf.get(owner) ?? new Map<unknown, RateLimiter>();
  limitersOf.set(owner, own);
  const limiter = own.get(key) ?? new RateLimiter();
  own.set(key, limiter);
  return limiter;
}

/**
 * Keeps a limiter as the last used one. When that was another, forgets those that were not used for an hour, and the
 * oldest of too many.
 */
function keep(key: number, limiter: RateLimiter): RateLimiter {
  const time = Date.now();
  limiter.usedAt = time;
  if (limiter === newest) return limiter;
  newest = limiter;
  limiters.delete(key);
  limiters.set(key, limiter);
  for (const [other, { usedAt }] of limiters) {
    if (limiters.size <= MAX_TOKENS && usedAt > time - HOUR) break;
    limiters.delete(other);
  }
  return limiter;
}

/** A hash of 40 bits. Two tokens of the same one would share a limiter. */
function hashOf(token: string): number {
  let hash = 0;
  for (const character of token) {
    hash = (hash * 8191 + character.charCodeAt(0)) % 1_099_511_627_689;
  }
  return hash;
}
