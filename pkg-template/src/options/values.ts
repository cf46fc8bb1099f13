import { kindOf } from "../generated/js/values.js";

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
