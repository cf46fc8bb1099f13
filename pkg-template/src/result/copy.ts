import { define } from "../errors/own.js";
import { kindOf } from "../generated/js/values.js";

/**
 * Copies a value in any depth, circles too; what it reads stays as it is.
 *
 * @param entriesOf - The entries of an object to copy; undefined for one that is kept.
 * @param textOf - The copy of a text under this name.
 */
export function copyDeep(
  root: unknown,
  entriesOf: (value: object, kind: string) => Iterable<[name: PropertyKey, value: unknown]> | undefined,
  textOf: (text: string, name: PropertyKey) => string,
): unknown {
  const copies = new Map<object, [copy: object, entries: Iterable<[PropertyKey, unknown]>]>();
  const copyOf = (value: unknown, name: PropertyKey) => {
    if (typeof value === "string") return textOf(value, name);
    if (typeof value !== "object" || value === null) return value;
    if (!copies.has(value)) {
      const kind = kindOf(value);
      const entries = entriesOf(value, kind);
      if (!entries) return value;
      copies.set(value, [kind === "Error" ? new Error() : kind === "array" ? [] : {}, entries]);
    }
    return copies.get(value)?.[0];
  };
  const result = copyOf(root, "");
  // Copies that are made on the way are filled in their turn, without recursion.
  for (const [copy, entries] of copies.values()) {
    for (const [name, value] of entries) define(copy, name, copyOf(value, name), !(copy instanceof Error));
  }
  return result;
}
