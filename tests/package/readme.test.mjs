// The tables of operations in the READMEs.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { outdated, table, withTable, writeTables } from "../../scripts/docs/operations.mjs";
import { areSnippetsOutdated, withSnippets, writeSnippets } from "../../scripts/docs/snippets.mjs";

const operations = createRequire(import.meta.url)("digitalocean-wasm/operations.json");

const OPERATIONS = [
  {
    call: "fruits.eat",
    parameters: ["id", "body"],
    method: "POST",
    path: "/v2/fruits/{id}/eat",
    scopes: ["fruit:read", "fruit:eat"],
    deprecated: false,
  },
  {
    call: "fruits.peels.list",
    parameters: ["query?"],
    method: "GET",
    path: "/v2/peels",
    scopes: ["a:b"],
    deprecated: true,
  },
  { call: "nuts.list", parameters: [], method: "GET", path: "/v2/nuts", scopes: ["nut:read"], deprecated: false },
  { call: "nuts.get", parameters: ["id"], method: "GET", path: "/v2/nuts/{id}", scopes: [], deprecated: false },
];

test("a table has a row for each operation, by family", () => {
  assert.equal(
    table(OPERATIONS),
    `<details>
<summary><code>client.fruits</code>: 2 operations</summary>

| call | request | scopes |
|---|---|---|
| \`client.fruits.eat(id, body)\` | \`POST /v2/fruits/{id}/eat\` | \`fruit:read\`, \`fruit:eat\` |
| \`client.fruits.peels.list(query?)\` *deprecated* | \`GET /v2/peels\` | \`a:b\` |

</details>

<details>
<summary><code>client.nuts</code>: 2 operations</summary>

| call | request | scopes |
|---|---|---|
| \`client.nuts.list()\` | \`GET /v2/nuts\` | \`nut:read\` |
| \`client.nuts.get(id)\` | \`GET /v2/nuts/{id}\` |  |

</details>
`,
  );
});

test("a table replaces what is between the markers, and nothing else", () => {
  const text = "before\n\n<!-- operations -->\nold\n<!-- /operations -->\n\n$& after\n";
  const written = withTable(text, OPERATIONS);
  assert.equal(written, `before\n\n<!-- operations -->\n\n${table(OPERATIONS)}\n<!-- /operations -->\n\n$& after\n`);
  assert.equal(withTable(written, OPERATIONS), written);
  assert.throws(() => withTable("no markers", OPERATIONS), /<!-- operations -->/);
});

test("the READMEs list the operations of the package; UPDATE_BLESSED=1 or npm run build writes them", () => {
  if (process.env.UPDATE_BLESSED) {
    writeTables(operations);
  }
  assert.deepEqual(outdated(operations), []);
  assert.deepEqual(outdated(operations.slice(1)), ["README.md", "pkg-template/README.md"]);
});

test("a file of the repository is shown between its markers, and nothing else changes", () => {
  const text = "before\n<!-- file: a/b.mjs -->\nold\n<!-- /file -->\nafter\n";
  const shown = withSnippets(text, (path) => `// ${path}\n$&\n`);
  assert.equal(shown, "before\n<!-- file: a/b.mjs -->\n\n```js\n// a/b.mjs\n$&\n```\n\n<!-- /file -->\nafter\n");
});

test("the README shows its files as they are; UPDATE_BLESSED=1 or npm run build writes them", () => {
  if (process.env.UPDATE_BLESSED) {
    writeSnippets();
  }
  assert.equal(areSnippetsOutdated(), false);
});
