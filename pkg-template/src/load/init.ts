import { ready } from "../call/core.js";
import { toError } from "../errors/from-core.js";
import type { WasmSource } from "./wasm-source.js";

/**
 * Loads the WebAssembly now rather than with the first call. Optional; repeated calls do nothing.
 *
 * Rejects with a `LoadError` if the platform lacks something, or a Content-Security-Policy forbids WebAssembly.
 *
 * @example
 * await init(); // while the page starts, so that the first call is faster
 */
export const init = (): Promise<void> => initialize();

/**
 * Loads the WebAssembly of the slim entry from a source. Needed once, before the first call.
 *
 * Rejects with a `LoadError` if the source cannot be fetched or is another version's. Call it again to try again; after
 * a success, repeated calls do nothing.
 *
 * @param from - A URL, a `Response`, the bytes or a `WebAssembly.Module`, or a promise of one.
 * @example
 * import { init } from "digitalocean-wasm/slim";
 *
 * await init(new URL("digitalocean-wasm/digitalocean.wasm", import.meta.url));
 */
export const initFrom = (from: WasmSource | PromiseLike<WasmSource>): Promise<void> => initialize(from);

async function initialize(from?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  try {
    await ready(from);
  } catch (thrown) {
    throw toError(thrown, { name: "init" });
  }
}
