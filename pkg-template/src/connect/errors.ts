/** The reason of a `ConnectError`, for programs. */
export type ConnectErrorCode =
  /** An option, or a field of what was passed, is missing or not as documented. */
  | "invalid_argument"
  /** The API left a password blank. */
  | "blank_password"
  /** The cluster has no such connection, or none yet. */
  | "no_connection"
  /** The driver or tool cannot express the value in this form. */
  | "not_expressible";

/** The error of every function of `digitalocean-wasm/connect`. Its message names the field, and holds no secret. */
export class ConnectError extends Error {
  /** The reason, for programs. */
  declare readonly code: ConnectErrorCode;
  /** The option or field that is wrong, such as `"ca"`. */
  declare readonly field: string;

  /** @internal */
  constructor(code: ConnectErrorCode, field: string, text: string) {
    super(`${field}: ${text}`);
    Object.assign(this, { name: "ConnectError", code, field });
  }
}

/** The remedy for secrets that the API left blank. */
export const NEEDS_SCOPE = "the token needs the scope database:view_credentials";

export const invalid = (field: string, text: string): ConnectError => new ConnectError("invalid_argument", field, text);

/** A refusal: the driver cannot be told `text` as its `field` in this form. */
export const notExpressible = (field: string, text: string): ConnectError =>
  new ConnectError("not_expressible", field, `${text} cannot be expressed; use \`config\``);
