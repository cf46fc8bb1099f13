import { createGlue } from "../generated/clean-up/glue.js";
import { createLoader, type LoadableGlue } from "../load/loader.js";

/** The glue of the planner's WebAssembly. All values are JSON, as bytes; `cleanup/src/js.rs` documents them. */
export interface CleanUpGlue extends LoadableGlue {
  plan(snapshot: Uint8Array, rules: Uint8Array): Uint8Array;
  check(plan: Uint8Array, snapshot: Uint8Array): Uint8Array;
}

const encoder = new TextEncoder();
const { load, forget } = createLoader<CleanUpGlue>(createGlue);

/** Calls the planner. */
export async function callCore<T>(name: "plan" | "check", first: unknown, second: unknown): Promise<T> {
  const core = await load();
  const input = [first, second].map((value) => encoder.encode(JSON.stringify(value))) as [Uint8Array, Uint8Array];
  try {
    return JSON.parse(new TextDecoder().decode(core[name](...input))) as T;
  } catch (error) {
    forget();
    throw error;
  }
}
