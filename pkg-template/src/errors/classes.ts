import type { RateLimit } from "../result/rate-limit.js";

/** The mark of the errors of every copy of this package, whichever version, format or realm it is of. */
const BRAND = Symbol.for("digitalocean-wasm.error");

/** The fields of an error, as its constructor takes them. See `DigitalOceanError` and `APIError` for their meaning. */
export interface ErrorFields {
  /** The stable name of the error, for programs. */
  code: string;
  /** A sentence about what happened, for people. */
  message: string;
  /** The call that failed, such as `databases.create`. */
  operation?: string | undefined;
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
}

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
  declare readonly code: string;
  /** The call that failed, such as `databases.create`. */
  declare readonly operation: string | undefined;
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
  constructor({ message, cause, body, attempts = 0, retryable = false, ...fields }: ErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    // Unknown fields stay absent, so that loggers show the known ones only.
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
      }
    }
    this.attempts = attempts;
    this.retryable = retryable;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** The error as plain data, for `JSON.stringify`, messages and logs: without the body of the response and the cause. */
  toJSON(): Omit<ErrorFields, "body" | "cause"> & { name: string } {
    const { name, message } = this;
    return { name, message, ...(this as Omit<ErrorFields, "message" | "body" | "cause">) };
  }
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
    Object.defineProperty(this, "body", { value: fields.body ?? "" });
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
  constructor(fields: ErrorFields, findCreated: () => Promise<T | undefined>) {
    super(fields);
    Object.defineProperty(this, "findCreated", { value: findCreated });
  }
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
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
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
