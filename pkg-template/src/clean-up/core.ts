import { createGlue } from "../generated/clean-up/glue.js";
import { createLoader, type LoadableGlue } from "../load/loader.js";

/** A registry in the planner's WebAssembly. All values are JSON, as bytes; `cleanup/src/js.rs` documents them. */
export interface CoreRegistry {
  add(page: Uint8Array): void;
  plan(rules: Uint8Array): Uint8Array;
  manifests(): Uint8Array;
  check(plan: Uint8Array): Uint8Array;
  free(): void;
}

/** The glue of the planner's WebAssembly. */
export interface CleanUpGlue extends LoadableGlue {
  Registry: new (snapshot: Uint8Array) => CoreRegistry;
}

const encoder = new TextEncoder();
const { load, forget } = createLoader<CleanUpGlue>(createGlue);

export const encode = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));
export const decode = <T>(json: Uint8Array): T => JSON.parse(new TextDecoder().decode(json));

/** Loads the core, and begins a registry there with a snapshot that has no repositories yet. */
export async function beginRegistry(snapshot: object): Promise<CoreRegistry> {
  const { Registry } = await load();
  return enter(() => new Registry(encode(snapshot)));
}

/** Calls the core. After a trap, the next registry has another. */
export function enter<R>(call: () => R): R {
  try {
    return call();
  } catch (error) {
    forget();
    throw error;
  }
}
