// The files of the tarball, and the manifest as package managers, bundlers and TypeScript read it.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { linkedInto } from "../../scripts/build/licenses.mjs";
import { pack } from "../../scripts/build/pack.mjs";
import { dist, root } from "../../scripts/run.mjs";

const folder = dirname(createRequire(import.meta.url).resolve("digitalocean-wasm/package.json"));
const names = readdirSync(folder).sort();
const files = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
const content = (file) => readFileSync(join(folder, file));
const manifest = JSON.parse(content("package.json"));

test("the tarball holds what the manifest names, and nothing that nobody needs", () => {
  assert.deepEqual(names, [
    "LICENSE",
    "README.md",
    "THIRD-PARTY-LICENSES",
    "bin",
    "bin.js",
    "clean-up-edge.d.ts",
    "clean-up-edge.js",
    "clean-up-workerd.d.ts",
    "clean-up-workerd.js",
    "clean-up.cjs",
    "clean-up.d.cts",
    "clean-up.d.ts",
    "clean-up.js",
    "clean-up.wasm",
    "connect.cjs",
    "connect.d.cts",
    "connect.d.ts",
    "connect.js",
    "digitalocean.wasm",
    "digitalocean.wasm.d.cts",
    "digitalocean.wasm.d.ts",
    "edge.d.ts",
    "edge.js",
    "index.cjs",
    "index.d.cts",
    "index.d.ts",
    "index.js",
    "operations.json",
    "package.json",
    "simulator-edge.d.ts",
    "simulator-edge.js",
    "simulator-workerd.d.ts",
    "simulator-workerd.js",
    "simulator.cjs",
    "simulator.d.cts",
    "simulator.d.ts",
    "simulator.js",
    "simulator.wasm",
    "slim.cjs",
    "slim.d.cts",
    "slim.d.ts",
    "slim.js",
    "workerd.d.ts",
    "workerd.js",
  ]);
  const named = [manifest.main, manifest.module, manifest.types, ...Object.values(manifest.bin)];
  JSON.stringify(manifest.exports, (_, value) => {
    if (typeof value === "string") {
      named.push(value);
    }
    return value;
  });
  const missing = named.filter((path) => !existsSync(join(folder, path)));
  assert.deepEqual(missing, []);
});

test("it has no dependencies, scripts or source maps", () => {
  for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) {
    assert.equal(manifest[key], undefined);
  }
  for (const file of files) {
    assert.ok(!content(file).includes("sourceMappingURL"), file);
  }
});

test("the same package is packed to the same bytes", async () => {
  const packed = async (name) => readFileSync(await pack(join(root, "target", "package", name)));
  const once = await packed("once");
  utimesSync(join(dist, "index.js"), new Date(), new Date());
  assert.ok(once.equals(await packed("twice")));
});

test("it holds no path of the machine that built it", () => {
  for (const file of files) {
    for (const path of [root, process.env.HOME, "index.crates.io", "/rustc/../"]) {
      assert.ok(!content(file).includes(path), `${file} holds ${path}`);
    }
  }
});

test("the licence of every crate inside is there", async () => {
  const said = String(content("THIRD-PARTY-LICENSES"));
  const crates = [
    ...(await linkedInto("digitalocean-wasm")).slice(1),
    ...(await linkedInto("digitalocean-simulator", "--no-default-features", "--features", "js")).slice(1),
    ...(await linkedInto("digitalocean-cleanup", "--features", "js")).slice(1),
  ].map((crate) => `${crate} `);
  assert.ok(crates.length >= 12);
  const missing = [...crates, "The Rust standard library", "unicode-ident"].filter((name) => !said.includes(name));
  assert.deepEqual(missing, []);
  assert.match(said, /Permission is hereby granted, free of charge/);
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
  assert.deepEqual(messages, []);
});

test("are-the-types-wrong has nothing to say", async () => {
  const tarball = readFileSync(await pack(join(root, "target", "package", "types-wrong")));
  const { problems } = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  assert.deepEqual(problems, []);
});
