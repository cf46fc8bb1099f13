import { parse } from "../generated/js/parse.js";
import { SECRET_FIELDS } from "../generated/operations.js";
import { copyDeep } from "./copy.js";

/** The text in place of a secret. */
const MASK = "…";

/** Names of secrets in bodies that no model describes. */
const SECRET_NAME = /^(ca|dsn)$|pass(word|phrase)|pwd|secret|token|credential|cert|key$|_key|pem|auth|uri/i;

/** Whether a field of a request holds a secret, by its name. */
const isSecret = (name: string) => SECRET_FIELDS.includes(name) || SECRET_NAME.test(name);

/** The JSON of a request's body with whatever is under the name of a secret masked, in any depth. */
export const maskSecrets = (json: string): string => write(parse(json, true), undefined, isSecret);

/**
 * A copy of a resource, page or any other value in which secrets are masked: passwords, connection URIs, keys and
 * certificates of the API's resources. For logs and support tickets.
 *
 * Plain objects and arrays are copied in any depth; other values are kept as they are. Only the fields that the API
 * documents as secrets are masked, by their names.
 *
 * @param value - The value to copy.
 * @example
 * const cluster = await client.databases.get("my-cluster-id");
 * console.log(redact(cluster)); // connection: { uri: "…", password: "…", … }
 */
export function redact<T>(value: T): T {
  return copyDeep(
    value,
    (held, kind) => (kind === "object" || kind === "array" ? Object.entries(held) : undefined),
    (text, name) => (text && SECRET_FIELDS.includes(name as string) ? MASK : text),
  ) as T;
}

/**
 * `JSON.stringify` for values of this package: integers beyond 2^53, which are `bigint`s, are written as their digits.
 * `JSON.stringify` itself throws on them. MySQL and Kafka configs have such integers.
 *
 * @param value - The value, such as a config.
 * @param space - The indentation, as of `JSON.stringify`.
 * @example
 * const config = await client.databases.config.get("my-cluster-id");
 * console.log(stringify(config, 2));
 */
export const stringify = (value: unknown, space?: number | string): string => write(value, space);

/** Writes JSON, with the digits of bigints, and masks what `isMasked` says of a name. */
function write(value: unknown, space?: number | string, isMasked?: (name: string) => boolean): string {
  /** The digits of each bigint, whose place is held by a text that no value has. */
  const digits: string[] = [];
  const now = Date.now();
  const json = JSON.stringify(
    value,
    (name, held: unknown) =>
      isMasked?.(name) ? MASK : typeof held === "bigint" ? `\u0000${now}:${digits.push(String(held)) - 1}` : held,
    space,
  );
  const pattern = new RegExp(`"\\\\u0000${now}:(\\d+)"`, "g");
  return json?.replace(pattern, (_found, index: string) => digits[Number(index)] as string);
}
