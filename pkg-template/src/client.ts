import { createCaller } from "./call/call.js";
import type { DryClient } from "./call/dry-run.js";
import type { LogLevel } from "./call/hooks.js";
import { RAW } from "./call/operation.js";
import { rateLimiterFor } from "./call/rate-limiter.js";
import { RETRY_BUDGET } from "./call/state.js";
import { define, ownOf } from "./errors/own.js";
import type { Resources } from "./generated/api.js";
import { environment, isPage } from "./options/environment.js";
import { copyOptions, optionsError, readClientOptions } from "./options/read.js";
import type { ClientOptions, RequestOptions } from "./options/types.js";
import type { ResumeOptions } from "./options/wait-types.js";
import { callForResource, createResources } from "./resources.js";
import type { APIPromise } from "./result/promise.js";
import type { RateLimit } from "./result/rate-limit.js";
import { attachWaits } from "./waits/attach.js";
import type { WaitResults, WaitState } from "./waits/results.js";
import type { Wait } from "./waits/wait.js";

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
export interface DigitalOcean extends Resources {}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned below, from the same source.
export class DigitalOcean {
  /**
   * Makes a client, which sends nothing before its first call.
   *
   * @param options - Options of the client and defaults of its calls; in Node, none is needed.
   * @throws InvalidRequestError if there is no token, an option is unknown or has a wrong value, or a literal token is
   * used in a page without `dangerouslyAllowBrowser`.
   */
  constructor(options: ClientOptions = {}) {
    const own = copyOptions(options, "new DigitalOcean");
    const given = own.token ?? environment("DIGITALOCEAN_TOKEN") ?? environment("DIGITALOCEAN_ACCESS_TOKEN");
    const refuse = (message: string) => {
      throw optionsError({ message }, "new DigitalOcean");
    };
    if (given === undefined) {
      refuse("token: missing; pass `new DigitalOcean({ token })`, or set DIGITALOCEAN_TOKEN in the environment");
    }
    const resolved = readClientOptions({ ...own, token: given });
    const { token, baseUrl = "https://api.digitalocean.com", fetch, clock } = resolved;
    if (typeof given === "string" && isPage() && !own.dangerouslyAllowBrowser) {
      refuse(
        "token: visitors of this page can read it; pass a function that gets the token of the signed-in user, " +
          "or, if the token is the user's own, set `dangerouslyAllowBrowser: true`",
      );
    }
    resolved.logLevel ??= environment("DIGITALOCEAN_LOG") as LogLevel | undefined;
    const limiter = rateLimiterFor(token, clock);
    const secret = typeof token === "function" ? { token: undefined, askToken: token } : { token, askToken: undefined };
    const call = createCaller({ baseUrl, ...secret, fetch, clock, limiter, retryBudget: RETRY_BUDGET }, resolved);
    const request = (...parameters: unknown[]): APIPromise<unknown> => callForResource(call, RAW, parameters, request);
    const resources = createResources(call);
    Object.assign(this, resources, {
      request,
      resumeWait: attachWaits(resources as never, clock),
      withOptions: (others: ClientOptions) =>
        new DigitalOcean({ ...own, token: given, ...copyOptions(others, "withOptions") }),
    });
    Object.defineProperty(this, "rateLimit", ownOf({ get: () => limiter.rateLimit }));
    // Node prints a client in a line, not its hundred methods.
    define(this, Symbol.for("nodejs.util.inspect.custom"), () => `DigitalOcean { ${baseUrl} }`);
  }

  /**
   * The rate limit that a response last stated for the token, whichever client of this process made the request;
   * undefined before that. In a browser, only if the API's CORS rules expose it.
   */
  declare readonly rateLimit: RateLimit | undefined;

  /**
   * Returns a new client with the options of this one and, over them, those given. Headers are replaced, not merged.
   *
   * @param options - Options to change; `dryRun: true` gives a client whose calls resolve to a `DryRun`.
   * @example
   * const patient = client.withOptions({ timeout: 120_000, maxRetries: 5 });
   * const request = await client.withOptions({ dryRun: true }).databases.list({ tag_name: "production" });
   */
  declare withOptions: {
    (options: Omit<ClientOptions, "dryRun"> & { dryRun: true }): DryClient<Resources & Pick<DigitalOcean, "request">>;
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
  declare resumeWait: <Name extends keyof WaitResults>(
    state: WaitState<Name>,
    options?: ResumeOptions<WaitResults[Name]> | null,
  ) => Wait<WaitResults[Name], WaitState<Name>>;

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
  declare request: (
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "get" | "post" | "put" | "patch" | "delete",
    path: string,
    content?: {
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
    } | null,
    options?: RequestOptions | null,
  ) => APIPromise<unknown>;
}
