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
import { header, rateLimit } from "./promise.js";
import { remedy } from "./remedies.js";

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

/** Refusals by their status. */
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

/** What the core throws. */
interface Thrown extends ErrorFields {
  response?: Response;
  /** In how many milliseconds the API said to come back. */
  retryAfter?: number;
}

/** What the error of a call is made with. */
export interface Context {
  /** The call. */
  operation: string;
  /** The scopes it needs. */
  scopes?: string[];
  /** The token, which no message may hold. */
  token?: unknown;
}

/** The error that was thrown, or that the core's or loader's plain object describes. */
export function toError(thrown: unknown, { operation, scopes, token }: Context): DigitalOceanError {
  if (isDigitalOceanError(thrown)) {
    return thrown;
  }
  const { response, retryAfter, ...fields } = { ...(thrown as Thrown), operation };
  let type = CLASSES[fields.code];
  if (response) {
    fields.status = response.status;
    fields.requestId = header(response, "x-request-id");
    fields.rateLimit = rateLimit(response);
  }
  if (retryAfter !== undefined) {
    fields.retryAt = new Date(Date.now() + retryAfter);
  }
  if (fields.code === "refused") {
    type = refusal(fields, operation, scopes);
  }
  if (type === undefined) {
    const message = "an error inside digitalocean-wasm";
    return new DigitalOceanError({ code: "internal", message, operation, cause: thrown });
  }
  if (fields.code === "connection_failed" && fields.cause !== undefined) {
    fields.message += `: ${describe(fields.cause)}`;
  }
  // What a caller's own fetch throws may quote the request. Shorter strings are no tokens, but parts of words.
  fields.message = fields.message.replace(/Bearer [!-~]+/g, "Bearer …");
  if (typeof token === "string" && token.trim().length >= 8) {
    fields.message = fields.message.replaceAll(token.trim(), "…");
  }
  return new type(fields);
}

/** Adds what an answer outside 2xx says: in the API's own words where there are any, else what can be said. */
function refusal(fields: ErrorFields, operation: string, scopes: string[] = []): Class {
  const { status = 0, body = "" } = fields;
  const [code, type]: [string, Class] =
    STATUSES[status] ?? (status >= 500 ? ["server_error", InternalServerError] : ["unexpected_status", APIError]);
  const said = parse(body);
  fields.id = text(said.id);
  fields.requestId = text(said.request_id) ?? fields.requestId;
  fields.message = text(said.message) || unsaid(status, body.trim());
  const found = remedy(fields, operation);
  fields.code = found?.code ?? code;
  fields.hint = found?.hint;
  if (status === 403) {
    fields.scopes = scopes;
    fields.hint = `give the token what the call needs: ${scopes.join(", ")}`;
  }
  return type;
}

/** A message for a body that is not the API's. */
function unsaid(status: number, body: string): string {
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

/** What was thrown, in a line: its message, and its cause's code or message, where Node hides the reason. */
export function describe(thrown: unknown): string {
  try {
    const { message, cause } = Object(thrown);
    const said = text(message) || text(thrown) || "it failed";
    const reason = text(cause?.code) ?? text(cause?.message);
    return reason ? `${said} (${reason})` : said;
  } catch {
    return "it failed";
  }
}
