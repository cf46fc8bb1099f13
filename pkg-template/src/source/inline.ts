import base64 from "../generated/wasm.gz.base64";
import { need } from "../need.js";

/** The `.wasm` from inside the package: base64, then gzip, so that it costs no more than a file of its own. */
export async function source(): Promise<ArrayBuffer> {
  need("atob", "Blob", "DecompressionStream", "Response");
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
