import { header } from "../result/headers.js";
import { rateLimitOf } from "../result/rate-limit.js";
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

/** The parts of an error as they are thrown. */
interface Thrown extends ErrorFields {
  response?: Response;
  outcome?: number;
}

/** How far its call got. */
interface Progress {
  /** The token, which no message may hold. */
  token: string | undefined;
  attempts: number;
}

/** Makes an error of its parts; anything else that was thrown becomes the cause of an `internal` one. */
export function toError(thrown: unknown, operation: FailedOperation, progress?: Progress): DigitalOceanError {
  if (isDigitalOceanError(thrown)) {
    return thrown;
  }
  const { response, outcome, ...fields } = {
    ...(thrown as Thrown),
    operation: operation.name,
    attempts: progress?.attempts,
  };
  let type = CLASSES[fields.code];
  if (response) {
    fields.status = response.status;
    fields.requestId = header(response, "x-request-id");
    fields.rateLimit = rateLimitOf(response);
  }
  if (fields.code === "refused") {
    type = statusError(fields, operation);
  }
  if (type === undefined) {
    const message = "an error inside digitalocean-wasm";
    return new DigitalOceanError({ ...fields, code: "internal", message, cause: thrown });
  }
  if (fields.code === "connection_failed" && fields.cause !== undefined) {
    fields.message += `: ${describe(fields.cause)}`;
  }
  // The error of a caller's own fetch may quote the request. Shorter strings are no tokens, but parts of words.
  fields.message = fields.message.replace(/Bearer [!-~]+/g, "Bearer …");
  if (progress?.token && progress.token.length >= 8) {
    fields.message = fields.message.replaceAll(progress.token, "…");
  }
  return new type(fields);
}

/** Adds what a response outside 2xx says, in the API's own words where there are any; returns the class of its status. */
function statusError(fields: ErrorFields, operation: FailedOperation): Class {
  const { status = 0, body = "" } = fields;
  const [code, type]: [string, Class] =
    STATUSES[status] ?? (status >= 500 ? ["server_error", InternalServerError] : ["unexpected_status", APIError]);
  const parsed = parse(body);
  fields.id = text(parsed.id);
  fields.requestId = text(parsed.request_id) ?? fields.requestId;
  fields.message = text(parsed.message) || fallbackMessage(status, body.trim());
  const hint = hintFor(fields, operation);
  fields.code = hint?.code ?? code;
  fields.hint = hint?.text;
  if (status === 403) {
    fields.scopes = operation.scopes ?? [];
    fields.hint = `give the token what the call needs: ${fields.scopes.join(", ")}`;
  }
  return type;
}

/** A message for a body that is not the API's. */
function fallbackMessage(status: number, body: string): string {
  if (body === "") {
    return `the API answered ${status} with no body`;
  }
  const answered = `the API, or something on the way to it, answered ${status}`;
  if (/^[<{[]/.test(body)) {
    return `${answered} with ${body.startsWith("<") ? "a web page" : "a body of another form"}`;
  }
  const [line = ""] = body.split("\n");
  return `${answered}: ${[...line].slice(0, 200).join("")}`;
}

function parse(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A thrown value in a line: its message, and its cause's code or message, where Node hides the reason. */
export function describe(thrown: unknown): string {
  try {
    const { message, cause } = Object(thrown);
    const line = text(message) || text(thrown) || "it failed";
    const reason = text(cause?.code) ?? text(cause?.message);
    return reason ? `${line} (${reason})` : line;
  } catch {
    return "it failed";
  }
}
