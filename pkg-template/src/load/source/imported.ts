import module from "#module";

/** Instantiates the `.wasm` as the runtime has compiled it: where code must not be made from bytes, it is imported. */
export async function instantiate(imports: WebAssembly.Imports) {
  return WebAssembly.instantiate(module, imports);
}
