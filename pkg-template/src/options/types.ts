import type { Clock } from "../call/clock.js";
import type { Hooks } from "../call/hooks.js";
import type { FetchLike } from "./fetch.js";
import type { SignalLike } from "./platform.js";

/**
 * A function that returns an API token, at once or as a promise.
 *
 * It is asked before each attempt of a call, so that it can return a token that was just renewed; keep the token between
 * calls yourself. The attempt may wait in a queue after that, and the token is as old as that wait. After a 401 the
 * function is asked once more and the request is sent again. It may take `timeout` milliseconds. When it throws, or
 * returns something other than a token, the call rejects with an `InvalidRequestError` whose `cause` is the error thrown.
 */
export type TokenFunction = () => string | Promise<string>;

/**
 * Options of a client: where and with which token it calls the API, how fast, and hooks. Also takes the options of a
 * call, such as `timeout` and `maxRetries`, as defaults of all its calls.
 *
 * @example
 * const client = new DigitalOcean({
 *   token: async () => (await fetch("/api/token")).text(),
 *   throttle: true, // wait instead of exceeding the rate limit
 *   timeout: 10_000,
 *   onRetry: ({ operation, delay }) => console.warn(`${operation}: retrying in ${delay} ms`),
 * });
 */
export interface ClientOptions extends CallOptions, Hooks {
  /**
   * An API token, or a function that returns one, at once or as a promise.
   *
   * A function is asked before each attempt, and once more after a 401. White space around the token is removed. The
   * token is sent to `baseUrl` only; no error and no log line contains it.
   * @default the environment variable `DIGITALOCEAN_TOKEN`, else `DIGITALOCEAN_ACCESS_TOKEN`
   * @see https://docs.digitalocean.com/reference/api/create-personal-access-token/
   */
  token?: string | TokenFunction | undefined;
  /**
   * The URL that the paths of the API are appended to, such as that of a proxy server of your own. It may have a path,
   * but no user, password, query or fragment, and ends before `/v2`, with which every path begins. It must use https;
   * http is allowed for localhost.
   * @default "https://api.digitalocean.com"
   */
  baseUrl?: string | undefined;
  /**
   * The function that sends requests, called like `fetch(url, init)`. Pass one to go through an HTTP proxy, or in
   * tests.
   * @default the platform's `fetch`, looked up for each request
   * @example
   * const client = new DigitalOcean({
   *   token: "test",
   *   fetch: async () => new Response(JSON.stringify({ databases: [] })),
   * });
   */
  fetch?: FetchLike | undefined;
  /**
   * HTTP headers to add to each request, by name. `authorization`, `content-type` and headers of the connection, such as
   * `content-length`, are refused. In a browser, the API's CORS rules must allow each of them, or requests fail.
   * @default {}
   */
  headers?: Record<string, string> | undefined;
  /**
   * Keeps within the API's rate limit: requests wait, oldest first, instead of failing with a 429 (`RateLimitError`).
   *
   * Allows 250 requests a minute and 5,000 an hour, and fewer when the API says that fewer are left. All clients in
   * this process with the same token or token function, and the same `clock`, are counted together. The wait ends at
   * `deadline`.
   * When the API says that none is left for longer than `maxRetryAfter`, the call rejects with a `RateLimitError`, and
   * `retryAt` says when to retry.
   * @default false
   * @example
   * const client = new DigitalOcean({ throttle: true });
   * const ids = (await client.databases.list().all()).map(({ id }) => id);
   * const backups = await Promise.all(ids.map((id) => client.databases.backups.list(id)));
   */
  throttle?: boolean | undefined;
  /**
   * The number of requests of this client that may be in flight at once, from 1 to 1,000,000. Others wait, oldest
   * first.
   * @default no limit
   */
  maxConcurrent?: number | undefined;
  /**
   * Allows a literal token in a page, where visitors can read it. Not needed with a token function, in workers or in
   * browser extensions. Without it, `new DigitalOcean` throws an `InvalidRequestError` there.
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * The source of time for timeouts, retry delays and rate limits. A test can pass one of its own to control time.
   * @default the platform's `Date.now`, `setTimeout` and `clearTimeout`
   */
  clock?: Clock | undefined;
}

/** Options of a client and of a single call. Options of a call take precedence. */
export interface CallOptions {
  /**
   * The time limit of one attempt, in milliseconds, from sending the request to the end of the response's body.
   *
   * From 0 to 2,147,483,647; 0 or `Infinity` for no limit. An attempt that exceeds it is retried where that is safe, or
   * the call rejects with a `TimeoutError`. The token function, `onRequest`, `onResponse` and `onRetry` may take as
   * long, each counted anew. Waiting in queues and between attempts is not counted; see `deadline`.
   * @default 30000
   */
  timeout?: number | undefined;
  /**
   * The time limit of the whole call, in milliseconds: all attempts, retry delays, hooks and waiting in queues.
   *
   * From 0 to 2,147,483,647; 0 or `Infinity` for no limit. A call that exceeds it rejects with a `TimeoutError`. When a
   * retry would come too late, the call rejects at once, with the error of the last attempt. Loading the WebAssembly,
   * which the first call does, is not counted.
   * @default 0
   */
  deadline?: number | undefined;
  /**
   * The largest number of retries after a failed attempt: a whole number from 0 to 100; 0 for none.
   *
   * GET, PUT and DELETE are retried after a lost connection, a timeout, 408, 429, 500, 502, 503 and 504; POST and PATCH
   * after 429 only. The delay is that of `retry-after` or the rate limit, else random, up to 0.5 s, 1 s, 2 s… 8 s.
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * The longest delay before a retry that the API may ask for, in milliseconds, from 0 to 2,147,483,647. If it asks for
   * more, the call fails at once, and `retryAt` of the error says when to retry.
   * @default 60000
   */
  maxRetryAfter?: number | undefined;
  /**
   * Sends equal GETs that are in flight at the same time as one request.
   *
   * Equal means: the same client, path, query, token, headers and time limits. The calls resolve to the same data, so
   * do not change it. Aborting one call leaves the others alone.
   * @default false
   * @example
   * const client = new DigitalOcean({ coalesce: true });
   * // One request:
   * const [a, b] = await Promise.all([client.databases.list(), client.databases.list()]);
   */
  coalesce?: boolean | undefined;
  /**
   * Fetches the next page while the current one is being iterated, with `for await`, `pages()` or `all()`. When the
   * iteration ends early, one page more than needed was fetched.
   * @default false
   */
  prefetch?: boolean | undefined;
  /**
   * Behavior of a create whose response is lost after the request was sent, so that the resource may exist or not.
   *
   * `"throw"` rejects with an `AmbiguousWriteError`. `"lookup"` first lists the resources, up to three times within
   * some four seconds and the call's `deadline`, and resolves to the new one if it is there. Neither creates it again.
   * @default "throw"
   */
  onAmbiguous?: "throw" | "lookup" | undefined;
  /**
   * Behavior for a query parameter, or a field of a body at any depth, that this version does not know: a misspelling,
   * or an addition to the API.
   *
   * `"warn"` sends it and calls `logger.warn`, which is `console.warn` by default, once for each operation and key,
   * whatever `logLevel` is. `"refuse"` rejects with an `InvalidRequestError` before anything is sent. `"send"` sends it
   * without a word. The message names the key and the one that was probably meant. Names that you choose, as in maps,
   * and calls of `client.request` are never unknown.
   * @default "warn"
   * @example
   * const client = new DigitalOcean({ unknownKeys: "refuse" });
   * await client.databases.list({ tag: "web" }); // query.tag: unknown key; did you mean `tag_name`?
   */
  unknownKeys?: "warn" | "refuse" | "send" | undefined;
  /**
   * Checks arguments and builds the request, but does not send it: the call resolves to a `DryRun`.
   *
   * TypeScript takes `true` in `client.withOptions({ dryRun: true })` only, which gives a client whose types say so. In
   * JavaScript, any client and any call takes it.
   * @default false
   * @example
   * const request = await client.withOptions({ dryRun: true }).databases.get("my-cluster-id");
   * console.log(request.toCurl());
   */
  dryRun?: false | undefined;
}

/**
 * Options of a single call, the last parameter of each method. They take precedence over those of the client.
 *
 * @example
 * const controller = new AbortController();
 * const page = await client.databases.list({}, { signal: controller.signal, timeout: 5_000, maxRetries: 0 });
 */
export interface RequestOptions extends CallOptions {
  /**
   * Aborts the call: it rejects with an `AbortError` whose `cause` is the signal's reason. Works in queues, in retry
   * delays and while a body is read. A write that was already sent may still take effect.
   * @default undefined
   */
  signal?: SignalLike | undefined;
  /**
   * HTTP headers to add to this request, besides those of the client. `authorization`, `content-type` and headers of the
   * connection, such as `content-length`, are refused. In a browser, the API's CORS rules must allow each of them.
   * @default {}
   */
  headers?: Record<string, string> | undefined;
}

/** The options that a call is made with: its own over its client's over the defaults. */
export interface ResolvedOptions extends Hooks, Omit<CallOptions, "timeout" | "deadline" | "dryRun"> {
  dryRun?: boolean;
  throttle?: boolean;
  maxConcurrent?: number;
  clock?: Clock;
  signal?: AbortSignal | undefined;
  /** Infinity for no limit. */
  timeout: number;
  deadline: number;
  maxRetries: number;
  maxRetryAfter: number;
  /** By their names in lower case. */
  headers: Record<string, string>;
}
