import { instantiate } from "#source";
import { isRequestScoped } from "../call/request-scope.js";
import { describe } from "../errors/cause.js";
import type { ErrorFields } from "../errors/classes.js";
import { createGlue } from "../generated/glue.js";
import { FINGERPRINT } from "../generated/operations.js";
import type { Core } from "./core-types.js";
import { requireGlobals } from "./globals.js";
import type { WasmSource } from "./wasm-source.js";

/** The load under way, which all that need the core share. */
let loading: Promise<void> | undefined;
/** The compiled module, once there is one: another instance needs no source. */
let compiled: object | undefined;

/**
 * Loads the core and hands it to `use`, once however many ask. After a failure, the next one to ask tries again.
 * Rejects with the fields of a `LoadError`, of which each call makes its own.
 */
export function load(use: (core: Core) => void, source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  const start = async () => use(await instance(source));
  if (isRequestScoped()) {
    return start().catch(fail);
  }
  if (loading === undefined) {
    shareLoad(start());
  } else if (source !== undefined) {
    // A call that came too early failed, or will: it does not know the source.
    shareLoad(loading.catch(start));
  }
  return loading as Promise<void>;
}

function shareLoad(load: Promise<void>): void {
  const shared = load.catch(fail).finally(() => {
    if (loading === shared) {
      loading = undefined;
    }
  });
  loading = shared;
}

/** A new instance of the core, compiled anew only the first time. */
async function instance(source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<Core> {
  requireGlobals(
    ...["AbortController", "TextDecoder", "TextEncoder", "URL", "WebAssembly", "clearTimeout", "setTimeout"],
  );
  const glue = createGlue();
  const result: object = compiled
    ? await WebAssembly.instantiate(compiled as WebAssembly.Module, glue.imports())
    : await instantiate(glue.imports(), await source);
  const { module = compiled, instance = result } = result as WebAssembly.WebAssemblyInstantiatedSource;
  glue.finish(instance as WebAssembly.Instance);
  if (glue.fingerprint() !== FINGERPRINT) {
    throw new Error("the .wasm file is from another version of digitalocean-wasm");
  }
  compiled = module;
  return glue;
}

/** Throws the parts of a `LoadError`; those that were made before stay as they are. */
function fail(cause: unknown): never {
  if ((cause as ErrorFields | undefined)?.code === "load_failed") {
    throw cause;
  }
  const reason = describe(cause).replace(/[.\s]+$/, "");
  const hint = /content security policy|\bCSP\b|unsafe-eval/i.test(reason)
    ? "; add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy of the page or the extension's manifest"
    : "";
  const message = `the WebAssembly of digitalocean-wasm did not load: ${reason}${hint}`;
  throw { code: "load_failed", message, cause } satisfies ErrorFields;
}
