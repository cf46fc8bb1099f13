import { builtinModule, requireGlobals } from "../globals.js";

/** The `.wasm`, gzip in base64, which the build writes at the end of the file. */
declare const WASM_BASE64: string;

/** Instantiates the `.wasm` from inside the package. */
export async function instantiate(imports: WebAssembly.Imports) {
  // Not within the call: `next dev` puts its arguments into a function that is not async.
  const bytes = await unpack();
  return WebAssembly.instantiate(bytes, imports);
}

interface Zlib {
  gunzipSync(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}

interface Buffers {
  Buffer: { from(text: string, encoding: "base64"): Uint8Array };
}

/** Decodes the `.wasm`, which so costs no more than a file of its own. */
async function unpack(): Promise<BufferSource> {
  // Node's own modules are an order of magnitude faster than its web streams, and fake timers do not stop them.
  const zlib = builtinModule<Zlib>("node:zlib");
  const buffers = builtinModule<Buffers>("node:buffer");
  if (zlib && buffers) {
    return orDamaged(async () => zlib.gunzipSync(buffers.Buffer.from(WASM_BASE64, "base64")));
  }
  requireGlobals("atob", "Response", "DecompressionStream");
  // A response rather than a Blob, whose stream jsdom lacks.
  const packed = new Response(decodeBase64(WASM_BASE64)).body as ReadableStream<BufferSource>;
  const unpacked = new Response(packed.pipeThrough(new DecompressionStream("gzip")));
  return orDamaged(() => unpacked.arrayBuffer());
}

async function orDamaged<T>(unpacking: () => Promise<T>): Promise<T> {
  try {
    return await unpacking();
  } catch (cause) {
    throw new Error("the package is damaged; install it again", { cause });
  }
}

/** Bytes of base64; `Uint8Array.fromBase64` is seventy times as fast, and young. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = characters.charCodeAt(index);
  }
  return bytes;
}
