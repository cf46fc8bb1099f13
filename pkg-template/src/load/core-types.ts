// The types of the WebAssembly and of the glue that wasm-bindgen writes for it.
import type { ErrorFields } from "../errors/classes.js";

/**
 * A checked request. `unknown` has a line for each key of it that its operation does not have: the names that are known
 * in its place, each followed by a comma, then a space and the key's path.
 */
export type PreparedRequest = [method: string, path: string, body?: string, unknown?: string];

/** A response's body, read: `data` is the resource or the items of a list, `body` and `next` are a list's. */
export type DecodedBody = [data: unknown, body: unknown, next: unknown];

/**
 * A judgement on a failed attempt. Times are milliseconds from now: when the API asked to be called again, and when to
 * retry.
 */
export type Judgement = [isRetryable: boolean, retryAfter: number | undefined, delay: number | undefined];

/** The functions of the WebAssembly, as `src/js/exports.rs` documents them. */
export interface Core {
  fingerprint(): number;
  prepare(operation: number, first: unknown, second: unknown, third: unknown): PreparedRequest | ErrorFields;
  read(operation: number, text: string): DecodedBody | ErrorFields;
  judge(
    method: string,
    status: number,
    retryAfter: number | undefined,
    reset: number | undefined,
    retries: number,
    maxRetries: number,
    maxRetryAfter: number,
    random: number,
  ): Judgement;
}

/** The glue: the functions of the WebAssembly, and how it is instantiated. */
export interface Glue extends Core {
  imports(): WebAssembly.Imports;
  finish(instance: WebAssembly.Instance): void;
}
