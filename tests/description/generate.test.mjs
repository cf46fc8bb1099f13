// The generated values, which other tests build on: legal, various, and the same each time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { operations, options, parts, problems } from "./description.mjs";
import { full, PATTERNS, randomly, smallest } from "./generate.mjs";
import { body, query } from "./requests.mjs";

const COUNT = 1000;
// How many random values it may take until all that is legal has come; values of long enums are rare.
const AT_MOST = 5000;

for (const id of operations.keys()) {
  const schemas = { query: query(id), body: body(id) };
  for (const [place, schema] of Object.entries(schemas).filter(([, schema]) => schema !== undefined)) {
    test(`what is generated as ${place} of ${id} is legal, and all that is legal comes`, options, () => {
      const random = randomly(schema, id);
      const missing = new Set(declared(schema));
      for (let count = 0; count < AT_MOST && missing.size > 0; count++) {
        for (const one of contents(random())) {
          missing.delete(one);
        }
      }
      assert.deepEqual([...missing], []);
      for (const value of [...smallest(schema), ...full(schema), ...Array.from({ length: 100 }, random)]) {
        assert.deepEqual(problems(schema, rounded(value)), []);
      }
    });
  }
}

test("strings fit the patterns, and every pattern is one of the description", options, () => {
  const found = new Set([...operations.keys()].flatMap((id) => (body(id) ? [...patterns(body(id))] : [])));
  assert.deepEqual([...PATTERNS.keys()].sort(), [...found].sort());
  for (const [pattern, strings] of PATTERNS) {
    for (const string of strings) {
      assert.match(string, new RegExp(pattern, "u"));
    }
  }
});

test("a seed gives the same values each time, and another seed others", options, () => {
  const schema = body("databases_create_kafka_topic");
  const values = (seed) => Array.from({ length: 20 }, randomly(schema, seed, { others: true }));
  assert.deepEqual(values("one"), values("one"));
  assert.notDeepEqual(values("one"), values("two"));
});

test(
  "integers come as wide as the API has them, strings with all that JSON escapes, and no half characters",
  options,
  () => {
    const values = Array.from(
      { length: COUNT },
      randomly(body("databases_create_kafka_topic"), "wide", { others: true }),
    );
    const seen = new Set(values.flatMap((value) => [...leaves(value)]));
    for (const expected of [null, 0, -1, 9223372036854775807n, -9223372036854775808n, 18446744073709551615n]) {
      assert.ok(seen.has(expected), String(expected));
    }
    const text = [...seen].filter((value) => typeof value === "string").join("");
    for (const expected of ['"', "\\", "\n", "\0", "é", "😀", "\u2028"]) {
      assert.ok(text.includes(expected), expected);
    }
    assert.ok(text.isWellFormed());
  },
);

/** A value with numbers for bigints, as a validator knows them. */
function rounded(value) {
  return JSON.parse(JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? Number(item) : item)));
}

/** The fields and the values of enums that a schema declares, by path. */
function* declared(schema, path = "") {
  for (const { enum: values = [], properties = {}, items, nullable } of parts(schema)) {
    yield* values.map((value) => `${path} = ${value}`);
    if (nullable) {
      yield `${path} = null`;
    }
    for (const [key, field] of Object.entries(properties)) {
      if (!parts(field).some(({ readOnly }) => readOnly)) {
        yield `${path}.${key}`;
        yield* declared(field, `${path}.${key}`);
      }
    }
    if (items) {
      yield* declared(items, `${path}[]`);
    }
  }
}

/** The fields and the values of enums in a value, named like those of `declared`. */
function* contents(value, path = "") {
  if (!(value instanceof Object)) {
    yield `${path} = ${value}`;
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const inner = Array.isArray(value) ? `${path}[]` : `${path}.${key}`;
    yield inner;
    yield* contents(item, inner);
  }
}

function* leaves(value) {
  if (value instanceof Object) {
    yield* Object.values(value).flatMap((item) => [...leaves(item)]);
  } else {
    yield value;
  }
}

function* patterns(schema) {
  for (const { pattern, properties = {}, items } of parts(schema)) {
    const inner = Object.values(properties).filter((field) => !parts(field).some(({ readOnly }) => readOnly));
    yield* pattern === undefined ? [] : [pattern];
    yield* [...inner, ...(items ? [items] : [])].flatMap((field) => [...patterns(field)]);
  }
}
