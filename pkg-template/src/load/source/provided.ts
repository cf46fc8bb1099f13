import type { ErrorFields } from "../../errors/classes.js";

/**
 * Instantiates the `.wasm` from where the caller says, for there is none inside the slim package. Modules, responses and
 * URLs may be of another realm: they are told by what they have.
 */
export async function instantiate(imports: WebAssembly.Imports, from: unknown) {
  if (from === undefined || from === null) {
    const message =
      'call `await init(source)` of "digitalocean-wasm/slim" before the first call; source is the URL or the bytes of digitalocean.wasm';
    throw { code: "load_failed", message } satisfies ErrorFields;
  }
  const address = typeof from === "string" ? from : (from as URL).href;
  if (address?.startsWith("file:")) {
    throw new Error("fetch reads no files: give the bytes, `init(readFile(new URL(…)))`");
  }
  const given = address === undefined ? from : await fetch(address);
  return isResponse(given) ? receive(given, imports) : WebAssembly.instantiate(given as WebAssembly.Module, imports);
}

function isResponse(given: unknown): given is Response {
  return typeof (given as Response).arrayBuffer === "function" && "ok" in (given as Response);
}

/** Compiles while it downloads, if the server says what it is. */
async function receive(response: Response, imports: WebAssembly.Imports) {
  // What follows the path may be a signature.
  const where = response.url.split(/[?#]/)[0] || "the .wasm";
  if (!response.ok) {
    throw new Error(`${where} was answered with ${response.status}`);
  }
  const type = response.headers.get("content-type");
  if (type === "application/wasm" && "instantiateStreaming" in WebAssembly) {
    return WebAssembly.instantiateStreaming(response, imports);
  }
  const remedy = `${where} is served as ${type}; serve it as application/wasm`;
  // Not within the call: `next dev` puts its arguments into a function that is not async.
  const bytes = await response.arrayBuffer();
  try {
    const made = await WebAssembly.instantiate(bytes, imports);
    console.warn(`digitalocean-wasm: ${remedy}, so that it compiles while it downloads`);
    return made;
  } catch (cause) {
    throw new Error(`${remedy}, and look whether it is there`, { cause });
  }
}
