// Output of bundlers: the files that are shipped, and their run in a page.
import { readFileSync } from "node:fs";
import { visit } from "./chromium.mjs";
import { filesIn } from "./paths.mjs";
import { addressOf, startSite } from "./site.mjs";

/** A `.wasm`, or its gzip, as base64 in a script. */
const INLINED = /(?:AGFzbQEA|H4sI)[\w+/]{1000}/g;

/** The files that are shipped. They must hold the WebAssembly once: in a script or as a file of its own. */
export function shipped(folder) {
  const files = filesIn(folder);
  const copies = files.flatMap((file) =>
    file.endsWith(".wasm") ? [file] : [...readFileSync(file, "latin1").matchAll(INLINED)].map(() => file),
  );
  if (copies.length !== 1) {
    throw new Error(`the WebAssembly should be shipped once, and is in ${copies.join(", ") || "none of the files"}`);
  }
  return files;
}

/** Serves what was built, and opens it. */
export async function open(folder, given, pages = {}) {
  const site = await startSite(folder, pages);
  try {
    return await visit(addressOf(`${site.url}/`, given), site.report());
  } finally {
    site.stop();
  }
}

/** Fails for what a bundler warned of: nobody should have to read past warnings of this package. */
export function refuse(warnings) {
  if (warnings.length > 0) {
    throw new Error(`the bundler warns: ${warnings.join("\n")}`);
  }
}
