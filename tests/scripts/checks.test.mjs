// The checks of `npm run check` can fail: each is shown a breach of its rule.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";
import { shellLayout, unreachableTests } from "../../scripts/test/layout.mjs";
import { brokenLinks } from "../../scripts/test/links.mjs";
import { readText } from "../../scripts/test/sources.mjs";
import { hitsIn } from "../../scripts/test/words.mjs";

const folder = mkdtempSync(join(tmpdir(), "checks-"));
after(() => rmSync(folder, { recursive: true }));

function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const lines = async (path, text) => hitsIn(path, await readText(path, text)).map(({ line }) => line);

test("sentences that begin with What or Of are found in every language, questions are not", async () => {
  assert.deepEqual(
    await lines("a.ts", "/**\n * It is. What comes after is not.\n */\nlet a = 1; // Of all.\n"),
    [1, 4],
  );
  assert.deepEqual(
    await lines("a.ts", '// Good.\n\n// What is it?\nlet a = "// What not";\nlet b = `// Of all`;\n'),
    [],
  );
  assert.deepEqual(await lines("a.mjs", "// A sentence that\n// What continues.\n\n// - What an item.\n"), [4]);
  assert.deepEqual(await lines("a.jsx", "const a = <p>{/* What is shown. */}text // Of no comment</p>;\n"), [1]);
  assert.deepEqual(
    await lines("a.rs", '/// What is.\nfn a() {}\nconst B: &str = r#"// What "is" not"#; // Of it.\n'),
    [1, 3],
  );
  assert.deepEqual(
    await lines("a.rs", "/* a /* b */ */\nfn f<'a>(c: char) { c == '\"'; /* What. */ }\n//! # What\n"),
    [2, 3],
  );
  assert.deepEqual(await lines("a.html", "<p>What</p>\n<!-- What it shows. -->\n"), [2]);
  assert.deepEqual(await lines("a.css", "a {}\n/* Of links. */\n"), [2]);
});

test("banned names are found where they are declared, not where they are used", async () => {
  assert.deepEqual(await lines("a.ts", "told();\nconst { told } = a;\nimport { told as b } from 'c';\n"), []);
  const declared = [
    "const told = 1;",
    "function f(told) {}",
    "const { a: told } = b;",
    "interface A { told: 1 }",
    "class Told {}",
  ];
  assert.deepEqual(await lines("a.ts", declared.join("\n")), [1, 2, 3, 4, 5]);
  assert.deepEqual(await lines("a.rs", 'x.told();\nprintln!("told: {}", a::told::B);\n'), []);
  const rust = [
    "let mut told = 1;",
    "fn f(told: u8) {}",
    "struct Told;",
    "enum A { B(u8), Told { c: u8 } }",
    "x.map(|told| 1);",
  ];
  assert.deepEqual(await lines("a.rs", rust.join("\n")), [1, 2, 3, 4, 5]);
});

test("some names are banned in one place only", async () => {
  assert.deepEqual(await lines("tests/a.mjs", "const line = 1, lines = [];"), []);
  assert.deepEqual(await lines("pkg-template/src/call/queue.ts", "const lines = [];"), [1]);
});

test("circles and long files and functions of the shell are found", async () => {
  write({
    "shell/a.ts": 'import type { B } from "./b.js";\n',
    "shell/b.ts": 'export type B = import("./c.js").C;\n',
    "shell/c.ts": 'export * from "./a.js";\n',
    "shell/d.ts": `const long = () => {${"\n".repeat(60)}};\n`,
    "shell/e.ts": `${"\n".repeat(300)}export {};\n`,
    "shell/f.ts": `function short() {${"\n".repeat(59)}}\n${"\n".repeat(239)}export {};`,
  });
  const { circles, long } = await shellLayout(join(folder, "shell"));
  assert.deepEqual(
    circles.map((circle) => circle.map((path) => basename(path))),
    [["a.ts", "b.ts", "c.ts", "a.ts"]],
  );
  assert.deepEqual(
    long.map(({ path, name, lines }) => [basename(path), name, lines]),
    [
      ["d.ts", "long()", 61],
      ["e.ts", "the file", 301],
    ],
  );
});

test("a test file in Rust that no target reaches is found", () => {
  write({
    "crate/Cargo.toml": '[[test]]\nname = "native"\npath = "tests/native/main.rs"\n\n[profile]\n',
    "crate/tests/native/main.rs": "mod a;\nmod b;\n",
    "crate/tests/native/a.rs": "mod inside;\n",
    "crate/tests/native/a/inside.rs": "",
    "crate/tests/native/b/mod.rs": "mod c;\n",
    "crate/tests/native/b/c.rs": "",
    "crate/tests/native/forgotten.rs": "",
    "crate/tests/wasm/main.rs": "",
  });
  const { files, unreachable } = unreachableTests(join(folder, "crate"));
  assert.equal(files, 7);
  assert.deepEqual(
    unreachable.map((path) => basename(path)),
    ["forgotten.rs", "main.rs"],
  );
});

test("links to missing files and headings are found", () => {
  write({ "docs/a.md": "# A `b` c\n[1](a.md) [2](#a-b-c) [3](none.md) [4](a.md#none) [5](https://a.b) `[6](none)`\n" });
  const { links, broken } = brokenLinks(folder, ["docs/a.md"]);
  assert.equal(links, 4);
  assert.deepEqual(broken, ["docs/a.md: none.md", "docs/a.md: a.md#none"]);
});
