// What the loader imports when it is time.
import { finish, imports } from "./generated/glue.js";

export { Client, fingerprint } from "./generated/glue.js";

/** Instantiates the WebAssembly. Modules and responses may be of another realm: they are told by what they can do. */
export async function instantiate(from: unknown): Promise<void> {
  const given = typeof from === "string" || from instanceof URL ? await fetch(from) : from;
  const made = await (isResponse(given)
    ? receive(given)
    : WebAssembly.instantiate(given as WebAssembly.Module, imports()));
  finish("instance" in made ? (made as WebAssembly.WebAssemblyInstantiatedSource).instance : made);
}

function isResponse(given: unknown): given is Response {
  return typeof (given as Response | undefined)?.arrayBuffer === "function" && "ok" in (given as Response);
}

/** Compiles while it downloads, if the server says what it is. */
async function receive(response: Response): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  if (!response.ok) {
    throw new Error(`the .wasm was answered with ${response.status}`);
  }
  const type = response.headers.get("content-type");
  if (type === "application/wasm" && "instantiateStreaming" in WebAssembly) {
    return WebAssembly.instantiateStreaming(response, imports());
  }
  const remedy = `the .wasm is served as ${type}; serve it as application/wasm`;
  try {
    const made = await WebAssembly.instantiate(await response.arrayBuffer(), imports());
    console.warn(`digitalocean-wasm: ${remedy}, so that it compiles while it downloads`);
    return made;
  } catch (cause) {
    throw new Error(`${(cause as Error).message}; ${remedy}, from the address where it is`, { cause });
  }
}
