// The blocks of code in the documents: each compiles under strict TypeScript against the package, and runs against the
// simulator.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { blocksOf, codeBlocks } from "../../scripts/docs/code-blocks.mjs";
import { readSection } from "../../scripts/docs/sections.mjs";
import { root } from "../../scripts/run.mjs";
import { runModule } from "../support/child.mjs";
import { COMPILER_OPTIONS, compile } from "../support/compiler.mjs";
import { startSimulator, TOKEN } from "../support/simulator.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CONTEXT = "readme-context.d.ts";

const read = (path) => readFileSync(join(root, path), "utf8");
const location = ({ document, line }) => `${document}:${line}`;

const all = codeBlocks();
const blocks = all.filter(({ language, reason }) => /^[jt]s$/.test(language) && !reason);

/** The messages of the compiler about blocks, with the place in the document. */
function compileBlocks(blocks) {
  const named = Object.fromEntries(blocks.map((block, number) => [`block-${number}.${block.language}`, block]));
  const texts = Object.fromEntries(Object.entries(named).map(([name, { code }]) => [name, code]));
  return compile(HERE, { [CONTEXT]: readFileSync(join(HERE, CONTEXT), "utf8"), ...texts }).map(
    ({ name, line, text }) => {
      const block = named[name];
      return `${block ? location({ ...block, line: block.line + line }) : name}: ${text}`;
    },
  );
}

/** A module that declares the names of the context, sends all requests to a simulator and runs a block. */
function moduleOf({ code }, url) {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { ...COMPILER_OPTIONS, noEmit: false } });
  return `import * as $library from "digitalocean-wasm";
const $fetch = globalThis.fetch;
globalThis.fetch = async (address, init) => {
  if (address === "/api/token") return new Response("${TOKEN}");
  const { origin, pathname, search } = new URL(address);
  if (origin !== "https://api.digitalocean.com") throw new Error("a request to " + origin);
  return $fetch("${url}" + pathname + search, init);
};
globalThis.client = new $library.DigitalOcean();
globalThis.clusterId = (await globalThis.client.databases.list()).data.find(({ engine }) => engine === "pg").id;
globalThis.saveText = async () => {};
globalThis.chrome = {
  storage: { local: { get: async () => ({ token: "${TOKEN}" }) } },
  runtime: { onMessage: { addListener() {} } },
};
${outputText}`;
}

test("blocks are found with their lines and marks, those of files left out", () => {
  const text =
    "a\n<!-- not compiled: no such package -->\n\n```js\nb();\n```\n\n<!-- file: c.js -->\n\n```js\nc();\n```\n\n<!-- /file -->\n\n```ts\nd();\ne();\n```\n";
  assert.deepEqual(blocksOf(text), [
    { line: 5, language: "js", code: "b();\n", reason: "no such package" },
    { line: 17, language: "ts", code: "d();\ne();\n", reason: undefined },
  ]);
});

test("blocks compile under strict TypeScript", (t) => {
  for (const block of all.filter(({ reason }) => reason)) {
    t.diagnostic(`not compiled: ${location(block)}: ${block.reason}`);
  }
  assert.ok(blocks.length >= 20, `${blocks.length} blocks`);
  assert.deepEqual(compileBlocks(blocks), []);
  const [first] = blocks;
  assert.match(
    String(compileBlocks([{ ...first, code: `${first.code}client.databases.lst();\n` }])),
    /README\.md:\d+: .*lst/,
  );
});

for (const block of blocks) {
  test(`${location(block)} runs`, async () => {
    const simulator = await startSimulator({ rateLimit: false });
    try {
      const source = moduleOf(block, simulator.url);
      const { code, stdout, stderr } = await runModule(source, HERE, { DIGITALOCEAN_TOKEN: TOKEN });
      assert.equal(code, 0, stderr);
      for (const [, printed] of block.code.matchAll(/ \/\/ prints (.+)$/gm)) {
        assert.ok(stdout.split("\n").includes(printed), stdout);
      }
    } finally {
      await simulator.stop();
    }
  });
}

test("the background and its build are those of the extension's own README, which is tested in browsers", () => {
  const template = blocksOf(read("examples/extension/README.md")).map(({ code }) => code);
  for (const document of ["README.md", "pkg-template/README.md"]) {
    const background = blocksOf(read(document)).find(({ code }) => code.includes("chrome.runtime"));
    assert.ok(template.includes(background.code), document);
  }
  const build = blocksOf(read("README.md")).find(({ code }) => code.includes("--format=iife"));
  assert.ok(template.includes(build.code));
});

test("the size in the README is that of the table of places", () => {
  const [, kilobytes] = /^\| esbuild, ES module in a page \|.* \| ([\d.]+) kB \| [\d.]+ kB \|$/m.exec(
    readSection("places"),
  );
  assert.ok(read("README.md").includes(`**Small.** ${Math.round(kilobytes)} kB gzipped`), kilobytes);
});

test("the README is short, and begins with what a user needs", () => {
  const lines = read("README.md").split("\n");
  assert.ok(lines.length < 300, `${lines.length} lines`);
  const screen = lines.slice(0, 45).join("\n");
  for (const command of ["npm install digitalocean-wasm", "npm start", "npm test"]) {
    assert.ok(screen.includes(command), command);
  }
});
