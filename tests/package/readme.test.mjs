// The generated sections of the documents: tables of operations, options and errors, and pieces of code.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { generated, snippet } from "../../scripts/docs/generated.mjs";
import { operationsTable } from "../../scripts/docs/operations.mjs";
import { optionsOf, optionsTable } from "../../scripts/docs/options.mjs";
import { placesTable } from "../../scripts/docs/places.mjs";
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

test("a table of places has no times of one machine", () => {
  const row = { version: "1", built: true, ran: true, first: 12, bytes: 1049, gzip: 600, brotli: 500 };
  assert.equal(
    placesTable([
      { place: "a", ...row },
      { place: "b", version: "2", ran: false },
    ]),
    `| place | version | built | ran | minified | gzip | brotli |
|---|---|---|---|---|---|---|
| a | 1 | yes | yes | 1.0 kB | 0.6 kB | 0.5 kB |
| b | 2 |  | no |  |  |  |`,
  );
});

test("an option is shown by the first sentence and the default of its comment", () => {
  const text = `export interface Fruit extends Food {
  /**
   * The weight, in grams
   * or more. It varies.
   *
   * @default the tree's
   *   own
   * @see elsewhere
   */
  weight?: number | undefined;
  /** Whether it is ripe: \`a | b\`. @default */
  ripe?: boolean;
}
`;
  assert.throws(() => optionsOf(text, "Fruit"), /Fruit\.ripe has no comment/);
  assert.throws(() => optionsOf(text, "Nut"), /no interface Nut/);
  assert.deepEqual(optionsOf(text.replace(". @default */", ".\n   * @default undefined\n   */"), "Fruit"), [
    ["weight", { purpose: "The weight, in grams or more.", initial: "the tree's own" }],
    ["ripe", { purpose: "Whether it is ripe: `a \\| b`.", initial: "none" }],
  ]);
  assert.match(optionsTable(), /^\| `headers` \| client, call \| `\{\}` \|/m);
  assert.match(optionsTable(), /^\| `signal` \| call \| none \|/m);
});

test("the documents show operations, errors and files as they are; UPDATE_BLESSED=1 or npm run build writes them", async () => {
  if (process.env.UPDATE_BLESSED) {
    writeSections(await generated(operations));
  }
  assert.deepEqual(outdated(await generated(operations)), []);
  const { operations: changed } = await generated(operations.slice(1));
  assert.ok(outdated({ operations: changed }).includes("docs/operations.md"));
});
