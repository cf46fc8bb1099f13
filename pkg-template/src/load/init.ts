import { ready } from "../call/core.js";
import { toError } from "../errors/from-core.js";
import type { WasmSource } from "./wasm-source.js";

/** Loads the WebAssembly now rather than with the first call. Optional. */
export const init = (): Promise<void> => initialize();

/** Loads the WebAssembly from where you say. Needed once, before the first call. */
export const initFrom = (from: WasmSource | PromiseLike<WasmSource>): Promise<void> => initialize(from);

async function initialize(from?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  try {
    await ready(from);
  } catch (thrown) {
    throw toError(thrown, { name: "init" });
  }
}
