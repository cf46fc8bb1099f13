import { LEVELS } from "../call/hooks.js";
import { InvalidRequestError } from "../errors/classes.js";
import { ownOf } from "../errors/own.js";
import { entriesOf } from "../generated/js/values.js";
import type { FetchLike } from "./fetch.js";
import { token } from "./token.js";
import type { ClientOptions, ResolvedOptions, TokenFunction } from "./types.js";
import { mistyped, refuse, text } from "./values.js";
import type { ResolvedWaitOptions } from "./wait-types.js";

const DEFAULTS: ResolvedOptions = {
  timeout: 30_000,
  deadline: Number.POSITIVE_INFINITY,
  maxRetries: 2,
  maxRetryAfter: 60_000,
  headers: {},
};

/** Returns an option's value as it is used, or throws an error whose message begins with the option's name. */
type Check = (value: unknown, name: string) => unknown;

const withMethods =
  (...methods: string[]): Check =>
  (value, name) =>
    methods.every((method) => typeof Object(value)[method] === "function")
      ? value
      : mistyped(name, `an object with the methods ${methods.join(", ")}`, value);
const flag: Check = (value, name) => (typeof value === "boolean" ? value : mistyped(name, "true or false", value));
const callback: Check = (value, name) => (typeof value === "function" ? value : mistyped(name, "function", value));
const oneOf =
  (...values: string[]): Check =>
  (value, name) =>
    values.includes(value as string) ? value : mistyped(name, `one of ${values.join(", ")}`, value);
const number = (
  value: unknown,
  name: string,
  min: number,
  max: number,
  unit: string,
  isAllowed = (_: number) => true,
) => {
  if (typeof value !== "number") {
    mistyped(name, "number", value);
  }
  const given = value as number;
  if (!(given >= min && given <= max && isAllowed(given))) {
    refuse(`${name}: must be ${unit} from ${min} to ${max}`);
  }
  return given;
};
/** Milliseconds; 0 and infinity mean no limit. Timers of platforms take about 24 days at most. */
const time: Check = (value, name) =>
  value === 0 || value === Number.POSITIVE_INFINITY
    ? Number.POSITIVE_INFINITY
    : Math.ceil(number(value, name, 0, 2_147_483_647, "milliseconds (0 for no limit)"));

const CALL: Record<string, Check> = {
  signal: (value) => {
    if (!isSignal(value)) {
      refuse("signal: must be an AbortSignal, such as `controller.signal`");
    }
    return value;
  },
  timeout: time,
  deadline: time,
  maxRetries: (value, name) => number(value, name, 0, 100, "a whole number", Number.isInteger),
  maxRetryAfter: (value, name) => number(value, name, 0, 2_147_483_647, "milliseconds"),
  headers,
  coalesce: flag,
  prefetch: flag,
  onAmbiguous: oneOf("throw", "lookup"),
  unknownKeys: oneOf("warn", "refuse", "send"),
  dryRun: flag,
};
const { signal: _, ...SHARED } = CALL;
const CLIENT: typeof CALL = {
  token: (value) => (typeof value === "function" ? value : token(value)),
  baseUrl,
  fetch: callback,
  ...SHARED,
  throttle: flag,
  maxConcurrent: (value, name) => number(value, name, 1, 1e6, "a whole number", Number.isInteger),
  dangerouslyAllowBrowser: flag,
  clock: withMethods("now", "setTimeout", "clearTimeout"),
  onRequest: callback,
  onResponse: callback,
  onRetry: callback,
  onRateLimit: callback,
  logger: withMethods("debug", "info", "warn", "error"),
  logLevel: oneOf(...LEVELS),
};

/** A copy of the options that a caller gave, of their own properties only. */
export function copyOptions(options: unknown, operation: string): ClientOptions {
  try {
    const given = options === undefined || options === null ? [] : entries("options", options);
    return ownOf(Object.fromEntries(given));
  } catch (error) {
    throw optionsError(error as Error, operation);
  }
}

/** Reads the options of a client. */
export const readClientOptions = (options: ClientOptions) =>
  read(options, CLIENT, DEFAULTS, "new DigitalOcean") as ResolvedOptions & {
    token: string | TokenFunction;
    baseUrl?: string;
    fetch?: FetchLike;
  };

/** Reads the options of a call, over those of its client. */
export const readCallOptions = (options: unknown, client: ResolvedOptions, operation: string): ResolvedOptions =>
  options === undefined || options === null ? client : read(options, CALL, client, operation);

/** The options of waits and watches of all kinds. */
const WAIT: typeof CALL = {
  signal: CALL.signal as Check,
  timeout: time,
  pollInterval: (value, name) => number(value, name, 1, 2_147_483_647, "milliseconds"),
  onProgress: callback,
  type: text,
  cancelOnAbort: flag,
  pauseWhenHidden: flag,
};

/** Reads the options of a wait or watch. */
export const readWaitOptions = (options: unknown, operation: string) =>
  read(options ?? {}, WAIT, {} as never, operation) as never as ResolvedWaitOptions;

const ALL: typeof CALL = {
  // Infinity has no remainder.
  limit: (value, name) =>
    number(value, name, 0, Number.POSITIVE_INFINITY, "a whole number", (limit) => !(limit % 1 > 0)),
};
const NO_LIMIT = { limit: Number.POSITIVE_INFINITY } as never;

/** Reads the options of `all()`: the largest number of items. */
export const readLimit = (options: unknown, operation: string) =>
  read(options === undefined ? {} : options, ALL, NO_LIMIT, operation) as never as { limit: number };

function read(options: unknown, checks: typeof CALL, base: ResolvedOptions, operation: string): ResolvedOptions {
  // Without a prototype, so that an option is never inherited from a polluted one.
  const resolved: ResolvedOptions & Record<string, unknown> = ownOf({ ...base });
  try {
    for (const [name, value] of entries("options", options)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined) {
        refuse(`options.${name}: unknown option; the options are ${Object.keys(checks).join(", ")}`);
      }
      resolved[name] = check(value, name);
    }
  } catch (error) {
    throw optionsError(error as Error, operation);
  }
  resolved.headers = { ...base.headers, ...resolved.headers };
  return resolved;
}

/** The error for options that were refused. */
export const optionsError = ({ message }: { message: string }, operation: string): InvalidRequestError =>
  new InvalidRequestError({ code: "invalid_request", message, operation });

/** The entries of a plain object that are not `undefined`. */
function entries(name: string, value: unknown): [string, unknown][] {
  const entries = entriesOf(value);
  if (typeof entries === "symbol") refuse(`${name}: cannot be read: it threw`);
  return entries ?? mistyped(name, "object", value);
}

/** Headers that cannot be added, and why. Given one of the connection, the platform fails as if the connection had. */
const REFUSED_HEADERS: [name: RegExp, reason: string][] = [
  [/[^!#$%&'*+.^_`|~0-9a-z-]|^$/i, "is not a valid header name"],
  [/^authorization$/i, "is set from `token`"],
  [/^content-type$/i, "is always application/json"],
  [
    /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i,
    "is set by the platform",
  ],
];

/** Headers to add, by their names in lower case. */
function headers(value: unknown): Record<string, string> {
  return Object.fromEntries(
    entries("headers", value).map(([name, value]) => {
      const path = `headers["${name}"]`;
      const given = text(value, path);
      const reason = REFUSED_HEADERS.find(([refused]) => refused.test(name))?.[1];
      if (reason) refuse(`${path}: ${reason}`);
      if (/[^\t -~]/.test(given)) {
        refuse(`${path}: contains a line break or another character that headers must not contain`);
      }
      return [name.toLowerCase(), given];
    }),
  );
}

/** The base URL without a trailing slash: over https, or to this machine. */
function baseUrl(value: unknown, name: string): string {
  const url = text(value, name);
  const [, scheme, host] = /^(https?):\/\/([\w.-]+|\[[\da-f:.]+\])(?::\d+)?(?:\/[^\\?#@]*)?$/i.exec(url) ?? [];
  if (scheme === undefined || !/^[!-~]*$/.test(url) || !isUrl(url)) {
    refuse(
      'baseUrl: must be a complete URL, such as "https://api.digitalocean.com", without user, password, query or fragment',
    );
  }
  if (scheme.length === 4 && !/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/i.test(host as string)) {
    refuse("baseUrl: must be https, so that the token is not sent unencrypted (http is allowed for localhost)");
  }
  const base = url.replace(/\/+$/, "");
  if (base.endsWith("/v2")) {
    refuse("baseUrl: must end before `/v2`, with which every path begins");
  }
  return base;
}

/** Whether the platform parses it as a URL; `URL.canParse` is younger than the browsers that load the package. */
function isUrl(url: string): boolean {
  try {
    return Boolean(new URL(url));
  } catch {
    // On a platform without `URL`, the first call says so.
    return typeof URL !== "function";
  }
}

/** Whether a value has the members of an abort signal that are used; it may be of another realm. */
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
