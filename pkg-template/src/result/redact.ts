import { kindOf } from "../generated/js/values.js";
import { SECRET_FIELDS } from "../generated/operations.js";

/** The text in place of a secret. */
const MASK = "…";

/** Names of secrets in bodies that no model describes. */
const SECRET_NAME = /^(ca|dsn)$|pass(word|phrase)|pwd|secret|token|credential|cert|key$|_key|pem|auth|uri/i;

/** Whether a field of a request holds a secret, by its name. */
const isSecret = (name: string) => SECRET_FIELDS.includes(name) || SECRET_NAME.test(name);

/** The JSON of a request's body with all values under secret names masked, in any depth. Text in, text out: no digit changes. */
export function maskSecrets(json: string): string {
  /** For each object or array that is open: whether everything in it is masked. */
  const open = [false];
  let isMasked = false;
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s{}[\]",:]+/g, (token, place: number) => {
    const isInside = open.at(-1) === true;
    if (token === "{" || token === "[") {
      open.push(isMasked || isInside);
      isMasked = false;
      return token;
    }
    if (token === "}" || token === "]") {
      open.pop();
      return token;
    }
    if (json[place + token.length] === ":") {
      isMasked = isSecret(JSON.parse(token));
      return token;
    }
    const value = isMasked || isInside ? `"${MASK}"` : token;
    isMasked = false;
    return value;
  });
}

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
  return copyOf(value, new Map()) as T;
}

function copyOf(value: unknown, copies: Map<unknown, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const isPlain = ["object", "array"].includes(kindOf(value));
  if (!isPlain) return value;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([] as never) : {};
  copies.set(value, copy);
  for (const [name, held] of Object.entries(value)) {
    const isMasked = SECRET_FIELDS.includes(name) && typeof held === "string" && held !== "";
    Object.defineProperty(copy, name, {
      value: isMasked ? MASK : copyOf(held, copies),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
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
export function stringify(value: unknown, space?: number | string): string {
  /** The digits of each bigint, whose place is held by a text that no value has. */
  const digits: string[] = [];
  const mark = `\u0000${Date.now()}:`;
  const json = JSON.stringify(
    value,
    (_key, held: unknown) => (typeof held === "bigint" ? mark + (digits.push(String(held)) - 1) : held),
    space,
  );
  const pattern = new RegExp(`"${JSON.stringify(mark).slice(1, -1).replace("\\", "\\\\")}(\\d+)"`, "g");
  return json?.replace(pattern, (_found, index: string) => digits[Number(index)] as string);
}
