// Optimizes the WebAssembly, and shortens the names by which it and its glue know each other. They are long and hashed,
// which neither gzip nor brotli gets rid of: together about a tenth of what is downloaded.
import { readFileSync, writeFileSync } from "node:fs";
import { run } from "../run.mjs";
import { cut } from "./cut.mjs";
import { joinFile } from "./data.mjs";

/** Features of WebAssembly that the module may use, for wasm-opt. */
const FEATURES = [
  "--enable-bulk-memory",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];

/** How wasm-opt optimizes. */
export const OPTIMIZE = [
  ...FEATURES,
  "-Oz",
  "--converge",
  // Rust puts nothing into the first kilobyte, and memory that nobody else makes begins as zeros.
  "--low-memory-unused",
  "--zero-filled-memory",
  // Large functions with one caller stay functions: inlined, they repeat less, and compress less well.
  "--one-caller-inline-max-function-size=90",
  // Once more from a form without nested expressions, in which more is found to be the same: all that -O3 finds, too.
  "--flatten",
  "--rereloop",
  "-O3",
  "-Oz",
];

/** The glue's ways around a platform without `encodeInto`, and a module without `realloc`. */
const FALLBACKS = [
  /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[\s\S]*?^\}\n/m,
  /^ {4}if \(realloc === undefined\) \{\n[\s\S]*?^ {4}\}\n/m,
];

/** How the glue reads a text of the memory. */
const TEXT = /^function getStringFromWasm0\(ptr, len\) \{\n[\s\S]*?^\}\n/m;
/** Its decoder, and what renews that. */
const DECODER = /^let cachedTextDecoder = [\s\S]*?^function decodeText\(bytes\) \{\n[\s\S]*?^\}\n/m;

/** Where wasm-bindgen puts our own scripts. */
const SNIPPETS = "./snippets/";

/**
 * Writes both again, small; with `cuts`, without what only panics need. With `formats`, other texts may be formatted. `text`
 * is a script that the glue reads texts with, in place of its own way.
 */
export async function shorten({ wasm, glue, to, cuts = true, formats = false, text: script }) {
  const linked = `${wasm}.linked`;
  const optimized = `${wasm}.optimized`;
  await (cuts ? cut(wasm, linked, { formats }) : joinFile(wasm, linked));
  // Minifying in the same run would print the names once for each round of `--converge`.
  await run("wasm-opt", [...OPTIMIZE, linked, "-o", optimized]);
  // Sections for tools: the producers, and the features that were used.
  const strip = ["--strip-producers", "--strip-target-features"];
  const list = ["--minify-imports-and-exports-and-modules", ...strip, optimized, "-o", to.wasm];
  const { imports, exports } = JSON.parse(await run("wasm-opt", [...FEATURES, ...list], { capture: true }));
  const direct = imports.filter(([module]) => module.startsWith(SNIPPETS));
  const shimmed = imports.filter((entry) => !direct.includes(entry));
  let text = withDirect(readFileSync(glue, "utf8"), direct);
  const replace = (from, into) => {
    text = text.replaceAll(from, () => into);
  };
  replace(JSON.stringify(shimmed[0][0]), '"a"');
  for (const [, name, short] of shimmed) {
    replace(`${name}:`, `${short}:`);
  }
  for (const [name, short] of exports) {
    replace(new RegExp(`\\bwasm\\.${name}\\b`, "g"), `wasm.${short}`);
  }
  // Imports that only panics needed kept their names.
  text = text.replace(/^ {8}__wb\w+: function\([\s\S]*?^ {8}\}(?:, arguments\); \})?,\n/gm, "");
  for (const fallback of FALLBACKS) text = text.replace(fallback, "");
  if (script) text = withText(text, script);
  text = factory(text);
  const left = shimmed.find(([, name]) => text.includes(name));
  if (left) {
    throw new Error(`the glue still names ${left[1]}`);
  }
  writeFileSync(to.glue, text);
}

/**
 * The glue with one module of imports, as wasm-opt leaves it. Functions of our own whose values need no conversion are
 * imported directly, each from its script; they join the others.
 */
function withDirect(glue, direct) {
  const members = direct.map(([module, name, short]) => {
    const [, script] = glue.match(`"${module}": (\\w+),`);
    return `        ${short}: ${script}.${name},\n`;
  });
  return glue
    .replace(/^ +"\.\/snippets\/.*\n/gm, "")
    .replace("const import0 = {\n", (start) => start + members.join(""));
}

/** The glue with the `textAt` of a script of our own. */
function withText(glue, script) {
  if (!TEXT.test(glue) || !DECODER.test(glue)) {
    throw new Error("the glue reads texts in another way than before");
  }
  const read =
    "function getStringFromWasm0(ptr, len) {\n    return textAt(getUint8ArrayMemory0(), ptr >>> 0, len);\n}\n";
  return `import { textAt } from "${script}";\n${glue.replace(DECODER, "").replace(TEXT, read)}`;
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
  const imports = (glue.match(/^import .*\n/gm) ?? [])
    .join("")
    .replace(/(?<=['"])\.\/snippets\/[^/]+\/src\/js\//g, "./js/");
  const body = glue
    .slice(0, end)
    .replace(/^import .*\n/gm, "")
    .replace(/^export (function|class)/gm, "$1")
    .replace("let wasmModule, wasmInstance, wasm;", "let wasm;")
    .replace(/^ +(?:wasmModule|wasmInstance) = .*\n/gm, "");
  const exported = [...glue.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name);
  const members = ["imports: __wbg_get_imports", "finish: __wbg_finalize_init", ...exported];
  return `${imports}export function createGlue() {\n${body}return { ${members.join(", ")} };\n}\n`;
}
