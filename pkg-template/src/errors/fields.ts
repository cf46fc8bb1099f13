// The fields of errors, as their constructors take them and as they are written as JSON.
import type { RateLimit } from "../result/rate-limit.js";

/** The codes of errors that this version knows. Newer versions may have others: handle those as their class says. */
export type ErrorCode =
  | "bad_request"
  | "cannot_tell"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "precondition_failed"
  | "unprocessable_entity"
  | "too_many_requests"
  | "server_error"
  | "unexpected_status"
  | "name_taken"
  | "unsupported_engine"
  | "garbage_collection_running"
  | "registry_limit"
  | "several_registries"
  | "cluster_not_ready"
  | "connection_failed"
  | "not_an_answer"
  | "timeout"
  | "aborted"
  | "invalid_request"
  | "undecodable"
  | "load_failed"
  | "ambiguous_write"
  | "wait_failed"
  | "wait_timeout"
  | "internal"
  | (string & {});

/** The fields of an error, as its constructor takes them. See `DigitalOceanError` and `APIError` for their meaning. */
export interface ErrorFields {
  /** The stable name of the error, for programs. */
  code: ErrorCode;
  /** A sentence about what happened, for people. */
  message: string;
  /** The call that failed, such as `databases.create`. */
  operation?: string | undefined;
  /** The HTTP method of its request. */
  method?: string | undefined;
  /** The path of its request, without the query. */
  path?: string | undefined;
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
  /** The last state that a wait saw. */
  lastState?: unknown;
}

/**
 * An error as plain data, as `toJSON()` returns it: without the body of the response and the cause. Its dates are
 * strings once it was JSON.
 */
export interface ErrorJSON extends Omit<ErrorFields, "body" | "cause" | "lastState"> {
  /** The name of the class, such as `NotFoundError`. */
  name: string;
}
