import { numberHeader } from "./headers.js";

/**
 * The rate limit of a token, as a response of the API stated it: how many requests it may still make, and until when.
 */
export interface RateLimit {
  /** Requests allowed within the window: 5,000 an hour by default. */
  limit: number;
  /** Requests left within the window. */
  remaining: number;
  /** The time when the oldest request leaves the window, which makes room for one more. The window slides. */
  reset: Date;
}

/**
 * The rate limit that a response states, if it does.
 * @internal
 */
export function rateLimitOf(response: Response): RateLimit | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    numberHeader(response, `ratelimit-${name}`),
  );
  return limit === undefined || remaining === undefined || reset === undefined
    ? undefined
    : { limit, remaining, reset: new Date(reset * 1000) };
}
