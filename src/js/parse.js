/**
 * Parses JSON as the engine does; with `isExact`, integers of 64 bits that no number can hold become `bigint`s. Returns
 * `undefined` for what is no JSON.
 *
 * Engines round those while parsing. So the text is parsed twice, the second time with such integers in quotes: they are
 * where one result has a number and the other a string. Nothing recurses, and no regular expression backtracks.
 */
export function parse(text, isExact) {
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isExact || !/\d{16}/.test(text)) {
    return parsed;
  }
  // A part of a string, which ends at an escape or at its end; or a number.
  const quoted = text.replace(/(?:"[^"\\]*|(?:\\.[^"\\]*){1,999})"?|-?\d[\d.eE+-]*/g, (token) =>
    isWide(token) ? `"${token}"` : token,
  );
  if (quoted.length === text.length) {
    return parsed;
  }
  const pairs = [[[parsed], [JSON.parse(quoted)]]];
  // It grows while it is iterated.
  for (const [rounded, exact] of pairs) {
    for (const key of Object.keys(rounded)) {
      const value = rounded[key];
      if (typeof value === "object" && value !== null) {
        pairs.push([value, exact[key]]);
      } else if (typeof value !== typeof exact[key]) {
        rounded[key] = BigInt(exact[key]);
      }
    }
  }
  return pairs[0][0][0];
}

/** The error of a text that is no JSON. */
export function syntaxError(text) {
  try {
    JSON.parse(text);
  } catch ({ message }) {
    // Engines quote the text, in which there may be a password.
    return new SyntaxError(message.replace(/".*"/s, "…"));
  }
}

/** Whether a body has nothing to parse. */
export const isBlank = (text) => text.trim() === "";

/** The value under a key; `undefined` where there is none. */
export const field = (value, key) => value?.[key];

/** Decodes a name or a value of a URL's query. */
export const decodeParameter = (text) => new URLSearchParams(`=${text}`).get("");

/** Whether it is an integer of 64 bits, signed or not, that is rounded as a number. */
function isWide(token) {
  if (!/^-?\d{16,20}$/.test(token) || Number.isSafeInteger(Number(token))) {
    return false;
  }
  const exact = BigInt(token);
  return exact >> 64n === 0n || exact >> 63n === -1n;
}
