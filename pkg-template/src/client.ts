import { InvalidRequestError } from "./errors.js";
import type { Client as Resources } from "./generated/api.js";
import type { Client } from "./generated/glue.js";
import { RESOURCES } from "./generated/operations.js";
import { load } from "./load.js";
import {
  ApiPromise,
  Page,
  type PageParameters,
  PagePromise,
  type Reply,
  ResponseInfo,
  type WithResponse,
} from "./promise.js";
import { toError } from "./raise.js";

/** What stands in for `fetch`: called as `(url, init)`, resolves to a response. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** What a client is told. */
export interface ClientOptions {
  /** An API token. Default: the environment's `DIGITALOCEAN_TOKEN`, else its `DIGITALOCEAN_ACCESS_TOKEN`. */
  token?: string | undefined;
  /** Where the API is. Default: `https://api.digitalocean.com`. Plain http is for this machine only. */
  baseUrl?: string | undefined;
  /** Milliseconds a request may take, reading its body included; 0 for no limit. Default: 30000. */
  timeout?: number | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: FetchLike | undefined;
  /** Headers to add to every request. In a browser each must be allowed by the API's CORS rules. */
  headers?: Record<string, string> | undefined;
}

/** What a call is told. */
export interface RequestOptions {
  /** Ends the call with an `AbortError` when it is aborted. */
  signal?: AbortSignal | undefined;
  /** Milliseconds this request may take, reading its body included; 0 for no limit. Default: the client's. */
  timeout?: number | undefined;
  /** Headers to add to this request. */
  headers?: Record<string, string> | undefined;
}

/** Calls an operation by its number, or `request`, and makes a result of the reply; `name` is what errors say of it. */
type Call = <T, R>(
  name: string,
  operation: number | "request",
  parameters: unknown[],
  result: (reply: Reply<T>) => R,
) => Promise<R>;
type Method = (...parameters: unknown[]) => unknown;
interface Group {
  [name: string]: Group | Method;
}

/** A client of the API. Making one does nothing but check that there is a token; the first call loads the WebAssembly. */
export interface DigitalOcean extends Resources {}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned below, from the same source.
export class DigitalOcean {
  /** @throws InvalidRequestError when there is no token. */
  constructor(options: ClientOptions = {}) {
    const token = options?.token ?? environmentToken();
    if (token === undefined || token === null) {
      throw new InvalidRequestError({
        code: "invalid_request",
        message: "token: missing; give `new DigitalOcean({ token })`, or set DIGITALOCEAN_TOKEN in the environment",
        operation: "new DigitalOcean",
      });
    }
    const call = connect({ ...options, token });
    Object.assign(this, group(call), {
      request: (...parameters: unknown[]) => new ApiPromise(call("request", "request", parameters, single)),
    });
  }

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
  ) => ApiPromise<unknown>;
}

/** Calls the core, which is loaded and told the options once. Nothing of it, the token least, is on an object. */
function connect(options: ClientOptions): Call {
  let client: Client | undefined;
  const connected = async () => {
    client ??= new (await load()).Client(options);
    return client;
  };
  return <T, R>(name: string, operation: number | "request", parameters: unknown[], result: (reply: Reply<T>) => R) => {
    const send = (client: Client) =>
      (operation === "request" ? client.request(...parameters) : client.call(operation, ...parameters)) as Promise<
        Reply<T>
      >;
    const fail = (thrown: unknown) => {
      throw toError(thrown, name, options.token);
    };
    // No async function and no promise more than it takes: it is the price of every call.
    return (client ? send(client) : connected().then(send)).then(result, fail);
  };
}

/** The resource objects: a method for each operation, in groups within groups. */
function group(call: Call): Group {
  const root: Group = {};
  let count = 0;
  for (const [path, methods] of Object.entries(RESOURCES)) {
    const resource = path.split(".").reduce((parent, name) => {
      parent[name] ??= {};
      return parent[name] as Group;
    }, root);
    for (const entry of methods.split(" ")) {
      const [method, query] = entry.split(":") as [string, string | undefined];
      const name = `${path}.${method}`;
      const operation = count++;
      resource[method] = query
        ? (...parameters) => openPage(call, name, operation, Number(query), parameters)
        : (...parameters) => new ApiPromise(call(name, operation, parameters, single));
    }
  }
  return root;
}

function single<T>([data, response, attempts]: Reply<T>): WithResponse<T> {
  return { data, response: new ResponseInfo(response, attempts) };
}

/** A list's page; the pages after it differ in what `next` says of the query. */
function openPage<T>(
  call: Call,
  name: string,
  operation: number,
  query: number,
  parameters: unknown[],
): PagePromise<T> {
  const open = (next: PageParameters, options = parameters[query + 1] as RequestOptions | undefined) => {
    const following = parameters.slice(0, query);
    following.push({ ...(parameters[query] as object | undefined), ...next }, options);
    return openPage<T>(call, name, operation, query, following);
  };
  const result = ([data, response, attempts, body, next]: Reply<T[]>) => ({
    data: new Page(name, data, body, next, open),
    response: new ResponseInfo(response, attempts),
  });
  return new PagePromise(call(name, operation, parameters, result));
}

/** The token of the environment, where there is one and it may be read. */
function environmentToken(): string | undefined {
  try {
    const { env } = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process ?? {};
    return env?.DIGITALOCEAN_TOKEN || env?.DIGITALOCEAN_ACCESS_TOKEN || undefined;
  } catch {
    return undefined;
  }
}
