// The machinery that keeps the package small: the order of its text, and panics that are cut out of the WebAssembly.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import binaryen from "binaryen";
import { root } from "../../scripts/run.mjs";

const resolve = createRequire(import.meta.url).resolve;
const index = readFileSync(resolve("digitalocean-wasm").replace(/\.cjs$/, ".js"), "utf8");
const INLINED = /"(H4sI[A-Za-z0-9+/=]{10000,})";\n$/;

test("the module ends with the text of the WebAssembly, which would part what is alike", () => {
  const [, base64] = INLINED.exec(index) ?? assert.fail("it does not end with the text");
  const wasm = readFileSync(resolve("digitalocean-wasm/digitalocean.wasm"));
  assert.ok(gunzipSync(Buffer.from(base64, "base64")).equals(wasm));
});

test("importing runs nothing of the glue: it is one function", () => {
  assert.ok(index.includes("function createGlue(){"));
  assert.ok(!/\bimport\(/.test(index));
});

test("nothing in the WebAssembly formats text: such functions are traps, and so are panics", () => {
  const cut = join(root, "target", "wasm-pack", "digitalocean_wasm_bg.wasm.linked");
  const module = binaryen.readBinary(readFileSync(cut));
  const functions = Array.from({ length: module.getNumFunctions() }, (_, at) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(at)),
  );
  const cutOut = functions.filter(({ name }) => /\bfmt::|core::panicking/.test(name));
  assert.ok(cutOut.length >= 10, `only ${cutOut.length} functions are left by name`);
  const alive = cutOut.filter(({ body }) => binaryen.getExpressionId(body) !== binaryen.UnreachableId);
  assert.deepEqual(
    alive.map(({ name }) => name),
    [],
  );
  module.dispose();
});

test("what only panics say is not in the WebAssembly, and no path of a source file", () => {
  for (const name of ["digitalocean", "clean-up"]) {
    const wasm = readFileSync(join(dirname(resolve("digitalocean-wasm")), `${name}.wasm`), "latin1");
    assert.deepEqual(wasm.match(/[\w/-]+\.rs\b|assertion failed|capacity overflow|RefCell/g), null, name);
  }
});
