// The package's bytes by their use: the code of the WebAssembly by where it comes from, its tables, its names, the
// glue and the shell. Numbers are of code before it is compressed, for only together does it compress.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { OPTIMIZE } from "../build/names.mjs";
import { dist, root, run } from "../run.mjs";

/** Where a function comes from, by its name. The first that matches counts. */
const ORIGINS = [
  ["exports and their shims", /^(fingerprint|prepare|read|judge)|externref shim|^__wbg_|^__wbindgen_/],

  ["http", /digitalocean_wasm::http/],
  ["js: arguments, bodies, errors", /digitalocean_wasm::js/],
  ["requests and tables", /digitalocean_wasm::(requests|models|schema)/],
  ["wasm-bindgen, js-sys, serde", /wasm_bindgen|js_sys|serde|externref/],
  ["allocator", /digitalocean_wasm::allocator|__rust(c|_)/],
  ["std: core, alloc, panics", /core|alloc|std|panic|mem(cpy|set|cmp|move)/],
];

/** Prints what each part costs. */
export async function parts() {
  const folder = join(root, "target", "parts");
  const compiled = join(root, "target", "wasm32-unknown-unknown", "release", "digitalocean_wasm.wasm");
  await run("wasm-bindgen", [compiled, "--target", "web", "--omit-default-module-path", "--out-dir", folder]);
  const named = join(folder, "named.wasm");
  await run("wasm-opt", ["-g", ...OPTIMIZE, join(folder, "digitalocean_wasm_bg.wasm"), "-o", named]);

  const costs = new Map([...ORIGINS.map(([name]) => [name, 0]), ["other code", 0]]);
  for (const [name, size] of functions(readFileSync(named))) {
    const origin = ORIGINS.find(([, pattern]) => pattern.test(name))?.[0] ?? "other code";
    costs.set(origin, costs.get(origin) + size);
  }
  const { tables } = JSON.parse(await run("cargo", ["run", "--quiet", "--example", "operations"], { capture: true }));
  const shipped = new Map(sections(readFileSync(join(dist, "digitalocean.wasm"))));
  const data = shipped.get(11);
  const code = shipped.get(10);
  const linked = [...costs.values()].reduce((sum, size) => sum + size, 0);
  costs.set("panics and formatting, which the build cuts", code.length - linked);
  costs.set("tables: operations", tables.operations);
  costs.set("tables: bodies and queries", tables.shapes);
  costs.set("texts and other data", data.length - tables.operations - tables.shapes);
  const others = [...shipped].filter(([id]) => id !== 10 && id !== 11).map(([, bytes]) => bytes);

  const line = (name, size, bytes) => {
    const compressed = bytes ? `${gzipSync(bytes, { level: 9 }).length} B`.padStart(10) : "";
    console.log(`${name.padEnd(52)}${`${size} B`.padStart(10)}${compressed}`);
  };
  console.log(`${"part".padEnd(52)}${"size".padStart(10)}${"gzip".padStart(10)}`);
  for (const [name, size] of costs) {
    line(`  ${name}`, size);
  }
  const whole = Buffer.concat(others);
  line("the WebAssembly's code", code.length, code);
  line("its data", data.length, data);
  line("its types, imports, exports and the like", whole.length, whole);
  const slim = readFileSync(join(dist, "slim.js"));
  const glue = readFileSync(join(root, "pkg-template", "src", "generated", "glue.js"));
  const { transform } = await import("esbuild");
  const minified = async (text) => Buffer.from((await transform(text.toString(), { minify: true })).code);
  const [glueBytes, slimBytes] = [await minified(glue), await minified(slim)];
  line("glue, minified", glueBytes.length, glueBytes);
  line("glue and shell, minified", slimBytes.length, slimBytes);
}

/** The functions of a module and their sizes. */
function functions(module) {
  const all = sections(module);
  const find = (wanted) => all.find(([id]) => id === wanted)[1];
  const code = reader(find(10));
  const sizes = Array.from({ length: code.number() }, () => {
    const size = code.number();
    code.skip(size);
    return size;
  });
  const names = new Map();
  for (const [id, bytes] of all) {
    const section = reader(bytes);
    if (id !== 0 || section.text() !== "name") {
      continue;
    }
    while (!section.done()) {
      const kind = section.byte();
      const length = section.number();
      if (kind !== 1) {
        section.skip(length);
        continue;
      }
      for (let count = section.number(); count > 0; count--) {
        const index = section.number();
        names.set(index, section.text());
      }
    }
  }
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(({ kind }) => kind === "function");
  return sizes.map((size, index) => [names.get(index + imported.length) ?? "", size]);
}

/** The sections of a module: id and content. */
function sections(module) {
  const bytes = reader(module.subarray(8));
  const found = [];
  while (!bytes.done()) {
    const id = bytes.byte();
    found.push([id, bytes.take(bytes.number())]);
  }
  return found;
}

/** Reads numbers and texts as modules hold them. */
function reader(bytes) {
  let at = 0;
  const self = {
    done: () => at >= bytes.length,
    byte: () => bytes[at++],
    skip: (length) => {
      at += length;
    },
    take(length) {
      self.skip(length);
      return bytes.subarray(at - length, at);
    },
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = self.byte();
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) {
          return value;
        }
      }
    },
    text: () => Buffer.from(self.take(self.number())).toString(),
  };
  return self;
}
