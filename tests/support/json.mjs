// JSON, with integers to the digit.

/** Parses JSON, with integers of 64 bits that are beyond 2^53 as bigints. `JSON.parse` rounds them. */
export function parseExactly(text) {
  JSON.parse(text);
  // Strings and numbers become strings that say which of them they were.
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`,
  );
  return restored(JSON.parse(marked));
}

function restored(value) {
  if (typeof value === "string") {
    return value.startsWith("s") ? value.slice(1) : number(value.slice(1));
  }
  if (Array.isArray(value)) {
    return value.map(restored);
  }
  if (value instanceof Object) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.slice(1), restored(item)]));
  }
  return value;
}

function number(digits) {
  const rounded = Number(digits);
  if (!/^-?\d+$/.test(digits) || Number.isSafeInteger(rounded)) return rounded;
  const exact = BigInt(digits);
  return exact >= -(2n ** 63n) && exact < 2n ** 64n ? exact : rounded;
}
