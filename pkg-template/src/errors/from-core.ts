import type { Failure } from "../call/state.js";
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
} from "./classes.js";
import { type FailedOperation, hintFor } from "./hints.js";

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
  /** The token, which is removed from messages. */
  token: string | undefined;
  attempts: number;
  /** Whether an earlier attempt may have taken effect. */
  mayBeDone: boolean;
}

/** Makes an error of its parts. Any other thrown value becomes the cause of an error with the code `internal`. */
export function toError(thrown: unknown, operation: FailedOperation, progress?: Progress): DigitalOceanError {
  if (isDigitalOceanError(thrown)) {
    return thrown;
  }
  const { response, outcome, ...fields } = {
    ...(thrown as Failure),
    operation: operation.name,
  };
  fields.attempts ??= progress?.attempts;
  let type = CLASSES[fields.code];
  if (response) {
    fields.status = response.status;
    fields.requestId = header(response, "x-request-id");
    fields.rateLimit = rateLimitOf(response);
  }
  if (fields.code === "refused") {
    type = statusError(fields, operation);
    if (progress?.mayBeDone && [404, 409, 412, 422].includes(fields.status as number)) {
      fields.hint = "an earlier attempt may have done it: look before you call again";
    }
  }
  if (type === undefined) {
    const message = "unexpected error inside digitalocean-wasm; see `cause`";
    return new DigitalOceanError({ ...fields, code: "internal", message, cause: thrown });
  }
  // The error of a caller's own fetch may quote the request. Shorter strings are no tokens, but parts of words.
  fields.message = fields.message.replace(/Bearer [!-~]+/g, "Bearer …");
  if (progress?.token && progress.token.length >= 8) {
    fields.message = fields.message.replaceAll(progress.token, "…");
  }
  return new type(fields);
}

/**
 * Completes the parts from a response outside 2xx, with the API's own message if there is one. Returns the class of its
 * status.
 */
function statusError(fields: ErrorFields, operation: FailedOperation): Class {
  const { status = 0, body = "" } = fields;
  const [code, type]: [string, Class] =
    STATUSES[status] ?? (status >= 500 ? ["server_error", InternalServerError] : ["unexpected_status", APIError]);
  const parsed = parse(body);
  fields.id = stringOf(parsed.id);
  fields.requestId = stringOf(parsed.request_id) ?? fields.requestId;
  fields.message = stringOf(parsed.message) || fallbackMessage(status, body.trim());
  const hint = hintFor(fields, operation);
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
function fallbackMessage(status: number, body: string): string {
  if (body === "") {
    return `the API responded with ${status} and no body`;
  }
  const start = `the API, or a proxy on the way, responded with ${status}`;
  if (/^[<{[]/.test(body)) {
    return `${start} and ${body.startsWith("<") ? "a web page" : "a body without a message"}`;
  }
  const [line = ""] = body.split("\n");
  return `${start}: ${[...line].slice(0, 200).join("")}`;
}

function parse(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
