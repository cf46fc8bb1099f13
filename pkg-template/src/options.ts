import { InvalidRequestError } from "./errors.js";
import type { Hooks } from "./hooks.js";

/** What stands in for `fetch`: called as `(url, init)`, resolves to a response. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** What a client is told. */
export interface ClientOptions extends CallOptions, Hooks {
  /**
   * An API token, or a function that gives one, at once or as a promise. A function is asked before every request, and
   * once more after a 401. Default: the environment's `DIGITALOCEAN_TOKEN`, else its `DIGITALOCEAN_ACCESS_TOKEN`.
   */
  token?: string | (() => string | Promise<string>) | undefined;
  /** Where the API is. Default: `https://api.digitalocean.com`. Plain http is for this machine only. */
  baseUrl?: string | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: FetchLike | undefined;
  /** Headers to add to every request. In a browser each must be allowed by the API's CORS rules. */
  headers?: Record<string, string> | undefined;
  /** Lets requests wait, oldest first, instead of meeting a 429: 250 a minute and 5,000 an hour for a token. Default: false. */
  throttle?: boolean | undefined;
  /** How many requests may be under way at once; the others wait, oldest first. Default: any number. */
  maxConcurrent?: number | undefined;
  /** Allows a token in a page, where whoever opens it can read the token. A token function needs no leave. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** What a client and a call can both be told; the call's word counts. */
export interface CallOptions {
  /** Milliseconds an attempt may take, reading its body included; 0 for no limit. Default: 30000. */
  timeout?: number | undefined;
  /** Milliseconds all attempts may take together, waiting included; 0 for no limit, the default. */
  deadline?: number | undefined;
  /** How often a request that failed is repeated at most, where that is safe. Default: 2. */
  maxRetries?: number | undefined;
  /** The longest wait, in milliseconds, that the API may ask for; beyond it the call fails. Default: 60000. */
  maxRetryAfter?: number | undefined;
  /** Lets GETs that are the same and under way at once share a request, and what it resolves to. Default: false. */
  coalesce?: boolean | undefined;
  /** Gets the next page of an iteration while the items of this one are gone through. Default: false. */
  prefetch?: boolean | undefined;
  /** With `"lookup"`, a create whose answer is lost looks for what it created. Default: `"throw"`, an `AmbiguousWriteError`. */
  onAmbiguous?: "throw" | "lookup" | undefined;
  /**
   * Sends nothing: the call resolves to the request, as a `DryRun`. Default: false. `client.withOptions({ dryRun: true })`
   * gives a client whose types say so.
   */
  dryRun?: boolean | undefined;
}

/** What a call is told. */
export interface RequestOptions extends CallOptions {
  /** Ends the call with an `AbortError` when it is aborted. */
  signal?: AbortSignal | undefined;
  /** Headers to add to this request. */
  headers?: Record<string, string> | undefined;
}

/** Options that a call is made with, whatever they were said in. */
export interface Told extends Hooks, Omit<CallOptions, "timeout" | "deadline"> {
  throttle?: boolean;
  maxConcurrent?: number;
  signal?: AbortSignal | undefined;
  /** Infinity for no limit. */
  timeout: number;
  deadline: number;
  maxRetries: number;
  maxRetryAfter: number;
  /** By their names in small letters. */
  headers: Record<string, string>;
  /** The same as the core takes them, name, value, name…; none when there are none. */
  fields?: string[];
}

const DEFAULTS: Told = {
  timeout: 30_000,
  deadline: Number.POSITIVE_INFINITY,
  maxRetries: 2,
  maxRetryAfter: 60_000,
  headers: {},
};

/** Takes an option's value as it is used, or throws what is wrong with it. */
type Check = (value: unknown, name: string) => unknown;

function refuse(message: string): never {
  throw new Error(message);
}
const mistyped = (name: string, expected: string, value: unknown): never =>
  refuse(`${name}: expected ${expected}, got ${kind(value)}`);
const flag: Check = (value, name) => (typeof value === "boolean" ? value : mistyped(name, "true or false", value));
const callback: Check = (value, name) => (typeof value === "function" ? value : mistyped(name, "function", value));
const one =
  (...of: string[]): Check =>
  (value, name) =>
    of.includes(value as string) ? value : mistyped(name, `one of ${of.join(", ")}`, value);
const number = (value: unknown, name: string, most: number, what: string, isFine = (_: number) => true) => {
  if (typeof value !== "number") {
    mistyped(name, "number", value);
  }
  const given = value as number;
  if (!(given >= 0 && given <= most && isFine(given))) {
    refuse(`${name}: must be ${what} from 0 to ${most}`);
  }
  return given;
};
/** Milliseconds, of which 0 and infinity are no limit. The longest is what platforms can time: about 24 days. */
const time: Check = (value, name) =>
  value === 0 || value === Number.POSITIVE_INFINITY
    ? Number.POSITIVE_INFINITY
    : Math.ceil(number(value, name, 2_147_483_647, "milliseconds (0 for no limit)"));
const text = (value: unknown, name: string): string =>
  typeof value === "string" ? value : mistyped(name, "string", value);

const CALL: Record<string, Check> = {
  signal: (value) => {
    if (!isSignal(value)) {
      refuse("signal: must be an AbortSignal, such as `controller.signal`");
    }
    return value;
  },
  timeout: time,
  deadline: time,
  maxRetries: (value, name) => number(value, name, 100, "a whole number", Number.isInteger),
  maxRetryAfter: (value, name) => number(value, name, 2_147_483_647, "milliseconds"),
  headers,
  coalesce: flag,
  prefetch: flag,
  onAmbiguous: one("throw", "lookup"),
  dryRun: flag,
};
const { signal: _, ...SHARED } = CALL;
const CLIENT: typeof CALL = {
  token: (value) => (typeof value === "function" ? value : token(value)),
  baseUrl,
  fetch: callback,
  ...SHARED,
  throttle: flag,
  maxConcurrent: (value, name) => number(value, name, 1e6, "a whole number", (given) => given > 0 && given % 1 === 0),
  dangerouslyAllowBrowser: flag,
  onRequest: callback,
  onResponse: callback,
  onRetry: callback,
  onRateLimit: callback,
  logger: (value, name) =>
    ["debug", "info", "warn", "error"].every((level) => typeof Object(value)[level] === "function")
      ? value
      : mistyped(name, "an object with the methods debug, info, warn and error", value),
  logLevel: one("off", "error", "warn", "info", "debug"),
};

/** What a client is told, checked. */
export const clientOptions = (options: ClientOptions) =>
  take(options, CLIENT, DEFAULTS, "new DigitalOcean") as Told & {
    token: string | (() => unknown);
    baseUrl?: string;
    fetch?: FetchLike;
  };

/** What a call is told, checked, over what its client was told. */
export const callOptions = (options: unknown, client: Told, operation: string): Told =>
  options === undefined || options === null ? client : take(options, CALL, client, operation);

function take(options: unknown, checks: typeof CALL, base: Told, operation: string): Told {
  const told = { ...base } as Told & Record<string, unknown>;
  try {
    for (const [name, value] of entries("options", options)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined) {
        refuse(`options.${name}: does not exist; there are ${Object.keys(checks).join(", ")}`);
      }
      told[name] = check(value, name);
    }
  } catch (error) {
    throw new InvalidRequestError({ code: "invalid_request", message: (error as Error).message, operation });
  }
  told.headers = { ...base.headers, ...told.headers };
  const fields = Object.entries(told.headers).flat();
  if (fields.length > 0) {
    told.fields = fields;
  }
  return told;
}

/** The entries of a plain object that are not `undefined`. */
function entries(name: string, value: unknown): [string, unknown][] {
  if (kind(value) !== "object") {
    mistyped(name, "object", value);
  }
  try {
    return Object.entries(value as object).filter(([, value]) => value !== undefined);
  } catch {
    refuse(`${name}: cannot be read: it threw`);
  }
}

/** Headers to add, by their names in small letters. */
function headers(value: unknown): Record<string, string> {
  return Object.fromEntries(
    entries("headers", value).map(([name, value]) => {
      const path = `headers["${name}"]`;
      const given = text(value, path);
      const wrong = !/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)
        ? "is no header name"
        : /^authorization$/i.test(name)
          ? "is set from `token`"
          : /^content-type$/i.test(name)
            ? "is always application/json"
            : !/^[\t -~]*$/.test(given) && "holds a line break or another character that no header may have";
      if (wrong) {
        refuse(`${path}: ${wrong}`);
      }
      return [name.toLowerCase(), given];
    }),
  );
}

/** A token without the white space around it (a file's last line break, say). No message holds it. */
export function token(value: unknown): string {
  const given = text(value, "token");
  const token = given.trim();
  if (token === "") {
    refuse("token: must not be empty");
  }
  // Not a zero-width space, which `trim` takes for white space.
  if (!/^[!-~]+$/.test(token) || given.includes("\ufeff")) {
    refuse(
      "token: holds white space, a quotation mark from a word processor or another character that no token has; copy it again",
    );
  }
  return token;
}

/** Where requests go, without a trailing slash: over https, or to this machine. */
function baseUrl(value: unknown, name: string): string {
  const url = text(value, name);
  const [, scheme, host] = /^(https?):\/\/([\w.-]+|\[[\da-f:.]+\])(?::\d+)?(?:\/[^\\?#@]*)?$/i.exec(url) ?? [];
  if (scheme === undefined || !/^[!-~]*$/.test(url) || !isUrl(url)) {
    refuse(
      'baseUrl: must be a whole URL, such as "https://api.digitalocean.com", without user, password, query or fragment',
    );
  }
  if (scheme.length === 4 && !/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/i.test(host as string)) {
    refuse("baseUrl: must be https, so that the token is not sent in the clear (http is for localhost)");
  }
  return url.replace(/\/+$/, "");
}

/** Whether the platform takes it for a URL; `URL.canParse` is younger than the browsers that load the package. */
function isUrl(url: string): boolean {
  try {
    return Boolean(new URL(url));
  } catch {
    // A platform without any is told so by the first call.
    return typeof URL !== "function";
  }
}

/** Whether something is all that is used of an abort signal; it may be of another realm. */
function isSignal(value: unknown): boolean {
  try {
    const { aborted, addEventListener, removeEventListener } = value as AbortSignal;
    return (
      typeof aborted === "boolean" &&
      typeof addEventListener === "function" &&
      typeof removeEventListener === "function"
    );
  } catch {
    return false;
  }
}

/** What a value is, in a word; never the value. */
function kind(value: unknown): string {
  if (typeof value !== "object") {
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : typeof value;
  }
  try {
    const name = Object.prototype.toString.call(value).slice(8, -1);
    return ["Object", "Array", "Null"].includes(name) ? name.toLowerCase() : name;
  } catch {
    // A proxy that was revoked.
    return "nothing that can be read";
  }
}
