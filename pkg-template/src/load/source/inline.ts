import base64 from "../../generated/wasm.gz.base64";
import { builtinModule, requireGlobals } from "../globals.js";

/** Instantiates the `.wasm` from inside the package. */
export async function instantiate(imports: WebAssembly.Imports) {
  // Not within the call: `next dev` puts its arguments into a function that is not async.
  const bytes = await unpack();
  return WebAssembly.instantiate(bytes, imports);
}

/** Decodes the `.wasm`, which is gzip in base64, so that it costs no more than a file of its own. */
async function unpack(): Promise<ArrayBuffer> {
  requireGlobals("atob", "Response");
  // Test environments hide globals that Node has.
  const Decompression =
    globalThis.DecompressionStream ?? builtinModule<typeof globalThis>("node:stream/web")?.DecompressionStream;
  if (!Decompression) {
    requireGlobals("DecompressionStream");
  }
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  // A response rather than a Blob, whose stream jsdom lacks.
  const stream = (new Response(bytes).body as ReadableStream<BufferSource>).pipeThrough(new Decompression("gzip"));
  try {
    return await new Response(stream).arrayBuffer();
  } catch (cause) {
    throw new Error("the package is damaged; install it again", { cause });
  }
}
