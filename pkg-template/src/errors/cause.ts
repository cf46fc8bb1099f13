// Reads errors that other code threw: the caller's functions, `fetch`, the platform. Reading them may throw.

/** Codes of Node's errors for connections that were not made, so that no request can have arrived. */
const CONNECT_CODES = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];
/** How many errors of a chain of causes are read: a chain may be a circle. */
const MAX_DEPTH = 5;

/** The code of an error, or of one of its causes, when no connection was made. Browsers give no codes. */
export function connectCode(thrown: unknown): string | undefined {
  try {
    let error = Object(thrown);
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      if (CONNECT_CODES.includes(error.code)) return error.code;
      error = Object(error.cause);
    }
  } catch {
    // An unreadable error has no code.
  }
  return undefined;
}

/** A thrown value in a line: its message, and its cause's code or message, where Node hides the reason. */
export function describe(thrown: unknown): string {
  try {
    const { message, cause } = Object(thrown);
    const line = stringOf(message) || stringOf(thrown) || UNKNOWN;
    const reason = stringOf(cause?.code) ?? stringOf(cause?.message);
    return reason ? `${line} (${reason})` : line;
  } catch {
    return UNKNOWN;
  }
}

const UNKNOWN = "unknown error";

/** The value if it is a string. */
export const stringOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
