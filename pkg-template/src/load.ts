import { source } from "#source";
import { LoadError } from "./errors.js";
import type * as Glue from "./generated/glue.js";

/** Where the `.wasm` comes from: a URL or its response (streamed), its bytes, or the compiled module. */
export type WasmSource = string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module;

let loaded: Promise<typeof Glue> | undefined;

/**
 * The core, loaded once however many ask; after a failure, the next one to ask tries again.
 * @internal
 */
export function load(from?: WasmSource): Promise<typeof Glue> {
  loaded ??= instantiate(from).catch((cause: unknown) => {
    loaded = undefined;
    throw cause instanceof LoadError ? cause : failed(cause);
  });
  return loaded;
}

/** Loads the WebAssembly now rather than with the first call. Optional. */
export async function init(): Promise<void> {
  await load();
}

/** Loads the WebAssembly from where you say. Needed once, before the first call. */
export async function initFrom(from: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  await load(await (from as WasmSource));
}

async function instantiate(from: WasmSource | undefined): Promise<typeof Glue> {
  const missing = ["AbortController", "Headers", "WebAssembly"].filter((name) => !(name in globalThis));
  if (missing.length > 0) {
    throw new Error(`this platform lacks ${missing.join(", ")}`);
  }
  // Imported here, so that importing the package runs nothing.
  const glue = await import("./generated/glue.js");
  await glue.default({ module_or_path: from ?? (await source()) });
  return glue;
}

function failed(cause: unknown): LoadError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = /content security policy/i.test(reason)
    ? "; add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy of the page or the extension's manifest"
    : "";
  const message = `the WebAssembly of digitalocean-wasm did not load: ${reason}${remedy}`;
  return new LoadError({ code: "load_failed", message, cause });
}
