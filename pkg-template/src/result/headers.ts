/** A response, as far as its headers are read. */
type WithHeaders = Pick<Response, "headers">;

/** A header of a response, if it has it and gives it; the response may be another library's. */
export function header(response: WithHeaders, name: string): string | undefined {
  try {
    const value: unknown = response.headers.get(name);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A header that is a number. One that is negative, endless or absurdly large is as if absent. */
export function numberHeader(response: WithHeaders, name: string): number | undefined {
  const text = header(response, name);
  return text && /^\d{1,11}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A header that is a date, in milliseconds since 1970. A number is no date, although engines read it as one. */
export function dateHeader(response: WithHeaders, name: string): number | undefined {
  const text = header(response, name);
  const time = text && /^[A-Z][a-z]+, \d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** The longest window of the API's rate limits, in milliseconds: an hour, and some seconds as headers have whole ones. */
export const WINDOW = 3_610_000;

/** Milliseconds until a time by the server's clock. A browser may hide that; then this machine's counts. */
const fromNow = (response: WithHeaders, time: number, now: number): number =>
  time - (dateHeader(response, "date") ?? now);

/** Milliseconds until `ratelimit-reset`. One that is past, or more than a window away, is as if absent. */
export function resetOf(response: WithHeaders, now: number): number | undefined {
  const delay = fromNow(response, (numberHeader(response, "ratelimit-reset") ?? 0) * 1000, now);
  return delay >= 0 && delay <= WINDOW ? delay : undefined;
}

/** The milliseconds that `retry-after` asks to wait: it holds seconds, or a date by the server's clock. */
export function retryAfterOf(response: WithHeaders, now: number): number | undefined {
  const seconds = numberHeader(response, "retry-after");
  if (seconds !== undefined) return seconds * 1000;
  const time = dateHeader(response, "retry-after");
  return time && Math.max(0, fromNow(response, time, now));
}
