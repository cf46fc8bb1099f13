// The outcome of a call at each fault, written down apart from the code that decides it.
import { HARMLESS } from "./methods.mjs";

/** Attempts of a call that uses all its retries: the first and two more. */
const ALL = 3;

/**
 * The kinds of faults: which methods are retried, and which a caller may retry. After a lost response nobody knows what the
 * server did; a create must not be done twice.
 */
const KINDS = {
  lost: { repeats: HARMLESS, retryable: HARMLESS },
  down: { repeats: HARMLESS, retryable: HARMLESS },
  busy: { repeats: [...HARMLESS, "POST", "PATCH"], retryable: [...HARMLESS, "POST", "PATCH"] },
  // The retry hint is longer than `maxRetryAfter`.
  "busy for long": { repeats: [], retryable: [...HARMLESS, "POST", "PATCH"] },
  "down for long": { repeats: [], retryable: HARMLESS },
  stands: { repeats: [], retryable: [] },
};

const BUSY = ["busy", "RateLimitError", "too_many_requests", 429];
const LATE = ["busy for long", ...BUSY.slice(1)];
const REDIRECT = ["stands", "ConnectionError", "not_an_answer"];
const CLOSED = ["lost", "ConnectionError", "connection_failed"];
const SLOW = ["lost", "TimeoutError", "timeout"];
const UNREADABLE = ["stands", "DecodeError", "undecodable", 200];
/** Calls whose response is not read. */
const BLIND = ["PUT", "DELETE", "PATCH"];

/** Each fault: its kind, and the name, code and status of the error it ends in. */
const FAULTS = {
  unread: CLOSED,
  read: CLOSED,
  short: CLOSED,
  hang: SLOW,
  drip: SLOW,
  "wrong-json": UNREADABLE,
  "wrong-shape": UNREADABLE,
  "html-200": UNREADABLE,
  "html-404": ["stands", "NotFoundError", "not_found", 404],
  "html-502": ["down", "InternalServerError", "server_error", 502],
  429: BUSY,
  "429-seconds": BUSY,
  "429-date": BUSY,
  "429-reset": BUSY,
  "429-late-seconds": LATE,
  "429-late-date": LATE,
  "429-late-reset": LATE,
  "503-seconds": ["down", "InternalServerError", "server_error", 503],
  "503-late-seconds": ["down for long", "InternalServerError", "server_error", 503],
  301: REDIRECT,
  302: REDIRECT,
  303: REDIRECT,
  307: REDIRECT,
  308: REDIRECT,
};

const REFUSALS = {
  400: ["BadRequestError", "bad_request"],
  401: ["AuthenticationError", "unauthorized"],
  403: ["PermissionDeniedError", "forbidden"],
  404: ["NotFoundError", "not_found"],
  409: ["ConflictError", "conflict"],
  412: ["PreconditionFailedError", "precondition_failed"],
  422: ["UnprocessableEntityError", "unprocessable_entity"],
  429: ["RateLimitError", "too_many_requests"],
};
/** More specific codes of the calls in methods.mjs. */
const MORE = {
  "POST 409": "name_taken",
  ...Object.fromEntries(["PUT", "DELETE", "POST", "PATCH"].map((method) => [`${method} 412`, "cluster_not_ready"])),
};

function errorResponse(status, method) {
  const other = status >= 500 ? ["InternalServerError", "server_error"] : ["APIError", "unexpected_status"];
  const [name, code] = REFUSALS[status] ?? other;
  const kind = status === 429 ? "busy" : [408, 500, 502, 503, 504].includes(status) ? "down" : "stands";
  return [kind, name, MORE[`${method} ${status}`] ?? code, status];
}

/** The names of all faults that are not plain statuses. */
export const NAMES = Object.keys(FAULTS);
/** Every status of an error response. */
export const STATUSES = Array.from({ length: 200 }, (_, index) => String(400 + index));

/** The outcome of a call: the number of attempts, and the error. */
export function outcome(fault, method) {
  const [kind, name, code, status] = FAULTS[fault] ?? errorResponse(Number(fault), method);
  if (code === "undecodable" && BLIND.includes(method)) {
    return { attempts: 1, name: undefined };
  }
  const { repeats, retryable } = KINDS[kind];
  // Neither a lost response nor one of these says whether a create was done.
  const isUnclear = kind === "lost" || code === "undecodable" || status === 408 || status >= 500;
  const isAmbiguous = method === "POST" && isUnclear;
  return {
    attempts: repeats.includes(method) ? ALL : 1,
    name: isAmbiguous ? "AmbiguousWriteError" : name,
    code: isAmbiguous ? "ambiguous_write" : code,
    retryable: retryable.includes(method),
    // A page cannot read the status of a redirect that was not followed.
    status: code === "not_an_answer" ? "any" : status,
    cause: isAmbiguous ? code : undefined,
  };
}

/** The actual outcome of a call, in the same form. Self-contained, so that it can be sent to a page. */
export async function happened(call) {
  const shown = ({ name, code, attempts, retryable, status, cause }) => ({
    attempts,
    name,
    code,
    retryable,
    status: code === "not_an_answer" ? "any" : status,
    cause: code === "ambiguous_write" ? cause?.code : undefined,
  });
  return call.withResponse().then(({ response }) => ({ attempts: response.attempts, name: undefined }), shown);
}
