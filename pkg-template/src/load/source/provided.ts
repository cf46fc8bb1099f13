import type { ErrorFields } from "../../errors/classes.js";
import { header } from "../../result/headers.js";

type Instantiate = (imports: WebAssembly.Imports) => Promise<object>;

/** Instantiates the `.wasm` that an entry around this one brings. */
let instantiateOwn: Instantiate | undefined;

/** @internal Says what is instantiated when the caller brings nothing. */
export function provide(instantiate: Instantiate): void {
  instantiateOwn = instantiate;
}

/**
 * Instantiates the `.wasm` of the slim entry from the caller's source. Modules, responses and URLs may be of another
 * realm: they are recognized by their members.
 */
export async function instantiate(imports: WebAssembly.Imports, from: unknown): Promise<object> {
  if (from === undefined || from === null) {
    if (instantiateOwn) return instantiateOwn(imports);
    const message =
      'call `await init(source)` of "digitalocean-wasm/slim" before the first call; `source` is the URL or the bytes of digitalocean.wasm';
    throw { code: "load_failed", message } satisfies ErrorFields;
  }
  const address = typeof from === "string" ? from : (from as URL).href;
  if (address?.startsWith("file:")) {
    throw new Error("fetch cannot read files: pass the bytes, `init(readFile(new URL(…)))`");
  }
  const source = address === undefined ? from : await fetch(address);
  return isResponse(source) ? receive(source, imports) : WebAssembly.instantiate(source as WebAssembly.Module, imports);
}

function isResponse(source: unknown): source is Response {
  return typeof (source as Response).arrayBuffer === "function" && "ok" in (source as Response);
}

/** Receives and instantiates a `.wasm`; compiles it while it downloads if the server names its type. */
async function receive(response: Response, imports: WebAssembly.Imports) {
  // The query may be a signature.
  const where = response.url.split(/[?#]/)[0] || "the .wasm";
  if (!response.ok) {
    throw new Error(`${where}: the server responded with ${response.status}`);
  }
  const type = header(response, "content-type");
  if (type === "application/wasm" && "instantiateStreaming" in WebAssembly) {
    return WebAssembly.instantiateStreaming(response, imports);
  }
  const hint = `${where} is served ${type ? `as ${type}` : "without a content type"}; serve it as application/wasm`;
  // Not within the call: `next dev` puts its arguments into a function that is not async.
  const bytes = await response.arrayBuffer();
  try {
    const result = await WebAssembly.instantiate(bytes, imports);
    console.warn(`digitalocean-wasm: ${hint}, so that it compiles while it downloads`);
    return result;
  } catch (cause) {
    throw new Error(`${hint}, and check that the file exists`, { cause });
  }
}
