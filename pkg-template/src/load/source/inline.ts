import base64 from "../../generated/wasm.gz.base64";
import { requireGlobals } from "../globals.js";

interface Node {
  process?: { getBuiltinModule?(name: string): typeof globalThis };
}

/** Instantiates the `.wasm` from inside the package. */
export async function instantiate(imports: WebAssembly.Imports) {
  // Not within the call: `next dev` puts its arguments into a function that is not async.
  const bytes = await unpack();
  return WebAssembly.instantiate(bytes, imports);
}

/** It is there as base64, then gzip, so that it costs no more than a file of its own. */
async function unpack(): Promise<ArrayBuffer> {
  requireGlobals("atob", "Response");
  // Test environments hide what Node has.
  const { process } = globalThis as Node;
  const Unpacking =
    globalThis.DecompressionStream ?? process?.getBuiltinModule?.("node:stream/web").DecompressionStream;
  if (!Unpacking) {
    requireGlobals("DecompressionStream");
  }
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  // A response rather than a Blob, whose stream jsdom lacks.
  const stream = (new Response(bytes).body as ReadableStream<BufferSource>).pipeThrough(new Unpacking("gzip"));
  try {
    return await new Response(stream).arrayBuffer();
  } catch (cause) {
    throw new Error("it is damaged; install the package again", { cause });
  }
}
