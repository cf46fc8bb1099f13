import { builtinModule } from "../globals.js";

interface Files {
  readFileSync(path: string): Uint8Array<ArrayBuffer>;
}

/** The folder of this file, in a CommonJS module. */
declare const __dirname: string;
/** The name of the `.wasm`, which the build knows. */
declare const WASM_FILE: string;

/** Instantiates the `.wasm` beside this file. */
export async function instantiate(imports: WebAssembly.Imports) {
  try {
    const { readFileSync } = builtinModule<Files>("node:fs") as Files;
    return await WebAssembly.instantiate(readFileSync(`${__dirname}/${WASM_FILE}`), imports);
  } catch (cause) {
    throw new Error(`${WASM_FILE} cannot be read beside the script; import the ES module, which has it inside`, {
      cause,
    });
  }
}
