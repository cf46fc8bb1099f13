/** Refuses an option. The reader of the options makes an `InvalidRequestError` of it. */
export function refuse(message: string): never {
  throw new Error(message);
}

/** Refuses a value of a wrong type. */
export const mistyped = (name: string, expected: string, value: unknown): never =>
  refuse(`${name}: expected ${expected}, got ${kindOf(value)}`);

/** The value as a string; refuses anything else. */
export const text = (value: unknown, name: string): string =>
  typeof value === "string" ? value : mistyped(name, "string", value);

/** The kind of a value in a word, for messages, which never hold the value. */
export function kindOf(value: unknown): string {
  if (typeof value !== "object") {
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : typeof value;
  }
  try {
    const name = Object.prototype.toString.call(value).slice(8, -1);
    return ["Object", "Array", "Null"].includes(name) ? name.toLowerCase() : name;
  } catch {
    // A proxy that was revoked.
    return "an unreadable value";
  }
}
