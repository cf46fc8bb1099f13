import type { Failure } from "../call/state.js";
import type { PreparedRequest } from "../load/core-types.js";
import { header } from "../result/headers.js";
import { rateLimitOf } from "../result/rate-limit.js";
import { stringOf } from "./cause.js";
import {
  AbortError,
  APIError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  DecodeError,
  DigitalOceanError,
  type ErrorFields,
  InternalServerError,
  InvalidRequestError,
  isDigitalOceanError,
  LoadError,
  NotFoundError,
  PermissionDeniedError,
  PreconditionFailedError,
  RateLimitError,
  TimeoutError,
  UnprocessableEntityError,
  WaitFailedError,
  WaitTimeoutError,
} from "./classes.js";
import { type FailedOperation, failureHint, hintFor } from "./hints.js";
import { ownOf } from "./own.js";
import { scrubCause, scrubLine } from "./scrub.js";

type Class = new (fields: ErrorFields) => DigitalOceanError;

export const CLASSES: Record<string, Class> = {
  connection_failed: ConnectionError,
  not_an_answer: ConnectionError,
  timeout: TimeoutError,
  aborted: AbortError,
  invalid_request: InvalidRequestError,
  undecodable: DecodeError,
  load_failed: LoadError,
  too_many_requests: RateLimitError,
  not_found: NotFoundError,
  wait_failed: WaitFailedError,
  wait_timeout: WaitTimeoutError,
};

/** Codes and classes of error responses by their status. */
export const STATUSES: Record<number, [code: string, type: Class]> = {
  400: ["bad_request", BadRequestError],
  401: ["unauthorized", AuthenticationError],
  403: ["forbidden", PermissionDeniedError],
  404: ["not_found", NotFoundError],
  409: ["conflict", ConflictError],
  412: ["precondition_failed", PreconditionFailedError],
  422: ["unprocessable_entity", UnprocessableEntityError],
  429: ["too_many_requests", RateLimitError],
};

/** The state of its call. */
interface Progress {
  /** The token, which no error may show. */
  token: string | undefined;
  attempts: number;
  /** Whether an earlier attempt may have taken effect. */
  mayBeDone: boolean;
  request: PreparedRequest;
  options: { headers: Record<string, string> };
}

/** Makes an error of its parts. Any other thrown value becomes the cause of an error with the code `internal`. */
export function toError(thrown: unknown, operation: FailedOperation, progress?: Progress): DigitalOceanError {
  if (isDigitalOceanError(thrown)) {
    return thrown;
  }
  const fields = partsOf(thrown);
  const { response, outcome } = fields;
  delete fields.response;
  delete fields.outcome;
  const token = progress?.token;
  const request = progress?.request;
  fields.operation = operation.name;
  fields.attempts = progress?.attempts;
  fields.method = request?.[0];
  fields.path = request?.[1].split("?")[0];
  let type = CLASSES[fields.code] ?? DigitalOceanError;
  if (response) {
    fields.status = response.status;
    fields.requestId = header(response, "x-request-id");
    fields.rateLimit = rateLimitOf(response);
  }
  if (fields.code === "refused") {
    type = statusError(fields, operation, progress as Progress);
    if (progress?.mayBeDone && [404, 409, 412, 422].includes(fields.status as number)) {
      fields.hint = "an earlier attempt may have done it: look before you call again";
    }
  } else {
    fields.hint ??= failureHint(fields, outcome, Object.keys(progress?.options.headers ?? {}));
  }
  // Whoever was sent the token may repeat it: the server, a proxy, or the caller's own fetch.
  for (const name of ["message", "id", "requestId"] as const) {
    const text = fields[name];
    if (text !== undefined) fields[name] = scrubLine(text, token);
  }
  fields.cause = scrubCause(fields.cause, token);
  return new type(fields);
}

/** The parts of an error that this package threw. Any other value is not read: it becomes the cause of another. */
const partsOf = (thrown: unknown): Failure =>
  ownOf(
    !(thrown instanceof Error) && Object.hasOwn(Object(thrown), "message")
      ? (thrown as Failure)
      : { code: "internal", message: "unexpected error inside digitalocean-wasm; see `cause`", cause: thrown },
  );

/**
 * Completes the parts from a response outside 2xx, with the API's own message if there is one. Returns the class of its
 * status.
 */
function statusError(fields: ErrorFields, operation: FailedOperation, progress: Progress): Class {
  const { status = 0, body = "" } = fields;
  const [code, type]: [string, Class] =
    STATUSES[status] ?? (status >= 500 ? ["server_error", InternalServerError] : ["unexpected_status", APIError]);
  const parsed = parse(body);
  fields.id = stringOf(parsed.id);
  fields.requestId = stringOf(parsed.request_id) ?? fields.requestId;
  fields.message = stringOf(parsed.message) || fallbackMessage(status, body.trim(), progress.token);
  const hint = hintFor(fields, operation, progress.request);
  fields.code = hint?.code ?? code;
  fields.hint = hint?.text;
  if (status === 403) {
    const scopes = operation.scopes ?? [];
    fields.scopes = scopes;
    fields.hint = `give the token the scopes that the call needs${scopes.length > 0 ? `: ${scopes.join(", ")}` : ""}`;
  }
  return type;
}

/** A message for a body without a message of the API. */
function fallbackMessage(status: number, body: string, token: string | undefined): string {
  if (body === "") {
    return `the API responded with ${status} and no body`;
  }
  const start = `the API, or a proxy on the way, responded with ${status}`;
  if (/^[<{[]/.test(body)) {
    return `${start} and ${body.startsWith("<") ? "a web page" : "a body without a message"}`;
  }
  const [line = ""] = body.split("\n");
  return `${start}: ${scrubLine(line, token, 200)}`;
}

function parse(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Not the API's.
  }
  return ownOf(Object(value));
}
