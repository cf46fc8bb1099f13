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

/** The mark of a value that threw when it was read. */
export const UNREADABLE = Symbol();

/** The most characters of a string: far more than the API takes, and far less than the WebAssembly's memory. */
const MAX_LENGTH = 2 ** 26;

/** The kind of a value, as `src/js/kind.rs` numbers them. */
export function kindNumber(value) {
  switch (typeof value) {
    case "undefined":
      return 0;
    case "string":
      return value.length > MAX_LENGTH ? 12 : 2;
    case "boolean":
      return 3;
    case "bigint":
      return 4;
    case "number":
      return Number.isSafeInteger(value) ? 5 : Number.isInteger(value) ? 6 : Number.isFinite(value) ? 7 : 8;
    case "object":
      return value === null ? 1 : isArray(value) ? 9 : 10;
    default:
      return value === UNREADABLE ? 13 : 11;
  }
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

/** The length of an array; -1 if it cannot be read. */
export function lengthOf(array) {
  try {
    return array.length >>> 0;
  } catch {
    return -1;
  }
}

/** An item of an array, or `UNREADABLE`. */
export function itemOf(array, index) {
  try {
    return array[index];
  } catch {
    return UNREADABLE;
  }
}

/**
 * The entries of a plain object that are not `undefined`; `undefined` for other values, such as a Date or a Map, and
 * `UNREADABLE` where reading them throws.
 */
export function entriesOf(value) {
  try {
    return kindOf(value) === "object" ? Object.entries(value).filter(([, value]) => value !== undefined) : undefined;
  } catch {
    return UNREADABLE;
  }
}

/** A string, number, boolean or `bigint` as URLs have it, or as JSON: the engine escapes what Rust cannot hold. */
export const textOf = (value, isQuoted) => (isQuoted ? JSON.stringify(value) : String(value));
