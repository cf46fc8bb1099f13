/** Where the `.wasm` comes from: a URL or its response (streamed), its bytes, or the `WebAssembly.Module`. */
export type WasmSource = string | URL | Response | ArrayBuffer | ArrayBufferView | object;
