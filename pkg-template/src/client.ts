import { InvalidRequestError } from "./errors.js";
import type { Client } from "./generated/api.js";
import { OPERATIONS } from "./generated/operations.js";
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

/** An object of the core: methods, and further objects as getters. */
type Resource = Record<string, (...parameters: unknown[]) => Promise<unknown>>;
type Call = <T>(operation: string, parameters: unknown[]) => Promise<Reply<T>>;
type Method = (...parameters: unknown[]) => unknown;
interface Group {
  [name: string]: Group | Method;
}

/** A client of the API. Making one does nothing but check that there is a token; the first call loads the WebAssembly. */
export interface DigitalOcean extends Client {}
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
      request: (...parameters: unknown[]) => new ApiPromise(call("request", parameters).then(single)),
    });
  }
}

/** Calls the core, which is loaded and told the options once. Nothing of it, the token least, is on an object. */
function connect(options: ClientOptions): Call {
  const resources = new Map<string, Resource>();
  let client: Resource | undefined;
  const resource = async (path: string) => {
    const { Client } = await load();
    client ??= new Client(options) as unknown as Resource;
    const steps = path === "" ? [] : path.split(".");
    const found = steps.reduce((parent, name) => parent[name] as unknown as Resource, client);
    resources.set(path, found);
    return found;
  };
  return async <T>(operation: string, parameters: unknown[]) => {
    const dot = operation.lastIndexOf(".");
    const path = operation.slice(0, Math.max(dot, 0));
    try {
      const target = resources.get(path) ?? (await resource(path));
      return (await target[operation.slice(dot + 1)]!(...parameters)) as Reply<T>;
    } catch (thrown) {
      throw toError(thrown, operation, options.token);
    }
  };
}

/** The resource objects: a method for each operation, in groups within groups. */
function group(call: Call): Group {
  const root: Group = {};
  for (const { name, list, query } of OPERATIONS) {
    const path = name.split(".");
    const method = path.pop() as string;
    const parent = path.reduce((group, name) => {
      group[name] ??= {};
      return group[name] as Group;
    }, root);
    parent[method] = list
      ? (...parameters) => openPage(call, name, query, parameters)
      : (...parameters) => new ApiPromise(call(name, parameters).then(single));
  }
  return root;
}

function single<T>([data, response, attempts]: Reply<T>): WithResponse<T> {
  return { data, response: new ResponseInfo(response, attempts) };
}

/** A list's page; the pages after it differ in what `next` says of the query. */
function openPage<T>(call: Call, name: string, query: number, parameters: unknown[]): PagePromise<T> {
  const open = (next: PageParameters, options = parameters[query + 1] as RequestOptions | undefined) => {
    const following = parameters.slice(0, query);
    following.push({ ...(parameters[query] as object | undefined), ...next }, options);
    return openPage<T>(call, name, query, following);
  };
  const result = call<T[]>(name, parameters).then(([data, response, attempts, meta, next]) => ({
    data: new Page(name, data, meta as Page<T>["meta"], next, open),
    response: new ResponseInfo(response, attempts),
  }));
  return new PagePromise(result);
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
