// Keeps tokens out of errors, which end up in logs: out of their texts, and out of values that others threw.
import { copyDeep } from "../result/copy.js";

/** Shorter strings are not tokens, but parts of words. */
const MIN_TOKEN = 8;
/** The most objects of a thrown value that are searched. The rest of a larger one is dropped. */
const MAX_OBJECTS = 5_000;

/** A text without the token, and without anything that looks like one. */
function scrub(text: string, token: string | undefined): string {
  const known = token && token.length >= MIN_TOKEN ? text.replaceAll(token, "…") : text;
  return known.replace(/(\bdo[a-z]_v1_|Bearer )[\w.~+/=-]+/g, "$1…");
}

/** A text for people: scrubbed, in one line, bounded, and without characters that control terminals. */
export function scrubLine(text: string, token: string | undefined, max = 1_000): string {
  // Scrubbed first: a token that is cut is not found.
  const line = scrub(text, token).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return [...line].slice(0, max).join("");
}

/** The value that others threw: itself when no token is in it, wherever a logger would find it; else a scrubbed copy. */
export function scrubCause(cause: unknown, token: string | undefined): unknown {
  let isFound = false;
  let objects = 0;
  const copy = copyDeep(
    cause,
    (value, kind) => {
      if (ArrayBuffer.isView(value)) return undefined;
      objects++;
      if (objects <= MAX_OBJECTS) return entriesOf(value, kind);
      isFound = true;
      return [];
    },
    (text) => {
      const scrubbed = scrub(text, token);
      isFound ||= scrubbed !== text;
      return scrubbed;
    },
  );
  return isFound ? copy : cause;
}

/** The names and values of an object, as far as they can be read; also those that an error inherits. */
function entriesOf(value: object, kind: string): [name: PropertyKey, value: unknown][] {
  const entries: [PropertyKey, unknown][] = [];
  try {
    if (/array|Map|Set|Headers/.test(kind)) return Object.entries([...(value as [])]);
    for (const name of new Set([...Reflect.ownKeys(value), "name", "message", "stack", "cause"])) {
      const held = (value as Record<PropertyKey, unknown>)[name];
      if (held !== undefined) entries.push([name, held]);
    }
  } catch {
    // A proxy that throws or was revoked, or a getter that throws.
  }
  return entries;
}
