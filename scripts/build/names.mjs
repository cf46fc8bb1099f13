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
  text = factory(text);
  const left = imports.find(([, name]) => text.includes(name));
  if (left) {
    throw new Error(`the glue still names ${left[1]}`);
  }
  writeFileSync(to.glue, text);
}

/**
 * The glue as a function that makes one for an instance. Importing it runs nothing, and each instance has its own, which
 * sees the memory of no other. wasm-bindgen's loader is left out: it is for one realm, and as long as ours.
 */
function factory(glue) {
  const start = glue.indexOf("function __wbg_finalize_init");
  const end = glue.indexOf("\n}\n", start) + 3;
  if (start < 0 || !/^export \{ initSync, __wbg_init as default \};$/m.test(glue)) {
    throw new Error("the glue exports something else than before");
  }
  const imports = glue.match(/^import .*\n/gm).join("");
  const body = glue
    .slice(0, end)
    .replace(/^import .*\n/gm, "")
    .replace(/^export function/gm, "function");
  const exported = [...glue.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  const members = ["imports: __wbg_get_imports", "finish: __wbg_finalize_init", ...exported];
  return `${imports}export function createGlue() {\n${body}return { ${members.join(", ")} };\n}\n`;
}
