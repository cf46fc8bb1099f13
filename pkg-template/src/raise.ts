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
} from "./errors.js";

const CLASSES: Record<string, typeof DigitalOceanError> = {
  bad_request: BadRequestError,
  unauthorized: AuthenticationError,
  forbidden: PermissionDeniedError,
  not_found: NotFoundError,
  conflict: ConflictError,
  precondition_failed: PreconditionFailedError,
  unprocessable_entity: UnprocessableEntityError,
  too_many_requests: RateLimitError,
  server_error: InternalServerError,
  unexpected_status: APIError,
  connection_failed: ConnectionError,
  timeout: TimeoutError,
  aborted: AbortError,
  invalid_request: InvalidRequestError,
  undecodable: DecodeError,
  load_failed: LoadError,
};

/** The error that was thrown, or that the core's or loader's plain object describes, as one of the call `operation`. */
export function toError(thrown: unknown, operation: string, token?: unknown): DigitalOceanError {
  if (isDigitalOceanError(thrown)) {
    return thrown;
  }
  const fields = { ...(thrown as ErrorFields), operation };
  const type = CLASSES[fields.code];
  if (type === undefined) {
    const message = "an error inside digitalocean-wasm";
    return new DigitalOceanError({ code: "internal", message, operation, cause: thrown });
  }
  // What a caller's own fetch throws may quote the request. Shorter strings are no tokens, but parts of words.
  if (typeof token === "string" && token.trim().length >= 8) {
    fields.message = fields.message.replaceAll(token.trim(), "…");
  }
  return new type(fields);
}
