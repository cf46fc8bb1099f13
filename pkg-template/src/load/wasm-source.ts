/**
 * A source of the file `digitalocean.wasm`, for `init` of the slim entry: a URL or a `Response`, compiled while it is
 * downloaded if it is served as `application/wasm`; its bytes; or a compiled `WebAssembly.Module`.
 */
export type WasmSource = string | object;
