/**
 * Parses JSON as the engine does; with `isExact`, integers that no number can hold become `bigint`s.
 *
 * Engines round those while parsing, so they are made strings with a mark first, which are told by it after.
 */
export function parse(text, isExact) {
  let value;
  try {
    value = JSON.parse(text);
  } catch ({ message }) {
    // Engines quote the text, in which there may be a password.
    throw new SyntaxError(message.replace(/".*"/s, "…"));
  }
  if (!isExact || !/\d{16}/.test(text)) {
    return value;
  }
  let mark;
  do {
    mark = Math.random().toString(36);
  } while (text.includes(mark));
  // A string, or a number.
  const marked = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}
