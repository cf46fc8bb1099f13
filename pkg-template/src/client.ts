import { createCaller } from "./call/call.js";
import type { DryClient } from "./call/dry-run.js";
import type { LogLevel } from "./call/hooks.js";
import { RAW } from "./call/operation.js";
import { rateLimiterFor } from "./call/rate-limiter.js";
import { RETRY_BUDGET } from "./call/state.js";
import { InvalidRequestError } from "./errors/classes.js";
import type { Client as Resources } from "./generated/api.js";
import { environment, isPage } from "./options/environment.js";
import { readClientOptions } from "./options/read.js";
import type { ClientOptions, RequestOptions } from "./options/types.js";
import { callForResource, createResources } from "./resources.js";
import type { APIPromise } from "./result/promise.js";
import type { RateLimit } from "./result/rate-limit.js";

/** A client of the API. Making one only checks its options; the first call loads the WebAssembly. */
export interface DigitalOcean extends Resources {}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned below, from the same source.
export class DigitalOcean {
  /** @throws InvalidRequestError when there is no token, or an option that cannot be used. */
  constructor(options: ClientOptions = {}) {
    const given = options?.token ?? (environment("DIGITALOCEAN_TOKEN") || environment("DIGITALOCEAN_ACCESS_TOKEN"));
    const refuse = (message: string) => {
      throw new InvalidRequestError({ code: "invalid_request", message, operation: "new DigitalOcean" });
    };
    if (given === undefined || given === null) {
      refuse("token: missing; pass `new DigitalOcean({ token })`, or set DIGITALOCEAN_TOKEN in the environment");
    }
    const resolved = readClientOptions({ ...options, token: given });
    const { token, baseUrl = "https://api.digitalocean.com", fetch, clock } = resolved;
    if (typeof given === "string" && isPage() && !options?.dangerouslyAllowBrowser) {
      refuse(
        "token: visitors of this page can read it; pass a function that gets the token of the signed-in user, " +
          "or, if the token is the user's own, set `dangerouslyAllowBrowser: true`",
      );
    }
    resolved.logLevel ??= environment("DIGITALOCEAN_LOG") as LogLevel | undefined;
    const limiter = rateLimiterFor(token);
    const secret = typeof token === "function" ? { token: undefined, askToken: token } : { token, askToken: undefined };
    const call = createCaller({ baseUrl, ...secret, fetch, clock, limiter, retryBudget: RETRY_BUDGET }, resolved);
    Object.assign(this, createResources(call), {
      request: (...parameters: unknown[]) => callForResource(call, RAW, parameters),
      withOptions: (others: ClientOptions) => new DigitalOcean({ ...options, token: given, ...others }),
    });
    Object.defineProperty(this, "rateLimit", { get: () => limiter.rateLimit });
  }

  /** The rate limit that the API last stated for the token, if it did. */
  declare readonly rateLimit: RateLimit | undefined;

  /** A client with these options over those of this one. */
  declare withOptions: {
    (options: ClientOptions & { dryRun: true }): DryClient<Resources & Pick<DigitalOcean, "request">>;
    (options: ClientOptions): DigitalOcean;
  };

  /**
   * Sends a request to any other path of the API, with the same checks, time-outs and errors.
   *
   * Resolves to the whole body, parsed, with integers beyond 2^53 as `bigint`; to `undefined` when there is none.
   *
   * @param method - The HTTP method.
   * @param path - The path from the first slash, such as `/v2/account`, percent-encoded.
   * @param content - What to send: `query` in the URL, `body` as JSON.
   * @param options - How to send it.
   */
  declare request: (
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    content?: { query?: Record<string, string | number | boolean>; body?: unknown } | null,
    options?: RequestOptions | null,
  ) => APIPromise<unknown>;
}
