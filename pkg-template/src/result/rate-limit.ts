import { header } from "./headers.js";

/** How many requests the token may still make. */
export interface RateLimit {
  /** Requests allowed in the window the API tells of. */
  limit: number;
  /** Requests left in it. */
  remaining: number;
  /** When the oldest request of the window expires and makes room for one. */
  reset: Date;
}

/**
 * The limits that a response states, if it does.
 * @internal
 */
export function rateLimitOf(response: Response): RateLimit | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) => {
    const text = header(response, `ratelimit-${name}`);
    return text ? Number(text) : Number.NaN;
  }) as [number, number, number];
  return Number.isNaN(limit + remaining + reset) ? undefined : { limit, remaining, reset: new Date(reset * 1000) };
}
