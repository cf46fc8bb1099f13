import { instantiate } from "#source";
import type * as Core from "./core.js";
import type { ErrorFields } from "./errors.js";
import { FINGERPRINT } from "./generated/operations.js";
import { need } from "./need.js";
import { describe, toError } from "./raise.js";

/** Where the `.wasm` comes from: a URL or its response (streamed), its bytes, or the `WebAssembly.Module`. */
export type WasmSource = string | URL | Response | ArrayBuffer | ArrayBufferView | object;

let loaded: Promise<typeof Core> | undefined;

/**
 * The core, loaded once however many ask. After a failure, the next one to ask tries again.
 * Rejects with the fields of a `LoadError`, of which each call makes its own.
 * @internal
 */
export function load(from?: WasmSource | PromiseLike<WasmSource>): Promise<typeof Core> {
  if (loaded === undefined) {
    start(loadFrom(from));
  } else if (from !== undefined) {
    // A call that came too early failed, or will; who knows the source need not.
    start(loaded.catch(() => loadFrom(from)));
  }
  return loaded as Promise<typeof Core>;
}

function start(loading: Promise<typeof Core>): void {
  const attempt = loading.catch((cause: unknown) => {
    if (loaded === attempt) {
      loaded = undefined;
    }
    throw failure(cause);
  });
  loaded = attempt;
}

/** Loads the WebAssembly now rather than with the first call. Optional. */
export async function init(): Promise<void> {
  await load().catch((thrown) => Promise.reject(toError(thrown, { operation: "init" })));
}

/** Loads the WebAssembly from where you say. Needed once, before the first call. */
export async function initFrom(from: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  await load(from).catch((thrown) => Promise.reject(toError(thrown, { operation: "init" })));
}

async function loadFrom(from: WasmSource | PromiseLike<WasmSource> | undefined): Promise<typeof Core> {
  need("AbortController", "Headers", "TextDecoder", "TextEncoder", "URL", "WebAssembly", "clearTimeout", "setTimeout");
  // Imported here, so that importing the package runs nothing.
  const core = await import("./core.js");
  const made: object = await instantiate(core.imports(), await from);
  core.finish((made as WebAssembly.WebAssemblyInstantiatedSource).instance ?? made);
  if (core.fingerprint() !== FINGERPRINT) {
    throw new Error("the .wasm is of another version of digitalocean-wasm");
  }
  return core;
}

/** What a `LoadError` is made of; of a failure that has been through here before, the same. */
function failure(cause: unknown): ErrorFields {
  if ((cause as ErrorFields | undefined)?.code === "load_failed") {
    return cause as ErrorFields;
  }
  const reason = describe(cause).replace(/[.\s]+$/, "");
  const remedy = /content security policy|\bCSP\b|unsafe-eval/i.test(reason)
    ? "; add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy of the page or the extension's manifest"
    : "";
  const message = `the WebAssembly of digitalocean-wasm did not load: ${reason}${remedy}`;
  return { code: "load_failed", message, cause };
}
