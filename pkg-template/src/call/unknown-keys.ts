import type { ErrorFields } from "../errors/classes.js";
import type { ResolvedOptions } from "../options/types.js";
import { writeLine } from "./hooks.js";
import type { Operation } from "./operation.js";

/** The operations and keys that were warned of in this process. */
const warned = new Set<string>();
/** The most of them: some callers make their keys up. */
const MAX_WARNED = 1_000;

/**
 * Warns of the keys of a request that its operation does not have, once each, or throws the parts of an error for the
 * first.
 */
export function reportUnknownKeys(operation: Operation, unknown: string, options: ResolvedOptions): void {
  const { unknownKeys, logger } = options;
  // The API gave the query of a later page.
  if (unknownKeys === "send" || operation.isLaterPage) return;
  const isRefused = unknownKeys === "refuse";
  for (const [, names = "", path = ""] of unknown.matchAll(/(\S+), (.*)/g)) {
    const key = path.replace(/.*[.[]/, "");
    const name = `${operation.name}: ${key}`;
    if (!isRefused && (warned.has(name) || warned.size >= MAX_WARNED)) continue;
    const message = `${path}: unknown key${suggestion(key, names.split(","))}`;
    if (isRefused) throw { code: "invalid_request", message } satisfies ErrorFields;
    warned.add(name);
    writeLine(logger, "warn", `${operation.name}: ${message}`);
  }
}

/** Suggests the name that has most pairs of a key's letters, if it has about half of them. */
function suggestion(key: string, names: string[]): string {
  // Longer ones are no misspellings, but would take long.
  const letters = key.toLowerCase().replace(/\W/g, "").slice(0, 64);
  let [closest, most] = ["", 0.49];
  for (const name of names) {
    const shared = [...letters].filter((_, index) => name.includes(letters.slice(index, index + 2)));
    const likeness = (2 * shared.length) / (letters.length + name.length);
    if (likeness > most) [closest, most] = [name, likeness];
  }
  return closest && `; did you mean \`${closest}\`?`;
}
