import type { ErrorFields } from "./fields.js";
import { define } from "./own.js";

type Class<T> = new (fields: ErrorFields) => T;

/** The classes by their names, which minifiers change. */
export const classes = new Map<string, Class<unknown>>();

/** Gives the instances of classes their names. */
export function nameClasses(named: Record<string, Class<unknown>>): void {
  for (const [name, type] of Object.entries(named)) {
    define(type.prototype, "name", name);
    classes.set(name, type);
  }
}
