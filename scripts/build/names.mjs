// Shortens the names by which the WebAssembly and its glue know each other. They are long and hashed, which neither
// gzip nor brotli gets rid of: together about a tenth of what is downloaded.
import { readFileSync, writeFileSync } from "node:fs";
import { run } from "../run.mjs";

/** Features of WebAssembly that the module may use: those that Cargo.toml gives wasm-opt. */
export const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
];

/** Writes both again, with short names. */
export async function shorten({ wasm, glue, to }) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  // Sections for tools: the producers, and the features that were used.
  const strip = ["--strip-producers", "--strip-target-features"];
  const list = ["--minify-imports-and-exports-and-modules", ...strip, wasm, "-o", to.wasm];
  const { imports, exports } = JSON.parse(await run("wasm-opt", [...features, ...list], { capture: true }));
  let text = readFileSync(glue, "utf8");
  const replace = (from, into) => {
    text = text.replaceAll(from, () => into);
  };
  replace(JSON.stringify(imports[0][0]), '"a"');
  for (const [, name, short] of imports) {
    replace(`${name}:`, `${short}:`);
  }
  for (const [name, short] of exports) {
    replace(new RegExp(`\\bwasm\\.${name}\\b`, "g"), `wasm.${short}`);
  }
  // Its own loader is for one realm, and as long as ours.
  const own = "export { initSync, __wbg_init as default };";
  if (!text.includes(own)) {
    throw new Error("the glue exports something else than before");
  }
  replace(own, "export { __wbg_get_imports as imports, __wbg_finalize_init as finish };");
  const left = imports.find(([, name]) => text.includes(name));
  if (left) {
    throw new Error(`the glue still names ${left[1]}`);
  }
  writeFileSync(to.glue, text);
}
