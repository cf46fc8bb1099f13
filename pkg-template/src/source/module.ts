import module from "./digitalocean.wasm?module";

/** The `.wasm` as the runtime has compiled it: where code must not be made from bytes, it is imported. */
export async function source(): Promise<WebAssembly.Module> {
  return module;
}
