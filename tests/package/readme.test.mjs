// The generated sections of the documents: tables of operations, options and errors, and pieces of code.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { generated, snippet } from "../../scripts/docs/generated.mjs";
import { operationsTable } from "../../scripts/docs/operations.mjs";
import { outdated, withSections, writeSections } from "../../scripts/docs/sections.mjs";

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
    operationsTable(OPERATIONS),
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

test("a section is replaced between its markers, and nothing else", () => {
  const render = { fruits: () => "$& new\n", file: (path) => snippet(path, "code\n") };
  const text =
    "a\n<!-- fruits -->\nold\n<!-- /fruits -->\n$& b\n<!-- file: a/b.mjs -->\n<!-- /file -->\n<!-- nuts -->\nc\n<!-- /nuts -->\n";
  const written = withSections(text, render);
  assert.equal(
    written,
    "a\n<!-- fruits -->\n\n$& new\n\n<!-- /fruits -->\n$& b\n<!-- file: a/b.mjs -->\n\n```js\ncode\n```\n\n<!-- /file -->\n<!-- nuts -->\nc\n<!-- /nuts -->\n",
  );
  assert.equal(withSections(written, render), written);
});

test("a section that no document holds is a mistake", () => {
  assert.throws(() => outdated({ "no-such-section": () => "" }), /no document has <!-- no-such-section -->/);
});

test("the documents show operations, errors and files as they are; UPDATE_BLESSED=1 or npm run build writes them", async () => {
  if (process.env.UPDATE_BLESSED) {
    writeSections(await generated(operations));
  }
  assert.deepEqual(outdated(await generated(operations)), []);
  const { operations: changed } = await generated(operations.slice(1));
  assert.ok(outdated({ operations: changed }).includes("docs/operations.md"));
});
