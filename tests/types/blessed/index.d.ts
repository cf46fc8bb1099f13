/**
 * A client of the DigitalOcean API, for its Managed Databases and Container Registry: `client.databases`,
 * `client.registries`, each with a method for every operation.
 *
 * The constructor checks the options. The first call loads the WebAssembly; `init()` does that earlier. Calls time out,
 * are retried where that is safe, and reject with a `DigitalOceanError`.
 *
 * @example
 * import { DigitalOcean } from "digitalocean-wasm";
 *
 * const client = new DigitalOcean(); // in Node, the token is read from DIGITALOCEAN_TOKEN
 * const cluster = await client.databases.create({
 *   name: "backend",
 *   engine: "pg",
 *   num_nodes: 1,
 *   size: "db-s-1vcpu-1gb",
 *   region: "nyc3",
 * });
 * for await (const { name, status } of client.databases.list()) {
 *   console.log(name, status);
 * }
 */
interface DigitalOcean extends Resources {
}

declare class DigitalOcean {
  /**
   * Makes a client, which sends nothing before its first call.
   *
   * @param options - Options of the client and defaults of its calls; in Node, none is needed.
   * @throws InvalidRequestError if there is no token, an option is unknown or has a wrong value, or a literal token is
   * used in a page without `dangerouslyAllowBrowser`.
   */
  constructor(options?: ClientOptions);
  /**
   * The rate limit that a response last stated for the token, whichever client of this process made the request;
   * undefined before that. In a browser, only if the API's CORS rules expose it.
   */
  readonly rateLimit: RateLimit | undefined;
  /**
   * Returns a new client with the options of this one and, over them, those given. Headers are replaced, not merged.
   *
   * @param options - Options to change; `dryRun: true` gives a client whose calls resolve to a `DryRun`.
   * @example
   * const patient = client.withOptions({ timeout: 120_000, maxRetries: 5 });
   * const request = await client.withOptions({ dryRun: true }).databases.list({ tag_name: "production" });
   */
  withOptions: {
    (options: Omit<ClientOptions, "dryRun"> & {
      dryRun: true;
    }): DryClient<Resources & Pick<DigitalOcean, "request">>;
    (options: ClientOptions): DigitalOcean;
  };
  /**
   * Goes on with a wait that began in another process, a worker that was stopped, or a job before this one. Nothing is
   * started again. Looks at once when `nextAt` is past.
   *
   * @param state - The state that `wait.state()` returned, parsed again if it was JSON.
   * @param options - `signal` and `onProgress`; other options are those of the wait that began.
   * @example
   * const wait = client.databases.waitUntilOnline("my-cluster-id");
   * const stored = JSON.stringify(wait.state());
   * const cluster = await client.resumeWait<"databases.waitUntilOnline">(JSON.parse(stored));
   */
  resumeWait: <Name extends keyof WaitResults>(state: WaitState<Name>, options?: ResumeOptions<WaitResults[Name]> | null) => Wait<WaitResults[Name], WaitState<Name>>;
  /**
   * Calls any other path of the API, with the same checks, timeouts, retries and errors.
   *
   * Resolves to the whole response body, parsed, with integers beyond 2^53 as `bigint`; to `undefined` without a body.
   *
   * @param method - The HTTP method, in upper or lower case.
   * @param path - The path from the first slash, such as `/v2/account`, percent-encoded, without a query.
   * @param content - `query`, for the URL, and `body`, which is sent as JSON.
   * @param options - Options of the request.
   * @example
   * const { droplets } = (await client.request("GET", "/v2/droplets", { query: { per_page: 100 } })) as {
   *   droplets: { id: number; name: string }[];
   * };
   * @see https://docs.digitalocean.com/reference/api/digitalocean/
   */
  request: (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "get" | "post" | "put" | "patch" | "delete", path: string, content?: {
    /**
     * The parameters of the URL's query, by name; they are percent-encoded for you.
     * @default {}
     */
    query?: Record<string, string | number | boolean>;
    /**
     * The body, which is sent as JSON. Integers may be `bigint`.
     * @default undefined
     */
    body?: unknown;
  } | null, options?: RequestOptions | null) => APIPromise<unknown>;
}

/**
 * Loads the WebAssembly now rather than with the first call. Optional; repeated calls do nothing.
 *
 * Rejects with a `LoadError` if the platform lacks something, or a Content-Security-Policy forbids WebAssembly.
 *
 * @example
 * await init(); // while the page starts, so that the first call is faster
 */
declare const init: () => Promise<void>;

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
interface ClientOptions extends CallOptions, Hooks {
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
interface CallOptions {
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
interface RequestOptions extends CallOptions {
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

/**
 * A function that returns an API token, at once or as a promise.
 *
 * It is asked before each attempt of a call, so that it can return a token that was just renewed; keep the token between
 * calls yourself. The attempt may wait in a queue after that, and the token is as old as that wait. After a 401 the
 * function is asked once more and the request is sent again. It may take `timeout` milliseconds. When it throws, or
 * returns something other than a token, the call rejects with an `InvalidRequestError` whose `cause` is the error thrown.
 */
type TokenFunction = () => string | Promise<string>;

/**
 * A replacement for `fetch`: called with a URL and an init object, resolves to a `Response`. Takes the `fetch` of the
 * platform, of undici and of node-fetch as it is.
 *
 * @example
 * import { fetch, ProxyAgent } from "undici";
 *
 * const dispatcher = new ProxyAgent("http://proxy.example.com:3128");
 * const client = new DigitalOcean({ fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
 */
type FetchLike = (url: string, init: FetchInit) => Promise<FetchResponse>;

/**
 * A source of time: a replacement for `Date.now`, `setTimeout` and `clearTimeout`. Pass one to a client to test
 * timeouts, retries and rate limits without waiting.
 *
 * @example
 * // Delays of 1 s pass in 1 ms:
 * const clock: Clock = {
 *   now: () => Date.now() * 1000,
 *   setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds / 1000),
 *   clearTimeout: (timer) => clearTimeout(timer as number),
 * };
 */
interface Clock {
  /** Returns the time in milliseconds since 1970, like `Date.now`. */
  now(): number;
  /**
   * Calls a function once, later. Returns a handle for `clearTimeout`.
   * @param callback - The function.
   * @param milliseconds - The time until then.
   */
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /**
   * Cancels a timer.
   * @param timer - The handle that `setTimeout` returned.
   */
  clearTimeout(timer: unknown): void;
}

/**
 * Hooks: callbacks around the requests of a client, for logging, metrics or progress.
 *
 * They run in the async context of the call. Async ones are awaited, each for up to `timeout` milliseconds. Errors that
 * they throw are logged and ignored.
 *
 * @example
 * const client = new DigitalOcean({
 *   onRequest: ({ operation, attempt }) => console.log(`${operation}: attempt ${attempt}`),
 *   onResponse: ({ path, status, milliseconds }) => console.log(`${path}: ${status} in ${milliseconds} ms`),
 *   onRateLimit: ({ remaining, limit }) => console.log(`${remaining} of ${limit} requests left`),
 * });
 */
interface Hooks {
  /**
   * Called before each attempt, which waits for it, and before the attempt waits in a queue. If it takes longer than
   * `timeout`, the call rejects with a `TimeoutError`.
   * @default undefined
   */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /**
   * Called after each response, whatever its status, once its body is read. The call waits for it, for up to `timeout`
   * milliseconds; the response counts however long it takes. Not called when there is no response.
   * @default undefined
   */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /**
   * Called before the delay of each retry. If it takes longer than `timeout`, the call rejects with a `TimeoutError`.
   * @default undefined
   */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /**
   * Called before `onResponse`, after each response that states the rate limit. In a browser, only if the API's CORS
   * rules expose the `ratelimit-*` headers.
   * @default undefined
   */
  onRateLimit?: ((rateLimit: RateLimit) => unknown) | undefined;
  /**
   * The receiver of log lines. They contain operation, method, path and status, but no token, query or body.
   * @default console
   */
  logger?: Logger | undefined;
  /**
   * The amount of logging.
   * @default the environment variable `DIGITALOCEAN_LOG`, else `"off"`
   */
  logLevel?: LogLevel | undefined;
}

/**
 * An attempt of a call that is about to be sent, as `onRequest` gets it. Contains no headers, query or body, and so no
 * secrets.
 */
interface RequestEvent {
  /** The call, such as `databases.create`; `request` for a call of `client.request`. */
  operation: string;
  /** The HTTP method. */
  method: string;
  /** The path of the URL, without the query, such as `/v2/databases`. */
  path: string;
  /** The number of the attempt, from 1. Retries count from 2. */
  attempt: number;
}

/** A response to an attempt, as `onResponse` gets it. */
interface ResponseEvent extends RequestEvent {
  /** The HTTP status. In browsers, 0 for a redirect. */
  status: number;
  /** Milliseconds from sending the request to the end of the response's body. */
  milliseconds: number;
}

/** A failed attempt that will be retried, as `onRetry` gets it. */
interface RetryEvent extends RequestEvent {
  /** Milliseconds until the next attempt is made. */
  delay: number;
}

/** A receiver of log lines, such as `console`: a method for each level. */
type Logger = Record<"debug" | "info" | "warn" | "error", (line: string) => void>;

/**
 * The amount of logging. Each level includes those before it.
 *
 * `error`: hooks that threw; `warn`: retries, lost responses and statuses from 400; `info`: other responses; `debug`:
 * each attempt.
 */
type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/**
 * A promise of a resource of the API, with access to the response. The request is sent at once, awaited or not.
 *
 * Rejects with a `DigitalOceanError` and nothing else: an `InvalidRequestError` when an argument is refused before the
 * request is sent; an `APIError`, or a subclass for its status, when the API responds with an error; otherwise a
 * `ConnectionError`, `TimeoutError`, `AbortError`, `DecodeError`, `LoadError` or `AmbiguousWriteError`.
 *
 * @example
 * const cluster = await client.databases.get("my-cluster-id");
 * const { data, response } = await client.databases.get("my-cluster-id").withResponse();
 */
declare class APIPromise<T> extends Promise<T> {
  #private;
  static get [Symbol.species](): PromiseConstructor;
  /** Resolves to the resource together with the HTTP status, headers, request id and rate limit of its response. */
  withResponse(): Promise<WithResponse<T>>;
  /**
   * Resolves to the platform's `Response` of a call that succeeded, with its body unread. Rejects like the call itself
   * for a status outside 2xx.
   */
  asResponse(): Promise<PlatformResponse>;
}

/**
 * A promise of the first page of a list, with pagination. Await it for that page, or iterate it with `for await`,
 * without awaiting, to go through the items of all pages. Rejects like an `APIPromise`.
 *
 * @example
 * for await (const cluster of client.databases.list()) {
 *   console.log(cluster.name);
 * }
 */
declare class PagePromise<T, Body extends object = PageBody> extends APIPromise<Page<T, Body>> implements AsyncIterable<T> {
  /** Iterates over the items of this page and all later ones. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
  /**
   * Iterates over this page and all later ones. Each is fetched when its turn comes, or earlier with `prefetch`.
   *
   * @example
   * for await (const page of client.registries.tags.list("my-registry", "my/repo").pages()) {
   *   console.log(page.data.length);
   * }
   */
  pages(): AsyncGenerator<Page<T, Body>, void, undefined>;
  /**
   * Resolves to the items of this page and all later ones in one array.
   *
   * @param options - `limit`, the largest number of items.
   * @example
   * const clusters = await client.databases.list().all();
   */
  all(options?: AllOptions): Promise<T[]>;
}

/**
 * A page of a list: its items, and pagination to the pages after it. Iterate it with `for await` to go through the
 * items of this page and of all later ones. In a cache or a framework's state, keep `page.data` and `page.next`.
 *
 * @example
 * const page = await client.registries.repositories.list("my-registry", { per_page: 50 });
 * console.log(page.data.length, page.meta?.total);
 * for await (const repository of page) {
 *   console.log(repository.name); // also those of later pages
 * }
 */
declare class Page<T, Body extends object = PageBody> implements AsyncIterable<T> {
  /** The items of this page. */
  readonly data: T[];
  /** Facts about the whole list, such as `total`, the number of items on all pages. Some lists have none. */
  readonly meta: PageBody["meta"];
  /** The whole response body, for keys that the API adds beside the items. */
  readonly body: Body;
  /** The query parameters of the next page; undefined on the last page. Store them to resume the pagination later. */
  readonly next: PageParameters | undefined;
  private readonly [SOURCE];
  /** Whether there is a page after this one. */
  hasNextPage(): boolean;
  /**
   * Fetches the page after this one. Returns `undefined` on the last page.
   *
   * @param options - Options of the request. By default, those of the request for this page.
   * @example
   * const page = await client.registries.repositories.list("my-registry");
   * const second = await page.getNextPage();
   * console.log(second?.data ?? "there is one page only");
   */
  getNextPage(options?: RequestOptions): PagePromise<T, Body> | undefined;
  /**
   * Iterates over this page and all later ones. Each is fetched when its turn comes, or while the one before is
   * iterated, with `prefetch`. Throws a `DecodeError` if the API returns the same next page twice.
   *
   * Items may be deleted meanwhile. Later items then move to pages that were read: when `meta.total` fell, those pages are
   * read again, and their items that were given are passed over. The plain way is to delete after `all()`.
   *
   * @example
   * const first = await client.registries.tags.list("my-registry", "my/repo");
   * for await (const page of first.pages()) {
   *   console.log(page.data.map(({ tag }) => tag));
   * }
   */
  pages(): AsyncGenerator<Page<T, Body>, void, undefined>;
  /**
   * Resolves to the items of this page and all later ones in one array. Rejects with an `InvalidRequestError` for wrong
   * options.
   *
   * @param options - `limit`, the largest number of items.
   * @example
   * const page = await client.registries.tags.list("my-registry", "my/repo");
   * const newest = await page.all({ limit: 100 });
   */
  all(options?: AllOptions): Promise<T[]>;
  /** Iterates over the items of this page and all later ones. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
}

/** Options of `all()`. */
interface AllOptions {
  /**
   * The largest number of items to collect, a whole number; pages beyond it are not fetched. With 0, the result is empty.
   * @default Infinity
   */
  limit?: number;
}

/** The whole response body of a list: the items under their key, `meta`, `links` and other keys that the API adds. */
interface PageBody {
  /** Facts about the whole list, such as the total number of items. Some lists have none. */
  readonly meta?: {
    /** The number of items on all pages. */
    readonly total?: number;
  };
  readonly [key: string]: unknown;
}

/**
 * The query parameters of a page of a list, such as `{ page: 2 }`. A plain object: it can be stored and passed as query
 * later, to resume a pagination.
 */
type PageParameters = Record<string, string | number>;

/**
 * A promise of work at DigitalOcean that takes minutes. It can go on in another process: `state()` is what to store.
 *
 * Rejects with a `WaitFailedError` when the work failed, a `WaitTimeoutError` when the time is over, an `AbortError`, and
 * at once with the API's error when it refuses to say: 400, 401, 403, 422, or a 404 that lasts two minutes. A busy API, a
 * 429 and lost connections only slow it down.
 *
 * @example
 * const wait = client.databases.waitUntilOnline("my-cluster-id");
 * await saveText(JSON.stringify(wait.state()));
 * console.log((await wait).status); // online
 */
interface Wait<T, S extends State = State> extends Promise<T> {
  /**
   * Returns the wait as plain data, for `client.resumeWait(state)`: JSON of less than 500 bytes, without secrets. Store it
   * when the wait begins, and again when `onProgress` is called.
   */
  state(): S;
}

/** Options of a wait. */
interface WaitOptions<T = unknown> extends ResumeOptions<T> {
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

/** Facts about a wait, beside the state that `onProgress` is called with. */
interface WaitProgress {
  /** Milliseconds since the wait began, in whichever process. */
  elapsed: number;
  /** The number of looks so far. */
  attempt: number;
}

/**
 * A wait as plain data, which `wait.state()` returns and `client.resumeWait(state)` takes: less than 500 bytes of JSON,
 * without secrets.
 */
type WaitState<Name extends keyof WaitResults = keyof WaitResults> = State<Name>;

/** The results of the waits that can be resumed, by the methods that begin them. */
interface WaitResults {
  /** The cluster, online. */
  "databases.waitUntilOnline": DatabaseCluster;
  /** The cluster, resized. */
  "databases.waitUntilResized": DatabaseCluster;
  /** The cluster, in its new region. */
  "databases.waitUntilMigrated": DatabaseCluster;
  /** The cluster, in its new version. */
  "databases.waitUntilUpgraded": DatabaseCluster;
  /** The last state of the cluster, if one was seen. */
  "databases.waitUntilDeleted": DatabaseCluster | undefined;
  /** The cluster, online, with its secrets. */
  "databases.createAndWait": DatabaseCluster;
  /** The replica, online. */
  "databases.replicas.waitUntilOnline": DatabaseReplica;
  /** The last state of the replica, if one was seen. */
  "databases.replicas.waitUntilDeleted": DatabaseReplica | undefined;
  /** The cluster that the replica became. */
  "databases.replicas.waitUntilPromoted": DatabaseCluster;
  /** The topic, active. */
  "databases.topics.waitUntilActive": KafkaTopicDetails;
  /** The migration, done. */
  "databases.onlineMigration.waitUntilDone": DatabaseOnlineMigration;
  /** The finished garbage collection. */
  "registries.garbageCollections.waitUntilDone": GarbageCollection;
  /** The finished garbage collection. */
  "registries.garbageCollections.run": GarbageCollectionRun;
  /** The finished garbage collection. */
  "registry.garbageCollections.waitUntilDone": GarbageCollection;
  /** The finished garbage collection. */
  "registry.garbageCollections.run": GarbageCollectionRun;
}

/** Options with which a wait goes on in another process. */
interface ResumeOptions<T = unknown> {
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

/** Options of a watch. */
interface WatchOptions {
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

/** A resource with the metadata of its response, the result of `withResponse()`. */
interface WithResponse<T> {
  /** The resource, or the page of a list. */
  data: T;
  /** The metadata of the response. */
  response: ResponseInfo;
}

/**
 * The metadata of a response: HTTP status, headers, request id and rate limit.
 *
 * @example
 * const { data, response } = await client.databases.get("my-cluster-id").withResponse();
 * console.log(data.name, response.status, response.requestId, response.rateLimit?.remaining);
 */
declare class ResponseInfo {
  private readonly [REPLY];
  /** The number of attempts, from 1; retries included. */
  readonly attempts: number;
  /** The HTTP status, from 200 to 299; 404 of a DELETE that an earlier attempt, whose response was lost, carried out. */
  get status(): number;
  /** The headers of the response. In a browser, those that the API exposes by its CORS rules. */
  get headers(): PlatformHeaders;
  /** The request id, to quote to DigitalOcean's support. Some responses have none. */
  get requestId(): string | undefined;
  /** The rate limit of the token, if the response states it. In a browser, only if the API's CORS rules expose it. */
  get rateLimit(): RateLimit | undefined;
}

/**
 * The rate limit of a token, as a response of the API stated it: how many requests it may still make, and until when.
 */
interface RateLimit {
  /** Requests allowed within the window: 5,000 an hour by default. */
  limit: number;
  /** Requests left within the window. */
  remaining: number;
  /** The time when the oldest request leaves the window, which makes room for one more. The window slides. */
  reset: Date;
}

/**
 * A request that was checked and built, but not sent: the result of a call with `dryRun: true`.
 *
 * @example
 * const dry = client.withOptions({ dryRun: true });
 * const request = await dry.databases.resize("my-cluster-id", { size: "db-s-2vcpu-4gb", num_nodes: 2 });
 * console.log(request.method, request.url); // PUT https://api.digitalocean.com/v2/databases/my-cluster-id/resize
 * console.log(request.toCurl());
 */
declare class DryRun {
  /** The HTTP method. */
  readonly method: string;
  /** The complete URL, with its query. */
  readonly url: string;
  /** The headers by name, in lower case. In place of the token there is `$DIGITALOCEAN_TOKEN`. */
  readonly headers: Record<string, string>;
  /**
   * The body as JSON text, passwords included; undefined without a body. Not enumerable, so that loggers leave it out.
   */
  readonly body: string | undefined;
  /**
   * Returns the request as a `curl` command for a POSIX shell. The token is read from `DIGITALOCEAN_TOKEN`; passwords
   * and other secrets in the body are replaced by `…`.
   */
  toCurl(): string;
}

/**
 * A client whose calls send nothing and resolve to a `DryRun`, the request they would send. Made by
 * `client.withOptions({ dryRun: true })`. Iterating its lists is not supported, and it has no waits.
 */
type DryClient<T> = {
  readonly [Name in keyof T as T[Name] extends (...parameters: never[]) => infer Result ? Result extends {
    state(): unknown;
  } | AsyncIterator<unknown> ? never : Name : Name]: T[Name] extends (...parameters: infer Parameters) => unknown ? (...parameters: Parameters) => Promise<DryRun> : T[Name] extends object ? DryClient<T[Name]> : T[Name];
};

/**
 * Whether a value is an error of this package, also of another copy of it in the same program: another version, or its
 * ES module beside its CommonJS one. `instanceof` knows those of its own copy only.
 *
 * @param value - Any value, such as that of a `catch`.
 * @example
 * try {
 *   await client.databases.list();
 * } catch (error) {
 *   if (isDigitalOceanError(error) && error.code === "not_found") console.log("nothing there");
 *   else throw error;
 * }
 */
declare function isDigitalOceanError(value: unknown): value is DigitalOceanError;

/**
 * The base class of all errors of this package. Calls reject with nothing else.
 *
 * `message` is for people, `code` for programs. Neither contains the token. Properties that are not known are absent.
 *
 * @example
 * try {
 *   await client.databases.get("my-cluster-id");
 * } catch (error) {
 *   if (error instanceof NotFoundError) console.log("no such cluster");
 *   else if (error instanceof DigitalOceanError) console.error(error.code, error.message, error.hint);
 *   else throw error;
 * }
 */
declare class DigitalOceanError extends Error {
  /**
   * The stable name of the error, for programs: `not_found`, `timeout`, `name_taken`… It can be more specific than the
   * class. `docs/errors.md` in the repository lists all.
   */
  readonly code: ErrorCode;
  /** The call that failed, such as `databases.create`. */
  readonly operation: string | undefined;
  /** The HTTP method of the request; undefined if it was refused before there was one. */
  readonly method: string | undefined;
  /** The path of the request, without the query, such as `/v2/databases`; undefined if there was no request. */
  readonly path: string | undefined;
  /** The number of attempts that were sent, retries included; 0 if none was. */
  readonly attempts: number;
  /** The HTTP status; undefined if there was no response. */
  readonly status: number | undefined;
  /** The request id, to quote to DigitalOcean's support. Some responses have none. */
  readonly requestId: string | undefined;
  /** The next step for you, where there is more to say than the message does. */
  readonly hint: string | undefined;
  /** Whether the same call may succeed later and does no harm. It was already retried up to `maxRetries` times. */
  readonly retryable: boolean;
  /** When the API asked to be called again, by `retry-after` or, after a 429, its rate limit. */
  readonly retryAt: Date | undefined;
  /** The rate limit of the token, if the response states it. */
  readonly rateLimit: RateLimit | undefined;
  /** @param fields - The fields of the error. */
  constructor(fields: ErrorFields);
  /** The error as plain data, for `JSON.stringify`, messages and logs: without the body of the response and the cause. */
  toJSON(): ErrorJSON;
  /**
   * Makes an error again of its JSON, which came from a worker, another context of an extension or a log. It has the
   * class that `name` says, and no `body`, `cause` or `findCreated`.
   *
   * @param json - The parsed JSON of an error, or a clone of what `toJSON()` returned.
   * @example
   * const { port1, port2 } = new MessageChannel();
   * port2.onmessage = ({ data }) => console.error(DigitalOceanError.fromJSON(data).hint);
   * await client.databases.list().catch((error) => port1.postMessage(error.toJSON()));
   */
  static fromJSON(json: ErrorJSON): DigitalOceanError;
}

/**
 * The API responded with an error: a status outside 2xx. Common ones have a subclass, such as `NotFoundError`.
 *
 * @example
 * try {
 *   await client.databases.list();
 * } catch (error) {
 *   if (!(error instanceof APIError)) throw error;
 *   console.error(error.status, error.id, error.message, error.requestId);
 * }
 */
declare class APIError extends DigitalOceanError {
  /** The HTTP status. */
  readonly status: number;
  /** The API's own short name for the error, such as `not_found`, if the body has one. */
  readonly id: string | undefined;
  /** The body of the response, as text; empty without one. Not enumerable, so that loggers leave it out. */
  readonly body: string;
  /** @param fields - The fields of the error. */
  constructor(fields: ErrorFields);
}

/** The fields of an error, as its constructor takes them. See `DigitalOceanError` and `APIError` for their meaning. */
interface ErrorFields {
  /** The stable name of the error, for programs. */
  code: ErrorCode;
  /** A sentence about what happened, for people. */
  message: string;
  /** The call that failed, such as `databases.create`. */
  operation?: string | undefined;
  /** The HTTP method of its request. */
  method?: string | undefined;
  /** The path of its request, without the query. */
  path?: string | undefined;
  /**
   * The number of attempts that were sent.
   * @default 0
   */
  attempts?: number | undefined;
  /** The HTTP status, if there was a response. */
  status?: number | undefined;
  /** The API's own short name for the error. */
  id?: string | undefined;
  /** The request id, to quote to DigitalOcean's support. */
  requestId?: string | undefined;
  /** The body of the response, as text. */
  body?: string | undefined;
  /** The value that was thrown underneath. */
  cause?: unknown;
  /** The next step, where there is more to say than the message does. */
  hint?: string | undefined;
  /**
   * Whether the same call may succeed later and does no harm.
   * @default false
   */
  retryable?: boolean | undefined;
  /** When the API asked to be called again. */
  retryAt?: Date | undefined;
  /** The rate limit of the token, if the response states it. */
  rateLimit?: RateLimit | undefined;
  /** The scopes of the token that the call needs. */
  scopes?: string[] | undefined;
  /** The last state that a wait saw. */
  lastState?: unknown;
}

/** 400: the API cannot read the request. */
declare class BadRequestError extends APIError {
}

/** 401: the token is missing, wrong or revoked. */
declare class AuthenticationError extends APIError {
}

/**
 * 403: the token lacks a scope; `scopes` lists those that the call needs.
 * @see https://docs.digitalocean.com/reference/api/create-personal-access-token/
 */
declare class PermissionDeniedError extends APIError {
  /** The scopes of the token that the call needs, such as `database:create`; empty for calls of `client.request`. */
  readonly scopes: string[];
}

/** 404: the resource does not exist, or not yet: a new one can take two minutes to be found. */
declare class NotFoundError extends APIError {
}

/** 409: the request conflicts with an existing resource, such as a name that is taken. */
declare class ConflictError extends APIError {
}

/** 412: the state of the account or resource does not allow the call. */
declare class PreconditionFailedError extends APIError {
}

/** 422: the API refuses the content of the request; the message says why. */
declare class UnprocessableEntityError extends APIError {
}

/**
 * 429: the rate limit of the token is exceeded. It was retried up to `maxRetries` times, if the delay was no longer
 * than `maxRetryAfter`.
 *
 * With `throttle: true`, a client waits instead; the call fails before it is sent if the API says that no request is left
 * for longer than `maxRetryAfter`.
 *
 * @example
 * try {
 *   await client.databases.list();
 * } catch (error) {
 *   if (!(error instanceof RateLimitError)) throw error;
 *   console.log("retry at", error.retryAt, "limit", error.rateLimit?.limit);
 * }
 */
declare class RateLimitError extends APIError {
}

/** 5xx: the API, or a proxy on the way to it, failed. After a create, it is the `cause` of an `AmbiguousWriteError`. */
declare class InternalServerError extends APIError {
}

/**
 * No complete response arrived: DNS, connection, TLS, CORS, an interrupted body or a redirect. `cause` is the error of
 * `fetch`.
 *
 * Browsers do not say which it was. The console of the page says more, such as a CORS error.
 */
declare class ConnectionError extends DigitalOceanError {
}

/**
 * No complete response arrived within `timeout` or `deadline`, or the token function or a hook took longer than
 * `timeout`. The message says which.
 */
declare class TimeoutError extends DigitalOceanError {
}

/**
 * A create failed in a way that leaves open whether the resource exists: its response was lost, says nothing of it (a 5xx
 * or 408), or is a 2xx that cannot be read. `cause` is that error. A create is never retried after that, because a second
 * resource could be made.
 *
 * With `onAmbiguous: "lookup"`, the call looks for the resource itself.
 *
 * @example
 * try {
 *   await client.databases.dbs.create("my-cluster-id", { name: "app" });
 * } catch (error) {
 *   if (!(error instanceof AmbiguousWriteError)) throw error;
 *   const database = await error.findCreated();
 *   console.log(database ? "it was created" : "not found, or not yet");
 * }
 */
declare class AmbiguousWriteError<T = unknown> extends DigitalOceanError {
  /**
   * Lists the resources and resolves to the new one, found by its name and time of creation; to `undefined` if it is
   * not there, or not yet. Can be called repeatedly.
   *
   * Times are compared with the server's clock. Where it is hidden, as it may be in a browser, and a resource of that
   * name may be older, it rejects with the code `cannot_tell`. Otherwise rejects like the list call. The headers,
   * retries, signal and time limits are those of the create; `deadline` counts anew.
   */
  readonly findCreated: () => Promise<T | undefined>;
  /**
   * @param fields - The fields of the error.
   * @param findCreated - Looks for the new resource.
   */
  constructor(fields: ErrorFields, findCreated?: () => Promise<T | undefined>);
}

/** The `signal` of the call was aborted; `cause` is its reason. A write that was already sent may still take effect. */
declare class AbortError extends DigitalOceanError {
}

/**
 * An argument or option was refused before a request was sent. The message begins with the path of the field, such as
 * `rules[0].type: expected string, got number`.
 *
 * @example
 * try {
 *   new DigitalOcean({ token: "" });
 * } catch (error) {
 *   if (error instanceof InvalidRequestError) console.error(error.message); // token: must not be empty
 * }
 */
declare class InvalidRequestError extends DigitalOceanError {
}

/**
 * The API responded with 2xx, but the body is not the expected JSON. A write has taken effect nevertheless.
 *
 * A proxy may have responded in place of the API.
 */
declare class DecodeError extends DigitalOceanError {
}

/**
 * The WebAssembly of this package did not load; the message says what to do. The next call tries again.
 *
 * In a page or browser extension with a Content-Security-Policy, `script-src` needs `'wasm-unsafe-eval'`.
 */
declare class LoadError extends DigitalOceanError {
}

/** A wait ended because the work did: it failed, or was cancelled. */
declare class WaitFailedError<T = unknown> extends DigitalOceanError {
  /** The last state that the wait saw. May hold secrets; not enumerable, so that loggers leave it out. */
  readonly lastState: T | undefined;
}

/** The time of a wait is over; the work goes on at DigitalOcean. `cause` is the error of the last look, if it failed. */
declare class WaitTimeoutError<T = unknown> extends DigitalOceanError {
  /** The last state that the wait saw, as in a `WaitFailedError`. */
  readonly lastState: T | undefined;
}

/** The resources of the API, each with a method for each of its operations. */
interface Resources {
  /** Managed databases: clusters of PostgreSQL, MySQL, Valkey, MongoDB, Kafka and OpenSearch. */
  readonly databases: DatabasesResource;

  /** Container registries: repositories of images, which `docker` pushes to and pulls from. */
  readonly registries: RegistriesResource;

  /**
   * The container registry, by the API's paths for accounts with a single one. With several they are refused.
   *
   * @deprecated The API replaces it by `client.registries`; it still works.
   */
  readonly registry: RegistryResource;
}

/** Managed databases: clusters of PostgreSQL, MySQL, Valkey, MongoDB, Kafka and OpenSearch. */
interface DatabasesResource extends DatabaseWaits {
  /** Autoscaling of a cluster: storage that grows by itself. */
  readonly autoscale: DatabasesAutoscaleResource;

  /** Backups of a cluster. Not for Caching and Valkey. `databases.create` makes a cluster from one. */
  readonly backups: DatabasesBackupsResource;

  /** Certificate authority of a cluster. */
  readonly ca: DatabasesCaResource;

  /** Configuration of a cluster's engine. */
  readonly config: DatabasesConfigResource;

  /** Databases of a cluster. Caching and Valkey have none to manage. */
  readonly dbs: DatabasesDbsResource;

  /** Log of what happened to a cluster. */
  readonly events: DatabasesEventsResource;

  /** Eviction policy of a Caching or Valkey cluster: the keys it drops when its memory is full. */
  readonly evictionPolicy: DatabasesEvictionPolicyResource;

  /** The trusted sources of a cluster: those who may connect to it. */
  readonly firewall: DatabasesFirewallResource;

  /** Indexes of an OpenSearch cluster. */
  readonly indexes: DatabasesIndexesResource;

  /** Log sinks of a cluster: where its logs go. */
  readonly logsinks: DatabasesLogsinksResource;

  /** Maintenance window of a cluster. `databases.get` has it, as `maintenance_window`. */
  readonly maintenance: DatabasesMaintenanceResource;

  /** Credentials of the metrics endpoints: one pair for all clusters of the account. */
  readonly metricsCredentials: DatabasesMetricsCredentialsResource;

  /** Online migration: copying another database into a cluster while it is in use. PostgreSQL, MySQL, Caching and Valkey. */
  readonly onlineMigration: DatabasesOnlineMigrationResource;

  /** Connection pools of a PostgreSQL cluster. */
  readonly pools: DatabasesPoolsResource;

  /** Read-only replicas of a cluster. PostgreSQL and MySQL. */
  readonly replicas: DatabasesReplicasResource;

  /**
   * Schemas in the schema registry of a Kafka cluster, which its configuration turns on: `schema_registry`.
   *
   * A subject named `config` cannot be reached: the API has something else at its path.
   */
  readonly schemas: DatabasesSchemasResource;

  /** Settings of a cluster that are DigitalOcean's own, not its engine's. */
  readonly settings: DatabasesSettingsResource;

  /** SQL modes of a MySQL cluster. */
  readonly sqlMode: DatabasesSqlModeResource;

  /**
   * Topics of a Kafka cluster.
   *
   * Integers beyond 2^53 in their settings are `bigint`s, exact; write them as `bigint`s too.
   */
  readonly topics: DatabasesTopicsResource;

  /**
   * Users of a cluster. Caching and Valkey have none to manage.
   *
   * Create, change and delete the users of one cluster one after the other: the API fails (500) when it is asked to do
   * so at the same time.
   */
  readonly users: DatabasesUsersResource;

  /**
   * Gets the regions, versions and sizes each engine offers, and how long its versions live.
   *
   * `GET /v2/databases/options` · scope `database:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @example
   * ```ts
   * const { options } = await client.databases.options();
   * const layout = options.pg?.layouts.find(({ num_nodes }) => num_nodes === 1);
   * console.log(options.pg?.regions, options.pg?.default_version, layout?.sizes);
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_options
   */
  options(options?: RequestOptions | null): APIPromise<DatabaseOptionsAnswer>;

  /**
   * Lists the clusters, all of them in one request.
   *
   * `GET /v2/databases` · scope `database:read`
   *
   * @param query - A filter of the clusters; by default all.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @example
   * ```ts
   * for await (const cluster of client.databases.list({ tag_name: "production" })) {
   *   console.log(cluster.name, cluster.engine, cluster.status);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_clusters
   */
  list(query?: DatabaseListQuery | null, options?: RequestOptions | null): PagePromise<DatabaseCluster>;

  /**
   * Creates a cluster, empty or, with `backup_restore`, from another cluster's backup.
   *
   * Resolves at once; the cluster is `creating` for about five minutes, then `online`. It costs money from then on.
   * For some minutes more, until its first backup is complete, it refuses replicas.
   *
   * When the response is lost (no connection, a timeout, but also a status of 5xx) the cluster may exist all the same:
   * the call rejects with an `AmbiguousWriteError`. Its `findCreated()` looks for the cluster by name; do so before
   * creating again.
   *
   * `POST /v2/databases` · scope `database:create`
   *
   * @param body - The cluster to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when the name is taken, or the engine has no such version, size or region.
   * @throws `AmbiguousWriteError` when it is not known whether the cluster was created.
   * @example
   * ```ts
   * const cluster = await client.databases.create({
   *   name: "backend",
   *   engine: "pg",
   *   version: "17",
   *   num_nodes: 1,
   *   size: "db-s-1vcpu-1gb",
   *   region: "nyc3",
   * });
   * console.log(cluster.id, cluster.status); // "creating"
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_create_cluster
   */
  create(body: DatabaseClusterCreate, options?: RequestOptions | null): APIPromise<DatabaseCluster>;

  /**
   * Gets a cluster. The passwords in it are blank without the scope `database:view_credentials`.
   *
   * `GET /v2/databases/{id}` · scope `database:read`
   *
   * @param id - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, which may also be so for two minutes after its creation.
   * @example
   * ```ts
   * const cluster = await client.databases.get(id);
   * if (cluster.status === "online") {
   *   const connectionString = cluster.connection?.uri;
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_cluster
   */
  get(id: string, options?: RequestOptions | null): APIPromise<DatabaseCluster>;

  /**
   * Deletes a cluster and all that is in it, backups included. There is no way back.
   *
   * Its status does not show it: `get` rejects with a `NotFoundError` when it is done. Its name is free again a while
   * later.
   *
   * `DELETE /v2/databases/{id}` · scope `database:delete`
   *
   * @param id - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @example
   * ```ts
   * await client.databases.delete(id);
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_destroy_cluster
   */
  delete(id: string, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Moves a cluster to another region.
   *
   * Resolves at once; the cluster is `migrating`, then `online` in the new region. Right after the call it may still be
   * `online` in the old one.
   *
   * `PUT /v2/databases/{id}/migrate` · scope `database:update`
   *
   * @param id - The cluster's `id`.
   * @param body - The region to move to.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine is not offered
   * in that region.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_region
   */
  migrate(id: string, body: DatabaseClusterMigrate, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Changes the size, number of nodes and storage of a cluster, and what it costs.
   *
   * Resolves at once; the cluster is `resizing`, then `online`. Right after the call it may still be `online`, with its
   * former size.
   *
   * `PUT /v2/databases/{id}/resize` · scope `database:update`
   *
   * @param id - The cluster's `id`.
   * @param body - Size, number of nodes and storage to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine has no such
   * layout, its data would not fit, `storage_size_mib` is less than the size's own part or than there is, or size and
   * number of nodes are the present ones and the storage does not grow.
   * @example
   * ```ts
   * await client.databases.resize(id, {
   *   size: "db-s-2vcpu-4gb",
   *   num_nodes: 2,
   *   storage_size_mib: 81920, // the whole disk: 80 GiB
   * });
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_clusterSize
   */
  resize(id: string, body: DatabaseClusterResize, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Upgrades a cluster to a newer major version of its engine. There is no way back.
   *
   * Resolves once that has begun: it is done when the cluster is `online` with the new `version`.
   *
   * `PUT /v2/databases/{id}/upgrade` · scope `database:update`
   *
   * @param id - The cluster's `id`.
   * @param body - The version to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when it cannot have that version.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_major_version
   */
  upgrade(id: string, body: DatabaseClusterUpgrade, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Installs the updates that wait for the next maintenance window (`maintenance_window.description`) now.
   *
   * Resolves once that has begun: it is done when `maintenance_window.pending` is `false`.
   *
   * `PUT /v2/databases/{id}/install_update` · scope `database:update`
   *
   * @param id - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_install_update
   */
  installUpdate(id: string, options?: RequestOptions | null): APIPromise<void>;
}

/** Waits and watches for clusters. */
interface DatabaseWaits {
  /**
   * Creates a cluster and waits until it is online. That takes about 5 minutes.
   *
   * Resolves to the cluster with the secrets that only the create's response has, such as MongoDB's password. When that
   * response is lost, the cluster is looked up for two minutes and never created again; then the wait rejects with an
   * `AmbiguousWriteError`. A wait that is resumed from `state()` creates nothing either.
   *
   * @param body - The cluster to create.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const cluster = await client.databases.createAndWait(
   *   { name: "backend-2", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "nyc3" },
   *   { onProgress: ({ status }, { elapsed }) => console.log(status, elapsed) },
   * );
   * console.log(cluster.connection?.uri);
   * ```
   */
  createAndWait(body: DatabaseClusterCreate, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster, WaitState<"databases.createAndWait">>;
  /**
   * Waits until a cluster is online. A new one takes about 5 minutes.
   *
   * A new cluster may not be found for two minutes, which is waited for. After a resize, migration or upgrade, use their
   * own waits: right after those were accepted, the status may still be `online`.
   *
   * @param cluster - The cluster, or its id. Given what `create` resolved to, the result has the secrets that only that
   * response had, such as MongoDB's password.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const cluster = await client.databases.waitUntilOnline("my-cluster-id", { timeout: 15 * 60_000 });
   * console.log(cluster.status); // "online"
   * ```
   */
  waitUntilOnline(cluster: DatabaseCluster | string, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster, WaitState<"databases.waitUntilOnline">>;
  /**
   * Waits until a cluster is resized: it has the target and is online again. That takes from 5 minutes to more than an
   * hour, the longer the more data there is.
   *
   * @param cluster - The cluster, or its id.
   * @param target - The state that the resize leads to.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * await client.databases.resize("my-cluster-id", { size: "db-s-2vcpu-4gb", num_nodes: 2 });
   * await client.databases.waitUntilResized("my-cluster-id", { size: "db-s-2vcpu-4gb", num_nodes: 2 });
   * ```
   */
  waitUntilResized(cluster: DatabaseCluster | string, target: ResizeTarget, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster, WaitState<"databases.waitUntilResized">>;
  /**
   * Waits until a cluster is in another region, and online again. That takes 10 minutes and more, the longer the more
   * data there is.
   *
   * @param cluster - The cluster, or its id.
   * @param target - Slug of the region.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * await client.databases.migrate("my-cluster-id", { region: "lon1" });
   * await client.databases.waitUntilMigrated("my-cluster-id", { region: "lon1" }, { timeout: 2 * 3_600_000 });
   * ```
   */
  waitUntilMigrated(cluster: DatabaseCluster | string, target: {
    region: string;
  }, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster, WaitState<"databases.waitUntilMigrated">>;
  /**
   * Waits until a cluster has a version of its engine, and is online. An upgrade takes from minutes to an hour.
   *
   * @param cluster - The cluster, or its id.
   * @param target - The major version.
   * @param options - Options of the wait.
   */
  waitUntilUpgraded(cluster: DatabaseCluster | string, target: {
    version: string;
  }, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster, WaitState<"databases.waitUntilUpgraded">>;
  /**
   * Waits until a deleted cluster is gone, which takes a minute or so. Resolves to its last state; to `undefined` if it
   * was gone at the first look.
   *
   * @param cluster - The cluster, or its id.
   * @param options - Options of the wait.
   */
  waitUntilDeleted(cluster: DatabaseCluster | string, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster | undefined, WaitState<"databases.waitUntilDeleted">>;
  /**
   * Waits until a condition is true of a cluster, for half an hour by default. It cannot be resumed in another process,
   * because its condition is a function.
   *
   * @param cluster - The cluster, or its id.
   * @param condition - Called with each state of the cluster; returns whether the wait is over. Not async.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * await client.databases.waitUntil("my-cluster-id", ({ db_names }) => db_names?.includes("app") ?? false);
   * ```
   */
  waitUntil(cluster: DatabaseCluster | string, condition: (cluster: DatabaseCluster) => boolean, options?: WaitOptions<DatabaseCluster> | null): Wait<DatabaseCluster>;
  /**
   * Watches a cluster: yields it at once, and again whenever it has changed. All watches and waits of a client share
   * their requests.
   *
   * Ends when the cluster is gone, when `signal` is aborted, or by `break`; throws what the API refuses. It looks while the
   * loop waits for the next change, so that a slow loop gets the latest state, and no backlog.
   *
   * @param cluster - The cluster, or its id.
   * @param options - Options of the watch.
   * @example
   * ```ts
   * for await (const { current, changed } of client.databases.watch("my-cluster-id")) {
   *   console.log(current.status, changed);
   *   if (current.status === "online") break;
   * }
   * ```
   */
  watch(cluster: DatabaseCluster | string, options?: WatchOptions | null): AsyncGenerator<ClusterChange, void, undefined>;
  /**
   * Watches the list of clusters: yields it at once, and again whenever clusters were added, removed or changed.
   *
   * @param query - A filter, as of `list`.
   * @param options - Options of the watch.
   * @example
   * ```ts
   * for await (const { added, removed, changed } of client.databases.watchAll({}, { pauseWhenHidden: true })) {
   *   console.log(added.length, removed.length, changed.length);
   *   break;
   * }
   * ```
   */
  watchAll(query?: DatabaseListQuery | null, options?: WatchOptions | null): AsyncGenerator<ClustersChange, void, undefined>;
}

/**
 * A cluster to create, empty or from a backup.
 */
interface DatabaseClusterCreate {
  /**
   * Its name, unique in the account: 3 to 63 lower-case letters, digits and hyphens.
   */
  name: string;
  /**
   * Database engine. It cannot be changed later.
   */
  engine: DatabaseEngine;
  /**
   * Major version of the engine, such as `17` of PostgreSQL; the engine's default when left out.
   */
  version?: DatabaseVersion;
  /**
   * How many nodes: one, or more for standbys, as the layouts in the options allow.
   */
  num_nodes: number;
  /**
   * Slug of the nodes' size, such as `db-s-1vcpu-1gb`.
   */
  size: DatabaseSize;
  /**
   * Slug of the region, such as `nyc3`.
   */
  region: DatabaseRegion;
  /**
   * VPC to put it in (UUID); the region's default one when left out.
   */
  private_network_uuid?: string;
  /**
   * Tags to give it. Needs the scope `tag:create`.
   */
  tags?: Nullable<string[]>;
  /**
   * Project to put it in (UUID); the default one when left out. Needs the scope `project:assign_resource`.
   */
  project_id?: string;
  /**
   * The trusted sources; when left out, everybody with the password may connect.
   */
  rules?: DatabaseFirewallRule[];
  /**
   * Whole disk of a node, in MiB, the part that the size includes with it: less than that part is refused. When left
   * out or `null`, that part alone.
   */
  storage_size_mib?: Nullable<number>;
  /**
   * Autoscaling; off when left out.
   */
  autoscale?: Nullable<DatabaseAutoscale>;
  /**
   * Autoscaling of the storage, as DigitalOcean's Go client and Terraform write it. Use `autoscale`, as documented,
   * unless it has no effect.
   */
  storage_autoscale?: DatabaseStorageAutoscale;
  /**
   * Settings that are DigitalOcean's own.
   */
  do_settings?: DatabaseSettings;
  /**
   * The backup to start from; an empty cluster when left out.
   */
  backup_restore?: DatabaseBackupRestore;
}

/**
 * Database engine of a cluster.
 *
 * - `pg`: PostgreSQL.
 * - `mysql`: MySQL.
 * - `redis`: Caching; no new clusters since 2025-04-30.
 * - `valkey`: Valkey.
 * - `mongodb`: MongoDB.
 * - `kafka`: Kafka.
 * - `opensearch`: OpenSearch.
 * - `advanced_pg`: PostgreSQL Advanced Edition.
 * - `advanced_mysql`: MySQL Advanced Edition.
 */
type DatabaseEngine = "pg" | "mysql" | "redis" | "valkey" | "mongodb" | "kafka" | "opensearch" | "advanced_pg" | "advanced_mysql" | (string & {});

/**
 * The major version of an engine. Open: `databases.options()` has those of each engine today.
 *
 *  - PostgreSQL: `13` to `18`
 *  - MySQL: `8`; Advanced Edition: `8.4.8`
 *  - Valkey: `8`; Caching: `7`
 *  - MongoDB: `6.0`, `7.0`
 *  - Kafka: `3.8`
 *  - OpenSearch: `1`, `2`
 */
type DatabaseVersion =
| "1" | "2" | "3.8" | "6.0" | "7" | "7.0" | "8" | "8.4.8" | "13" | "14" | "15" | "16" | "17" | "18"
| (string & {});

/** The slug of a node's size. Open: `databases.options()` has those of each engine and number of nodes today. */
type DatabaseSize =
| "db-s-1vcpu-1gb" | "db-s-1vcpu-2gb" | "db-s-2vcpu-2gb" | "db-s-2vcpu-4gb" | "db-s-4vcpu-8gb" | "db-s-6vcpu-16gb"
| "db-s-8vcpu-32gb" | "db-s-16vcpu-64gb"
| "db-amd-1vcpu-1gb" | "db-amd-1vcpu-2gb" | "db-amd-2vcpu-4gb" | "db-amd-2vcpu-8gb" | "db-amd-4vcpu-8gb"
| "db-amd-4vcpu-16gb" | "db-amd-8vcpu-32gb" | "db-amd-16vcpu-64gb"
| "db-intel-1vcpu-1gb" | "db-intel-1vcpu-2gb" | "db-intel-2vcpu-4gb" | "db-intel-2vcpu-8gb" | "db-intel-4vcpu-8gb"
| "db-intel-4vcpu-16gb" | "db-intel-8vcpu-32gb" | "db-intel-16vcpu-64gb"
| "gd-2vcpu-8gb" | "gd-4vcpu-16gb" | "gd-8vcpu-32gb" | "gd-16vcpu-64gb" | "gd-32vcpu-128gb" | "gd-40vcpu-160gb"
| "m-2vcpu-16gb" | "m-4vcpu-32gb" | "m-8vcpu-64gb" | "m-16vcpu-128gb" | "m-24vcpu-192gb" | "m-32vcpu-256gb"
| "so1_5-2vcpu-16gb" | "so1_5-4vcpu-32gb" | "so1_5-8vcpu-64gb" | "so1_5-16vcpu-128gb" | "so1_5-24vcpu-192gb"
| "so1_5-32vcpu-256gb"
| (string & {});

/** The slug of a region. Open: `databases.options()` has those of each engine today. */
type DatabaseRegion =
| "ams3" | "atl1" | "blr1" | "fra1" | "lon1" | "nyc1" | "nyc2" | "nyc3" | "ric1" | "sfo2" | "sfo3" | "sgp1"
| "syd1" | "tor1"
| (string & {});

/** A value, or `null`. */
type Nullable<T> = T | null;

/**
 * One trusted source of a cluster.
 */
interface DatabaseFirewallRule {
  /**
   * Identifies the rule; the API gives it.
   */
  uuid?: string;
  /**
   * The cluster the rule belongs to; the API gives it.
   */
  cluster_uuid?: string;
  /**
   * Kind of source.
   */
  type: DatabaseFirewallRuleType;
  /**
   * Which one: an id, a tag's name, or an address or range in CIDR notation.
   */
  value: string;
  /**
   * When the rule was made (RFC 3339); the API gives it.
   */
  created_at?: string;
  /**
   * Purpose of the rule, in your words.
   */
  description?: string;
}

/**
 * Kind of a trusted source.
 *
 * - `droplet`: A Droplet, by id.
 * - `k8s`: A Kubernetes cluster, by id.
 * - `ip_addr`: An IP address or range.
 * - `tag`: All resources that carry a tag.
 * - `app`: An App Platform app, by id.
 */
type DatabaseFirewallRuleType = "droplet" | "k8s" | "ip_addr" | "tag" | "app" | (string & {});

/**
 * Autoscaling of a cluster.
 */
interface DatabaseAutoscale {
  /**
   * Autoscaling of its storage, the only kind there is.
   */
  storage?: DatabaseStorageAutoscale;
}

/**
 * Autoscaling of a cluster's storage.
 */
interface DatabaseStorageAutoscale {
  /**
   * Whether the storage grows by itself. It never shrinks.
   */
  enabled: boolean;
  /**
   * Usage at which the storage grows, in percent: 15 to 95.
   */
  threshold_percent?: number;
  /**
   * Storage that is added each time, in GiB: 10 to 500.
   */
  increment_gib?: number;
}

/**
 * Settings of a cluster that are DigitalOcean's own.
 */
interface DatabaseSettings {
  /**
   * Host names of yours that stand for the cluster: at most 16, of at most 253 characters each.
   */
  service_cnames?: string[];
}

/**
 * The backup that a new cluster starts from.
 */
interface DatabaseBackupRestore {
  /**
   * Name of the existing cluster whose backup it is.
   */
  database_name: string;
  /**
   * When the backup was made (RFC 3339); the newest one when left out.
   */
  backup_created_at?: string;
}

/**
 * A database cluster.
 */
interface DatabaseCluster {
  /**
   * Identifies the cluster (UUID).
   */
  id: string;
  /**
   * Its name, unique in the account.
   */
  name: string;
  /**
   * Database engine.
   */
  engine: DatabaseEngine;
  /**
   * Major version of the engine.
   */
  version?: DatabaseVersion;
  /**
   * Full version of the engine.
   */
  semantic_version?: string;
  /**
   * How many nodes it has.
   */
  num_nodes: number;
  /**
   * Slug of the nodes' size.
   */
  size: DatabaseSize;
  /**
   * Slug of its region.
   */
  region: DatabaseRegion;
  /**
   * State of the cluster. A deleted one has no status: `get` rejects with a `NotFoundError` in the end.
   */
  status: DatabaseClusterStatus;
  /**
   * When it was created (RFC 3339).
   */
  created_at: string;
  /**
   * The VPC it belongs to (UUID). Needs the scope `vpc:read`.
   */
  private_network_uuid?: string;
  /**
   * Its tags; `null` or absent when it has none.
   */
  tags?: Nullable<string[]>;
  /**
   * Names of the databases in it; `null` while it is created, and where the engine has none.
   */
  db_names?: Nullable<string[]>;
  /**
   * Connection to OpenSearch Dashboards; OpenSearch only.
   */
  ui_connection?: Nullable<OpensearchConnection>;
  /**
   * Connection to the schema registry; Kafka only.
   */
  schema_registry_connection?: Nullable<SchemaRegistryConnection>;
  /**
   * Connection to the primary node, from anywhere.
   */
  connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to the primary node, from its VPC.
   */
  private_connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to the standby node, from anywhere.
   */
  standby_connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to the standby node, from its VPC.
   */
  standby_private_connection?: Nullable<DatabaseConnection>;
  /**
   * Its users; `null` where the engine has none.
   */
  users?: Nullable<DatabaseUser[]>;
  /**
   * Weekly maintenance window. The API chooses one at creation.
   */
  maintenance_window?: Nullable<DatabaseMaintenanceWindow>;
  /**
   * The project it belongs to (UUID). Needs the scope `project:read`.
   */
  project_id?: string;
  /**
   * Trusted sources: who may connect.
   */
  rules?: Nullable<DatabaseFirewallRule[]>;
  /**
   * When support for its version ends (RFC 3339); `null` while no date is set.
   */
  version_end_of_life?: Nullable<string>;
  /**
   * When its version can no longer be chosen for a new cluster (RFC 3339); `null` while no date is set.
   */
  version_end_of_availability?: Nullable<string>;
  /**
   * Whole disk of a node, in MiB, the part that the size includes with it.
   */
  storage_size_mib?: Nullable<number>;
  /**
   * Where its nodes' metrics can be read: the primary's first.
   */
  metrics_endpoints?: Nullable<DatabaseServiceEndpoint[]>;
  /**
   * Autoscaling; `null` when it is off. Answers may have `storage_autoscale` instead.
   */
  autoscale?: Nullable<DatabaseAutoscale>;
  /**
   * Autoscaling of the storage, as other clients of the API name it; `null` when it is off.
   */
  storage_autoscale?: Nullable<DatabaseStorageAutoscale>;
  /**
   * Its settings that are DigitalOcean's own.
   */
  do_settings?: Nullable<DatabaseSettings>;
}

/**
 * State of a cluster or replica. Just after a resize or migration was accepted it may still be `online`.
 *
 * - `creating`: It is being set up; about five minutes.
 * - `online`: It serves.
 * - `resizing`: Its size or number of nodes is changing.
 * - `migrating`: It is moving to another region.
 * - `forking`: It is being filled: from another cluster's backup or, a replica, from its cluster.
 */
type DatabaseClusterStatus = "creating" | "online" | "resizing" | "migrating" | "forking" | (string & {});

/**
 * Where OpenSearch Dashboards listens and who logs in.
 */
interface OpensearchConnection {
  /**
   * Everything below in one string, password included.
   */
  uri: Secret;
  /**
   * Host name to connect to.
   */
  host: string;
  /**
   * Port it listens on.
   */
  port: number;
  /**
   * Name of the default user.
   */
  user?: string;
  /**
   * Password of the default user.
   */
  password?: Secret;
  /**
   * Whether the connection must be encrypted.
   */
  ssl: boolean;
}

/**
 * A password, key or connection URI. Keep it out of logs.
 */
type Secret = string;

/**
 * Where a Kafka cluster's schema registry listens and who logs in.
 */
interface SchemaRegistryConnection {
  /**
   * Everything below in one string, password included.
   */
  uri: Secret;
  /**
   * Host name to connect to.
   */
  host: string;
  /**
   * Port it listens on.
   */
  port: number;
  /**
   * Name of the default user.
   */
  user?: string;
  /**
   * Password of the default user.
   */
  password?: Secret;
  /**
   * Whether the connection must be encrypted.
   */
  ssl: boolean;
}

/**
 * Where a cluster listens and who logs in. Without the scope `database:view_credentials` the password,
 * and the one inside `uri`, are blank.
 */
interface DatabaseConnection {
  /**
   * Scheme of `uri`, such as `postgresql`.
   */
  protocol?: string;
  /**
   * Everything below in one string, password included.
   */
  uri: Secret;
  /**
   * Name of the default database; empty where the engine has none.
   */
  database?: string;
  /**
   * Host name of the node to connect to.
   */
  host: string;
  /**
   * Port it listens on.
   */
  port: number;
  /**
   * Name of the default user.
   */
  user?: string;
  /**
   * Password of the default user.
   */
  password?: Secret;
  /**
   * Whether the connection must be encrypted.
   */
  ssl: boolean;
  /**
   * Further ports by what they serve.
   */
  application_ports?: Nullable<Record<string, number>>;
}

/**
 * A user of a cluster. Without the scope `database:view_credentials` its secrets are blank.
 */
interface DatabaseUser {
  /**
   * Name the user logs in with.
   */
  name: string;
  /**
   * Rank of the user.
   */
  role?: DatabaseUserRole;
  /**
   * Password the API made up. MongoDB shows it only in the answer that creates the user.
   */
  password?: Secret;
  /**
   * Certificate for TLS client authentication, as PEM; Kafka only.
   */
  access_cert?: Secret;
  /**
   * Private key for TLS client authentication, as PEM; Kafka only.
   */
  access_key?: Secret;
  /**
   * MySQL's settings of the user.
   */
  mysql_settings?: MysqlUserSettings;
  /**
   * Other engines' settings of the user.
   */
  settings?: DatabaseUserSettings;
}

/**
 * Rank of a user.
 *
 * - `primary`: The administrator that came with the cluster.
 * - `normal`: Any other.
 */
type DatabaseUserRole = "primary" | "normal" | (string & {});

/**
 * MySQL's settings of a user.
 */
interface MysqlUserSettings {
  /**
   * How the user proves who it is.
   */
  auth_plugin: MysqlAuthPlugin;
}

/**
 * How a MySQL user proves who it is.
 *
 * - `mysql_native_password`: The method of MySQL up to 5.7, for old clients.
 * - `caching_sha2_password`: MySQL 8's method, its default.
 */
type MysqlAuthPlugin = "mysql_native_password" | "caching_sha2_password" | (string & {});

/**
 * Settings of a user; each engine has its own.
 */
interface DatabaseUserSettings {
  /**
   * PostgreSQL: whether the user may replicate. `false` when left out.
   */
  pg_allow_replication?: boolean;
  /**
   * OpenSearch: what the user may do with which indexes.
   */
  opensearch_acl?: OpensearchAcl[];
  /**
   * Kafka: what the user may do with which topics.
   */
  acl?: KafkaAcl[];
  /**
   * MongoDB: which databases the user may use, and how. Set at creation only.
   */
  mongo_user_settings?: MongodbUserSettings;
}

/**
 * Permission of an OpenSearch user for some indexes.
 */
interface OpensearchAcl {
  /**
   * Pattern of the indexes' names.
   */
  index?: string;
  /**
   * Allowed operations.
   */
  permission?: OpensearchPermission;
}

/**
 * Operations an OpenSearch user may perform on an index.
 *
 * - `deny`: Nothing; the default.
 * - `admin`: Read, write and manage.
 * - `read`: Read.
 * - `readwrite`: Read and write.
 * - `write`: Write.
 */
type OpensearchPermission = "deny" | "admin" | "read" | "readwrite" | "write" | (string & {});

/**
 * Permission of a Kafka user for some topics.
 */
interface KafkaAcl {
  /**
   * Identifies the entry; the API gives it.
   */
  id?: string;
  /**
   * Pattern of the topics' names.
   */
  topic: string;
  /**
   * Allowed operations.
   */
  permission: KafkaPermission;
}

/**
 * Operations a Kafka user may perform on a topic.
 *
 * - `admin`: Consume, produce and manage.
 * - `consume`: Consume.
 * - `produce`: Produce.
 * - `produceconsume`: Consume and produce.
 */
type KafkaPermission = "admin" | "consume" | "produce" | "produceconsume" | (string & {});

/**
 * The databases that a MongoDB user may use, and how.
 */
interface MongodbUserSettings {
  /**
   * Names of the databases; `admin` stands for all.
   */
  databases?: string[];
  /**
   * Allowed operations in these databases.
   */
  role?: MongodbUserRole;
}

/**
 * Operations a MongoDB user may perform in its databases.
 *
 * - `readOnly`: Read.
 * - `readWrite`: Read and write.
 * - `dbAdmin`: Manage.
 */
type MongodbUserRole = "readOnly" | "readWrite" | "dbAdmin" | (string & {});

/**
 * The weekly hour in which updates may be installed.
 */
interface DatabaseMaintenanceWindow {
  /**
   * Day of the week.
   */
  day: DatabaseMaintenanceDay;
  /**
   * Hour in UTC: `HH:MM:SS` in responses, `HH:MM` in requests.
   */
  hour: string;
  /**
   * Whether the next window will install something.
   */
  pending?: boolean;
  /**
   * Updates it will install, a line each.
   */
  description?: string[];
}

/** A day of the week, in English and lower case. */
type DatabaseMaintenanceDay =
| "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
| (string & {});

/**
 * Where a node's metrics can be read.
 */
interface DatabaseServiceEndpoint {
  /**
   * Host name of the node.
   */
  host: string;
  /**
   * Port the metrics are served on.
   */
  port: number;
}

/** The state that a resize leads to: one or more of its parts. */
interface ResizeTarget {
  /** Slug of the nodes' size. */
  size?: string;
  /** How many nodes. */
  num_nodes?: number;
  /** Whole disk of a node, in MiB; more will do. */
  storage_size_mib?: number | null;
}

/** A change of a cluster that is watched. */
interface ClusterChange {
  /** The cluster now. */
  current: DatabaseCluster;
  /** The cluster at the event before; undefined at the first one. */
  previous: DatabaseCluster | undefined;
  /** The names of the fields that differ, such as `status`; empty at the first event. */
  changed: (keyof DatabaseCluster)[];
}

/**
 * Filter for a list of clusters.
 */
interface DatabaseListQuery {
  /**
   * Only those that carry this tag.
   */
  tag_name?: string;
}

/** A change of a list of clusters that is watched. */
interface ClustersChange {
  /** All clusters now. */
  current: DatabaseCluster[];
  /** The clusters that are new; at the first event, all. */
  added: DatabaseCluster[];
  /** The clusters that are gone, as they were. */
  removed: DatabaseCluster[];
  /** The clusters that changed. */
  changed: ClusterChange[];
}

/**
 * Regions, versions and sizes of each engine, and how long its versions live.
 */
interface DatabaseOptionsAnswer {
  /**
   * Regions, versions and sizes of each engine.
   */
  options: DatabaseOptions;
  /**
   * How long each engine's versions live.
   */
  version_availability?: DatabaseVersionAvailabilities;
}

/**
 * Regions, versions and sizes of each engine.
 */
interface DatabaseOptions {
  /**
   * Kafka.
   */
  kafka?: DatabaseEngineOptions;
  /**
   * MongoDB.
   */
  mongodb?: DatabaseEngineOptions;
  /**
   * PostgreSQL.
   */
  pg?: DatabaseEngineOptions;
  /**
   * MySQL.
   */
  mysql?: DatabaseEngineOptions;
  /**
   * Caching (Redis); closed for new clusters.
   */
  redis?: DatabaseEngineOptions;
  /**
   * Valkey.
   */
  valkey?: DatabaseEngineOptions;
  /**
   * OpenSearch.
   */
  opensearch?: DatabaseEngineOptions;
  /**
   * PostgreSQL Advanced Edition.
   */
  advanced_pg?: DatabaseEngineOptions;
  /**
   * MySQL Advanced Edition.
   */
  advanced_mysql?: DatabaseEngineOptions;
}

/**
 * Regions, versions and sizes of an engine.
 */
interface DatabaseEngineOptions {
  /**
   * Slugs of the regions.
   */
  regions: DatabaseRegion[];
  /**
   * Versions for new clusters.
   */
  versions: DatabaseVersion[];
  /**
   * Node sizes by number of nodes.
   */
  layouts: DatabaseLayout[];
  /**
   * The version a new cluster gets when none is named.
   */
  default_version?: DatabaseVersion;
}

/**
 * Node sizes that a cluster of so many nodes may have.
 */
interface DatabaseLayout {
  /**
   * How many nodes.
   */
  num_nodes: number;
  /**
   * Slugs of the sizes.
   */
  sizes: DatabaseSize[];
}

/**
 * How long each engine's versions live.
 */
interface DatabaseVersionAvailabilities {
  /**
   * Kafka.
   */
  kafka?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * PostgreSQL.
   */
  pg?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * MySQL.
   */
  mysql?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * Caching (Redis).
   */
  redis?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * Valkey.
   */
  valkey?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * MongoDB.
   */
  mongodb?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * OpenSearch.
   */
  opensearch?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * PostgreSQL Advanced Edition.
   */
  advanced_pg?: Nullable<DatabaseVersionAvailability[]>;
  /**
   * MySQL Advanced Edition.
   */
  advanced_mysql?: Nullable<DatabaseVersionAvailability[]>;
}

/**
 * How long a version lives.
 */
interface DatabaseVersionAvailability {
  /**
   * When support ends (RFC 3339); `null` while no date is set.
   */
  end_of_life?: Nullable<string>;
  /**
   * When it can no longer be chosen for a new cluster (RFC 3339); `null` while no date is set.
   */
  end_of_availability?: Nullable<string>;
  /**
   * The version.
   */
  version: DatabaseVersion;
  /**
   * Whether a new cluster gets it when no version is named.
   */
  default?: boolean;
}

/**
 * Region to move a cluster to.
 */
interface DatabaseClusterMigrate {
  /**
   * Slug of the region, such as `lon1`.
   */
  region: DatabaseRegion;
  /**
   * VPC of that region to put it in (UUID); the region's default one when left out.
   */
  private_network_uuid?: string;
}

/**
 * Size, number of nodes and storage to give a cluster. One of them must differ from the present ones.
 */
interface DatabaseClusterResize {
  /**
   * Slug of the nodes' size, such as `db-s-4vcpu-8gb`; the present one to keep it.
   */
  size: DatabaseSize;
  /**
   * How many nodes: 1 to 3, all but one of them standbys; the present number to keep it.
   */
  num_nodes: number;
  /**
   * Whole disk of a node, in MiB, the part that the size includes with it: less than that part is refused. Storage
   * never shrinks. When left out or `null`, storage added before stays.
   */
  storage_size_mib?: Nullable<number>;
}

/**
 * Version to upgrade a cluster to.
 */
interface DatabaseClusterUpgrade {
  /**
   * Major version of the engine, such as `17`, newer than the present one.
   */
  version: DatabaseVersion;
}

/** Autoscaling of a cluster: storage that grows by itself. */
interface DatabasesAutoscaleResource {
  /**
   * Gets the autoscaling of a cluster: whether, when and by how much its storage grows.
   *
   * `GET /v2/databases/{clusterId}/autoscale` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_autoscale
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseAutoscale>;

  /**
   * Changes the autoscaling of a cluster. Storage never shrinks, and added storage costs money.
   *
   * `PUT /v2/databases/{clusterId}/autoscale` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The autoscaling to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when a value is out of range, or the cluster cannot grow by itself.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_autoscale
   */
  update(clusterId: string, body: DatabaseAutoscale, options?: RequestOptions | null): APIPromise<void>;
}

/** Backups of a cluster. Not for Caching and Valkey. `databases.create` makes a cluster from one. */
interface DatabasesBackupsResource {
  /**
   * Lists the backups of a cluster, all of them in one request.
   *
   * The page's `body` also says when the next ones are made: `{ scheduled_backup_time, backup_progress }`.
   *
   * `GET /v2/databases/{clusterId}/backups` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when the cluster's engine has no backups.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_backups
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseBackup, DatabaseBackups>;
}

/**
 * A backup of a cluster.
 */
interface DatabaseBackup {
  /**
   * When it was made (RFC 3339); this is how `backup_restore` names it.
   */
  created_at: string;
  /**
   * Its size, in GB.
   */
  size_gigabytes: number;
  /**
   * Whether it holds only what changed since the one before; MySQL only.
   */
  incremental?: boolean;
}

/**
 * The list of a cluster's backups as it comes, with when the next ones are made.
 */
interface DatabaseBackups {
  /**
   * The backups there are.
   */
  backups: DatabaseBackup[];
  /**
   * When backups are made.
   */
  scheduled_backup_time?: Nullable<DatabaseBackupSchedule>;
  /**
   * How far the backup that is being made is, in percent; absent while none is.
   */
  backup_progress?: string;
}

/**
 * When backups of a cluster are made.
 */
interface DatabaseBackupSchedule {
  /**
   * Hour of the day, in UTC: 0 to 23.
   */
  backup_hour?: number;
  /**
   * Minute of that hour: 0 to 59.
   */
  backup_minute?: number;
  /**
   * Hours from one backup to the next.
   */
  backup_interval_hours?: number;
}

/** Certificate authority of a cluster. */
interface DatabasesCaResource {
  /**
   * Gets the certificate authority of a cluster (CA, `ca-certificate.crt`): drivers verify TLS against it.
   *
   * `certificate` is base64 of a PEM, and not secret. `caFile` of `digitalocean-wasm/connect` returns the text of the file,
   * and `connect` there the options of a driver with it.
   *
   * `GET /v2/databases/{clusterId}/ca` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, or it has no certificate yet.
   * @example
   * ```ts
   * const { certificate } = await client.databases.ca.get(id);
   * const pem = atob(certificate); // "-----BEGIN CERTIFICATE-----…"
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_ca
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseCa>;
}

/**
 * The authority that signed the certificates of a cluster's nodes.
 */
interface DatabaseCa {
  /**
   * Certificate of the authority: base64 of a PEM. `atob(certificate)` is the text of a `ca.crt`. It is not secret.
   */
  certificate: string;
}

/** Configuration of a cluster's engine. */
interface DatabasesConfigResource {
  /**
   * Gets the configuration of a cluster. Nothing in it names the engine: give it to get its type,
   * `config.get<"pg">(id)`. Integers beyond 2^53 are `bigint`s, exact.
   *
   * The Advanced Edition engines have a list: name, value and default of each parameter, as strings.
   *
   * `GET /v2/databases/{clusterId}/config` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, `PreconditionFailedError` while it is created.
   * @example
   * ```ts
   * const cluster = await client.databases.get(id);
   * if (cluster.engine === "pg") {
   *   const config = await client.databases.config.get<"pg">(cluster.id);
   *   console.log(config.work_mem, config.autovacuum_naptime);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_config
   */
  get<Engine extends DatabaseEngine = keyof DatabaseConfigs>(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseConfig<Engine>>;

  /**
   * Changes settings of a cluster's engine; those not named stay as they are. Say the engine to be held to its
   * settings: `config.update<"pg">(id, { config: { work_mem: 8 } })`. Without it, the settings must all be of one
   * engine.
   *
   * Some settings restart the cluster, as their documentation says. The Advanced Edition engines take strings, in
   * one object: `{ config: { pg_parameters: { work_mem: "8192" } } }`, or `mysql_parameters`.
   *
   * `PATCH /v2/databases/{clusterId}/config` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The settings to change.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine has no such
   * setting or does not take the value.
   * @example
   * ```ts
   * await client.databases.config.update<"pg">(id, {
   *   config: { work_mem: 8, autovacuum_naptime: 43 },
   * });
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_patch_config
   */
  update<Engine extends DatabaseEngine = keyof DatabaseConfigs>(clusterId: string, body: DatabaseConfigUpdate<Engine>, options?: RequestOptions | null): APIPromise<void>;
}

/** The configuration type of each engine. */
interface DatabaseConfigs {
  /** PostgreSQL. */
  pg: PostgresConfig;
  /** MySQL. */
  mysql: MysqlConfig;
  /** Caching (Redis). */
  redis: RedisConfig;
  /** Valkey. */
  valkey: ValkeyConfig;
  /** MongoDB. */
  mongodb: MongodbConfig;
  /** Kafka. */
  kafka: KafkaConfig;
  /** OpenSearch. */
  opensearch: OpensearchConfig;
  /** PostgreSQL Advanced Edition. */
  advanced_pg: AdvancedConfigParameter[];
  /** MySQL Advanced Edition. */
  advanced_mysql: AdvancedConfigParameter[];
}

/**
 * Settings of a PostgreSQL cluster.
 */
interface PostgresConfig {
  /**
   * Age, in transactions, at which a table is vacuumed even with autovacuum off
   * (200000000 to 1500000000). A change restarts the server.
   */
  autovacuum_freeze_max_age?: number;
  /**
   * Autovacuum workers that may run at once (1 to 20). Default 3; takes effect when the server
   * starts.
   */
  autovacuum_max_workers?: number;
  /**
   * Seconds between two autovacuum runs on a database, at least (0 to 86400). Default 60.
   */
  autovacuum_naptime?: number;
  /**
   * Updated or deleted rows from which a table is vacuumed (0 to 2147483647). Default 50.
   */
  autovacuum_vacuum_threshold?: number;
  /**
   * Changed rows from which a table is analyzed (0 to 2147483647). Default 50.
   */
  autovacuum_analyze_threshold?: number;
  /**
   * Fraction of the table added to `autovacuum_vacuum_threshold` (0 to 1). Default 0.2.
   */
  autovacuum_vacuum_scale_factor?: number;
  /**
   * Fraction of the table added to `autovacuum_analyze_threshold` (0 to 1). Default 0.2.
   */
  autovacuum_analyze_scale_factor?: number;
  /**
   * Milliseconds autovacuum sleeps once its cost limit is reached (-1 to 100). -1 takes
   * `vacuum_cost_delay`, which is 20.
   */
  autovacuum_vacuum_cost_delay?: number;
  /**
   * Cost after which autovacuum sleeps (-1 to 10000). Default -1, which takes
   * `vacuum_cost_limit`.
   */
  autovacuum_vacuum_cost_limit?: number;
  /**
   * Hour of the day, in UTC, at which backups start (0 to 23). A backup waits for the one before
   * it.
   */
  backup_hour?: number;
  /**
   * Minute of `backup_hour` at which backups start (0 to 59).
   */
  backup_minute?: number;
  /**
   * Milliseconds between two rounds of the background writer (10 to 10000). Default 200.
   */
  bgwriter_delay?: number;
  /**
   * Kilobytes the background writer writes before it makes the system flush them (0 to 2048).
   * Default 512; 0 never forces a flush.
   */
  bgwriter_flush_after?: number;
  /**
   * Buffers the background writer writes in one round, at most (0 to 1073741823). Default 100;
   * 0 turns it off.
   */
  bgwriter_lru_maxpages?: number;
  /**
   * Factor on recent demand that estimates how many buffers the next round needs (0 to 10).
   * Default 2; above 1 leaves room for peaks.
   */
  bgwriter_lru_multiplier?: number;
  /**
   * Milliseconds a lock is waited for until a deadlock is suspected (500 to 1800000).
   */
  deadlock_timeout?: number;
  /**
   * How large column values are compressed unless the column says otherwise. Default `lz4`.
   */
  default_toast_compression?: PostgresToastCompression;
  /**
   * Milliseconds a session may idle inside an open transaction (0 to 604800000).
   */
  idle_in_transaction_session_timeout?: number;
  /**
   * Whether queries may be compiled just in time.
   */
  jit?: boolean;
  /**
   * Milliseconds from which an autovacuum action is logged (-1 to 2147483647). Default -1, none;
   * 0 logs all.
   */
  log_autovacuum_min_duration?: number;
  /**
   * How much detail each log message carries.
   */
  log_error_verbosity?: PostgresLogErrorVerbosity;
  /**
   * Beginning of each log line.
   */
  log_line_prefix?: PostgresLogLinePrefix;
  /**
   * Milliseconds from which a statement is logged (-1 to 86400000). -1 logs none.
   */
  log_min_duration_statement?: number;
  /**
   * Files one server process may hold open (1000 to 4096).
   */
  max_files_per_process?: number;
  /**
   * Transactions that may be prepared at once (0 to 10000). Can be raised but not lowered.
   */
  max_prepared_transactions?: number;
  /**
   * Predicate locks for each transaction (64 to 640).
   */
  max_pred_locks_per_transaction?: number;
  /**
   * Locks for each transaction (64 to 6400). Can be raised but not lowered.
   */
  max_locks_per_transaction?: number;
  /**
   * Depth of the execution stack, in bytes, at most (2097152 to 6291456).
   */
  max_stack_depth?: number;
  /**
   * Milliseconds a standby puts off archived WAL for a conflicting query (1 to 43200000).
   */
  max_standby_archive_delay?: number;
  /**
   * Milliseconds a standby puts off streamed WAL for a conflicting query (1 to 43200000).
   */
  max_standby_streaming_delay?: number;
  /**
   * Replication slots (8 to 64).
   */
  max_replication_slots?: number;
  /**
   * Workers for logical replication, out of `max_parallel_workers` (4 to 64).
   */
  max_logical_replication_workers?: number;
  /**
   * Workers for parallel queries in the whole system (0 to 96).
   */
  max_parallel_workers?: number;
  /**
   * Workers one Gather or Gather Merge node may start (0 to 96).
   */
  max_parallel_workers_per_gather?: number;
  /**
   * Background processes in the whole system (8 to 96). Can be raised but not lowered.
   */
  max_worker_processes?: number;
  /**
   * Role under which pg_partman's scheduled work runs: letters, digits, `.`, `_` and `-`, not
   * starting with `.` or `-` (at most 64 characters).
   */
  "pg_partman_bgw.role"?: string;
  /**
   * Seconds between two runs of pg_partman's scheduled work (3600 to 604800).
   */
  "pg_partman_bgw.interval"?: number;
  /**
   * Which statements pg_stat_statements counts. Default `top`.
   */
  "pg_stat_statements.track"?: PostgresStatStatementsTrack;
  /**
   * Disk space for temporary files, in KiB (-1 to 2147483647). -1 means no limit.
   */
  temp_file_limit?: number;
  /**
   * Time zone of the server, by name (at most 64 characters).
   */
  timezone?: string;
  /**
   * Bytes kept of the command each session is running (1024 to 10240).
   */
  track_activity_query_size?: number;
  /**
   * Whether the commit time of transactions is recorded.
   */
  track_commit_timestamp?: PostgresSwitch;
  /**
   * Which function calls are counted and timed.
   */
  track_functions?: PostgresTrackFunctions;
  /**
   * Whether database I/O is timed. Default `off`: asking for the time can be slow.
   */
  track_io_timing?: PostgresSwitch;
  /**
   * WAL sender processes (20 to 64). Can be raised but not lowered.
   */
  max_wal_senders?: number;
  /**
   * Milliseconds after which a silent replication connection is ended: 0, which is never, or
   * 5000 to 10800000.
   */
  wal_sender_timeout?: number;
  /**
   * Milliseconds between two flushes of the WAL (10 to 200). Default 200; less can cost speed.
   */
  wal_writer_delay?: number;
  /**
   * Share of memory used for `shared_buffers`, in percent (20 to 60, fractions allowed).
   */
  shared_buffers_percentage?: number;
  /**
   * Settings of the connection pooler.
   */
  pgbouncer?: PgbouncerConfig;
  /**
   * Memory, in MB, that one sort or hash may use before it spills to disk (1 to 1024).
   * Default 1 MB plus 0.075 % of memory, up to 32 MB.
   */
  work_mem?: number;
  /**
   * Settings of the TimescaleDB extension.
   */
  timescaledb?: TimescaledbConfig;
  /**
   * Whether commits wait for standbys. The plan must support it.
   */
  synchronous_replication?: PostgresSynchronousReplication;
  /**
   * Whether the pg_stat_monitor extension is on. Turning it on restarts the cluster and makes
   * pg_stat_statements unreliable for utility commands.
   */
  stat_monitor_enable?: boolean;
  /**
   * Seconds without a primary after which a standby takes over (10 to 9223372036854775807).
   * Default 60.
   */
  max_failover_replication_time_lag?: WideInteger;
  /**
   * Connections the server accepts at once (at least 25). Limited release; can be raised but not
   * lowered, on read replicas before the primary; a change restarts the service.
   */
  max_connections?: number;
  /**
   * WAL that replication slots may hold back, in MB (-1 to 2147483647). Default -1, no limit;
   * `wal_keep_size` wins over it.
   */
  max_slot_wal_keep_size?: number;
}

/**
 * Compression of large column values. Open: a value not listed here is kept.
 *
 * - `lz4`: LZ4.
 * - `pglz`: PostgreSQL's own method.
 */
type PostgresToastCompression = "lz4" | "pglz" | (string & {});

/**
 * Detail of log messages. Open: a value not listed here is kept.
 *
 * - `TERSE`: The message alone.
 * - `DEFAULT`: The message with its details and hints.
 * - `VERBOSE`: The place in the server's source as well.
 */
type PostgresLogErrorVerbosity = "TERSE" | "DEFAULT" | "VERBOSE" | (string & {});

/**
 * Start of each log line. Open: a value not listed here is kept.
 *
 * - `pid=%p,user=%u,db=%d,app=%a,client=%h`: Process, user, database, application and client as `key=value`.
 * - `%m [%p] %q[user=%u,db=%d,app=%a]`: Time with milliseconds and process, then user, database and application.
 * - `%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h`: Time, process and line number, then user, database, application and client.
 */
type PostgresLogLinePrefix = "pid=%p,user=%u,db=%d,app=%a,client=%h" | "%m [%p] %q[user=%u,db=%d,app=%a]" | "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h" | (string & {});

/**
 * Statements counted by pg_stat_statements. Open: a value not listed here is kept.
 *
 * - `all`: Those inside functions too.
 * - `top`: Only those a client sends.
 * - `none`: No statements.
 */
type PostgresStatStatementsTrack = "all" | "top" | "none" | (string & {});

/**
 * A setting that is `on` or `off`. Open: a value not listed here is kept.
 *
 * - `off`: Off.
 * - `on`: On.
 */
type PostgresSwitch = "off" | "on" | (string & {});

/**
 * Function calls that are counted and timed. Open: a value not listed here is kept.
 *
 * - `all`: Functions in every language.
 * - `pl`: Functions in procedural languages only.
 * - `none`: No functions.
 */
type PostgresTrackFunctions = "all" | "pl" | "none" | (string & {});

/**
 * Settings of PgBouncer, the connection pooler of a PostgreSQL cluster.
 */
interface PgbouncerConfig {
  /**
   * Whether connections are reset with `DISCARD ALL` in every pool mode.
   */
  server_reset_query_always?: boolean;
  /**
   * Parameters that are ignored when a client sends them on connecting.
   */
  ignore_startup_parameters?: PgbouncerStartupParameter[];
  /**
   * Server connections a pool keeps open at least (0 to 10000, capped by the pool's size), so
   * that load after a pause finds them ready.
   */
  min_pool_size?: number;
  /**
   * Seconds after which an unused server connection is closed, counted from its opening
   * (60 to 86400).
   */
  server_lifetime?: number;
  /**
   * Seconds a server connection may stay idle (0 to 86400). 0 means for ever.
   */
  server_idle_timeout?: number;
  /**
   * Size of the pool made for a user who has none (0 to 10000). 0 makes none.
   */
  autodb_pool_size?: number;
  /**
   * Mode of the pools made automatically.
   */
  autodb_pool_mode?: PgbouncerPoolMode;
  /**
   * Server connections to one database, all users together (0 to 2147483647). 0 means no limit.
   */
  autodb_max_db_connections?: number;
  /**
   * Seconds after which an unused automatic pool is dropped (0 to 86400). 0 means never.
   */
  autodb_idle_timeout?: number;
}

/**
 * A parameter a client may send on connecting. Open: a value not listed here is kept.
 *
 * - `extra_float_digits`: Digits shown of floating-point numbers.
 * - `search_path`: Schemas searched for unqualified names.
 */
type PgbouncerStartupParameter = "extra_float_digits" | "search_path" | (string & {});

/**
 * For how long a client keeps a server connection. Open: a value not listed here is kept.
 *
 * - `session`: Until the client disconnects.
 * - `transaction`: Until the transaction ends.
 * - `statement`: Until the statement ends.
 */
type PgbouncerPoolMode = "session" | "transaction" | "statement" | (string & {});

/**
 * Settings of the TimescaleDB extension of a PostgreSQL cluster.
 */
interface TimescaledbConfig {
  /**
   * Background workers (1 to 4096): one for each database plus those to run at the same time.
   */
  max_background_workers?: number;
}

/**
 * How commits wait for standbys. Open: a value not listed here is kept.
 *
 * - `off`: They do not wait.
 * - `quorum`: They wait for a quorum.
 */
type PostgresSynchronousReplication = "off" | "quorum" | (string & {});

/**
 * An integer of up to 64 bits. Read: a `number` when it is a safe integer, else a `bigint`, never rounded.
 * Written: either; a `number` that is not a safe integer is refused.
 */
type WideInteger = number | bigint;

/**
 * Settings of a MySQL cluster.
 */
interface MysqlConfig {
  /**
   * Hour of the day, in UTC, at which backups start (0 to 23). A backup waits for the one before
   * it.
   */
  backup_hour?: number;
  /**
   * Minute of `backup_hour` at which backups start (0 to 59).
   */
  backup_minute?: number;
  /**
   * Whether whoever creates a stored routine may also execute and alter it.
   */
  automatic_sp_privileges?: boolean;
  /**
   * SQL modes of the whole server, comma-separated in capitals (at most 1024 characters).
   * Empty means MySQL's own default.
   */
  sql_mode?: string;
  /**
   * Seconds the server waits for a new client's connect packet (2 to 3600).
   */
  connect_timeout?: number;
  /**
   * Time zone of the server: an offset (`-12:00` to `+12:00`), a zone name, or `SYSTEM` for
   * MySQL's default (2 to 100 characters).
   */
  default_time_zone?: string;
  /**
   * Digits that a division with `/` adds to the scale of its result (0 to 30).
   */
  div_precision_increment?: number;
  /**
   * Whether `EXPLAIN FORMAT=JSON` marks where nested structures end.
   */
  end_markers_in_json?: boolean;
  /**
   * Number of equality ranges from which the optimizer trusts index statistics rather than
   * diving into the index (0 to 4294967295).
   */
  eq_range_index_dive_limit?: number;
  /**
   * Longest result of `GROUP_CONCAT()`, in bytes (4 to 18446744073709551615).
   */
  group_concat_max_len?: WideInteger;
  /**
   * Seconds for which cached table statistics stay valid (900 to 31536000).
   */
  information_schema_stats_expiry?: number;
  /**
   * Whether full-text indexes leave out stopwords. Default `false` as soon as a stopword table
   * of your own is set.
   */
  innodb_ft_enable_stopword?: boolean;
  /**
   * Longest word a full-text index keeps, in characters (10 to 84). A change restarts MySQL.
   */
  innodb_ft_max_token_size?: number;
  /**
   * Shortest word a full-text index keeps, in characters (0 to 16).
   */
  innodb_ft_min_token_size?: number;
  /**
   * Words that one `OPTIMIZE TABLE` on a full-text index works through (1000 to 10000).
   */
  innodb_ft_num_word_optimize?: number;
  /**
   * Largest cached result of a full-text query, in bytes (1000000 to 4294967295).
   */
  innodb_ft_result_cache_limit?: number;
  /**
   * Table with the stopwords of every InnoDB full-text index, as `database/table`
   * (at most 1024 characters).
   */
  innodb_ft_server_stopword_table?: string;
  /**
   * Table with the stopwords of user-made full-text indexes, as `database/table`
   * (at most 1024 characters). `null` clears it.
   */
  innodb_ft_user_stopword_table?: Nullable<string>;
  /**
   * Seconds after which a transaction gives up on a locked row (1 to 3600).
   */
  innodb_lock_wait_timeout?: number;
  /**
   * Buffer for writes to the InnoDB log, in bytes (1048576 to 4294967295).
   */
  innodb_log_buffer_size?: number;
  /**
   * Largest temporary log of an online schema change, in bytes (65536 to 1099511627776).
   */
  innodb_online_alter_log_max_size?: number;
  /**
   * Whether `OPTIMIZE TABLE` touches the full-text index alone and leaves the table as it is.
   */
  innodb_optimize_fulltext_only?: boolean;
  /**
   * Whether the error log lists every deadlock between InnoDB transactions. Default `false`.
   */
  innodb_print_all_deadlocks?: boolean;
  /**
   * Whether a timeout undoes the whole transaction.
   */
  innodb_rollback_on_timeout?: boolean;
  /**
   * Seconds an interactive connection may stay idle (30 to 604800).
   */
  interactive_timeout?: number;
  /**
   * Storage engine of in-memory temporary tables.
   */
  internal_tmp_mem_storage_engine?: MysqlTmpStorageEngine;
  /**
   * Seconds a read from a connection may stall (1 to 3600).
   */
  net_read_timeout?: number;
  /**
   * Seconds a write to a connection may stall (1 to 3600).
   */
  net_write_timeout?: number;
  /**
   * Whether every new or altered table must have a primary key. Recommended: large tables
   * without one can break features of the service.
   */
  sql_require_primary_key?: boolean;
  /**
   * Seconds a non-interactive connection may stay idle (1 to 2147483).
   */
  wait_timeout?: number;
  /**
   * Whether window functions calculate more precisely, and more slowly.
   */
  windowing_use_high_precision?: boolean;
  /**
   * Largest message the server accepts, in bytes (102400 to 1073741824). Default 67108864.
   */
  max_allowed_packet?: number;
  /**
   * Milliseconds a `SELECT` may run (0 to 4294967295). 0 means no limit.
   */
  max_execution_time?: number;
  /**
   * Largest in-memory table, in bytes (1048576 to 1073741824). Default 16777216.
   * Set `tmp_table_size` with it.
   */
  max_heap_table_size?: number;
  /**
   * Most seeks the optimizer expects a lookup by key to need (1 to 18446744073709551615).
   * Low values favour indexes over table scans.
   */
  max_seeks_for_key?: WideInteger;
  /**
   * Whether the optimizer drops unpromising plans early: 0 no, 1 yes.
   */
  optimizer_prune_level?: number;
  /**
   * How deep the optimizer searches for a plan (0 to 62). 0 lets the server choose; small values
   * plan large joins sooner.
   */
  optimizer_search_depth?: number;
  /**
   * Optimizer flags as `flag=on|off|default`, comma-separated; `default` alone resets them all.
   */
  optimizer_switch?: string;
  /**
   * Buffer for sorting, in bytes (32768 to 1073741824). Default 262144.
   */
  sort_buffer_size?: number;
  /**
   * Largest internal temporary table in memory, in bytes (1048576 to 1073741824).
   * Default 16777216. Set `max_heap_table_size` with it.
   */
  tmp_table_size?: number;
  /**
   * Whether slow queries are logged. Default `false`; turning it off empties `mysql.slow_log`.
   */
  slow_query_log?: boolean;
  /**
   * Seconds from which a query counts as slow (0 to 3600). Default 10.
   */
  long_query_time?: number;
  /**
   * Seconds for which binary log entries are kept at least (600 to 604800). Consumers of the log
   * can keep them longer.
   */
  binlog_retention_period?: number;
  /**
   * Share of the buffer pool that the change buffer may take, in percent (0 to 50).
   */
  innodb_change_buffer_max_size?: number;
  /**
   * Which dirty pages of the same extent are flushed along with a page: 0 none, 1 the adjoining
   * ones, 2 all.
   */
  innodb_flush_neighbors?: number;
  /**
   * Threads for InnoDB reads (1 to 64). A change restarts MySQL.
   */
  innodb_read_io_threads?: number;
  /**
   * Threads for InnoDB writes (1 to 64). A change restarts MySQL.
   */
  innodb_write_io_threads?: number;
  /**
   * Threads that may be inside InnoDB at once (0 to 1000). Default 0, no limit.
   */
  innodb_thread_concurrency?: number;
  /**
   * Initial size of connection and result buffers, in bytes (1024 to 1048576, in steps of 1024).
   * A change restarts MySQL.
   */
  net_buffer_length?: number;
  /**
   * Where logs are written. Default `NONE`.
   */
  log_output?: MysqlLogOutput;
  /**
   * Incremental backups between the full ones.
   */
  mysql_incremental_backup?: MysqlIncrementalBackup;
}

/**
 * Storage engine of in-memory temporary tables. Open: a value not listed here is kept.
 *
 * - `TempTable`: The TempTable engine.
 * - `MEMORY`: The MEMORY engine.
 */
type MysqlTmpStorageEngine = "TempTable" | "MEMORY" | (string & {});

/**
 * Where MySQL writes its logs. Open: a value not listed here is kept.
 *
 * - `INSIGHTS`: To Insights only.
 * - `TABLE`: To tables only.
 * - `INSIGHTS,TABLE`: To both, in this order.
 * - `NONE`: Nowhere.
 */
type MysqlLogOutput = "INSIGHTS" | "TABLE" | "INSIGHTS,TABLE" | "NONE" | (string & {});

/**
 * Incremental backups of a MySQL cluster, which hold only what changed since the backup before.
 */
interface MysqlIncrementalBackup {
  /**
   * Whether incremental backups are made. Needs `full_backup_week_schedule`.
   */
  enabled?: boolean;
  /**
   * Days on which a full backup is made: `mon` to `sun`, comma-separated. Default `null`.
   */
  full_backup_week_schedule?: Nullable<string>;
}

/**
 * Settings of a Caching cluster.
 */
interface RedisConfig {
  /**
   * Keys that are dropped when memory is full. Written with dashes here, unlike the policy of Valkey.
   */
  redis_maxmemory_policy?: RedisMaxmemoryPolicy;
  /**
   * Output a pub/sub client may leave unread, in MB (32 to 512). The soft limit is a quarter of
   * it; mind the memory of the plan.
   */
  redis_pubsub_client_output_buffer_limit?: number;
  /**
   * Number of databases (1 to 128). A change restarts the service.
   */
  redis_number_of_databases?: number;
  /**
   * Threads for input and output (1 to 32).
   */
  redis_io_threads?: number;
  /**
   * Logarithm factor of the counters that LFU policies use (0 to 100). Default 10.
   */
  redis_lfu_log_factor?: number;
  /**
   * Minutes after which LFU counters decay (1 to 120). Default 1.
   */
  redis_lfu_decay_time?: number;
  /**
   * Whether only TLS is accepted, on port 25061. Default `true`; `false` opens port 25060 for
   * plain connections beside it.
   */
  redis_ssl?: boolean;
  /**
   * Seconds a connection may stay idle (0 to 31536000). Default 300.
   */
  redis_timeout?: number;
  /**
   * Keyspace notifications, as letters (at most 32): `K` or `E`, then any of `g$lshztdxemn`, or
   * `A` for `g$lshztxed`. Default `""`, none.
   */
  redis_notify_keyspace_events?: string;
  /**
   * Whether the data is saved to disk every 10 minutes if it changed. With `off`, a restart can
   * lose it and the cluster cannot be forked.
   */
  redis_persistence?: RedisPersistence;
  /**
   * Pub/sub channels of a new user without an ACL. Unset acts as `allchannels`; the server's own
   * `acl-pubsub-default` stays as it is.
   */
  redis_acl_channels_default?: RedisAclChannelsDefault;
}

/**
 * Keys that a Caching cluster drops when its memory is full. Open: a value not listed here is kept.
 *
 * - `noeviction`: Nothing: writes fail.
 * - `allkeys-lru`: The key left unused longest, whichever it is.
 * - `allkeys-random`: A random key.
 * - `volatile-lru`: The key left unused longest, among those that expire.
 * - `volatile-random`: A random one of the keys that expire.
 * - `volatile-ttl`: The key with the least time left, among those that expire.
 */
type RedisMaxmemoryPolicy = "noeviction" | "allkeys-lru" | "allkeys-random" | "volatile-lru" | "volatile-random" | "volatile-ttl" | (string & {});

/**
 * How a Caching cluster saves its data. Open: a value not listed here is kept.
 *
 * - `off`: Not at all.
 * - `rdb`: As RDB dumps.
 */
type RedisPersistence = "off" | "rdb" | (string & {});

/**
 * Pub/sub channels open to a new user of a Caching cluster. Open: a value not listed here is kept.
 *
 * - `allchannels`: Every channel.
 * - `resetchannels`: No channel.
 */
type RedisAclChannelsDefault = "allchannels" | "resetchannels" | (string & {});

/**
 * Settings of a Valkey cluster.
 */
interface ValkeyConfig {
  /**
   * Keys that are dropped when memory is full.
   */
  valkey_maxmemory_policy?: EvictionPolicy;
  /**
   * Output a pub/sub client may leave unread, in MB (32 to 512). The soft limit is a quarter of
   * it; mind the memory of the plan.
   */
  valkey_pubsub_client_output_buffer_limit?: number;
  /**
   * Number of databases (1 to 128). A change restarts the service.
   */
  valkey_number_of_databases?: number;
  /**
   * Threads for input and output (1 to 32).
   */
  valkey_io_threads?: number;
  /**
   * Logarithm factor of the counters that LFU policies use (0 to 100). Default 10.
   */
  valkey_lfu_log_factor?: number;
  /**
   * Minutes after which LFU counters decay (1 to 120). Default 1.
   */
  valkey_lfu_decay_time?: number;
  /**
   * Whether only TLS is accepted. Default `true`.
   */
  valkey_ssl?: boolean;
  /**
   * Seconds a connection may stay idle (0 to 31536000). Default 300.
   */
  valkey_timeout?: number;
  /**
   * Keyspace notifications, as letters (at most 32): `K` or `E`, then any of `g$lshztdxemn`, or
   * `A` for `g$lshztxed`. Default `""`, none.
   */
  valkey_notify_keyspace_events?: string;
  /**
   * Whether the data is saved to disk every 10 minutes if it changed, and for backups. With
   * `off`, a restart can lose it, and there are neither backups nor forks.
   */
  valkey_persistence?: ValkeyPersistence;
  /**
   * Pub/sub channels of a new user without an ACL. Unset acts as `allchannels`; the server's own
   * `acl-pubsub-default` stays as it is.
   */
  valkey_acl_channels_default?: ValkeyAclChannelsDefault;
  /**
   * Whether dumps are also made between backups. Default `true`; means nothing when
   * `valkey_persistence` is `off`.
   */
  frequent_snapshots?: boolean;
  /**
   * How hard expired keys are looked for in the background (1 to 10). Default 1; more frees
   * memory sooner at the price of processor time and latency.
   */
  valkey_active_expire_effort?: number;
}

/**
 * Keys that a Caching or Valkey cluster drops when its memory is full. Open: a value not listed here is kept.
 *
 * - `noeviction`: Nothing: writes fail.
 * - `allkeys_lru`: The key left unused longest, whichever it is.
 * - `allkeys_random`: A random key.
 * - `volatile_lru`: The key left unused longest, among those that expire.
 * - `volatile_random`: A random one of the keys that expire.
 * - `volatile_ttl`: The key with the least time left, among those that expire.
 */
type EvictionPolicy = "noeviction" | "allkeys_lru" | "allkeys_random" | "volatile_lru" | "volatile_random" | "volatile_ttl" | (string & {});

/**
 * How a Valkey cluster saves its data. Open: a value not listed here is kept.
 *
 * - `off`: Not at all.
 * - `rdb`: As RDB dumps.
 */
type ValkeyPersistence = "off" | "rdb" | (string & {});

/**
 * Pub/sub channels open to a new user of a Valkey cluster. Open: a value not listed here is kept.
 *
 * - `allchannels`: Every channel.
 * - `resetchannels`: No channel.
 */
type ValkeyAclChannelsDefault = "allchannels" | "resetchannels" | (string & {});

/**
 * Settings of a MongoDB cluster.
 */
interface MongodbConfig {
  /**
   * How well confirmed data must be for a read to see it. Default `local`.
   */
  default_read_concern?: MongodbReadConcern;
  /**
   * Who must confirm a write: `majority`, or a number of nodes as a string. Default `majority`;
   * `0` asks for no confirmation.
   */
  default_write_concern?: string;
  /**
   * Seconds a multi-document transaction may live before it is aborted (at least 1). Default 60.
   * A change restarts MongoDB.
   */
  transaction_lifetime_limit_seconds?: number;
  /**
   * Milliseconds from which an operation counts as slow and is logged (at least 0). Default 100.
   * A change restarts MongoDB.
   */
  slow_op_threshold_ms?: number;
  /**
   * Detail of the log: 0 information only, 1 to 5 ever more debugging. Default 0.
   * A change restarts MongoDB.
   */
  verbosity?: number;
}

/**
 * How well confirmed the data that is read must be. Open: a value not listed here is kept.
 *
 * - `local`: The node's own data, which may yet be rolled back.
 * - `available`: As `local`; with shards, orphaned documents may appear too.
 * - `majority`: Data confirmed by most of the nodes.
 */
type MongodbReadConcern = "local" | "available" | "majority" | (string & {});

/**
 * Settings of a Kafka cluster.
 */
interface KafkaConfig {
  /**
   * How stored messages are compressed.
   */
  compression_type?: KafkaCompressionType;
  /**
   * Milliseconds a new consumer group waits for members before its first rebalance (0 to
   * 300000). Default 3000; longer means fewer rebalances but a later start.
   */
  group_initial_rebalance_delay_ms?: number;
  /**
   * Shortest session timeout a consumer may ask for, in milliseconds (0 to 60000).
   */
  group_min_session_timeout_ms?: number;
  /**
   * Longest session timeout a consumer may ask for, in milliseconds (0 to 1800000). Long ones
   * notice failed consumers later.
   */
  group_max_session_timeout_ms?: number;
  /**
   * Milliseconds a connection may stay idle (1000 to 3600000).
   */
  connections_max_idle_ms?: number;
  /**
   * Incremental fetch sessions a broker keeps (1000 to 10000).
   */
  max_incremental_fetch_session_cache_slots?: number;
  /**
   * Largest message accepted, in bytes (0 to 100001200).
   */
  message_max_bytes?: number;
  /**
   * Minutes for which committed offsets are kept (1 to 2147483647).
   */
  offsets_retention_minutes?: number;
  /**
   * Milliseconds for which delete records are kept (0 to 315569260000).
   */
  log_cleaner_delete_retention_ms?: number;
  /**
   * Share of uncompacted log from which compaction starts (0.2 to 0.9). Higher means less often
   * and more space; `log_cleaner_max_compaction_lag_ms` enforces it sooner.
   */
  log_cleaner_min_cleanable_ratio?: number;
  /**
   * Milliseconds a message in a compacted log stays uncompacted at most
   * (30000 to 9223372036854775807).
   */
  log_cleaner_max_compaction_lag_ms?: WideInteger;
  /**
   * Milliseconds a message in a compacted log stays uncompacted at least
   * (0 to 9223372036854775807).
   */
  log_cleaner_min_compaction_lag_ms?: WideInteger;
  /**
   * Treatment of segments that are past their retention, unless the topic says otherwise.
   */
  log_cleanup_policy?: KafkaLogCleanupPolicy;
  /**
   * Messages a partition gathers before they are flushed to disk (1 to 9223372036854775807).
   */
  log_flush_interval_messages?: WideInteger;
  /**
   * Milliseconds a message stays unflushed at most (0 to 9223372036854775807). Unset takes
   * `log.flush.scheduler.interval.ms`.
   */
  log_flush_interval_ms?: WideInteger;
  /**
   * Bytes of log between two entries of the offset index (0 to 104857600).
   */
  log_index_interval_bytes?: number;
  /**
   * Largest offset index, in bytes (1048576 to 104857600).
   */
  log_index_size_max_bytes?: number;
  /**
   * Whether messages are converted to an older format for consumers that need it.
   */
  log_message_downconversion_enable?: boolean;
  /**
   * The time that a message is stamped with.
   */
  log_message_timestamp_type?: KafkaLogMessageTimestampType;
  /**
   * Milliseconds a message's own time may differ from its arrival (0 to 9223372036854775807).
   */
  log_message_timestamp_difference_max_ms?: WideInteger;
  /**
   * Whether the file of a new segment gets its space up front.
   */
  log_preallocate?: boolean;
  /**
   * Bytes a log may reach before messages are deleted (-1 to 9223372036854775807).
   */
  log_retention_bytes?: WideInteger;
  /**
   * Hours for which a log file is kept (-1 to 2147483647).
   */
  log_retention_hours?: number;
  /**
   * Milliseconds for which a log file is kept (-1 to 9223372036854775807). -1 means for ever;
   * unset takes `log.retention.minutes`.
   */
  log_retention_ms?: WideInteger;
  /**
   * Milliseconds by which `log_roll_ms` is shortened at random, at most (0 to
   * 9223372036854775807). Unset takes `log.roll.jitter.hours`.
   */
  log_roll_jitter_ms?: WideInteger;
  /**
   * Milliseconds after which a new segment is begun (1 to 9223372036854775807).
   */
  log_roll_ms?: WideInteger;
  /**
   * Largest log file, in bytes (10485760 to 1073741824).
   */
  log_segment_bytes?: number;
  /**
   * Milliseconds before a discarded file leaves the disk (0 to 3600000).
   */
  log_segment_delete_delay_ms?: number;
  /**
   * Whether topics come into being on first use. Default `false`.
   */
  auto_create_topics_enable?: boolean;
  /**
   * Replicas that must confirm a write sent with acks `all` or `-1` (1 to 7).
   */
  min_insync_replicas?: number;
  /**
   * Partitions of a topic created automatically (1 to 1000).
   */
  num_partitions?: number;
  /**
   * Replication factor of a topic created automatically (1 to 10).
   */
  default_replication_factor?: number;
  /**
   * Bytes a replica fetches from one partition at a time (1048576 to 104857600). Default
   * 1048576; a larger first batch is still sent whole.
   */
  replica_fetch_max_bytes?: number;
  /**
   * Bytes a replica fetches in one answer (10485760 to 1048576000). Default 10485760; a larger
   * first batch is still sent whole.
   */
  replica_fetch_response_max_bytes?: number;
  /**
   * Connections from one address (256 to 2147483647). Default 2147483647.
   */
  max_connections_per_ip?: number;
  /**
   * Waiting producer requests after which finished ones are purged (10 to 10000). Default 1000.
   */
  producer_purgatory_purge_interval_requests?: number;
  /**
   * Largest request, in bytes (10485760 to 209715200). Default 104857600.
   */
  socket_request_max_bytes?: number;
  /**
   * Segment size of the transaction topic, in bytes (1048576 to 2147483647). Default 104857600;
   * small ones compact and load faster.
   */
  transaction_state_log_segment_bytes?: number;
  /**
   * Milliseconds between two removals of expired transactions (600000 to 3600000).
   * Default 3600000.
   */
  transaction_remove_expired_transaction_cleanup_interval_ms?: number;
  /**
   * Whether the cluster has a schema registry. Default `false`; needs a plan with dedicated
   * CPUs.
   */
  schema_registry?: boolean;
}

/**
 * Compression of stored messages. Open: a value not listed here is kept.
 *
 * - `gzip`: gzip.
 * - `snappy`: Snappy.
 * - `lz4`: LZ4.
 * - `zstd`: Zstandard.
 * - `uncompressed`: None at all.
 * - `producer`: Whatever the producer used.
 */
type KafkaCompressionType = "gzip" | "snappy" | "lz4" | "zstd" | "uncompressed" | "producer" | (string & {});

/**
 * Treatment of old log segments. Open: a value not listed here is kept.
 *
 * - `delete`: They are deleted.
 * - `compact`: They are compacted to the last message of each key.
 * - `compact,delete`: They are compacted, and deleted in the end.
 */
type KafkaLogCleanupPolicy = "delete" | "compact" | "compact,delete" | (string & {});

/**
 * The time a message is stamped with. Open: a value not listed here is kept.
 *
 * - `CreateTime`: When the producer made it.
 * - `LogAppendTime`: When the broker stored it.
 */
type KafkaLogMessageTimestampType = "CreateTime" | "LogAppendTime" | (string & {});

/**
 * Settings of an OpenSearch cluster.
 */
interface OpensearchConfig {
  /**
   * Largest body of an HTTP request, in bytes (1 to 2147483647). Default 100000000.
   */
  http_max_content_length_bytes?: number;
  /**
   * Largest headers of an HTTP request, in bytes (1024 to 262144). Default 8192.
   */
  http_max_header_size_bytes?: number;
  /**
   * Longest URL, in bytes (1024 to 65536). Default 4096.
   */
  http_max_initial_line_length_bytes?: number;
  /**
   * Clauses a boolean query may have (64 to 4096). Default 1024; more can be slow.
   */
  indices_query_bool_max_clause_count?: number;
  /**
   * Share of the heap for the field data cache, in percent (3 to 100). Too little means
   * reloading, too much starves the rest.
   */
  indices_fielddata_cache_size_percentage?: number;
  /**
   * Share of the heap for indexing before segments are written, in percent (3 to 40). Default
   * 10; more speeds up indexing and slows down queries.
   */
  indices_memory_index_buffer_size_percentage?: number;
  /**
   * Heap for indexing, in MB, at least (3 to 2048). Default 48; holds beside the percentage.
   */
  indices_memory_min_index_buffer_size_mb?: number;
  /**
   * Heap for indexing, in MB, at most (3 to 2048). No limit by default; holds beside the
   * percentage.
   */
  indices_memory_max_index_buffer_size_mb?: number;
  /**
   * Share of the heap for the query cache, in percent (3 to 40). Default 10; more speeds up
   * queries at the cost of the rest.
   */
  indices_queries_cache_size_percentage?: number;
  /**
   * Recovery traffic of one node, in MB a second, both ways and from snapshots too (40 to 400).
   * Default 40.
   */
  indices_recovery_max_mb_per_sec?: number;
  /**
   * File chunks sent at once in one recovery (2 to 5). Default 2.
   */
  indices_recovery_max_concurrent_file_chunks?: number;
  /**
   * Threads for searches (1 to 128). Lowered to what the processors allow.
   */
  thread_pool_search_size?: number;
  /**
   * Threads for searches of frozen indices (1 to 128). Lowered to what the processors allow.
   */
  thread_pool_search_throttled_size?: number;
  /**
   * Threads for reading documents (1 to 128). Lowered to what the processors allow.
   */
  thread_pool_get_size?: number;
  /**
   * Threads for analyzing text (1 to 128). Lowered to what the processors allow.
   */
  thread_pool_analyze_size?: number;
  /**
   * Threads for writes (1 to 128). Lowered to what the processors allow.
   */
  thread_pool_write_size?: number;
  /**
   * Threads for forced merges of shards (1 to 128). Lowered to what the processors allow.
   */
  thread_pool_force_merge_size?: number;
  /**
   * Searches that may wait for a thread (10 to 2000).
   */
  thread_pool_search_queue_size?: number;
  /**
   * Searches of frozen indices that may wait for a thread (10 to 2000).
   */
  thread_pool_search_throttled_queue_size?: number;
  /**
   * Reads that may wait for a thread (10 to 2000).
   */
  thread_pool_get_queue_size?: number;
  /**
   * Text analyses that may wait for a thread (10 to 2000).
   */
  thread_pool_analyze_queue_size?: number;
  /**
   * Writes that may wait for a thread (10 to 2000).
   */
  thread_pool_write_queue_size?: number;
  /**
   * Whether index state management (ISM) is on. Default `true`.
   */
  ism_enabled?: boolean;
  /**
   * Whether ISM writes its audit history into an index. Default `true`.
   */
  ism_history_enabled?: boolean;
  /**
   * Hours after which the audit history index rolls over (1 to 2147483647). Default 24.
   */
  ism_history_max_age_hours?: number;
  /**
   * Documents after which the audit history index rolls over (1 to 9223372036854775807).
   * Default 2500000.
   */
  ism_history_max_docs?: WideInteger;
  /**
   * Hours between two looks at whether to roll over (1 to 2147483647). Default 8.
   */
  ism_history_rollover_check_period_hours?: number;
  /**
   * Days after which an audit history index is deleted (1 to 2147483647). Default 30.
   */
  ism_history_rollover_retention_period_days?: number;
  /**
   * Aggregation buckets in one answer (1 to 1000000). Default 10000.
   */
  search_max_buckets?: number;
  /**
   * Whether indices come into being on first use. Default `true`.
   */
  action_auto_create_index_enabled?: boolean;
  /**
   * Whether the security audit log may be written. Default `false`.
   */
  enable_security_audit?: boolean;
  /**
   * Whether indices can be deleted by their full names only.
   */
  action_destructive_requires_name?: boolean;
  /**
   * Shards on one data node (100 to 10000).
   */
  cluster_max_shards_per_node?: number;
  /**
   * Whether the cluster claims to be version 7.10, for old clients. Default `false`.
   */
  override_main_response_version?: boolean;
  /**
   * How many inline scripts may be compiled in a period, as `75/5m`. Default `use-context`.
   */
  script_max_compilations_rate?: string;
  /**
   * Shard recoveries one node takes part in at once, each way (2 to 16). Default 2.
   */
  cluster_routing_allocation_node_concurrent_recoveries?: number;
  /**
   * Hosts, as `address:port`, from which documents may be reindexed. A change restarts every
   * node.
   */
  reindex_remote_whitelist?: string[];
  /**
   * Whether alerts are shown by backend role. Default `false`.
   */
  plugins_alerting_filter_by_backend_roles_enabled?: boolean;
  /**
   * Whether the memory of k-NN indices is limited. Default `true`.
   */
  knn_memory_circuit_breaker_enabled?: boolean;
  /**
   * Memory for k-NN indices, in percent of the heap (0 to 100). Default 50; 0 unsets it, which
   * empties the caches.
   */
  knn_memory_circuit_breaker_limit?: number;
  /**
   * Whether your own `index.refresh_interval` is kept rather than reset to a second. Default
   * `false`.
   */
  keep_index_refresh_interval?: boolean;
}

/**
 * One parameter of an Advanced Edition cluster. Values are strings, whatever the parameter holds.
 */
interface AdvancedConfigParameter {
  /**
   * Name of the parameter, such as `work_mem`.
   */
  name: string;
  /**
   * Value in force. Can be empty for a parameter that was set.
   */
  value?: string;
  /**
   * Value the parameter has when nobody sets it.
   */
  default_value?: string;
  /**
   * Whether a change restarts the database.
   */
  requires_restart?: boolean;
  /**
   * Effect of the parameter.
   */
  description?: string;
}

/** The configuration of a cluster of one engine; of any engine when the engine is not known. */
type DatabaseConfig<Engine extends DatabaseEngine = keyof DatabaseConfigs> =
Engine extends keyof DatabaseConfigs ? DatabaseConfigs[Engine] : DatabaseConfigs[keyof DatabaseConfigs];

/** A change of the configuration of a cluster of one engine; of any engine when the engine is not known. */
interface DatabaseConfigUpdate<Engine extends DatabaseEngine = keyof DatabaseConfigs> {
  /** The settings to change; all others stay as they are. */
  config: DatabaseConfigChange<Engine>;
}

/**
 * Settings of one engine. When the engine may be one of several: the settings of any of them, but not of two at once.
 * When this version does not name the engine: anything.
 */
type DatabaseConfigChange<Engine extends DatabaseEngine = keyof DatabaseConfigs, All extends DatabaseEngine = Engine> =
Engine extends keyof DatabaseConfigChanges
  ? [DatabaseSettingName<All>] extends [keyof DatabaseConfigChanges[Engine]]
  ? DatabaseConfigChanges[Engine]
  : DatabaseConfigChanges[Engine] & {
  [Name in Exclude<DatabaseSettingName<All>, keyof DatabaseConfigChanges[Engine]>]?: never;
}
  : { [setting: string]: unknown };

/** The type of a change of configuration, for each engine. */
interface DatabaseConfigChanges extends Omit<DatabaseConfigs, "advanced_pg" | "advanced_mysql"> {
  /** PostgreSQL Advanced Edition. */
  advanced_pg: AdvancedPostgresConfigUpdate;
  /** MySQL Advanced Edition. */
  advanced_mysql: AdvancedMysqlConfigUpdate;
}

/**
 * Parameters of a PostgreSQL Advanced Edition cluster to change.
 */
interface AdvancedPostgresConfigUpdate {
  /**
   * The parameters by name. Values are strings, whatever the parameter holds: `{ work_mem: "8192" }`.
   */
  pg_parameters?: Record<string, string>;
}

/**
 * Parameters of a MySQL Advanced Edition cluster to change.
 */
interface AdvancedMysqlConfigUpdate {
  /**
   * The parameters by name. Values are strings, whatever the parameter holds: `{ max_connections: "200" }`.
   */
  mysql_parameters?: Record<string, string>;
}

/** Names of the settings of an engine; of several, of all of them. */
type DatabaseSettingName<Engine extends DatabaseEngine> =
Engine extends keyof DatabaseConfigChanges ? keyof DatabaseConfigChanges[Engine] : never;

/** Databases of a cluster. Caching and Valkey have none to manage. */
interface DatabasesDbsResource {
  /**
   * Lists the databases of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/dbs` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseDb>;

  /**
   * Creates a database in a cluster.
   *
   * `POST /v2/databases/{clusterId}/dbs` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The database to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when there is one of that name, or the engine has no databases to manage.
   * @example
   * ```ts
   * const database = await client.databases.dbs.create(id, { name: "orders" });
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_add
   */
  create(clusterId: string, body: DatabaseDb, options?: RequestOptions | null): APIPromise<DatabaseDb>;

  /**
   * Gets a database.
   *
   * `GET /v2/databases/{clusterId}/dbs/{databaseName}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param databaseName - Name of the database.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such database.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get
   */
  get(clusterId: string, databaseName: string, options?: RequestOptions | null): APIPromise<DatabaseDb>;

  /**
   * Deletes a database and all that is in it.
   *
   * `DELETE /v2/databases/{clusterId}/dbs/{databaseName}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param databaseName - Name of the database.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such database.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete
   */
  delete(clusterId: string, databaseName: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * A database of a cluster.
 */
interface DatabaseDb {
  /**
   * Its name, unique in the cluster.
   */
  name: string;
}

/** Log of what happened to a cluster. */
interface DatabasesEventsResource {
  /**
   * Lists what happened to a cluster, all of it in one request.
   *
   * `GET /v2/databases/{clusterId}/events` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_events_logs
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseEvent>;
}

/**
 * An event of a cluster.
 */
interface DatabaseEvent {
  /**
   * Identifies the event.
   */
  id: string;
  /**
   * Name of the cluster.
   */
  cluster_name: string;
  /**
   * Kind of event.
   */
  event_type: DatabaseEventType;
  /**
   * When it happened (RFC 3339).
   */
  create_time: string;
}

/**
 * Kind of event of a cluster.
 *
 * - `cluster_maintenance_perform`: Updates were installed.
 * - `cluster_master_promotion`: A standby became the primary node.
 * - `cluster_create`: It was created.
 * - `cluster_update`: Something of it was changed.
 * - `cluster_delete`: It was deleted.
 * - `cluster_poweron`: It was turned on.
 * - `cluster_poweroff`: It was turned off.
 */
type DatabaseEventType = "cluster_maintenance_perform" | "cluster_master_promotion" | "cluster_create" | "cluster_update" | "cluster_delete" | "cluster_poweron" | "cluster_poweroff" | (string & {});

/** Eviction policy of a Caching or Valkey cluster: the keys it drops when its memory is full. */
interface DatabasesEvictionPolicyResource {
  /**
   * Gets the eviction policy of a Caching or Valkey cluster.
   *
   * `GET /v2/databases/{clusterId}/eviction_policy` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, or it is of another engine.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_evictionPolicy
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseEvictionPolicy>;

  /**
   * Sets the eviction policy of a Caching or Valkey cluster.
   *
   * `PUT /v2/databases/{clusterId}/eviction_policy` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The policy to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, or it is of another engine.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_evictionPolicy
   */
  update(clusterId: string, body: DatabaseEvictionPolicy, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * Eviction policy of a Caching or Valkey cluster: the keys it drops when its memory is full.
 */
interface DatabaseEvictionPolicy {
  /**
   * The policy. Spelt with `_`, also for Caching, whose `redis_maxmemory_policy` has `-`.
   */
  eviction_policy: EvictionPolicy;
}

/** The trusted sources of a cluster: those who may connect to it. */
interface DatabasesFirewallResource {
  /**
   * Lists the firewall rules (trusted sources) of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/firewall` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @example
   * ```ts
   * for await (const rule of client.databases.firewall.list(id)) {
   *   console.log(rule.type, rule.value);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_firewall_rules
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseFirewallRule>;

  /**
   * Replaces the firewall rules (trusted sources) of a cluster: one that is not among the new ones is gone. To add one,
   * list the rules and send them with it. Without any rule, everybody with the password may connect.
   *
   * `PUT /v2/databases/{clusterId}/firewall` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - All the rules to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when a source does not exist.
   * @example
   * ```ts
   * const rules = await client.databases.firewall.list(id).all();
   * await client.databases.firewall.update(id, {
   *   rules: [...rules, { type: "ip_addr", value: "203.0.113.7", description: "the office" }],
   * });
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_firewall_rules
   */
  update(clusterId: string, body: DatabaseFirewallUpdate, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * Rules that shall take the place of a cluster's present ones.
 */
interface DatabaseFirewallUpdate {
  /**
   * The rules, at most 100. IPv6 addresses are not taken. With none, everybody with the password may connect.
   */
  rules: DatabaseFirewallRule[];
}

/** Indexes of an OpenSearch cluster. */
interface DatabasesIndexesResource {
  /**
   * Lists the indexes of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/indexes` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_opeasearch_indexes
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<OpensearchIndex>;

  /**
   * Deletes an index and the documents in it.
   *
   * `DELETE /v2/databases/{clusterId}/indexes/{indexName}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param indexName - Name of the index.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such index.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_opensearch_index
   */
  delete(clusterId: string, indexName: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * An index of an OpenSearch cluster.
 */
interface OpensearchIndex {
  /**
   * Its name.
   */
  index_name: string;
  /**
   * How many shards it is split into.
   */
  number_of_shards: number;
  /**
   * How many copies there are of each shard.
   */
  number_of_replicas: number;
  /**
   * Its size, in bytes.
   */
  size: number;
  /**
   * When it was created (RFC 3339). Responses may have `create_time` instead.
   */
  created_time?: string;
  /**
   * When it was created (RFC 3339). Responses may have `created_time` instead.
   */
  create_time?: string;
  /**
   * How many documents it holds.
   */
  docs?: number;
  /**
   * The index that it follows, where it is a replica of another cluster's.
   */
  replication?: Nullable<OpensearchIndexReplication>;
  /**
   * Whether it can be used.
   */
  status?: OpensearchIndexStatus;
  /**
   * Whether its shards are all there.
   */
  health?: OpensearchIndexHealth;
}

/**
 * The index that another one follows.
 */
interface OpensearchIndexReplication {
  /**
   * Name of the index.
   */
  leader_index?: string;
  /**
   * Project of its cluster.
   */
  leader_project?: string;
  /**
   * Service that its cluster is.
   */
  leader_service?: string;
}

/**
 * Whether an index can be used.
 *
 * - `open`: It can be read and written.
 * - `close`: It is closed: kept, but neither read nor written.
 * - `none`: It has no status.
 * - `unknown`: Nobody can tell.
 */
type OpensearchIndexStatus = "open" | "close" | "none" | "unknown" | (string & {});

/**
 * Whether the shards of an index are all there.
 *
 * - `green`: All of them, and all copies.
 * - `yellow`: All of them, but not all copies.
 * - `red`: Some are missing.
 * - `red*`: As `red`; what the star adds, the API does not say.
 * - `unknown`: Nobody can tell.
 */
type OpensearchIndexHealth = "green" | "yellow" | "red" | "red*" | "unknown" | (string & {});

/** Log sinks of a cluster: where its logs go. */
interface DatabasesLogsinksResource {
  /**
   * Lists the log sinks of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/logsink` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_logsink
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseLogsink>;

  /**
   * Creates a log sink. Logs from then on go there.
   *
   * `POST /v2/databases/{clusterId}/logsink` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The log sink to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when a setting is missing or the engine has no sinks of this type.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_create_logsink
   */
  create(clusterId: string, body: DatabaseLogsinkCreate, options?: RequestOptions | null): APIPromise<DatabaseLogsink>;

  /**
   * Gets a log sink.
   *
   * `GET /v2/databases/{clusterId}/logsink/{logsinkId}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param logsinkId - The log sink's `sink_id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such log sink.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_logsink
   */
  get(clusterId: string, logsinkId: string, options?: RequestOptions | null): APIPromise<DatabaseLogsink>;

  /**
   * Changes the settings of a log sink: give all of them. Its name and type stay.
   *
   * `PUT /v2/databases/{clusterId}/logsink/{logsinkId}` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param logsinkId - The log sink's `sink_id`.
   * @param body - The new settings.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such log sink.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_logsink
   */
  update(clusterId: string, logsinkId: string, body: DatabaseLogsinkUpdate, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Deletes a log sink. Logs that were sent stay with the receiver.
   *
   * `DELETE /v2/databases/{clusterId}/logsink/{logsinkId}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param logsinkId - The log sink's `sink_id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such log sink.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_logsink
   */
  delete(clusterId: string, logsinkId: string, options?: RequestOptions | null): APIPromise<void>;
}

/** A log sink of a cluster: its `sink_type` says which settings it has. A newer API may have types not named here. */
type DatabaseLogsink = DatabaseLogsinkCreate & {
  /** Identifies the sink. */
  sink_id: string;
};

/** A log sink to create: its `sink_type` says which settings it takes. */
type DatabaseLogsinkCreate = {
  [Type in keyof DatabaseLogsinkConfigs]: {
    /** Its name. */
    sink_name: string;
    /** Kind of receiver. */
    sink_type: Type;
    /** How to reach the receiver. */
    config: DatabaseLogsinkConfigs[Type];
  };
}[keyof DatabaseLogsinkConfigs];

/** The settings of each type of log sink. */
interface DatabaseLogsinkConfigs {
  /** An rsyslog server. */
  rsyslog: RsyslogLogsinkConfig;
  /** An Elasticsearch cluster. */
  elasticsearch: IndexLogsinkConfig;
  /** An OpenSearch cluster. */
  opensearch: IndexLogsinkConfig;
  /** Datadog; MongoDB only. Other engines reach it as an rsyslog server. */
  datadog: DatadogLogsinkConfig;
}

/** Settings of a log sink that is an rsyslog server. */
interface RsyslogLogsinkConfig
extends Required<Pick<DatabaseLogsinkConfig, "server" | "port" | "tls" | "format">>,
Pick<DatabaseLogsinkConfig, "logline" | "sd" | "ca" | "key" | "cert"> {}

/**
 * The settings of log sinks of all types: a sink has those of its own.
 */
interface DatabaseLogsinkConfig {
  /**
   * Host name or IPv4 address of the server.
   */
  server?: string;
  /**
   * Port the server listens on, at most 65535.
   */
  port?: number;
  /**
   * Whether logs are sent by TLS. They may hold what others must not read.
   */
  tls?: boolean;
  /**
   * How messages are written.
   */
  format?: RsyslogFormat;
  /**
   * Template of a message; required when the format is `custom`. It takes rsyslog's tags `%HOSTNAME%`,
   * `%app-name%`, `%msg%`, `%msgid%`, `%pri%`, `%procid%`, `%structured-data%`, `%timestamp%` and
   * `%timestamp:::date-rfc3339%`. Receivers that want a key in each message, such as Datadog, get it from here.
   */
  logline?: Secret;
  /**
   * Structured data of each message, in the format `rfc5424`: often a token.
   */
  sd?: Secret;
  /**
   * Certificate (PEM) of the authority that the receiver's certificate is checked by.
   */
  ca?: string;
  /**
   * Private key (PEM) to authenticate with, where the server wants that.
   */
  key?: Secret;
  /**
   * Certificate (PEM) to authenticate with, where the server wants that.
   */
  cert?: Secret;
  /**
   * URL of the receiving cluster, with user and password: `https://user:password@host:port`.
   */
  url?: Secret;
  /**
   * Prefix of the indexes' names.
   */
  index_prefix?: string;
  /**
   * Days for which indexes are kept: 1 to 10000, 7 by default.
   */
  index_days_max?: number;
  /**
   * Seconds after which a request to the receiver is given up: 10, the default, to 120.
   */
  timeout?: number;
  /**
   * Host name of Datadog's intake, such as `http-intake.logs.datadoghq.com`.
   */
  site?: string;
  /**
   * Datadog's API key.
   */
  datadog_api_key?: Secret;
}

/**
 * How messages for an rsyslog server are written.
 *
 * - `rfc5424`: Syslog of today.
 * - `rfc3164`: Syslog as BSD had it.
 * - `custom`: As `logline` says.
 */
type RsyslogFormat = "rfc5424" | "rfc3164" | "custom" | (string & {});

/** Settings of a log sink that is an Elasticsearch or OpenSearch cluster. */
interface IndexLogsinkConfig
extends Required<Pick<DatabaseLogsinkConfig, "url" | "index_prefix">>,
Pick<DatabaseLogsinkConfig, "index_days_max" | "timeout" | "ca"> {}

/** Settings of a log sink that is Datadog. */
interface DatadogLogsinkConfig extends Required<Pick<DatabaseLogsinkConfig, "site" | "datadog_api_key">> {}

/** New settings of a log sink. */
interface DatabaseLogsinkUpdate {
  /** How to reach the receiver: all that is set, not only what changes. The type of the sink stays. */
  config: DatabaseLogsinkConfigs[keyof DatabaseLogsinkConfigs];
}

/** Maintenance window of a cluster. `databases.get` has it, as `maintenance_window`. */
interface DatabasesMaintenanceResource {
  /**
   * Sets the weekly hour in which updates may be installed.
   *
   * `PUT /v2/databases/{clusterId}/maintenance` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The day and hour.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_maintenanceWindow
   */
  update(clusterId: string, body: DatabaseMaintenanceUpdate, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * The weekly hour in which updates shall be installed.
 */
interface DatabaseMaintenanceUpdate {
  /**
   * Day of the week, such as `tuesday`.
   */
  day: DatabaseMaintenanceDay;
  /**
   * Hour in UTC, as `HH:MM`.
   */
  hour: string;
}

/** Credentials of the metrics endpoints: one pair for all clusters of the account. */
interface DatabasesMetricsCredentialsResource {
  /**
   * Gets the credentials that all clusters' `metrics_endpoints` ask for.
   *
   * `GET /v2/databases/metrics/credentials` · scope `database:update` and `database:view_credentials`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_cluster_metrics_credentials
   */
  get(options?: RequestOptions | null): APIPromise<DatabaseMetricsCredentials>;

  /**
   * Changes the credentials that all clusters' `metrics_endpoints` ask for. The old ones no longer work.
   *
   * `PUT /v2/databases/metrics/credentials` · scope `database:update`
   *
   * @param body - The new credentials.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_cluster_metrics_credentials
   */
  update(body: DatabaseMetricsCredentialsUpdate, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * Credentials for the metrics of all clusters of an account, for HTTP basic authentication.
 */
interface DatabaseMetricsCredentials {
  /**
   * Name of the user.
   */
  basic_auth_username: string;
  /**
   * Password of the user.
   */
  basic_auth_password: Secret;
}

/**
 * New credentials of the metrics endpoints.
 */
interface DatabaseMetricsCredentialsUpdate {
  /**
   * The credentials.
   */
  credentials: DatabaseMetricsCredentials;
}

/** Online migration: copying another database into a cluster while it is in use. PostgreSQL, MySQL, Caching and Valkey. */
interface DatabasesOnlineMigrationResource extends MigrationWaits {
  /**
   * Gets the latest online migration into a cluster.
   *
   * `GET /v2/databases/{clusterId}/online-migration` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there has been none.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_migrationStatus
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseOnlineMigration>;

  /**
   * Starts an online migration: copies what is in another database, then follows its changes, for up to two weeks
   * or until it is stopped.
   *
   * Resolves at once, and the migration may still fail: get it until it is `syncing` or `done`, not `error`.
   *
   * `PUT /v2/databases/{clusterId}/online-migration` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The database to copy.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when the cluster's engine has no online migration.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_onlineMigration
   */
  start(clusterId: string, body: DatabaseOnlineMigrationStart, options?: RequestOptions | null): APIPromise<DatabaseOnlineMigration>;

  /**
   * Stops an online migration. Copied data stays.
   *
   * `DELETE /v2/databases/{clusterId}/online-migration/{migrationId}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param migrationId - The online migration's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such migration.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_onlineMigration
   */
  stop(clusterId: string, migrationId: string, options?: RequestOptions | null): APIPromise<void>;
}

/** Waits for online migrations. */
interface MigrationWaits {
  /**
   * Waits until the online migration of a cluster is done. That takes from minutes to hours, as long as copying the data
   * takes. Rejects with a `WaitFailedError` when it failed or was stopped.
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the wait.
   */
  waitUntilDone(clusterId: string, options?: WaitOptions<DatabaseOnlineMigration> | null): Wait<DatabaseOnlineMigration, WaitState<"databases.onlineMigration.waitUntilDone">>;
}

/**
 * An online migration into a cluster.
 */
interface DatabaseOnlineMigration {
  /**
   * Identifies the migration (UUID); what stops it.
   */
  id: string;
  /**
   * How far it is.
   */
  status: DatabaseOnlineMigrationStatus;
  /**
   * When it was started (RFC 3339).
   */
  created_at: string;
}

/**
 * How far an online migration is.
 *
 * - `running`: The databases are being copied.
 * - `syncing`: All is copied; changes in the source follow, for up to two weeks.
 * - `canceled`: It was stopped.
 * - `error`: It failed, which may be long after it was started.
 * - `done`: It is complete.
 */
type DatabaseOnlineMigrationStatus = "running" | "syncing" | "canceled" | "error" | "done" | (string & {});

/**
 * Source and options of an online migration.
 */
interface DatabaseOnlineMigrationStart {
  /**
   * The database to copy.
   */
  source: DatabaseOnlineMigrationSource;
  /**
   * Whether to connect to the source without TLS. `false` when left out.
   */
  disable_ssl?: boolean;
  /**
   * Databases of the source to leave out; none when left out.
   */
  ignore_dbs?: string[];
}

/**
 * The database that an online migration copies.
 */
interface DatabaseOnlineMigrationSource {
  /**
   * Host name or address it can be reached at from the cluster.
   */
  host: string;
  /**
   * Port it listens on.
   */
  port: number;
  /**
   * Database to connect to first, such as `defaultdb`; none where the engine has none.
   */
  dbname?: string;
  /**
   * User to log in as.
   */
  username?: string;
  /**
   * Password of that user.
   */
  password?: Secret;
}

/** Connection pools of a PostgreSQL cluster. */
interface DatabasesPoolsResource {
  /**
   * Lists the connection pools of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/pools` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_connectionPools
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseConnectionPool>;

  /**
   * Creates a connection pool of a PostgreSQL cluster.
   *
   * `POST /v2/databases/{clusterId}/pools` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The pool to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when there is one of that name, no such database or user, too few connections
   * are left, or the engine has no pools.
   * @example
   * ```ts
   * const pool = await client.databases.pools.create(id, {
   *   name: "web",
   *   mode: "transaction",
   *   size: 10,
   *   db: "defaultdb",
   *   user: "doadmin",
   * });
   * console.log(pool.connection?.port);
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_add_connectionPool
   */
  create(clusterId: string, body: DatabaseConnectionPoolCreate, options?: RequestOptions | null): APIPromise<DatabaseConnectionPool>;

  /**
   * Gets a connection pool.
   *
   * `GET /v2/databases/{clusterId}/pools/{poolName}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param poolName - Name of the connection pool.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such pool.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_connectionPool
   */
  get(clusterId: string, poolName: string, options?: RequestOptions | null): APIPromise<DatabaseConnectionPool>;

  /**
   * Replaces the settings of a connection pool: give all of them. Those that `get` resolves to fit as they are.
   *
   * `PUT /v2/databases/{clusterId}/pools/{poolName}` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param poolName - Name of the connection pool.
   * @param body - The settings to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such pool.
   * @example
   * ```ts
   * const { mode, db, user = null } = await client.databases.pools.get(id, "web");
   * await client.databases.pools.update(id, "web", { mode, db, user, size: 20 });
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_connectionPool
   */
  update(clusterId: string, poolName: string, body: DatabaseConnectionPoolUpdate, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Deletes a connection pool. Its database stays.
   *
   * `DELETE /v2/databases/{clusterId}/pools/{poolName}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param poolName - Name of the connection pool.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such pool.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_connectionPool
   */
  delete(clusterId: string, poolName: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * A connection pool: clients share its few connections to a database.
 */
interface DatabaseConnectionPool {
  /**
   * Its name, unique in the cluster.
   */
  name: string;
  /**
   * For how long a client keeps a connection.
   */
  mode: PgbouncerPoolMode;
  /**
   * How many connections to the database it has.
   */
  size: number;
  /**
   * Name of the database.
   */
  db: string;
  /**
   * Name of the user its connections belong to; each client's own user when there is none.
   */
  user?: Nullable<string>;
  /**
   * Connection to it on the primary node, from anywhere.
   */
  connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to it on the primary node, from the cluster's VPC.
   */
  private_connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to it on the standby node, from anywhere.
   */
  standby_connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to it on the standby node, from the cluster's VPC.
   */
  standby_private_connection?: Nullable<DatabaseConnection>;
}

/**
 * A connection pool to create.
 */
interface DatabaseConnectionPoolCreate {
  /**
   * Its name, unique in the cluster: 3 to 60 characters.
   */
  name: string;
  /**
   * For how long a client keeps a connection.
   */
  mode: PgbouncerPoolMode;
  /**
   * How many connections to the database it shall have. A cluster has 25 for each GiB of its primary node's memory,
   * 3 of which are kept for maintenance; all its pools share the rest.
   */
  size: number;
  /**
   * Name of the database.
   */
  db: string;
  /**
   * Name of the user its connections belong to; each client's own user when left out.
   */
  user?: string;
}

/**
 * New settings of a connection pool: give all of them. Its name cannot change.
 */
interface DatabaseConnectionPoolUpdate {
  /**
   * For how long a client keeps a connection.
   */
  mode: PgbouncerPoolMode;
  /**
   * How many connections to the database it shall have; all pools of the cluster share what its memory allows.
   */
  size: number;
  /**
   * Name of the database.
   */
  db: string;
  /**
   * Name of the user its connections belong to; each client's own user when left out or `null`.
   */
  user?: Nullable<string>;
}

/** Read-only replicas of a cluster. PostgreSQL and MySQL. */
interface DatabasesReplicasResource extends ReplicaWaits {
  /**
   * Lists the replicas of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/replicas` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_replicas
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseReplica>;

  /**
   * Creates a read-only replica of a PostgreSQL or MySQL cluster. It is `forking`, then `creating` for some minutes, then
   * `online`, and costs money from now on.
   *
   * `POST /v2/databases/{clusterId}/replicas` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The replica to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `PreconditionFailedError` while the cluster's first backup is made, which goes on when the cluster is
   * `online` already: try again some minutes later.
   * @throws `UnprocessableEntityError` when the name is taken or the size is smaller than the cluster's.
   * @example
   * ```ts
   * const replica = await client.databases.replicas.create(id, {
   *   name: "reports",
   *   size: "db-s-2vcpu-4gb",
   *   region: "ams3",
   * });
   * console.log(replica.status); // "forking"
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_create_replica
   */
  create(clusterId: string, body: DatabaseReplicaCreate, options?: RequestOptions | null): APIPromise<DatabaseReplica>;

  /**
   * Gets a replica.
   *
   * `GET /v2/databases/{clusterId}/replicas/{replicaName}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param replicaName - Name of the replica.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such replica, which may also be so for a while after its creation.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_replica
   */
  get(clusterId: string, replicaName: string, options?: RequestOptions | null): APIPromise<DatabaseReplica>;

  /**
   * Deletes a replica. The cluster stays.
   *
   * `DELETE /v2/databases/{clusterId}/replicas/{replicaName}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param replicaName - Name of the replica.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such replica.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_destroy_replica
   */
  delete(clusterId: string, replicaName: string, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Makes a replica a cluster of its own, which can be written to and no longer follows the one it came from.
   * There is no way back.
   *
   * `PUT /v2/databases/{clusterId}/replicas/{replicaName}/promote` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param replicaName - Name of the replica.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such replica.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_promote_replica
   */
  promote(clusterId: string, replicaName: string, options?: RequestOptions | null): APIPromise<void>;
}

/** Waits for replicas. */
interface ReplicaWaits {
  /**
   * Waits until a replica is online. That takes about 5 minutes, and longer with much data.
   *
   * @param clusterId - The cluster's `id`.
   * @param replica - The replica, or its name.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const replica = await client.databases.replicas.waitUntilOnline("my-cluster-id", "reader");
   * ```
   */
  waitUntilOnline(clusterId: string, replica: DatabaseReplica | string, options?: WaitOptions<DatabaseReplica> | null): Wait<DatabaseReplica, WaitState<"databases.replicas.waitUntilOnline">>;
  /**
   * Waits until a deleted replica is gone, which takes a minute or so. Resolves to its last state; to `undefined` if it
   * was gone at the first look.
   *
   * @param clusterId - The cluster's `id`.
   * @param replica - The replica, or its name.
   * @param options - Options of the wait.
   */
  waitUntilDeleted(clusterId: string, replica: DatabaseReplica | string, options?: WaitOptions<DatabaseReplica> | null): Wait<DatabaseReplica | undefined, WaitState<"databases.replicas.waitUntilDeleted">>;
  /**
   * Waits until a replica is a cluster of its own, and online. A promotion takes a few minutes.
   *
   * @param clusterId - The `id` of the cluster that it is a replica of.
   * @param replica - The replica, or its name, which is also the name of the cluster that it becomes.
   * @param options - Options of the wait. `onProgress` is called with the replica, then with the cluster.
   */
  waitUntilPromoted(clusterId: string, replica: DatabaseReplica | string, options?: WaitOptions<DatabaseReplica | DatabaseCluster> | null): Wait<DatabaseCluster, WaitState<"databases.replicas.waitUntilPromoted">>;
}

/**
 * A read-only replica of a cluster.
 */
interface DatabaseReplica {
  /**
   * Identifies the replica (UUID). Calls take its name.
   */
  id?: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * Slug of its region.
   */
  region: DatabaseRegion;
  /**
   * Slug of its node's size.
   */
  size?: DatabaseSize;
  /**
   * State of the replica: `forking` when it is created, then `creating`, then `online`.
   */
  status: DatabaseClusterStatus;
  /**
   * Its tags. Needs the scope `tag:read`.
   */
  tags?: Nullable<string[]>;
  /**
   * When it was created (RFC 3339).
   */
  created_at: string;
  /**
   * The VPC it belongs to (UUID). Needs the scope `vpc:read`.
   */
  private_network_uuid?: string;
  /**
   * Connection to it, from anywhere.
   */
  connection?: Nullable<DatabaseConnection>;
  /**
   * Connection to it, from its VPC.
   */
  private_connection?: Nullable<DatabaseConnection>;
  /**
   * Whole disk of a node, in MiB, the part that the size includes with it.
   */
  storage_size_mib?: Nullable<number>;
  /**
   * Its settings that are DigitalOcean's own.
   */
  do_settings?: Nullable<DatabaseSettings>;
}

/**
 * A read-only replica to create.
 */
interface DatabaseReplicaCreate {
  /**
   * Its name.
   */
  name: string;
  /**
   * Slug of the region, such as `nyc3`; the cluster's when left out.
   */
  region?: DatabaseRegion;
  /**
   * Slug of its node's size, such as `db-s-2vcpu-4gb`: at least that of the cluster's nodes.
   */
  size: DatabaseSize;
  /**
   * Tags to give it, existing ones or new. Needs the scope `tag:create`.
   */
  tags?: Nullable<string[]>;
  /**
   * VPC to put it in (UUID); the region's default one when left out. Needs the scope `vpc:read`.
   */
  private_network_uuid?: string;
  /**
   * Whole disk of its node, in MiB, the part that the size includes with it: less than that part is refused. When left
   * out or `null`, no more than that part is asked for.
   */
  storage_size_mib?: Nullable<number>;
  /**
   * Settings that are DigitalOcean's own.
   */
  do_settings?: DatabaseSettings;
}

/**
 * Schemas in the schema registry of a Kafka cluster, which its configuration turns on: `schema_registry`.
 *
 * A subject named `config` cannot be reached: the API has something else at its path.
 */
interface DatabasesSchemasResource {
  /** Configuration of a schema registry, and of its subjects where theirs differs. */
  readonly config: DatabasesSchemasConfigResource;

  /**
   * Lists the schemas of a cluster, all of them in one request.
   *
   * `GET /v2/databases/{clusterId}/schema-registry` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_kafka_schemas
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<KafkaSchema>;

  /**
   * Registers a schema under a subject.
   *
   * `POST /v2/databases/{clusterId}/schema-registry` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The schema to register.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when it is no schema of its type.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_create_kafka_schema
   */
  create(clusterId: string, body: KafkaSchemaCreate, options?: RequestOptions | null): APIPromise<KafkaSchema>;

  /**
   * Gets the schema of a subject.
   *
   * `GET /v2/databases/{clusterId}/schema-registry/{subjectName}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param subjectName - Name of the schema's subject.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such subject.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_kafka_schema
   */
  get(clusterId: string, subjectName: string, options?: RequestOptions | null): APIPromise<KafkaSchemaVersion>;

  /**
   * Deletes a subject and its schema.
   *
   * `DELETE /v2/databases/{clusterId}/schema-registry/{subjectName}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param subjectName - Name of the schema's subject.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such subject.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_kafka_schema
   */
  delete(clusterId: string, subjectName: string, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Gets one version of the schema of a subject.
   *
   * `GET /v2/databases/{clusterId}/schema-registry/{subjectName}/versions/{version}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param subjectName - Name of the schema's subject.
   * @param version - The schema's `version`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such subject or version.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_kafka_schema_version
   */
  getVersion(clusterId: string, subjectName: string, version: string, options?: RequestOptions | null): APIPromise<KafkaSchemaVersion>;
}

/**
 * A schema.
 */
interface KafkaSchema {
  /**
   * Identifies the schema in its registry; messages carry it.
   */
  schema_id: number;
  /**
   * Name of the subject it belongs to.
   */
  subject_name: string;
  /**
   * Language it is written in.
   */
  schema_type: KafkaSchemaType;
  /**
   * The schema itself, as text.
   */
  schema: string;
}

/**
 * Language a schema is written in.
 *
 * - `AVRO`: Apache Avro.
 * - `JSON`: JSON Schema.
 * - `PROTOBUF`: Protocol Buffers.
 */
type KafkaSchemaType = "AVRO" | "JSON" | "PROTOBUF" | (string & {});

/**
 * A schema to register.
 */
interface KafkaSchemaCreate {
  /**
   * Name of the subject it belongs to. One named `config` cannot be reached afterwards.
   */
  subject_name: string;
  /**
   * Language it is written in.
   */
  schema_type: KafkaSchemaType;
  /**
   * The schema itself, as text.
   */
  schema: string;
}

/**
 * A schema, as one version of its subject.
 */
interface KafkaSchemaVersion {
  /**
   * Identifies the schema in its registry; messages carry it.
   */
  schema_id: number;
  /**
   * Number of the version within its subject: `1` is the first.
   */
  version: string;
  /**
   * Name of the subject it belongs to.
   */
  subject_name: string;
  /**
   * Language it is written in.
   */
  schema_type: KafkaSchemaType;
  /**
   * The schema itself, as text.
   */
  schema: string;
}

/** Configuration of a schema registry, and of its subjects where theirs differs. */
interface DatabasesSchemasConfigResource {
  /**
   * Gets the configuration of a cluster's schema registry.
   *
   * `GET /v2/databases/{clusterId}/schema-registry/config` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_kafka_schema_config
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<KafkaSchemaConfig>;

  /**
   * Changes the configuration of a cluster's schema registry, for subjects that have none of their own.
   *
   * `PUT /v2/databases/{clusterId}/schema-registry/config` · scope `database:write`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The new configuration.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_kafka_schema_config
   */
  update(clusterId: string, body: KafkaSchemaConfig, options?: RequestOptions | null): APIPromise<KafkaSchemaConfig>;

  /**
   * Gets the configuration of a subject.
   *
   * `GET /v2/databases/{clusterId}/schema-registry/config/{subjectName}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param subjectName - Name of the schema's subject.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such subject.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_kafka_schema_subject_config
   */
  getSubject(clusterId: string, subjectName: string, options?: RequestOptions | null): APIPromise<KafkaSchemaSubjectConfig>;

  /**
   * Changes the configuration of a subject.
   *
   * `PUT /v2/databases/{clusterId}/schema-registry/config/{subjectName}` · scope `database:write`
   *
   * @param clusterId - The cluster's `id`.
   * @param subjectName - Name of the schema's subject.
   * @param body - The new configuration.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such subject.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_kafka_schema_subject_config
   */
  updateSubject(clusterId: string, subjectName: string, body: KafkaSchemaConfig, options?: RequestOptions | null): APIPromise<KafkaSchemaSubjectConfig>;
}

/**
 * Configuration of a schema registry or, to change it, of a subject.
 */
interface KafkaSchemaConfig {
  /**
   * The changes that a new version of a schema may make.
   */
  compatibility_level: KafkaSchemaCompatibility;
}

/**
 * The changes that a new version of a schema may make.
 *
 * - `NONE`: Any.
 * - `BACKWARD`: Its readers can read data of the version before.
 * - `BACKWARD_TRANSITIVE`: Its readers can read data of all versions before.
 * - `FORWARD`: Readers of the version before can read its data.
 * - `FORWARD_TRANSITIVE`: Readers of all versions before can read its data.
 * - `FULL`: Both ways, with the version before.
 * - `FULL_TRANSITIVE`: Both ways, with all versions before.
 */
type KafkaSchemaCompatibility = "NONE" | "BACKWARD" | "BACKWARD_TRANSITIVE" | "FORWARD" | "FORWARD_TRANSITIVE" | "FULL" | "FULL_TRANSITIVE" | (string & {});

/**
 * Configuration of a subject.
 */
interface KafkaSchemaSubjectConfig {
  /**
   * Name of the subject.
   */
  subject_name: string;
  /**
   * The changes that a new version of its schema may make.
   */
  compatibility_level: KafkaSchemaCompatibility;
}

/** Settings of a cluster that are DigitalOcean's own, not its engine's. */
interface DatabasesSettingsResource {
  /**
   * Gets the settings of a cluster.
   *
   * `GET /v2/databases/{clusterId}/do_settings` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_do_settings
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseSettings>;

  /**
   * Replaces the settings of a cluster: what is left out is cleared.
   *
   * To take up the new host names, its nodes are then replaced one after the other, with no time in which the
   * cluster cannot be reached.
   *
   * `PUT /v2/databases/{clusterId}/do_settings` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The settings to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_do_settings
   */
  update(clusterId: string, body: DatabaseSettingsUpdate, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * Settings that shall take the place of a cluster's present ones.
 */
interface DatabaseSettingsUpdate {
  /**
   * The settings. Those left out are cleared: `{}` leaves no host names.
   */
  do_settings: DatabaseSettings;
}

/** SQL modes of a MySQL cluster. */
interface DatabasesSqlModeResource {
  /**
   * Gets the SQL modes of a MySQL cluster.
   *
   * `GET /v2/databases/{clusterId}/sql_mode` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, or it is of another engine.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_sql_mode
   */
  get(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseSqlMode>;

  /**
   * Sets the SQL modes of a MySQL cluster, all of them.
   *
   * `PUT /v2/databases/{clusterId}/sql_mode` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The modes to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster, or it is of another engine.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_sql_mode
   */
  update(clusterId: string, body: DatabaseSqlMode, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * How a MySQL cluster reads SQL and checks data.
 */
interface DatabaseSqlMode {
  /**
   * The modes in capitals, comma-separated, such as `ANSI,NO_ZERO_DATE`.
   */
  sql_mode: string;
}

/**
 * Topics of a Kafka cluster.
 *
 * Integers beyond 2^53 in their settings are `bigint`s, exact; write them as `bigint`s too.
 */
interface DatabasesTopicsResource extends TopicWaits {
  /**
   * Lists the topics of a cluster, all of them in one request and without their partitions and settings.
   *
   * `GET /v2/databases/{clusterId}/topics` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_kafka_topics
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<KafkaTopic>;

  /**
   * Creates a topic.
   *
   * Resolves before it is done, to `undefined` when the API has nothing to say of the topic yet: get it until it is
   * `active`.
   *
   * `POST /v2/databases/{clusterId}/topics` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The topic to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_create_kafka_topic
   */
  create(clusterId: string, body: KafkaTopicCreate, options?: RequestOptions | null): APIPromise<KafkaTopicDetails | undefined>;

  /**
   * Gets a topic with its partitions and settings.
   *
   * `GET /v2/databases/{clusterId}/topics/{topicName}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param topicName - Name of the topic.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such topic, which may also be so for a while after its creation.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_kafka_topic
   */
  get(clusterId: string, topicName: string, options?: RequestOptions | null): APIPromise<KafkaTopicDetails>;

  /**
   * Changes a topic. It can get more partitions, not fewer.
   *
   * Resolves before it is done: the topic is `configuring` until then, and new partitions appear a while later.
   *
   * `PUT /v2/databases/{clusterId}/topics/{topicName}` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param topicName - Name of the topic.
   * @param body - The change.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such topic.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_kafka_topic
   */
  update(clusterId: string, topicName: string, body: KafkaTopicUpdate, options?: RequestOptions | null): APIPromise<KafkaTopicDetails>;

  /**
   * Deletes a topic and the messages in it.
   *
   * `DELETE /v2/databases/{clusterId}/topics/{topicName}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param topicName - Name of the topic.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such topic.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_kafka_topic
   */
  delete(clusterId: string, topicName: string, options?: RequestOptions | null): APIPromise<void>;
}

/** Waits for topics. */
interface TopicWaits {
  /**
   * Waits until a topic is active. That takes some seconds, in which it may not be found.
   *
   * @param clusterId - The cluster's `id`.
   * @param topic - The topic, or its name.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const topic = await client.databases.topics.waitUntilActive("my-cluster-id", "orders");
   * ```
   */
  waitUntilActive(clusterId: string, topic: KafkaTopicDetails | KafkaTopic | string, options?: WaitOptions<KafkaTopicDetails> | null): Wait<KafkaTopicDetails, WaitState<"databases.topics.waitUntilActive">>;
}

/**
 * A topic with its partitions and settings.
 */
interface KafkaTopicDetails {
  /**
   * Its name.
   */
  name: string;
  /**
   * State of the topic.
   */
  state: KafkaTopicState;
  /**
   * How many nodes hold each of its messages.
   */
  replication_factor: number;
  /**
   * Its partitions. Those just asked for appear a while later.
   */
  partitions?: Nullable<KafkaTopicPartition[]>;
  /**
   * Its settings, with their defaults.
   */
  config?: Nullable<KafkaTopicConfig>;
}

/**
 * State of a topic.
 *
 * - `active`: It takes and gives messages.
 * - `configuring`: It is being created or changed.
 * - `deleting`: It is being deleted.
 * - `unknown`: Nobody can tell.
 */
type KafkaTopicState = "active" | "configuring" | "deleting" | "unknown" | (string & {});

/**
 * A partition of a topic.
 */
interface KafkaTopicPartition {
  /**
   * Its number, from 0.
   */
  id: number;
  /**
   * Its size, in bytes.
   */
  size: number;
  /**
   * How many nodes hold all of its messages.
   */
  in_sync_replicas: number;
  /**
   * The lowest offset that any consumer group is at.
   */
  earliest_offset: number;
  /**
   * The groups that consume it; `null` when none does.
   */
  consumer_groups?: Nullable<KafkaConsumerGroup[]>;
}

/**
 * A group that consumes a partition.
 */
interface KafkaConsumerGroup {
  /**
   * Its name.
   */
  name: string;
  /**
   * The offset it is at.
   */
  offset: number;
}

/**
 * Settings of a topic.
 */
interface KafkaTopicConfig {
  /**
   * Treatment of segments that are past their retention. Default `delete`.
   */
  cleanup_policy?: KafkaTopicCleanupPolicy;
  /**
   * How stored messages are compressed. Default `producer`.
   */
  compression_type?: KafkaTopicCompressionType;
  /**
   * Milliseconds for which delete markers are kept. Default 86400000, a day.
   */
  delete_retention_ms?: WideInteger;
  /**
   * Milliseconds before a discarded file leaves the disk. Default 60000.
   */
  file_delete_delay_ms?: WideInteger;
  /**
   * Messages a partition gathers before they are flushed to disk. Default 9223372036854775807, never.
   */
  flush_messages?: WideInteger;
  /**
   * Milliseconds a message stays unflushed at most. Default 9223372036854775807, for ever.
   */
  flush_ms?: WideInteger;
  /**
   * Bytes of log between two entries of the offset index. Default 4096.
   */
  index_interval_bytes?: number;
  /**
   * Milliseconds a message in a compacted log stays uncompacted at most. Default 9223372036854775807, for ever.
   */
  max_compaction_lag_ms?: WideInteger;
  /**
   * Largest batch of messages accepted, in bytes, after compression. Default 1048588.
   */
  max_message_bytes?: number;
  /**
   * Whether messages are converted to an older format for consumers that need it, which otherwise fail with
   * `UNSUPPORTED_VERSION`. Default `true`.
   */
  message_down_conversion_enable?: boolean;
  /**
   * Version of Kafka whose message format is stored, such as `3.0-IV1`, the default, or `3.6`. No stored message
   * may be of a newer one.
   */
  message_format_version?: string;
  /**
   * Milliseconds a message's own time may differ from its arrival. Default 9223372036854775807, any time.
   */
  message_timestamp_difference_max_ms?: WideInteger;
  /**
   * The time that a message is stamped with. Default `create_time`.
   */
  message_timestamp_type?: KafkaTopicMessageTimestampType;
  /**
   * Share of outdated messages from which a log is compacted: 0 to 1. Default 0.5; higher means less often and
   * more space.
   */
  min_cleanable_dirty_ratio?: number;
  /**
   * Milliseconds a message in a compacted log stays uncompacted at least. Default 0.
   */
  min_compaction_lag_ms?: WideInteger;
  /**
   * Replicas that must confirm a write: at least 1, the default.
   */
  min_insync_replicas?: number;
  /**
   * Whether the file of a new segment gets its space up front. Default `false`.
   */
  preallocate?: boolean;
  /**
   * Bytes a partition may reach before messages are deleted. Default -1, no limit.
   */
  retention_bytes?: WideInteger;
  /**
   * Milliseconds for which messages are kept; -1 for ever. Default 604800000, a week.
   */
  retention_ms?: WideInteger;
  /**
   * Largest log file, in bytes: at least 14. Default 209715200.
   */
  segment_bytes?: number;
  /**
   * Largest offset index, in bytes. Default 10485760.
   */
  segment_index_bytes?: number;
  /**
   * Milliseconds by which `segment_ms` is shortened at random, at most. Default 0.
   */
  segment_jitter_ms?: WideInteger;
  /**
   * Milliseconds after which a new segment is begun though the last is not full: at least 1. Default 604800000, a
   * week.
   */
  segment_ms?: WideInteger;
  /**
   * Whether a replica that lacks messages may become leader when no other is left.
   */
  unclean_leader_election_enable?: boolean;
}

/**
 * Treatment of a topic's old segments.
 *
 * - `delete`: They are deleted.
 * - `compact`: They are compacted to the last message of each key.
 * - `compact_delete`: They are compacted, and deleted in the end.
 */
type KafkaTopicCleanupPolicy = "delete" | "compact" | "compact_delete" | (string & {});

/**
 * How a topic's messages are compressed.
 *
 * - `producer`: As the producer did it.
 * - `gzip`: By gzip.
 * - `snappy`: By Snappy.
 * - `lz4`: By LZ4.
 * - `zstd`: By Zstandard.
 * - `uncompressed`: Not at all.
 */
type KafkaTopicCompressionType = "producer" | "gzip" | "snappy" | "lz4" | "zstd" | "uncompressed" | (string & {});

/**
 * The time a topic's messages are stamped with.
 *
 * - `create_time`: When the producer made it.
 * - `log_append_time`: When the broker stored it.
 */
type KafkaTopicMessageTimestampType = "create_time" | "log_append_time" | (string & {});

/**
 * A topic, as lists show it.
 */
interface KafkaTopic {
  /**
   * Its name.
   */
  name: string;
  /**
   * State of the topic.
   */
  state: KafkaTopicState;
  /**
   * How many nodes hold each of its messages.
   */
  replication_factor: number;
  /**
   * How many partitions it has.
   */
  partition_count: number;
}

/**
 * A topic to create.
 */
interface KafkaTopicCreate {
  /**
   * Its name.
   */
  name: string;
  /**
   * How many nodes shall hold each message: from 2, the default, to the number of the cluster's nodes.
   */
  replication_factor?: number;
  /**
   * How many partitions: from 3, the default, to 2048.
   */
  partition_count?: number;
  /**
   * Its settings; defaults for those left out.
   */
  config?: KafkaTopicConfig;
}

/**
 * A change of a topic; keys left out stay as they are.
 */
interface KafkaTopicUpdate {
  /**
   * How many nodes shall hold each message.
   */
  replication_factor?: number;
  /**
   * How many partitions: at least as many as there are.
   */
  partition_count?: number;
  /**
   * The settings to change.
   */
  config?: KafkaTopicConfig;
}

/**
 * Users of a cluster. Caching and Valkey have none to manage.
 *
 * Create, change and delete the users of one cluster one after the other: the API fails (500) when it is asked to do
 * so at the same time.
 */
interface DatabasesUsersResource {
  /**
   * Lists the users of a cluster, all of them in one request. Their secrets are blank without the scope
   * `database:view_credentials`.
   *
   * `GET /v2/databases/{clusterId}/users` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such cluster.
   * @example
   * ```ts
   * for await (const user of client.databases.users.list(id)) {
   *   console.log(user.name, user.role);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_list_users
   */
  list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseUser>;

  /**
   * Creates a user, with a password that the API makes up. MongoDB shows it in this response only: keep it.
   *
   * `POST /v2/databases/{clusterId}/users` · scope `database:create`
   *
   * @param clusterId - The cluster's `id`.
   * @param body - The user to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `UnprocessableEntityError` when there is one of that name, or the engine has no users to manage.
   * @example
   * ```ts
   * const user = await client.databases.users.create(id, { name: "app" });
   * const password = user.password;
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_add_user
   */
  create(clusterId: string, body: DatabaseUserCreate, options?: RequestOptions | null): APIPromise<DatabaseUser>;

  /**
   * Gets a user. Its secrets are blank without the scope `database:view_credentials`.
   *
   * `GET /v2/databases/{clusterId}/users/{username}` · scope `database:read`
   *
   * @param clusterId - The cluster's `id`.
   * @param username - Name of the user.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such user.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_get_user
   */
  get(clusterId: string, username: string, options?: RequestOptions | null): APIPromise<DatabaseUser>;

  /**
   * Replaces the settings of a user: PostgreSQL's replication, the access lists of Kafka and OpenSearch. For another
   * name, and on the other engines, create another user.
   *
   * `PUT /v2/databases/{clusterId}/users/{username}` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param username - Name of the user.
   * @param body - The settings to have.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such user, `UnprocessableEntityError` when the engine is not PostgreSQL,
   * Kafka or OpenSearch.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_update_user
   */
  update(clusterId: string, username: string, body: DatabaseUserUpdate, options?: RequestOptions | null): APIPromise<DatabaseUser>;

  /**
   * Deletes a user.
   *
   * `DELETE /v2/databases/{clusterId}/users/{username}` · scope `database:delete`
   *
   * @param clusterId - The cluster's `id`.
   * @param username - Name of the user.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such user.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_delete_user
   */
  delete(clusterId: string, username: string, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Gives a user a new password; the old one no longer works.
   *
   * `POST /v2/databases/{clusterId}/users/{username}/reset_auth` · scope `database:update`
   *
   * @param clusterId - The cluster's `id`.
   * @param username - Name of the user.
   * @param body - How the user is to log in; left out, the password alone changes.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such user.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/databases_reset_auth
   */
  resetAuth(clusterId: string, username: string, body?: DatabaseUserResetAuth | null, options?: RequestOptions | null): APIPromise<DatabaseUser>;
}

/**
 * A user to create. The API makes up its password.
 */
interface DatabaseUserCreate {
  /**
   * Name the user will log in with.
   */
  name: string;
  /**
   * MySQL's settings of the user.
   */
  mysql_settings?: MysqlUserSettings;
  /**
   * Other engines' settings of the user.
   */
  settings?: DatabaseUserSettings;
  /**
   * MongoDB: whether the user may read only. To be deprecated: `settings.mongo_user_settings.role` says it better.
   */
  readonly?: boolean;
}

/**
 * A change of a PostgreSQL, Kafka or OpenSearch user. MongoDB's roles are set at creation only.
 */
interface DatabaseUserUpdate {
  /**
   * The settings to have from now on. Without `pg_allow_replication`, a PostgreSQL user may no longer replicate.
   */
  settings: DatabaseUserSettingsUpdate;
}

/** Settings that can be changed after a user was created; each engine has its own. MongoDB's are set at creation only. */
type DatabaseUserSettingsUpdate = Omit<DatabaseUserSettings, "mongo_user_settings">;

/**
 * Authentication of a user with its new password; left out, the password alone changes.
 */
interface DatabaseUserResetAuth {
  /**
   * MySQL's settings of the user.
   */
  mysql_settings?: MysqlUserSettings;
  /**
   * Other engines' settings of the user.
   */
  settings?: DatabaseUserSettings;
}

/** Container registries: repositories of images, which `docker` pushes to and pulls from. */
interface RegistriesResource {
  /** Garbage collections of a registry: runs that remove unused blobs or untagged manifests. */
  readonly garbageCollections: RegistriesGarbageCollectionsResource;

  /** Manifests of a repository: its images, tagged or not. */
  readonly manifests: RegistriesManifestsResource;

  /** Repositories of a registry: images of one name, in all their versions. */
  readonly repositories: RegistriesRepositoriesResource;

  /** The subscription that pays for all registries of the account. */
  readonly subscription: RegistriesSubscriptionResource;

  /** Tags of a repository: names for its manifests. */
  readonly tags: RegistriesTagsResource;

  /**
   * Lists the registries of the account, all of them in one request.
   *
   * The page's `body` also holds `total_storage_usage_bytes`, which all of them use together.
   *
   * `GET /v2/registries` · scope `registry:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @example
   * ```ts
   * const page = await client.registries.list();
   * console.log(page.data.map(({ name }) => name), page.body.total_storage_usage_bytes);
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_list
   */
  list(options?: RequestOptions | null): PagePromise<Registry, RegistryList>;

  /**
   * Creates a registry.
   *
   * The account's first one begins its subscription, of the tier that is given then; further ones are part of it.
   * `subscription` of the response may be left out.
   *
   * `POST /v2/registries` · scope `registry:create`
   *
   * @param body - The registry to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `ConflictError` when the name is taken, `PreconditionFailedError` when the account has as many
   * registries as its tier allows, `UnprocessableEntityError` while the name of a deleted one is not free again.
   * @example
   * ```ts
   * const registry = await client.registries.create({
   *   name: "example",
   *   subscription_tier_slug: "basic",
   *   region: "fra1",
   * });
   * console.log(`registry.digitalocean.com/${registry.name}`);
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_create
   */
  create(body: RegistryCreate, options?: RequestOptions | null): APIPromise<Registry>;

  /**
   * Gets a registry.
   *
   * `GET /v2/registries/{registry}` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such registry.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_get
   */
  get(registry: string, options?: RequestOptions | null): APIPromise<Registry>;

  /**
   * Deletes a registry and all images in it, for good.
   *
   * `DELETE /v2/registries/{registry}` · scope `registry:delete`
   *
   * @param registry - Name of the registry.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such registry.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_delete
   */
  delete(registry: string, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Gets the regions and subscription tiers a registry may have.
   *
   * `GET /v2/registries/options` · scope `registry:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_get_options
   */
  options(options?: RequestOptions | null): APIPromise<RegistryOptions>;

  /**
   * Resolves when a registry may be given this name, and rejects when not.
   *
   * `POST /v2/registries/validate-name` · scope `registry:create`
   *
   * @param body - The name.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `ConflictError` when the name is taken.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_validate_name
   */
  validateName(body: RegistryNameValidate, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Makes credentials for Docker: its configuration itself, to be written to a `config.json` as it is.
   *
   * Unless the query says otherwise, they allow to pull only and never expire. Each call makes new ones. To revoke one,
   * `POST` its token to `https://cloud.digitalocean.com/v1/oauth/revoke`.
   *
   * `GET /v2/registries/{registry}/docker-credentials` · scope `registry:read` and `registry:update`
   *
   * @param registry - Name of the registry.
   * @param query - Permissions and lifetime.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such registry.
   * @example
   * ```ts
   * const credentials = await client.registries.dockerCredentials("example", { expiry_seconds: 3600, read_write: true });
   * const json = JSON.stringify(credentials); // a config.json
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_get_dockerCredentials
   */
  dockerCredentials(registry: string, query?: DockerCredentialsQuery | null, options?: RequestOptions | null): APIPromise<DockerCredentials>;
}

/**
 * A container registry.
 */
interface Registry {
  /**
   * Its name, unique in all of DigitalOcean: images are `registry.digitalocean.com/<name>/<repository>:<tag>`.
   */
  name: string;
  /**
   * When it was created (RFC 3339).
   */
  created_at: string;
  /**
   * Slug of the region its data is in.
   */
  region: RegistryRegion;
  /**
   * Storage it uses, in bytes, as of `storage_usage_bytes_updated_at`: computed now and then, not with each push.
   */
  storage_usage_bytes: number;
  /**
   * When its storage was last computed (RFC 3339).
   */
  storage_usage_bytes_updated_at?: string;
  /**
   * Whether it refuses pushes; `true` during a garbage collection.
   */
  read_only?: boolean;
  /**
   * The subscription that pays for all registries of the account. Lists often lack it; `subscription.get` gets it.
   */
  subscription?: RegistrySubscription;
}

/** The slug of a region for registries. Open: `registries.options()` has those of today. */
type RegistryRegion =
| "ams3" | "blr1" | "fra1" | "nyc3" | "sfo2" | "sfo3" | "sgp1" | "syd1"
| (string & {});

/**
 * The subscription that all registries of an account share.
 */
interface RegistrySubscription {
  /**
   * Included repositories, storage and transfer, and the price.
   */
  tier: RegistrySubscriptionTier;
  /**
   * When it began (RFC 3339).
   */
  created_at: string;
  /**
   * When it last changed (RFC 3339).
   */
  updated_at: string;
}

/**
 * A subscription tier.
 */
interface RegistrySubscriptionTier {
  /**
   * Name for people, such as `Basic`.
   */
  name: string;
  /**
   * Name for requests, such as `basic`.
   */
  slug: RegistryTierSlug;
  /**
   * Repositories included; 0 means any number.
   */
  included_repositories: number;
  /**
   * Storage included, in bytes.
   */
  included_storage_bytes: number;
  /**
   * Whether more storage may be bought, by the GiB.
   */
  allow_storage_overage: boolean;
  /**
   * Outbound transfer included, in bytes a month.
   */
  included_bandwidth_bytes: number;
  /**
   * Price of a month, in US cents.
   */
  monthly_price_in_cents: number;
  /**
   * Price of a GiB beyond what is included, in US cents a month.
   */
  storage_overage_price_in_cents?: number;
}

/**
 * Name of a subscription tier; the options say what each includes.
 *
 * - `starter`: Free, for one repository.
 * - `basic`: For a few repositories.
 * - `professional`: For any number of repositories, and several registries.
 */
type RegistryTierSlug = "starter" | "basic" | "professional" | (string & {});

/**
 * The list of registries as it comes, with the storage they use together.
 */
interface RegistryList {
  /**
   * The registries.
   */
  registries: Registry[];
  /**
   * Storage that all registries of the account use, in bytes.
   */
  total_storage_usage_bytes?: number;
}

/**
 * A registry to create in an account that may have several.
 */
interface RegistryCreate {
  /**
   * Its name, unique in all of DigitalOcean: 1 to 63 lower-case letters, digits and hyphens.
   */
  name: string;
  /**
   * Tier to subscribe to with the account's first registry; further ones are part of that subscription.
   */
  subscription_tier_slug?: RegistryTierSlug;
  /**
   * Slug of a region from the options, such as `fra1`; the API chooses one when left out.
   */
  region?: RegistryRegion;
}

/**
 * Regions and subscription tiers a registry may have.
 */
interface RegistryOptions {
  /**
   * Slugs of the regions a registry may be in.
   */
  available_regions: RegistryRegion[];
  /**
   * Subscription tiers on offer.
   */
  subscription_tiers: RegistrySubscriptionTierOption[];
}

/**
 * A subscription tier, and whether the account may take it.
 */
interface RegistrySubscriptionTierOption {
  /**
   * Name for people, such as `Basic`.
   */
  name: string;
  /**
   * Name for requests, such as `basic`.
   */
  slug: RegistryTierSlug;
  /**
   * Repositories included; 0 means any number.
   */
  included_repositories: number;
  /**
   * Storage included, in bytes.
   */
  included_storage_bytes: number;
  /**
   * Whether more storage may be bought, by the GiB.
   */
  allow_storage_overage: boolean;
  /**
   * Outbound transfer included, in bytes a month.
   */
  included_bandwidth_bytes: number;
  /**
   * Price of a month, in US cents.
   */
  monthly_price_in_cents: number;
  /**
   * Price of a GiB beyond what is included, in US cents a month.
   */
  storage_overage_price_in_cents?: number;
  /**
   * Whether the account may take the tier as it is now.
   */
  eligible?: boolean;
  /**
   * Why it may not.
   */
  eligibility_reasons?: RegistryIneligibility[];
}

/**
 * Why an account may not take a subscription tier.
 *
 * - `OverRepositoryLimit`: It has more repositories than the tier includes.
 * - `OverStorageLimit`: It stores more than the tier includes.
 */
type RegistryIneligibility = "OverRepositoryLimit" | "OverStorageLimit" | (string & {});

/**
 * A name that a registry may be given.
 */
interface RegistryNameValidate {
  /**
   * The name: 1 to 63 lower-case letters, digits and hyphens.
   */
  name: string;
}

/**
 * Permissions and lifetime of Docker credentials.
 */
interface DockerCredentialsQuery {
  /**
   * Seconds until they expire; 0 means never.
   *
   * @default 0
   */
  expiry_seconds?: number;
  /**
   * Whether they also allow to push; `false` allows to pull only.
   *
   * @default false
   */
  read_write?: boolean;
}

/**
 * A Docker configuration that logs in to the registry: as JSON, a `config.json`, or the `.dockerconfigjson` of a
 * Kubernetes secret.
 */
interface DockerCredentials {
  /**
   * Credentials by the host they are for.
   */
  auths: DockerAuths;
}

/**
 * Docker credentials by host.
 */
interface DockerAuths {
  /**
   * For DigitalOcean's registries.
   */
  "registry.digitalocean.com": DockerAuth;
}

/**
 * Docker credentials for a host.
 */
interface DockerAuth {
  /**
   * User name, colon and password, in base64. The password is a token, and so is the user name.
   */
  auth: Secret;
}

/** Garbage collections of a registry: runs that remove unused blobs or untagged manifests. */
interface RegistriesGarbageCollectionsResource extends GarbageCollectionWaits<"registries"> {
  /**
   * Starts a garbage collection. The registry is read-only until it ends; one runs at a time.
   *
   * Without a `type` it removes `unreferenced blobs only`: those of deleted manifests. An untagged manifest refers to its
   * blobs, so they are not freed; `untagged manifests and unreferenced blobs` removes such manifests first. Untagged are
   * also the manifests for each platform of a multi-arch image; whether a run spares them is not documented.
   *
   * Resolves at once, the run being `requested`. It may wait 15 minutes for pushes under way. It has ended when
   * `getActive` finds none; `list` says how.
   *
   * `POST /v2/registries/{registry}/garbage-collection` · scope `registry:update`
   *
   * @param registry - Name of the registry.
   * @param body - Kind of content to remove; unreferenced blobs when left out.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `ConflictError` or `PreconditionFailedError` when one is running.
   * @example
   * ```ts
   * const run = await client.registries.garbageCollections.start("example", {
   *   type: "untagged manifests and unreferenced blobs",
   * });
   * console.log(run.uuid, run.status); // "requested"
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_run_garbageCollection
   */
  start(registry: string, body?: GarbageCollectionStart | null, options?: RequestOptions | null): APIPromise<GarbageCollection>;

  /**
   * Gets the garbage collection that is running.
   *
   * `GET /v2/registries/{registry}/garbage-collection` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when none is running.
   * @example
   * ```ts
   * const run = await client.registries.garbageCollections.getActive("example");
   * console.log(run.status, run.blobs_deleted, run.freed_bytes);
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_get_garbageCollection
   */
  getActive(registry: string, options?: RequestOptions | null): APIPromise<GarbageCollection>;

  /**
   * Lists the garbage collections of a registry, in pages, the newest first.
   *
   * `GET /v2/registries/{registry}/garbage-collections` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @example
   * ```ts
   * for await (const run of client.registries.garbageCollections.list("example")) {
   *   console.log(run.created_at, run.status, run.freed_bytes);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_list_garbageCollections
   */
  list(registry: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<GarbageCollection>;

  /**
   * Changes a running garbage collection: `{ cancel: true }` stops it.
   *
   * Resolves at once; the run is `cancelling` for a while, then `cancelled`.
   *
   * `PUT /v2/registries/{registry}/garbage-collection/{uuid}` · scope `registry:update`
   *
   * @param registry - Name of the registry.
   * @param uuid - The garbage collection's `uuid`.
   * @param body - The change.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when it is not running.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_update_garbageCollection
   */
  update(registry: string, uuid: string, body: GarbageCollectionUpdate, options?: RequestOptions | null): APIPromise<GarbageCollection>;
}

/** Waits for garbage collections. `Family` is the resource that has them, `registries` or `registry`. */
interface GarbageCollectionWaits<Family extends "registries" | "registry"> {
  /**
   * Runs a garbage collection, from its start to its end, which takes up to half an hour: it may wait 15 minutes for
   * pushes under way. The registry is read-only meanwhile.
   *
   * Joins the one that runs if there is one, and says so in `joined`. Resolves to the finished run, with the blobs that
   * were deleted and the bytes that were freed. Rejects with a `WaitFailedError` when it failed or was cancelled, and
   * with a `WaitTimeoutError` after an hour.
   *
   * @param registry - Name of the registry.
   * @param options - Options of the garbage collection and of the wait.
   * @example
   * ```ts
   * const { blobs_deleted, freed_bytes } = await client.registries.garbageCollections.run("example", {
   *   type: "untagged manifests and unreferenced blobs",
   *   onProgress: ({ status }) => console.log(status),
   * });
   * console.log(blobs_deleted, freed_bytes);
   * ```
   */
  run(registry: string, options?: RunOptions | null): Wait<GarbageCollectionRun, WaitState<`${Family}.garbageCollections.run`>>;
  /**
   * Waits until a garbage collection has ended, which takes up to half an hour: it may wait 15 minutes for pushes under
   * way. Rejects with a `WaitFailedError` when it failed or was cancelled.
   *
   * @param registry - Name of the registry.
   * @param run - The garbage collection, or its `uuid`.
   * @param options - Options of the wait; it gives up after an hour.
   */
  waitUntilDone(registry: string, run: GarbageCollection | string, options?: WaitOptions<GarbageCollection> | null): Wait<GarbageCollection, WaitState<`${Family}.garbageCollections.waitUntilDone`>>;
}

/** Options of a garbage collection that is waited for. */
interface RunOptions extends WaitOptions<GarbageCollectionRun> {
  /**
   * Kind of content to remove.
   * @default "unreferenced blobs only"
   */
  type?: GarbageCollectionStart["type"];
  /**
   * Stops the garbage collection when `signal` is aborted, also one that was joined. The promise rejects once the server
   * was told.
   * @default false
   */
  cancelOnAbort?: boolean | undefined;
}

/** A garbage collection that `run` followed. */
interface GarbageCollectionRun extends GarbageCollection {
  /** Whether it ran already, so that `run` joined it; its `type` may then be another. */
  joined: boolean;
}

/**
 * A garbage collection: one run that removes unused blobs or untagged manifests. The registry is read-only meanwhile.
 */
interface GarbageCollection {
  /**
   * Identifies the run.
   */
  uuid: string;
  /**
   * Name of the registry.
   */
  registry_name: string;
  /**
   * How far it is.
   */
  status: GarbageCollectionStatus;
  /**
   * When it was started (RFC 3339): with nanoseconds where it is started, with seconds later.
   */
  created_at: string;
  /**
   * When its status last changed (RFC 3339).
   */
  updated_at: string;
  /**
   * Blobs removed so far.
   */
  blobs_deleted: number;
  /**
   * Storage given back so far, in bytes.
   */
  freed_bytes: number;
  /**
   * Kind of content that it removes.
   */
  type?: GarbageCollectionType;
}

/**
 * How far a garbage collection is.
 *
 * - `requested`: It will begin.
 * - `waiting for write JWTs to expire`: It waits until no push that was allowed before it began can still write; up to 15 minutes.
 * - `waiting for delete requests`: It waits for deletions that are under way.
 * - `scanning manifests`: It looks for what is still referred to.
 * - `deleting unreferenced blobs`: It removes blobs.
 * - `cancelling`: It was told to stop, and will.
 * - `failed`: It ended with an error.
 * - `succeeded`: It ended well.
 * - `cancelled`: It was stopped.
 */
type GarbageCollectionStatus = "requested" | "waiting for write JWTs to expire" | "waiting for delete requests" | "scanning manifests" | "deleting unreferenced blobs" | "cancelling" | "failed" | "succeeded" | "cancelled" | (string & {});

/**
 * Kind of content that a garbage collection removes. An untagged manifest refers to its blobs, so storage is freed when
 * its manifest and then its blobs are removed.
 *
 * - `untagged manifests only`: Manifests without a tag. Their blobs stay, so no storage is freed, until a later run removes blobs.
 * - `unreferenced blobs only`: Blobs that no manifest refers to, the default. Untagged manifests still refer to theirs.
 * - `untagged manifests and unreferenced blobs`: Manifests without a tag, then the blobs that only they referred to: frees the most storage.
 */
type GarbageCollectionType = "untagged manifests only" | "unreferenced blobs only" | "untagged manifests and unreferenced blobs" | (string & {});

/**
 * Options of a garbage collection.
 */
interface GarbageCollectionStart {
  /**
   * Kind of content to remove. The default leaves untagged manifests, and with them their blobs: it frees storage only
   * after manifests were deleted.
   *
   * @default "unreferenced blobs only"
   */
  type?: GarbageCollectionType;
}

/**
 * A page of a list, and the length of its pages.
 */
interface PageQuery {
  /**
   * Number of the page, from 1.
   *
   * @default 1
   */
  page?: number;
  /**
   * Items on a page: 1 to 200.
   *
   * @default 20
   */
  per_page?: number;
}

/**
 * A change to a running garbage collection.
 */
interface GarbageCollectionUpdate {
  /**
   * `true` stops the run.
   */
  cancel: boolean;
}

/** Manifests of a repository: its images, tagged or not. */
interface RegistriesManifestsResource {
  /**
   * Lists the manifests of a repository, in pages: tagged images, untagged ones, and the manifest for each platform of
   * multi-arch images, which carries no tag.
   *
   * `GET /v2/registries/{registry}/repositories/{repository}/digests` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such repository.
   * @example
   * ```ts
   * for await (const manifest of client.registries.manifests.list("example", "my/repo", { per_page: 200 })) {
   *   console.log(manifest.digest, manifest.tags, manifest.compressed_size_bytes);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_list_repositoryManifests
   */
  list(registry: string, repository: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<Manifest>;

  /**
   * Deletes a manifest and the tags that point at it. Its blobs stay until a garbage collection.
   *
   * Mind multi-arch images: the manifests that their index refers to, one for each platform and attestation, carry no tag.
   * Deleting one as untagged breaks the tagged image. Keep a manifest whose digest is among the `blobs` of another.
   *
   * `DELETE /v2/registries/{registry}/repositories/{repository}/digests/{digest}` · scope `registry:delete`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param digest - Digest of the manifest: `sha256:` and 64 hexadecimal digits.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such manifest, `PreconditionFailedError` during a garbage collection.
   * @example
   * ```ts
   * const manifests = await client.registries.manifests.list("example", "my/repo").all();
   * const children = new Set(manifests.flatMap(({ blobs = [] }) => blobs.map(({ digest }) => digest)));
   * for (const { digest, tags } of manifests) {
   *   if (tags.length === 0 && !children.has(digest)) {
   *     await client.registries.manifests.delete("example", "my/repo", digest);
   *   }
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_delete_repositoryManifest
   */
  delete(registry: string, repository: string, digest: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * A manifest: one version of an image, or an index of manifests, one for each platform (a multi-arch image).
 */
interface Manifest {
  /**
   * Name of the registry.
   */
  registry_name: string;
  /**
   * Name of the repository, its slashes included.
   */
  repository: string;
  /**
   * The manifest's own address: `sha256:` and 64 hexadecimal digits.
   */
  digest: string;
  /**
   * Size of the compressed layers, in bytes.
   */
  compressed_size_bytes: number;
  /**
   * Size of the layers once unpacked, in bytes. Computed later than the push: absent or 0 until then.
   */
  size_bytes?: number;
  /**
   * When the manifest last changed (RFC 3339).
   */
  updated_at: string;
  /**
   * Tags that point at it. Empty for an untagged manifest, but also for each platform of a tagged multi-arch image.
   */
  tags: string[];
  /**
   * Blobs it refers to: layers and configuration. Those of an index are the digests of its manifests.
   */
  blobs?: ManifestBlob[];
}

/**
 * A blob of a manifest: a layer or the image's configuration.
 */
interface ManifestBlob {
  /**
   * The blob's address: `sha256:` and 64 hexadecimal digits.
   */
  digest: string;
  /**
   * Its compressed size, in bytes.
   */
  compressed_size_bytes: number;
}

/** Repositories of a registry: images of one name, in all their versions. */
interface RegistriesRepositoriesResource {
  /**
   * Lists the repositories of a registry, in pages, each with its latest manifest.
   *
   * `GET /v2/registries/{registry}/repositoriesV2` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such registry.
   * @example
   * ```ts
   * for await (const repository of client.registries.repositories.list("example")) {
   *   console.log(repository.name, repository.tag_count);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_list_repositoriesV2
   */
  list(registry: string, query?: RepositoryPageQuery | null, options?: RequestOptions | null): PagePromise<RepositoryV2>;

  /**
   * Deletes a repository with all its tags. Its blobs stay until a garbage collection.
   *
   * `DELETE /v2/registries/{registry}/repositories/{repository}` · scope `registry:delete`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such repository, `PreconditionFailedError` during a garbage
   * collection.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_delete_repository
   */
  delete(registry: string, repository: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * A page of the repositories, and the length of pages.
 */
interface RepositoryPageQuery {
  /**
   * Number of the page, from 1. `page_token` wins over it.
   *
   * @default 1
   */
  page?: number;
  /**
   * Items on a page: 1 to 200.
   *
   * @default 20
   */
  per_page?: number;
  /**
   * Token of a page, from `next` of the page before it. Faster than a number.
   */
  page_token?: string;
}

/**
 * A repository, with its latest manifest.
 */
interface RepositoryV2 {
  /**
   * Name of the registry.
   */
  registry_name: string;
  /**
   * Its name, slashes included.
   */
  name: string;
  /**
   * The manifest that changed last; absent or `null` while there is none.
   */
  latest_manifest?: Nullable<Manifest>;
  /**
   * How many tags it has.
   */
  tag_count: number;
  /**
   * How many manifests it has, untagged ones included.
   */
  manifest_count: number;
}

/** The subscription that pays for all registries of the account. */
interface RegistriesSubscriptionResource {
  /**
   * Gets the subscription. It begins with the account's first registry.
   *
   * `GET /v2/registries/subscription` · scope `registry:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_get_subscription
   */
  get(options?: RequestOptions | null): APIPromise<RegistrySubscription>;

  /**
   * Changes to another tier, and with it the price of a month. `options` says which the account may take.
   *
   * `POST /v2/registries/subscription` · scope `registry:update`
   *
   * @param body - The tier.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `PreconditionFailedError` when the account has more than the tier includes.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_update_subscription
   */
  update(body: RegistrySubscriptionUpdate, options?: RequestOptions | null): APIPromise<RegistrySubscription>;
}

/**
 * A change of the subscription.
 */
interface RegistrySubscriptionUpdate {
  /**
   * Tier to change to.
   */
  tier_slug: RegistryTierSlug;
}

/** Tags of a repository: names for its manifests. */
interface RegistriesTagsResource {
  /**
   * Lists the tags of a repository, in pages.
   *
   * `GET /v2/registries/{registry}/repositories/{repository}/tags` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such repository.
   * @example
   * ```ts
   * for await (const { tag, manifest_digest } of client.registries.tags.list("example", "my/repo")) {
   *   console.log(tag, manifest_digest);
   * }
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_list_repositoryTags
   */
  list(registry: string, repository: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<RepositoryTag>;

  /**
   * Deletes a tag. The manifest it points at stays, though perhaps with no tag left.
   *
   * `DELETE /v2/registries/{registry}/repositories/{repository}/tags/{tag}` · scope `registry:delete`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param tag - The tag, such as `latest`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such tag, `PreconditionFailedError` during a garbage collection.
   * @example
   * ```ts
   * await client.registries.tags.delete("example", "my/repo", "v1.0.0");
   * ```
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registries_delete_repositoryTag
   */
  delete(registry: string, repository: string, tag: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * A tag: a name for a manifest, which a push may move to another.
 */
interface RepositoryTag {
  /**
   * Name of the registry.
   */
  registry_name: string;
  /**
   * Name of the repository, its slashes included.
   */
  repository: string;
  /**
   * The tag itself, such as `latest`.
   */
  tag: string;
  /**
   * Digest of the manifest it points at: `sha256:` and 64 hexadecimal digits.
   */
  manifest_digest: string;
  /**
   * Size of the compressed layers, in bytes.
   */
  compressed_size_bytes: number;
  /**
   * Size of the layers once unpacked, in bytes. Computed later than the push: absent or 0 until then.
   */
  size_bytes?: number;
  /**
   * When it was last pushed (RFC 3339).
   */
  updated_at: string;
}

/**
 * The container registry, by the API's paths for accounts with a single one. With several they are refused.
 *
 * @deprecated The API replaces it by `client.registries`; it still works.
 */
interface RegistryResource {
  /** Garbage collections of the registry: runs that remove unused blobs or untagged manifests. */
  readonly garbageCollections: RegistryGarbageCollectionsResource;

  /** Manifests of a repository: its images, tagged or not. */
  readonly manifests: RegistryManifestsResource;

  /** Repositories of the registry: images of one name, in all their versions. */
  readonly repositories: RegistryRepositoriesResource;

  /** The subscription that pays for all registries of the account. */
  readonly subscription: RegistrySubscriptionResource;

  /** Tags of a repository: names for its manifests. */
  readonly tags: RegistryTagsResource;

  /**
   * Creates the registry, and begins the account's subscription.
   *
   * `POST /v2/registry` · scope `registry:create`
   *
   * @param body - The registry to create.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `ConflictError` when the name is taken, `PreconditionFailedError` when the account has a registry,
   * `UnprocessableEntityError` while the name of a deleted one is not free again.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_create
   * @deprecated The API replaces it by `client.registries.create`; it still works.
   */
  create(body: SingleRegistryCreate, options?: RequestOptions | null): APIPromise<Registry>;

  /**
   * Gets the registry, and with it its name, which most other calls need.
   *
   * `GET /v2/registry` · scope `registry:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when the account has none, `PreconditionFailedError` when it has several.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_get
   * @deprecated The API replaces it by `client.registries.get`; it still works.
   */
  get(options?: RequestOptions | null): APIPromise<Registry>;

  /**
   * Deletes the registry and all images in it, for good.
   *
   * `DELETE /v2/registry` · scope `registry:delete`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when the account has none, `PreconditionFailedError` when it has several.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_delete
   * @deprecated The API replaces it by `client.registries.delete`; it still works.
   */
  delete(options?: RequestOptions | null): APIPromise<void>;

  /**
   * Gets the regions and subscription tiers a registry may have.
   *
   * `GET /v2/registry/options` · scope `registry:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_get_options
   * @deprecated The API replaces it by `client.registries.options`; it still works.
   */
  options(options?: RequestOptions | null): APIPromise<RegistryOptions>;

  /**
   * Resolves when a registry may be given this name, and rejects when not.
   *
   * `POST /v2/registry/validate-name` · scope `registry:create`
   *
   * @param body - The name.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `ConflictError` when the name is taken.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_validate_name
   * @deprecated The API replaces it by `client.registries.validateName`; it still works.
   */
  validateName(body: RegistryNameValidate, options?: RequestOptions | null): APIPromise<void>;

  /**
   * Makes credentials for Docker: its configuration itself, to be written to a `config.json` as it is.
   *
   * Unless the query says otherwise, they allow to pull only and never expire. Each call makes new ones. To revoke one,
   * `POST` its token to `https://cloud.digitalocean.com/v1/oauth/revoke`.
   *
   * `GET /v2/registry/docker-credentials` · scope `registry:read` and `registry:update`
   *
   * @param query - Permissions and lifetime.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_get_dockerCredentials
   * @deprecated The API replaces it by `client.registries.dockerCredentials`; it still works.
   */
  dockerCredentials(query?: DockerCredentialsQuery | null, options?: RequestOptions | null): APIPromise<DockerCredentials>;
}

/**
 * The registry to create in an account that has a single one.
 */
interface SingleRegistryCreate {
  /**
   * Its name, unique in all of DigitalOcean: 1 to 63 lower-case letters, digits and hyphens.
   */
  name: string;
  /**
   * Tier to subscribe to.
   */
  subscription_tier_slug: RegistryTierSlug;
  /**
   * Slug of a region from the options, such as `fra1`; the API chooses one when left out.
   */
  region?: RegistryRegion;
}

/** Garbage collections of the registry: runs that remove unused blobs or untagged manifests. */
interface RegistryGarbageCollectionsResource extends GarbageCollectionWaits<"registry"> {
  /**
   * Starts a garbage collection. The registry is read-only until it ends; one runs at a time.
   *
   * Without a `type` it removes `unreferenced blobs only`: those of deleted manifests. An untagged manifest refers to its
   * blobs, so they are not freed; `untagged manifests and unreferenced blobs` removes such manifests first. Untagged are
   * also the manifests for each platform of a multi-arch image; whether a run spares them is not documented.
   *
   * Resolves at once, the run being `requested`. It may wait 15 minutes for pushes under way. It has ended when
   * `getActive` finds none; `list` says how.
   *
   * `POST /v2/registry/{registry}/garbage-collection` · scope `registry:update`
   *
   * @param registry - Name of the registry.
   * @param body - Kind of content to remove; unreferenced blobs when left out.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `ConflictError` or `PreconditionFailedError` when one is running.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_run_garbageCollection
   * @deprecated The API replaces it by `client.registries.garbageCollections.start`; it still works.
   */
  start(registry: string, body?: GarbageCollectionStart | null, options?: RequestOptions | null): APIPromise<GarbageCollection>;

  /**
   * Gets the garbage collection that is running.
   *
   * `GET /v2/registry/{registry}/garbage-collection` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when none is running.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_get_garbageCollection
   * @deprecated The API replaces it by `client.registries.garbageCollections.getActive`; it still works.
   */
  getActive(registry: string, options?: RequestOptions | null): APIPromise<GarbageCollection>;

  /**
   * Lists the garbage collections of the registry, in pages, the newest first.
   *
   * `GET /v2/registry/{registry}/garbage-collections` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_list_garbageCollections
   * @deprecated The API replaces it by `client.registries.garbageCollections.list`; it still works.
   */
  list(registry: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<GarbageCollection>;

  /**
   * Changes a running garbage collection: `{ cancel: true }` stops it.
   *
   * Resolves at once; the run is `cancelling` for a while, then `cancelled`.
   *
   * `PUT /v2/registry/{registry}/garbage-collection/{uuid}` · scope `registry:update`
   *
   * @param registry - Name of the registry.
   * @param uuid - The garbage collection's `uuid`.
   * @param body - The change.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when it is not running.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_update_garbageCollection
   * @deprecated The API replaces it by `client.registries.garbageCollections.update`; it still works.
   */
  update(registry: string, uuid: string, body: GarbageCollectionUpdate, options?: RequestOptions | null): APIPromise<GarbageCollection>;
}

/** Manifests of a repository: its images, tagged or not. */
interface RegistryManifestsResource {
  /**
   * Lists the manifests of a repository, in pages: tagged images, untagged ones, and the manifest for each platform of
   * multi-arch images, which carries no tag.
   *
   * `GET /v2/registry/{registry}/repositories/{repository}/digests` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such repository.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_list_repositoryManifests
   * @deprecated The API replaces it by `client.registries.manifests.list`; it still works.
   */
  list(registry: string, repository: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<Manifest>;

  /**
   * Deletes a manifest and the tags that point at it. Its blobs stay until a garbage collection.
   *
   * Mind multi-arch images: the manifests that their index refers to, one for each platform and attestation, carry no tag.
   * Deleting one as untagged breaks the tagged image. Keep a manifest whose digest is among the `blobs` of another.
   *
   * `DELETE /v2/registry/{registry}/repositories/{repository}/digests/{digest}` · scope `registry:delete`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param digest - Digest of the manifest: `sha256:` and 64 hexadecimal digits.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such manifest, `PreconditionFailedError` during a garbage collection.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_delete_repositoryManifest
   * @deprecated The API replaces it by `client.registries.manifests.delete`; it still works.
   */
  delete(registry: string, repository: string, digest: string, options?: RequestOptions | null): APIPromise<void>;
}

/** Repositories of the registry: images of one name, in all their versions. */
interface RegistryRepositoriesResource {
  /**
   * Lists the repositories of the registry, in pages, each with its latest tag.
   *
   * `GET /v2/registry/{registry}/repositories` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such registry.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_list_repositories
   * @deprecated The API replaces it by `client.registries.repositories.list`; it still works.
   */
  list(registry: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<Repository>;

  /**
   * Lists the repositories of the registry, in pages, each with its latest manifest.
   *
   * `GET /v2/registry/{registry}/repositoriesV2` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such registry.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_list_repositoriesV2
   * @deprecated The API replaces it by `client.registries.repositories.list`; it still works.
   */
  listV2(registry: string, query?: RepositoryPageQuery | null, options?: RequestOptions | null): PagePromise<RepositoryV2>;
}

/**
 * A repository, with its latest tag.
 */
interface Repository {
  /**
   * Name of the registry.
   */
  registry_name: string;
  /**
   * Its name, slashes included.
   */
  name: string;
  /**
   * The tag that changed last; absent or `null` while there is none.
   */
  latest_tag?: Nullable<RepositoryTag>;
  /**
   * How many tags it has.
   */
  tag_count: number;
}

/** The subscription that pays for all registries of the account. */
interface RegistrySubscriptionResource {
  /**
   * Gets the subscription. It begins with the account's first registry.
   *
   * `GET /v2/registry/subscription` · scope `registry:read`
   *
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_get_subscription
   * @deprecated The API replaces it by `client.registries.subscription.get`; it still works.
   */
  get(options?: RequestOptions | null): APIPromise<RegistrySubscription>;

  /**
   * Changes to another tier, and with it the price of a month. `options` says which the account may take.
   *
   * `POST /v2/registry/subscription` · scope `registry:update`
   *
   * @param body - The tier.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `PreconditionFailedError` when the account has more than the tier includes, or several registries.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_update_subscription
   * @deprecated The API replaces it by `client.registries.subscription.update`; it still works.
   */
  update(body: RegistrySubscriptionUpdate, options?: RequestOptions | null): APIPromise<RegistrySubscription>;
}

/** Tags of a repository: names for its manifests. */
interface RegistryTagsResource {
  /**
   * Lists the tags of a repository, in pages.
   *
   * `GET /v2/registry/{registry}/repositories/{repository}/tags` · scope `registry:read`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param query - The first page to fetch, and the length of pages.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such repository.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_list_repositoryTags
   * @deprecated The API replaces it by `client.registries.tags.list`; it still works.
   */
  list(registry: string, repository: string, query?: PageQuery | null, options?: RequestOptions | null): PagePromise<RepositoryTag>;

  /**
   * Deletes a tag. The manifest it points at stays, though perhaps with no tag left.
   *
   * `DELETE /v2/registry/{registry}/repositories/{repository}/tags/{tag}` · scope `registry:delete`
   *
   * @param registry - Name of the registry.
   * @param repository - Name of the repository, its slashes as they are: `my/repo`.
   * @param tag - The tag, such as `latest`.
   * @param options - Options of the request, such as `signal`, `timeout` and `headers`.
   * @throws `NotFoundError` when there is no such tag, `PreconditionFailedError` during a garbage collection.
   * @see https://docs.digitalocean.com/reference/api/api-reference/#operation/registry_delete_repositoryTag
   * @deprecated The API replaces it by `client.registries.tags.delete`; it still works.
   */
  delete(registry: string, repository: string, tag: string, options?: RequestOptions | null): APIPromise<void>;
}

/**
 * A source of the file `digitalocean.wasm`, for `init` of the slim entry: a URL or a `Response`, compiled while it is
 * downloaded if it is served as `application/wasm`; its bytes; or a compiled `WebAssembly.Module`.
 */
type WasmSource = string | object;

/** The platform's `AbortSignal`. */
type PlatformSignal = typeof globalThis extends {
  AbortSignal: {
    prototype: infer Signal;
  };
} ? Signal : SignalLike;

/** The platform's `Headers`. */
type PlatformHeaders = typeof globalThis extends {
  Headers: {
    prototype: infer Headers;
  };
} ? Headers : HeadersLike;

/** The platform's `Response`. */
type PlatformResponse = typeof globalThis extends {
  Response: {
    prototype: infer Response;
  };
} ? Response : ResponseLike;

/** The members of an `AbortSignal` that are used. That of a polyfill or of another realm will do. */
interface SignalLike {
  /** Whether it is aborted. */
  readonly aborted: boolean;
  /** The reason that `abort(reason)` was called with, the `cause` of the call's error. */
  readonly reason?: unknown;
  /**
   * Calls `listener` when it is aborted.
   *
   * @param type - The name of the event.
   * @param listener - The function to call.
   */
  addEventListener(type: "abort", listener: () => void): void;
  /**
   * Takes back a listener.
   *
   * @param type - The name of the event.
   * @param listener - The function that was to be called.
   */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The members of the platform's `Headers` that every platform has. */
interface HeadersLike {
  /**
   * Returns a header; null if there is none of that name.
   *
   * @param name - The name, in any case.
   */
  get(name: string): string | null;
  /**
   * Whether there is a header of that name.
   *
   * @param name - The name, in any case.
   */
  has(name: string): boolean;
  /**
   * Calls a function with each header.
   *
   * @param callback - Called with the value, then the name.
   */
  forEach(callback: (value: string, name: string) => void): void;
}

/** The members of the platform's `Response` that every platform has. */
interface ResponseLike {
  /** Whether the status is from 200 to 299. */
  readonly ok: boolean;
  /** The HTTP status. */
  readonly status: number;
  /** The reason phrase of HTTP/1.1, such as `OK`. */
  readonly statusText: string;
  /** The headers. */
  readonly headers: HeadersLike;
  /** Resolves to the body as text. */
  text(): Promise<string>;
  /** Resolves to the body, parsed as JSON. */
  json(): Promise<unknown>;
  /** Resolves to the bytes of the body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The second argument of a `FetchLike`. It belongs to its request, and may be changed. */
interface FetchInit {
  /** The HTTP method. */
  method: string;
  /** The headers by name, in lower case, with the token in `authorization`. */
  headers: Record<string, string>;
  /** The API never redirects, and following a redirect would take the token along. */
  redirect: "manual";
  /** Aborted when the call is, when the attempt times out, or when it failed. */
  signal: PlatformSignal;
  /** The body as JSON text, if there is one. */
  body?: string;
  /** Set where the platform's requests have such a field. */
  credentials?: "omit";
}

/** The parts of a `Response` that are read; it may be another library's. */
interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The reason phrase of HTTP/1.1, such as `OK`. */
  readonly statusText?: string;
  /** The headers. */
  readonly headers: {
    /**
     * Returns a header, if the response has it.
     *
     * @param name - The name, in any case.
     */
    get(name: string): string | null | undefined;
  };
  /** Resolves to the whole body. */
  text(): Promise<string>;
}

/** The key of the reply of a response; hides it from loggers and clones. */
declare const REPLY: unique symbol;

/** The key of the source of a page; hides it from loggers and clones. */
declare const SOURCE: unique symbol;

/** When something is looked at: the part of a wait's state that its poller keeps. */
interface Pace {
  /** When it began, in milliseconds since 1970. */
  startedAt: number;
  /** When to look again, in milliseconds since 1970. */
  nextAt: number;
  /** The number of looks so far. */
  attempt: number;
  /** Milliseconds after `startedAt` at which it gives up; in JSON, null if it never does. */
  timeout?: number | null | undefined;
  /** Milliseconds between two looks, if that was given. */
  pollInterval?: number | undefined;
}

/** A wait as plain data, whichever it is. */
interface State<Name extends string = string> extends Pace {
  /** The method that began it, such as `databases.waitUntilOnline`. */
  wait: Name;
  /** The parameters of the thing's path, but its own id. */
  path: string[];
  /** The thing's id or name; undefined while it is not known. */
  id?: string | undefined;
  /** The state that it waits for, or what is to be started, where that has parts. */
  target?: Record<string, unknown> | undefined;
  /** Whether a garbage collection was joined. */
  joined?: boolean | undefined;
}

/** The codes of errors that this version knows. Newer versions may have others: handle those as their class says. */
type ErrorCode = "bad_request" | "cannot_tell" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "precondition_failed" | "unprocessable_entity" | "too_many_requests" | "server_error" | "unexpected_status" | "name_taken" | "unsupported_engine" | "garbage_collection_running" | "registry_limit" | "several_registries" | "cluster_not_ready" | "connection_failed" | "not_an_answer" | "timeout" | "aborted" | "invalid_request" | "undecodable" | "load_failed" | "ambiguous_write" | "wait_failed" | "wait_timeout" | "internal" | (string & {});

/**
 * An error as plain data, as `toJSON()` returns it: without the body of the response and the cause. Its dates are
 * strings once it was JSON.
 */
interface ErrorJSON extends Omit<ErrorFields, "body" | "cause" | "lastState"> {
  /** The name of the class, such as `NotFoundError`. */
  name: string;
}

/**
 * Facts about a whole list.
 */
interface Meta {
  /**
   * Items on all pages together.
   */
  total?: number;
}

/**
 * Kind of receiver of a cluster's logs.
 *
 * - `rsyslog`: An rsyslog server.
 * - `elasticsearch`: An Elasticsearch cluster.
 * - `opensearch`: An OpenSearch cluster.
 * - `datadog`: Datadog; MongoDB only. Other engines reach it as an rsyslog server.
 */
type DatabaseLogsinkType = "rsyslog" | "elasticsearch" | "opensearch" | "datadog" | (string & {});

/**
 * A copy of a resource, page or any other value in which secrets are masked: passwords, connection URIs, keys and
 * certificates of the API's resources. For logs and support tickets.
 *
 * Plain objects and arrays are copied in any depth; other values are kept as they are. Only the fields that the API
 * documents as secrets are masked, by their names.
 *
 * @param value - The value to copy.
 * @example
 * const cluster = await client.databases.get("my-cluster-id");
 * console.log(redact(cluster)); // connection: { uri: "…", password: "…", … }
 */
declare function redact<T>(value: T): T;

/**
 * `JSON.stringify` for values of this package: integers beyond 2^53, which are `bigint`s, are written as their digits.
 * `JSON.stringify` itself throws on them. MySQL and Kafka configs have such integers.
 *
 * @param value - The value, such as a config.
 * @param space - The indentation, as of `JSON.stringify`.
 * @example
 * const config = await client.databases.config.get("my-cluster-id");
 * console.log(stringify(config, 2));
 */
declare const stringify: (value: unknown, space?: number | string) => string;

export { APIError, APIPromise, AbortError, AmbiguousWriteError, AuthenticationError, BadRequestError, ConflictError, ConnectionError, DecodeError, DigitalOcean, DigitalOceanError, DryRun, InternalServerError, InvalidRequestError, LoadError, NotFoundError, Page, PagePromise, PermissionDeniedError, PreconditionFailedError, RateLimitError, ResponseInfo, TimeoutError, UnprocessableEntityError, WaitFailedError, WaitTimeoutError, DigitalOcean as default, init, isDigitalOceanError, redact, stringify };

export type { AdvancedConfigParameter, AdvancedMysqlConfigUpdate, AdvancedPostgresConfigUpdate, AllOptions, CallOptions, ClientOptions, Clock, ClusterChange, ClustersChange, DatabaseAutoscale, DatabaseBackup, DatabaseBackupRestore, DatabaseBackupSchedule, DatabaseBackups, DatabaseCa, DatabaseCluster, DatabaseClusterCreate, DatabaseClusterMigrate, DatabaseClusterResize, DatabaseClusterStatus, DatabaseClusterUpgrade, DatabaseConfig, DatabaseConfigChange, DatabaseConfigChanges, DatabaseConfigUpdate, DatabaseConfigs, DatabaseConnection, DatabaseConnectionPool, DatabaseConnectionPoolCreate, DatabaseConnectionPoolUpdate, DatabaseDb, DatabaseEngine, DatabaseEngineOptions, DatabaseEvent, DatabaseEventType, DatabaseEvictionPolicy, DatabaseFirewallRule, DatabaseFirewallRuleType, DatabaseFirewallUpdate, DatabaseLayout, DatabaseListQuery, DatabaseLogsink, DatabaseLogsinkConfig, DatabaseLogsinkConfigs, DatabaseLogsinkCreate, DatabaseLogsinkType, DatabaseLogsinkUpdate, DatabaseMaintenanceDay, DatabaseMaintenanceUpdate, DatabaseMaintenanceWindow, DatabaseMetricsCredentials, DatabaseMetricsCredentialsUpdate, DatabaseOnlineMigration, DatabaseOnlineMigrationSource, DatabaseOnlineMigrationStart, DatabaseOnlineMigrationStatus, DatabaseOptions, DatabaseOptionsAnswer, DatabaseRegion, DatabaseReplica, DatabaseReplicaCreate, DatabaseServiceEndpoint, DatabaseSettingName, DatabaseSettings, DatabaseSettingsUpdate, DatabaseSize, DatabaseSqlMode, DatabaseStorageAutoscale, DatabaseUser, DatabaseUserCreate, DatabaseUserResetAuth, DatabaseUserRole, DatabaseUserSettings, DatabaseUserSettingsUpdate, DatabaseUserUpdate, DatabaseVersion, DatabaseVersionAvailabilities, DatabaseVersionAvailability, DatabaseWaits, DatabasesAutoscaleResource, DatabasesBackupsResource, DatabasesCaResource, DatabasesConfigResource, DatabasesDbsResource, DatabasesEventsResource, DatabasesEvictionPolicyResource, DatabasesFirewallResource, DatabasesIndexesResource, DatabasesLogsinksResource, DatabasesMaintenanceResource, DatabasesMetricsCredentialsResource, DatabasesOnlineMigrationResource, DatabasesPoolsResource, DatabasesReplicasResource, DatabasesResource, DatabasesSchemasConfigResource, DatabasesSchemasResource, DatabasesSettingsResource, DatabasesSqlModeResource, DatabasesTopicsResource, DatabasesUsersResource, DatadogLogsinkConfig, DockerAuth, DockerAuths, DockerCredentials, DockerCredentialsQuery, DryClient, ErrorCode, ErrorFields, ErrorJSON, EvictionPolicy, FetchInit, FetchLike, FetchResponse, GarbageCollection, GarbageCollectionRun, GarbageCollectionStart, GarbageCollectionStatus, GarbageCollectionType, GarbageCollectionUpdate, GarbageCollectionWaits, HeadersLike, Hooks, IndexLogsinkConfig, KafkaAcl, KafkaCompressionType, KafkaConfig, KafkaConsumerGroup, KafkaLogCleanupPolicy, KafkaLogMessageTimestampType, KafkaPermission, KafkaSchema, KafkaSchemaCompatibility, KafkaSchemaConfig, KafkaSchemaCreate, KafkaSchemaSubjectConfig, KafkaSchemaType, KafkaSchemaVersion, KafkaTopic, KafkaTopicCleanupPolicy, KafkaTopicCompressionType, KafkaTopicConfig, KafkaTopicCreate, KafkaTopicDetails, KafkaTopicMessageTimestampType, KafkaTopicPartition, KafkaTopicState, KafkaTopicUpdate, LogLevel, Logger, Manifest, ManifestBlob, Meta, MigrationWaits, MongodbConfig, MongodbReadConcern, MongodbUserRole, MongodbUserSettings, MysqlAuthPlugin, MysqlConfig, MysqlIncrementalBackup, MysqlLogOutput, MysqlTmpStorageEngine, MysqlUserSettings, Nullable, OpensearchAcl, OpensearchConfig, OpensearchConnection, OpensearchIndex, OpensearchIndexHealth, OpensearchIndexReplication, OpensearchIndexStatus, OpensearchPermission, PageBody, PageParameters, PageQuery, PgbouncerConfig, PgbouncerPoolMode, PgbouncerStartupParameter, PlatformHeaders, PlatformResponse, PlatformSignal, PostgresConfig, PostgresLogErrorVerbosity, PostgresLogLinePrefix, PostgresStatStatementsTrack, PostgresSwitch, PostgresSynchronousReplication, PostgresToastCompression, PostgresTrackFunctions, RateLimit, RedisAclChannelsDefault, RedisConfig, RedisMaxmemoryPolicy, RedisPersistence, RegistriesGarbageCollectionsResource, RegistriesManifestsResource, RegistriesRepositoriesResource, RegistriesResource, RegistriesSubscriptionResource, RegistriesTagsResource, Registry, RegistryCreate, RegistryGarbageCollectionsResource, RegistryIneligibility, RegistryList, RegistryManifestsResource, RegistryNameValidate, RegistryOptions, RegistryRegion, RegistryRepositoriesResource, RegistryResource, RegistrySubscription, RegistrySubscriptionResource, RegistrySubscriptionTier, RegistrySubscriptionTierOption, RegistrySubscriptionUpdate, RegistryTagsResource, RegistryTierSlug, ReplicaWaits, Repository, RepositoryPageQuery, RepositoryTag, RepositoryV2, RequestEvent, RequestOptions, ResizeTarget, Resources, ResponseEvent, ResponseLike, ResumeOptions, RetryEvent, RsyslogFormat, RsyslogLogsinkConfig, RunOptions, SchemaRegistryConnection, Secret, SignalLike, SingleRegistryCreate, TimescaledbConfig, TokenFunction, TopicWaits, ValkeyAclChannelsDefault, ValkeyConfig, ValkeyPersistence, Wait, WaitOptions, WaitProgress, WaitResults, WaitState, WasmSource, WatchOptions, WideInteger, WithResponse };
