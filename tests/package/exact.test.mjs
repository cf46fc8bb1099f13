// Integers beyond 2^53: read, carried along and written back to the digit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { DigitalOcean } from "digitalocean-wasm";
import { answer } from "../support/answers.mjs";
import { parseExactly } from "../support/json.mjs";
import { startRecorder } from "../support/recorder.mjs";

const WIDE = "9223372036854775807";

let recorder;
let client;

before(async () => {
  recorder = await startRecorder();
  client = new DigitalOcean({ token: "dop_v1_exact", baseUrl: recorder.url });
});
beforeEach(() => recorder.requests.splice(0));
after(() => recorder.stop());

/** The result of `config.get`, given the text of the configuration. */
async function read(text) {
  recorder.answer = answer(200, `{"config":${text}}`);
  return client.databases.config.get("x");
}

/** The text that a configuration is written as. */
async function write(config) {
  recorder.answer = answer(200, "");
  await client.request("PATCH", "/v2/databases/x/config", { body: { config } });
  const { body } = recorder.requests.at(-1);
  return body.slice('{"config":'.length, -1);
}

/** JSON without white space, its values as they are written. */
const compact = (text) => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");

for (const [engine, field, wide] of [
  [
    "kafka",
    "num_partitions",
    { log_flush_interval_ms: 9223372036854775807n, log_retention_bytes: 9223372036854775807n },
  ],
  ["mysql", "wait_timeout", { group_concat_max_len: 18446744073709551615n, max_seeks_for_key: 18446744073709551615n }],
]) {
  test(`a ${engine} configuration survives being read, changed and written`, async () => {
    const url = new URL(`../fixtures/databases/config/${engine}.json`, import.meta.url);
    const text = compact(readFileSync(url, "utf8"));
    recorder.answer = answer(200, text);
    const config = await client.databases.config.get("x");
    for (const [name, value] of Object.entries(wide)) {
      assert.equal(config[name], value);
    }
    const before = config[field];
    assert.equal(typeof before, "number");
    config[field] = before + 1;
    const sent = await write(config);
    assert.equal(`{"config":${sent}}`, text.replace(`"${field}":${before}`, `"${field}":${before + 1}`));
    assert.ok(sent.includes(`"${field}":${before + 1}`));
  });
}

for (const [text, expected] of [
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", 9007199254740992n],
  ["9007199254740993", 9007199254740993n],
  ["10000000000000000", 10000000000000000n],
  [WIDE, 9223372036854775807n],
  ["18446744073709551615", 18446744073709551615n],
  ["-9007199254740991", -9007199254740991],
  ["-9007199254740992", -9007199254740992n],
  ["-9223372036854775808", -9223372036854775808n],
  ["0", 0],
  ["-1", -1],
  ["4503599627370497", 4503599627370497],
]) {
  test(`${text} is a ${typeof expected}, and is written the same`, async () => {
    for (const place of [(value) => `{"a":${value}}`, (value) => `{"a":${value},"b":${WIDE}}`]) {
      const config = await read(place(text));
      assert.equal(typeof config.a, typeof expected);
      assert.equal(config.a, expected);
      assert.equal(await write(config), place(text));
    }
  });
}

// Each next to a wide integer, so that integers are read exactly.
for (const text of [
  "18446744073709551616",
  "-9223372036854775809",
  "-18446744073709551615",
  "123456789012345678901",
  "1234567890123456789012345678901234567890",
  "-12345678901234567890123456789012345678",
  "1.5",
  "-0.25",
  "1e3",
  "1E+2",
  "9007199254740993.5",
  "9223372036854775807.0",
  "12345678901234567890e2",
  "-1.7976931348623157e308",
  "true",
  "null",
  '""',
  `"${WIDE}"`,
  `"a ${WIDE} b"`,
  `"\\"${WIDE}\\""`,
  '"\\\\"',
  "1e-1234567890123456",
  "1.2345678901234567890123",
  "0.000000000000000000001234567890123456",
  '"~123"',
  '"~"',
  '"~~~18446744073709551615"',
  '"a~1"',
  '"\\u007e123"',
  '"\\u007E~123"',
  '"\\"~123"',
  '"ü€😀"',
  '"\\ud800"',
  '"{\\"a\\":9223372036854775807}"',
]) {
  test(`${text} stays what JSON.parse makes of it`, async () => {
    const config = await read(`{"before":${WIDE},"a":${text},"after":[${text}]}`);
    const expected = JSON.parse(text);
    assert.deepEqual(config, { before: 9223372036854775807n, a: expected, after: [expected] });
    assert.equal(
      await write(config),
      `{"before":${WIDE},"a":${JSON.stringify(expected)},"after":[${JSON.stringify(expected)}]}`,
    );
  });
}

test("keys stay as they are", async () => {
  const text = `{"${WIDE}":1,"~123":${WIDE},"~":"~~1","__proto__":2}`;
  const config = await read(text);
  assert.deepEqual(Object.keys(config).sort(), ["__proto__", "~", "~123", WIDE].sort());
  assert.equal(config["~123"], 9223372036854775807n);
  assert.equal(config["~"], "~~1");
});

test("wide integers are found at any depth", async () => {
  const text = `[[${WIDE},[1,18446744073709551615,{"a":[-9223372036854775808]}]],${WIDE}]`;
  const config = await read(text);
  assert.deepEqual(config, [
    [9223372036854775807n, [1, 18446744073709551615n, { a: [-9223372036854775808n] }]],
    9223372036854775807n,
  ]);
  assert.equal(await write(config), text);
});

test("white space around numbers changes nothing", async () => {
  assert.deepEqual(await read(`{ "a" :\n\t${WIDE}\r\n, "b" : [ 1 , ${WIDE} ] }`), {
    a: 9223372036854775807n,
    b: [1, 9223372036854775807n],
  });
});

test("client.request reads a whole body exactly", async () => {
  recorder.answer = answer(200, `{"id":${WIDE},"list":[18446744073709551615]}`);
  assert.deepEqual(await client.request("GET", "/v2/x"), { id: 9223372036854775807n, list: [18446744073709551615n] });
  recorder.answer = answer(200, WIDE);
  assert.equal(await client.request("GET", "/v2/x"), 9223372036854775807n);
});

test("a bigint is written as an integer wherever a number may be", async () => {
  recorder.answer = answer(200, '{"database":{}}');
  const body = {
    name: "abc",
    engine: "pg",
    size: "s",
    region: "r",
    num_nodes: 1n,
    storage_size_mib: 18446744073709551615n,
  };
  await client.databases.create({ ...body, new_field: [-5n] });
  assert.match(recorder.requests[0].body, /"num_nodes":1,"storage_size_mib":18446744073709551615,"new_field":\[-5\]}$/);
});

test("keys are those of JSON.parse: a repeated one counts last, and __proto__ is one", async () => {
  const own = JSON.parse(`{"__proto__":0,"2":0,"a":0,"1":0}`);
  const config = await read(`{"__proto__":{"b":${WIDE}},"2":1,"a":${WIDE},"1":${WIDE},"a":${WIDE},"2":"${WIDE}"}`);
  assert.deepEqual(Object.keys(config), Object.keys(own));
  assert.equal(Object.getPrototypeOf(config), Object.prototype);
  assert.deepEqual(Object.getOwnPropertyDescriptor(config, "__proto__").value, { b: 9223372036854775807n });
  assert.equal(config[2], WIDE);
  assert.equal(config.a, 9223372036854775807n);
  const replaced = await read(`{"a":${WIDE},"a":[${WIDE}],"b":[${WIDE}],"b":1,"__proto__":${WIDE}}`);
  assert.deepEqual(Object.entries(replaced), [
    ["a", [9223372036854775807n]],
    ["b", 1],
    ["__proto__", 9223372036854775807n],
  ]);
});

test("no source of chance is needed", async () => {
  const { random } = Math;
  Math.random = () => 0;
  try {
    assert.deepEqual(await read(`["0","00",${WIDE},"0${WIDE}"]`), ["0", "00", 9223372036854775807n, `0${WIDE}`]);
  } finally {
    Math.random = random;
  }
});

test("no nesting is too deep", async () => {
  const depth = 100_000;
  let config = await read(`${"[".repeat(depth)}${WIDE}${"]".repeat(depth)}`);
  for (let level = 0; level < depth; level++) {
    assert.equal(config.length, 1);
    config = config[0];
  }
  assert.equal(config, 9223372036854775807n);
});

for (const [name, filling] of [
  ["escapes", () => `"${"\\n".repeat(10_000_000)}"`],
  ["escaped quotes", () => `"${'\\"'.repeat(10_000_000)}"`],
  ["escaped backslashes", () => `"${"\\\\".repeat(10_000_000)}"`],
  ["characters of a string", () => `"${"x".repeat(20_000_000)}"`],
  ["digits", () => "7".repeat(5_000_000)],
  ["digits of a fraction", () => `1.${"7".repeat(5_000_000)}`],
]) {
  test(`millions of ${name} are read beside a wide integer`, async () => {
    const text = filling();
    const sending = new DigitalOcean({ token: "t", fetch: async () => new Response(`[${text},${WIDE}]`) });
    const started = performance.now();
    const [filled, wide] = await sending.request("GET", "/v2/x");
    const read = performance.now();
    assert.ok(filled === JSON.parse(text));
    // Side by side with the engine's own parser: going back and forth in the text would be thousands of times as slow.
    const [ours, theirs] = [read - started, performance.now() - read];
    assert.ok(ours < 500 * theirs, `${ours} ms, where the engine's parser needs ${theirs} ms`);
    assert.equal(wide, 9223372036854775807n);
  });
}

test("an error of the parser does not quote the body", async () => {
  for (const text of [`{"password":"hunter2",${WIDE}}`, 'hunter2"', '"hunter2', `[${WIDE},"hunter2]`]) {
    recorder.answer = answer(200, text);
    await assert.rejects(client.request("GET", "/v2/x"), ({ message, cause }) => {
      assert.equal(message, "the body is not JSON");
      assert.doesNotMatch(cause.message, /hunter/);
      return true;
    });
  }
});

test("any JSON is read to the digit, whatever its strings look like", async () => {
  // A seeded generator: what fails can be had again.
  let state = 12345;
  const random = (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const of = (choices) => choices[random(choices.length)];
  const NUMBERS = [
    ...["0", "-0", "7", "1e3", "-1.5E-7", "9007199254740991", "9007199254740993", "-9223372036854775808"],
    ...["18446744073709551615", "1234567890123456.5", "12345678901234567e2", "123456789012345678901234567890"],
  ];
  const STRINGS = [
    ...["", "a", "9223372036854775807", '\\"9223372036854775807', "\\\\", '\\\\\\"', "0.12345678901234567", "~1"],
    ...['{\\"a\\":9223372036854775807}', "\\u0039223372036854775807", "é\\n", ":9223372036854775807,"],
  ];
  const json = (depth) => {
    const kind = random(depth > 0 ? 5 : 3);
    if (kind === 0) return of(NUMBERS);
    if (kind === 1) return `"${of(STRINGS)}"`;
    if (kind === 2) return of(["true", "false", "null"]);
    const space = of(["", " ", "\n\t"]);
    const items = Array.from({ length: random(5) }, (_, index) => {
      const item = json(depth - 1);
      return kind === 3 ? item : `"${index}${of(STRINGS)}"${space}:${space}${item}`;
    });
    const text = items.join(`${space},${space}`);
    return kind === 3 ? `[${text}]` : `{${text}}`;
  };
  for (let round = 0; round < 500; round++) {
    const text = `{"a":${json(4)}}`;
    recorder.answer = answer(200, text);
    assert.deepEqual(await client.request("GET", "/v2/any"), parseExactly(text), text);
  }
});
