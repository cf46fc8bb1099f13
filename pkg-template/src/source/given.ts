import type { ErrorFields } from "../errors.js";

/** There is no `.wasm` inside the slim package. */
export async function source(): Promise<ArrayBuffer> {
  const message =
    'call `await init(source)` of "digitalocean-wasm/slim" before the first call; source is the URL or the bytes of digitalocean.wasm';
  throw { code: "load_failed", message } satisfies ErrorFields;
}
