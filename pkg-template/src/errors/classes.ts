import type { RateLimit } from "../result/rate-limit.js";
import type { ErrorCode, ErrorFields, ErrorJSON } from "./fields.js";
import { define, ownOf } from "./own.js";

export type { ErrorCode, ErrorFields, ErrorJSON } from "./fields.js";

/** The mark of the errors of every copy of this package, whichever version, format or realm it is of. */
const BRAND = Symbol.for("digitalocean-wasm.error");

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
export class DigitalOceanError extends Error {
  /**
   * The stable name of the error, for programs: `not_found`, `timeout`, `name_taken`… It can be more specific than the
   * class. `docs/errors.md` in the repository lists all.
   */
  declare readonly code: ErrorCode;
  /** The call that failed, such as `databases.create`. */
  declare readonly operation: string | undefined;
  /** The HTTP method of the request; undefined if it was refused before there was one. */
  declare readonly method: string | undefined;
  /** The path of the request, without the query, such as `/v2/databases`; undefined if there was no request. */
  declare readonly path: string | undefined;
  /** The number of attempts that were sent, retries included; 0 if none was. */
  readonly attempts: number;
  /** The HTTP status; undefined if there was no response. */
  declare readonly status: number | undefined;
  /** The request id, to quote to DigitalOcean's support. Some responses have none. */
  declare readonly requestId: string | undefined;
  /** The next step for you, where there is more to say than the message does. */
  declare readonly hint: string | undefined;
  /** Whether the same call may succeed later and does no harm. It was already retried up to `maxRetries` times. */
  readonly retryable: boolean;
  /** When the API asked to be called again, by `retry-after` or, after a 429, its rate limit. */
  declare readonly retryAt: Date | undefined;
  /** The rate limit of the token, if the response states it. */
  declare readonly rateLimit: RateLimit | undefined;

  /** @param fields - The fields of the error. */
  constructor(fields: ErrorFields) {
    const { message, cause, body, attempts = 0, retryable = false, ...others } = ownOf(fields);
    super(message, cause === undefined ? undefined : ownOf({ cause }));
    // Unknown fields stay absent, so that loggers show the known ones only.
    for (const [name, value] of Object.entries(others)) {
      if (value !== undefined) define(this, name, value, true);
    }
    this.attempts = attempts;
    this.retryable = retryable;
    define(this, BRAND, true);
  }

  /** The error as plain data, for `JSON.stringify`, messages and logs: without the body of the response and the cause. */
  toJSON(): ErrorJSON {
    const { name, message } = this;
    return { name, message, ...(this as Omit<ErrorFields, "message" | "body" | "cause">) };
  }

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
  static fromJSON(json: ErrorJSON): DigitalOceanError {
    const fields: ErrorFields & { name?: string } = ownOf(json);
    const type = classes.get(fields.name as string) ?? DigitalOceanError;
    delete fields.name;
    if (fields.retryAt) fields.retryAt = new Date(fields.retryAt);
    if (fields.rateLimit) fields.rateLimit = { ...fields.rateLimit, reset: new Date(fields.rateLimit.reset) };
    return new type(fields);
  }
}

/** The classes by their names, which minifiers change. */
const classes = new Map<string, new (fields: ErrorFields) => DigitalOceanError>();

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
export class APIError extends DigitalOceanError {
  /** The HTTP status. */
  declare readonly status: number;
  /** The API's own short name for the error, such as `not_found`, if the body has one. */
  declare readonly id: string | undefined;
  /** The body of the response, as text; empty without one. Not enumerable, so that loggers leave it out. */
  declare readonly body: string;

  /** @param fields - The fields of the error. */
  constructor(fields: ErrorFields) {
    super(fields);
    define(this, "body", ownOf(fields).body ?? "");
  }
}

/** 400: the API cannot read the request. */
export class BadRequestError extends APIError {}
/** 401: the token is missing, wrong or revoked. */
export class AuthenticationError extends APIError {}
/**
 * 403: the token lacks a scope; `scopes` lists those that the call needs.
 * @see https://docs.digitalocean.com/reference/api/create-personal-access-token/
 */
export class PermissionDeniedError extends APIError {
  /** The scopes of the token that the call needs, such as `database:create`; empty for calls of `client.request`. */
  declare readonly scopes: string[];
}
/** 404: the resource does not exist, or not yet: a new one can take two minutes to be found. */
export class NotFoundError extends APIError {}
/** 409: the request conflicts with an existing resource, such as a name that is taken. */
export class ConflictError extends APIError {}
/** 412: the state of the account or resource does not allow the call. */
export class PreconditionFailedError extends APIError {}
/** 422: the API refuses the content of the request; the message says why. */
export class UnprocessableEntityError extends APIError {}
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
export class RateLimitError extends APIError {}
/** 5xx: the API, or a proxy on the way to it, failed. After a create, it is the `cause` of an `AmbiguousWriteError`. */
export class InternalServerError extends APIError {}

/**
 * No complete response arrived: DNS, connection, TLS, CORS, an interrupted body or a redirect. `cause` is the error of
 * `fetch`.
 *
 * Browsers do not say which it was. The console of the page says more, such as a CORS error.
 */
export class ConnectionError extends DigitalOceanError {}
/**
 * No complete response arrived within `timeout` or `deadline`, or the token function or a hook took longer than
 * `timeout`. The message says which.
 */
export class TimeoutError extends DigitalOceanError {}
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
export class AmbiguousWriteError<T = unknown> extends DigitalOceanError {
  /**
   * Lists the resources and resolves to the new one, found by its name and time of creation; to `undefined` if it is
   * not there, or not yet. Can be called repeatedly.
   *
   * Times are compared with the server's clock. Where it is hidden, as it may be in a browser, and a resource of that
   * name may be older, it rejects with the code `cannot_tell`. Otherwise rejects like the list call. The headers,
   * retries, signal and time limits are those of the create; `deadline` counts anew.
   */
  declare readonly findCreated: () => Promise<T | undefined>;

  /**
   * @param fields - The fields of the error.
   * @param findCreated - Looks for the new resource.
   */
  constructor(fields: ErrorFields, findCreated: () => Promise<T | undefined> = cannotFind) {
    super(fields);
    define(this, "findCreated", findCreated);
  }
}

/** Stands in for the `findCreated` of an error that was JSON, which has no client. */
async function cannotFind(): Promise<never> {
  throw new InvalidRequestError({ code: "invalid_request", message: "findCreated: not in an error that was JSON" });
}

/** The `signal` of the call was aborted; `cause` is its reason. A write that was already sent may still take effect. */
export class AbortError extends DigitalOceanError {}
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
export class InvalidRequestError extends DigitalOceanError {}
/**
 * The API responded with 2xx, but the body is not the expected JSON. A write has taken effect nevertheless.
 *
 * A proxy may have responded in place of the API.
 */
export class DecodeError extends DigitalOceanError {}
/**
 * The WebAssembly of this package did not load; the message says what to do. The next call tries again.
 *
 * In a page or browser extension with a Content-Security-Policy, `script-src` needs `'wasm-unsafe-eval'`.
 */
export class LoadError extends DigitalOceanError {}

// Names as strings: minifiers rename classes.
for (const [name, type] of Object.entries({
  DigitalOceanError,
  APIError,
  BadRequestError,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  PreconditionFailedError,
  UnprocessableEntityError,
  RateLimitError,
  InternalServerError,
  ConnectionError,
  TimeoutError,
  AbortError,
  InvalidRequestError,
  DecodeError,
  LoadError,
  AmbiguousWriteError,
})) {
  define(type.prototype, "name", name);
  // Where class names are minified, consoles would show those.
  define(type, "name", name);
  classes.set(name, type);
}

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
export function isDigitalOceanError(value: unknown): value is DigitalOceanError {
  try {
    return typeof value === "object" && value !== null && BRAND in value;
  } catch {
    // A proxy that was revoked.
    return false;
  }
}
