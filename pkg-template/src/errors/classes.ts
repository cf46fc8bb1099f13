import type { RateLimit } from "../result/rate-limit.js";

/** Marks the errors of every copy of this package, whichever version, format or realm it is of. */
const BRAND = Symbol.for("digitalocean-wasm.error");

/** What an error is made of. */
export interface ErrorFields {
  /** The stable name of the error, for programs. */
  code: string;
  /** What happened and, where there is something to do, what to do. */
  message: string;
  /** The call that failed, such as `databases.create`. */
  operation?: string | undefined;
  /** How often the request was sent; 0 when it never was. */
  attempts?: number | undefined;
  /** The HTTP status, when there was an answer. */
  status?: number | undefined;
  /** The API's own short name for the error. */
  id?: string | undefined;
  /** The API's name for the call, to quote to its support. */
  requestId?: string | undefined;
  /** The body of the answer, as text. */
  body?: string | undefined;
  /** What was thrown underneath. */
  cause?: unknown;
  /** What to do, where more can be said than the message says. */
  hint?: string | undefined;
  /** Whether the same call may succeed later and does no harm. */
  retryable?: boolean | undefined;
  /** When the API said to come back. */
  retryAt?: Date | undefined;
  /** What the API said of the token's limits. */
  rateLimit?: RateLimit | undefined;
  /** The scopes that the call needs. */
  scopes?: string[] | undefined;
}

/** Anything that goes wrong in this package. */
export class DigitalOceanError extends Error {
  /** The stable name of the error, for programs: `not_found`, `timeout`… */
  declare readonly code: string;
  /** The call that failed, such as `databases.create`. */
  declare readonly operation: string | undefined;
  /** How often the request was sent; 0 when it never was. */
  readonly attempts: number;
  /** The HTTP status, when there was an answer. */
  declare readonly status: number | undefined;
  /** The API's name for the call, to quote to its support. */
  declare readonly requestId: string | undefined;
  /** What to do, where more can be said than the message says. */
  declare readonly hint: string | undefined;
  /** Whether the same call may succeed later and does no harm. */
  readonly retryable: boolean;
  /** When the API said to come back, if it did. */
  declare readonly retryAt: Date | undefined;
  /** What the API said of the token's limits, if it did. */
  declare readonly rateLimit: RateLimit | undefined;

  constructor({ message, cause, body, attempts = 0, retryable = false, ...fields }: ErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    // Only what is known is shown.
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
      }
    }
    this.attempts = attempts;
    this.retryable = retryable;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** The API answered with a status outside 2xx. */
export class APIError extends DigitalOceanError {
  declare readonly status: number;
  /** The API's own short name for the error, such as `not_found`, when its body has one. */
  declare readonly id: string | undefined;
  /** The body of the answer, as text. Not enumerable, so that loggers leave it out. */
  declare readonly body: string;

  constructor(fields: ErrorFields) {
    super(fields);
    Object.defineProperty(this, "body", { value: fields.body ?? "" });
  }
}

/** 400: the API could not read the request. */
export class BadRequestError extends APIError {}
/** 401: the token is missing, wrong or revoked. */
export class AuthenticationError extends APIError {}
/** 403: the token lacks a scope. */
export class PermissionDeniedError extends APIError {
  /** The scopes that the call needs, such as `database:create`. */
  declare readonly scopes: string[];
}
/** 404: there is no such thing, or not yet. */
export class NotFoundError extends APIError {}
/** 409: it clashes with what is there, such as a name that is taken. */
export class ConflictError extends APIError {}
/** 412: the account or resource is not in a state that allows it. */
export class PreconditionFailedError extends APIError {}
/** 422: the API understood the request and refuses its content. */
export class UnprocessableEntityError extends APIError {}
/** 429: too many requests. */
export class RateLimitError extends APIError {}
/** 5xx: the API, or something on the way to it, failed. */
export class InternalServerError extends APIError {}

/** No answer came: DNS, connection, TLS, CORS, an interrupted body, or a redirect. */
export class ConnectionError extends DigitalOceanError {}
/** No whole answer came within `timeout`, or `deadline`. */
export class TimeoutError extends DigitalOceanError {}
/**
 * The answer to a create was lost, so that what should be created may be there or not; `cause` is why. It is not created
 * again, for that might make a second.
 */
export class AmbiguousWriteError<T = unknown> extends DigitalOceanError {
  /**
   * Looks for what was created, by its name: resolves to it, or to `undefined` when it is not there, or not yet.
   */
  declare readonly findCreated: () => Promise<T | undefined>;

  constructor(fields: ErrorFields, findCreated: () => Promise<T | undefined>) {
    super(fields);
    Object.defineProperty(this, "findCreated", { value: findCreated });
  }
}
/** The call's signal was aborted; `cause` is its reason. */
export class AbortError extends DigitalOceanError {}
/** Refused before anything was sent; the message names the field and what to do. */
export class InvalidRequestError extends DigitalOceanError {}
/** The API answered 2xx with a body that is not what it should be. */
export class DecodeError extends DigitalOceanError {}
/** The package's WebAssembly could not be loaded; the next call tries again. */
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

/** Whether a value is an error of this package, also of another copy of it. */
export function isDigitalOceanError(value: unknown): value is DigitalOceanError {
  return typeof value === "object" && value !== null && BRAND in value;
}
