import { type Flights, join } from "./coalesce.js";
import { findCreated, type Look } from "./created.js";
import { type DryClient, DryRun } from "./dry.js";
import { allowMany, during } from "./during.js";
import { AmbiguousWriteError, type DigitalOceanError, type ErrorFields, InvalidRequestError } from "./errors.js";
import type { Client as Resources } from "./generated/api.js";
import type { Client } from "./generated/glue.js";
import { RESOURCES } from "./generated/operations.js";
import { beside, type LogLevel } from "./hooks.js";
import { type Limits, Line, limitsOf, usersOf } from "./limits.js";
import { load } from "./load.js";
import { need } from "./need.js";
import { type ClientOptions, callOptions, clientOptions, type RequestOptions, type Told } from "./options.js";
import {
  ApiPromise,
  Page,
  type PageParameters,
  PagePromise,
  type RateLimit,
  type Reply,
  ResponseInfo,
  type WithResponse,
} from "./promise.js";
import { toError } from "./raise.js";

/** An operation as the shell knows it. */
interface Operation {
  /** How it is called, such as `databases.users.create`; `request` for any other request. */
  name: string;
  /** Its number; -1 of any other request. */
  number: number;
  /** How many parameters it has before its options. */
  count: number;
  /** The scopes it needs. */
  scopes: string[];
  /** Whether it only reads. */
  isGet?: boolean;
  /** Whether it changes the users of a cluster, of which the API takes one change at a time. */
  isQueued?: boolean;
  /** Of a create, what looks at where the created one would be. */
  look?: (path: unknown[]) => ReturnType<Look>;
}

/** Makes a call, and a result of the reply. */
type Call = <T, R>(
  operation: Operation,
  parameters: unknown[],
  result: (reply: Reply<T>, told: Told) => R,
) => Promise<R>;
type Method = (...parameters: unknown[]) => unknown;
interface Group {
  [name: string]: Group | Method;
}

/** A client of the API. Making one does nothing but check what it is told; the first call loads the WebAssembly. */
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
      refuse("token: missing; give `new DigitalOcean({ token })`, or set DIGITALOCEAN_TOKEN in the environment");
    }
    const told = clientOptions({ ...options, token: given });
    if (typeof given === "string" && isPage() && !options?.dangerouslyAllowBrowser) {
      refuse(
        "token: whoever opens this page can read it; give a function that gets one for the user who is signed in, " +
          "or, where it is the user's own, `dangerouslyAllowBrowser: true`",
      );
    }
    const limits = limitsOf(told.token);
    const call = connect(told, limits);
    const any: Operation = { name: "request", number: -1, count: 3, scopes: [] };
    Object.assign(this, group(call), {
      request: (...parameters: unknown[]) => new ApiPromise(call(any, parameters, single)),
      withOptions: (others: ClientOptions) => new DigitalOcean({ ...options, token: given, ...others }),
    });
    Object.defineProperty(this, "rateLimit", { get: () => limits.told });
  }

  /** What the API last said of how many requests the token may still make, when it did. */
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
  ) => ApiPromise<unknown>;
}

/** What changes the users of a cluster. */
const USERS = /^databases\.users\.(create|update|delete|resetAuth)$/;

/** How long is waited between looks for what was created, in milliseconds. */
const LOOKS = [0, 1_000, 3_000];

/** Calls the core, which is loaded and told the options once. Nothing of it, the token least, is on an object. */
function connect(client: ReturnType<typeof clientOptions>, limits: Limits): Call {
  const { token, baseUrl = "https://api.digitalocean.com", fetch, maxConcurrent } = client;
  const ask = typeof token === "function" ? token : undefined;
  client.logLevel ??= environment("DIGITALOCEAN_LOG") as LogLevel | undefined;
  const lines = client.throttle ? [limits.line] : [];
  if (maxConcurrent) {
    lines.unshift(new Line((inside) => (inside < maxConcurrent ? 0 : Number.POSITIVE_INFINITY)));
  }
  const isLogged = client.logLevel !== undefined && client.logLevel !== "off";
  const isWatched = ask || isLogged || lines.length > 0 || Object.keys(client).some((name) => /^on[RT]/.test(name));
  const flights: Flights = new Map();

  let core: Client | undefined;
  const connected = async () => {
    const { Client } = await load();
    if (!fetch) {
      need("fetch");
    }
    // Looked at after the wait: all that were called meanwhile share one, and its budget of repetitions.
    core ??= new Client(baseUrl, ask ? undefined : token, fetch);
    return core;
  };

  /** Sends, with what is done beside it. */
  const send = <T, R>(
    { name, number, scopes, isQueued }: Operation,
    [first, second, third]: unknown[],
    told: Told,
    result: (reply: Reply<T>) => R,
  ): Promise<R> => {
    let secret: unknown = token;
    let dry: DryRun | undefined;
    const hooks =
      isWatched || isQueued || told.dryRun
        ? beside({
            hooks: client,
            operation: name,
            lines: () => (isQueued ? [usersOf(String(first)), ...lines] : lines),
            limits,
            token:
              ask &&
              (async () => {
                secret = await ask();
                return secret;
              }),
            capture: told.dryRun
              ? (url, init) => {
                  dry = new DryRun(url, init);
                }
              : undefined,
          })
        : undefined;
    const { signal, timeout, deadline, maxRetries, maxRetryAfter, fields } = told;
    const call = (core: Client) =>
      core.call(
        number,
        first,
        second,
        third,
        hooks,
        signal,
        timeout,
        deadline,
        maxRetries,
        maxRetryAfter,
        fields,
      ) as Promise<Reply<T>>;
    const heard = (response: Response | undefined, attempts: number) => {
      if (hooks === undefined) {
        limits.count(attempts, Date.now());
      }
      if (response) {
        limits.hear(response);
      }
    };
    // No async function and no promise more than it takes: it is the price of every call.
    return (core ? call(core) : during(connected(), signal).then(call)).then(
      (reply) => {
        heard(reply[1], reply[2]);
        return result(reply);
      },
      (thrown) => {
        if (dry) {
          return { data: dry } as R;
        }
        heard(thrown?.response, thrown?.attempts ?? 0);
        throw toError(thrown, { operation: name, scopes, token: secret });
      },
    );
  };

  return (operation, parameters, result) => {
    let told: Told;
    try {
      told = callOptions(parameters[operation.count], client, operation.name);
    } catch (error) {
      return Promise.reject(error);
    }
    if (told.signal) {
      allowMany(told.signal);
    }
    const given = parameters.slice(0, operation.count);
    const own = (reply: Reply<never>) => result(reply, told);
    if (operation.isGet && told.coalesce && !told.dryRun) {
      // What is shared is the answer; a page goes on with its own caller's options.
      return shared(flights, operation, given, told, (told) =>
        send<never, Reply<never>>(operation, given, told, (reply) => reply),
      ).then(own);
    }
    const sent = send(operation, given, told, own);
    return operation.look ? created(operation, given, told, sent) : sent;
  };
}

/** A GET that those who ask for the same share. */
function shared<R>(
  flights: Flights,
  { name, number }: Operation,
  given: unknown[],
  told: Told,
  send: (told: Told) => Promise<R>,
): Promise<R> {
  const { signal, timeout, deadline, headers } = told;
  let key: string;
  try {
    key = JSON.stringify([number, given, timeout, deadline, headers]);
  } catch {
    // What JSON cannot hold is refused, or is a query with a bigint; it goes alone.
    return send(told);
  }
  return join(flights, key, signal, name, (signal) => send({ ...told, signal }));
}

/** A create, of which a lost answer is told apart from a failure. */
async function created<R>(operation: Operation, given: unknown[], told: Told, sent: Promise<R>): Promise<R> {
  const started = Date.now();
  try {
    return await sent;
  } catch (thrown) {
    const error = thrown as DigitalOceanError;
    if (!isLost(error)) {
      throw error;
    }
    const [path, body] = [given.slice(0, operation.count - 1), given[operation.count - 1]];
    const find = () => findCreated(() => operation.look?.(path) as ReturnType<Look>, body as never, started);
    if (told.onAmbiguous === "lookup") {
      for (const wait of LOOKS) {
        await pause(wait, told.signal);
        if (told.signal?.aborted) break;
        const found = await during(find(), told.signal).catch(() => undefined);
        if (found) {
          return found as R;
        }
      }
    }
    const fields: ErrorFields = {
      code: "ambiguous_write",
      message: `it may have been created or not: ${error.message}`,
      hint: 'look for it with findCreated() before creating it again, or give `onAmbiguous: "lookup"`',
      operation: operation.name,
      attempts: error.attempts,
      cause: error,
    };
    throw new AmbiguousWriteError(fields, async () => (await find())?.data);
  }
}

/** Waits, until the signal is aborted at most. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });
}

/** Whether a request may have arrived, though no answer did. */
function isLost(error: DigitalOceanError): boolean {
  const wasConnected = !/\((ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)\)$/.test(error.message);
  return error.attempts > 0 && wasConnected && ["connection_failed", "timeout"].includes(error.code);
}

/** The resource objects: a method for each operation, in groups within groups. */
function group(call: Call): Group {
  const root: Group = {};
  let number = 0;
  for (const [path, methods] of Object.entries(RESOURCES)) {
    const resource = path.split(".").reduce((parent, name) => {
      parent[name] ??= {};
      return parent[name] as Group;
    }, root);
    for (const row of methods.split(" ")) {
      const [method, count, flags, letters] = row.split(":") as [string, string, string, string];
      const operation: Operation = {
        name: `${path}.${method}`,
        number: number++,
        count: Number(count),
        scopes: scopes(path, letters),
        isGet: flags.includes("g"),
        isQueued: USERS.test(`${path}.${method}`),
      };
      resource[method] = flags.includes("l")
        ? (...parameters) => openPage(call, operation, parameters)
        : (...parameters) => new ApiPromise(call(operation, parameters, single));
      if (method === "create") {
        operation.look = (path) => look(resource, path);
      }
    }
  }
  return root;
}

/** What is there of a resource that can be created. */
async function look({ list, get }: Group, path: unknown[]): Promise<WithResponse<unknown[]>> {
  if (list === undefined) {
    // There is one, or none.
    return (get as (...path: unknown[]) => ApiPromise<unknown>)(...path)
      .withResponse()
      .then(
        ({ data, response }) => ({ data: [data], response }),
        (error) => {
          if (error.status !== 404) throw error;
          return { data: [] } as never;
        },
      );
  }
  const { data: page, response } = await (list as (...path: unknown[]) => PagePromise<unknown>)(...path).withResponse();
  return { data: await page.all(), response };
}

/** Scopes by their first letters. */
function scopes(path: string, letters: string): string[] {
  const names = ["read", "create", "update", "delete", "write", "view_credentials"];
  const of = path.startsWith("databases") ? "database" : "registry";
  return [...letters].map((letter) => `${of}:${names.find((name) => name.startsWith(letter))}`);
}

function single<T>(reply: Reply<T>): WithResponse<T> {
  return { data: reply[0], response: new ResponseInfo(reply) };
}

/** A list's page; the pages after it differ in what `next` says of the query. */
function openPage<T>(call: Call, operation: Operation, parameters: unknown[]): PagePromise<T> {
  const query = operation.count - 1;
  const options = parameters[operation.count] as RequestOptions | undefined;
  const open = (next: PageParameters, own = options) => {
    const following = parameters.slice(0, query);
    following.push({ ...(parameters[query] as object | undefined), ...next }, own);
    return openPage<T>(call, operation, following);
  };
  const result = (reply: Reply<T[]>, told: Told) => {
    const [data, , , , body, next] = reply;
    const page = new Page(operation.name, told.prefetch ?? false, data, body, next, open);
    return { data: page, response: new ResponseInfo(reply) };
  };
  return new PagePromise(call(operation, parameters, result));
}

/** Whether this is a page that is no extension's. */
function isPage(): boolean {
  type Extension = { runtime?: { id?: string } } | undefined;
  const { document, chrome, browser } = globalThis as { document?: unknown; chrome?: Extension; browser?: Extension };
  return typeof document === "object" && !(chrome?.runtime?.id || browser?.runtime?.id);
}

/** A variable of the environment, where there is one and it may be read. */
function environment(name: string): string | undefined {
  try {
    const { env } = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process ?? {};
    return env?.[name] || undefined;
  } catch {
    return undefined;
  }
}
