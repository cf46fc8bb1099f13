/** The kind of a value in a word, for messages, which never hold the value. */
export function kindOf(value) {
  if (typeof value !== "object") {
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : typeof value;
  }
  try {
    const name = Object.prototype.toString.call(value).slice(8, -1);
    return ["Object", "Array", "Null"].includes(name) ? name.toLowerCase() : name;
  } catch {
    // A proxy that throws, or was revoked: an object, which cannot be read.
    return "object";
  }
}

/** The kind of a value, as `src/js/kind.rs` numbers them. */
export function kindNumber(value) {
  const numbers = {
    undefined: 0,
    string: 2,
    boolean: 3,
    bigint: 4,
    number: Number.isSafeInteger(value) ? 5 : Number.isInteger(value) ? 6 : Number.isFinite(value) ? 7 : 8,
    object: value === null ? 1 : isArray(value) ? 9 : 10,
  };
  return numbers[typeof value] ?? 11;
}

function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Three results of the core. */
export const triple = (first, second, third) => [first, second, third];

/**
 * The entries of a plain object that are not `undefined`; `undefined` for other values, such as a Date or a Map. Throws
 * what reading it throws.
 */
export const entriesOf = (value) =>
  kindOf(value) === "object" ? Object.entries(value).filter(([, value]) => value !== undefined) : undefined;
