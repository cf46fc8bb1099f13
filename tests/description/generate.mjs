// Values that a schema of the description allows: the smallest, the full ones, and random ones that follow from a seed.
import { isDeepStrictEqual as same } from "node:util";
import { parts } from "./description.mjs";

/** The smallest values, with nothing that may be left out: one for each alternative. */
export function smallest(schema) {
  return inTurn(schema, { optional: () => false, nothing: () => false, others: () => false });
}

/** Values with all that may be written in them: one for each alternative, and as many as the longest enum has. */
export function full(schema) {
  return inTurn(schema, { optional: () => true, nothing: () => false, others: () => false });
}

/** Values made of lists: the first items make the first value, the second items the second, and so on; each once. */
function inTurn(schema, choice) {
  const values = Array.from({ length: turns(schema) }, (_, turn) =>
    generate(schema, { ...choice, index: (length) => turn % length }),
  );
  return values.filter((value, index) => !values.slice(0, index).some((other) => same(value, other)));
}

/**
 * A function that makes another random value at each call, the same ones in the same order for the same seed. With
 * `others`, objects also hold keys that their schema does not name, as those of a newer API would.
 */
export function randomly(schema, seed, { others = false } = {}) {
  const random = generator(seed);
  const choice = {
    index: (length) => Math.floor(random() * length),
    optional: () => random() < 0.5,
    nothing: () => random() < 0.2,
    others: () => others && random() < 0.1,
  };
  return () => generate(schema, choice);
}

/** The pattern of each string of the description that has one, and strings that fit it. */
export const PATTERNS = new Map([
  [
    "^$|[0-9a-f]{8}\\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\\b[0-9a-f]{12}",
    ["9cc10173-e9ea-4176-9dbc-a4cee4c4ff30", "", "d455e75d-4858-4eec-8c95-da2f0a5f93a7"],
  ],
  [
    "^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$",
    ["db.example.com", "A.b", "a--0.b-1.c2"],
  ],
  ["^[A-Z_]*(,[A-Z_]+)*$", ["ANSI,TRADITIONAL", "", "_", ",NO_ZERO_DATE"]],
  ["^.+/.+$", ["db_name/table_name", 'é"\\/€😀']],
  ["^(default|[a-z_]+=(on|off|default)(,[a-z_]+=(on|off|default))*)$", ["default", "mrr=on,mrr_cost_based=off"]],
  ["^[_A-Za-z0-9][-._A-Za-z0-9]{0,63}$", ["_myrole-1.2", "0"]],
  ["^[KEg\\$lshzxeA]*$", ["KEA$", ""]],
  ["^[a-z0-9-]{1,63}$", ["example", "-", "0".repeat(63)]],
]);

const FORMATS = {
  uuid: ["9cc10173-e9ea-4176-9dbc-a4cee4c4ff30", "00000000-0000-4000-8000-00000000000f"],
  "date-time": ["2026-01-31T19:25:22Z", "2026-02-28T23:59:59.999+05:30"],
};

const CHARACTERS = [
  ..."aZ09 \"'\\/{}[]:,.~%&?#<>\n\t\0\u007f\u0080é€ß\u2028\ufeff\uffff😀🏴",
  "</script>",
  "%2F",
  "null",
];
// Values of integers without bounds. Those beyond 2^53 are bigints, for numbers cannot hold them.
const INTEGERS = [
  1,
  0,
  -1,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
  18446744073709551615n,
];
const NUMBERS = [0.5, 0, 1, 1e-7, 1 / 3, 1e21, -2.25];
const INT32 = 2 ** 31;
const NAMES = ["new field", "a.b", "", "__proto__", "toString", "é€😀", '"\\'];

function generate(schema, choice) {
  const all = chosen(schema, choice);
  const first = (key) => all.map((part) => part[key]).find((value) => value !== undefined);
  if (first("nullable") && choice.nothing()) {
    return null;
  }
  if (first("enum")) {
    return pick(first("enum"), choice);
  }
  if (all.some((part) => part.properties || part.type === "object")) {
    return object(all, choice);
  }
  switch (first("type")) {
    case "string":
      return text(first, choice);
    case "boolean":
      return pick([true, false], choice);
    case "array":
      return list(first, choice);
    case "integer":
      return integer(first, choice);
    case "number":
      return number(first, choice);
    default:
      throw new Error(`the generator does not know what ${JSON.stringify(all)} allows`);
  }
}

/** The schemas that a value must fit together; of alternatives, one. */
function chosen(schema, choice) {
  const [own] = parts(schema);
  const alternatives = [own.anyOf, own.oneOf].filter(Boolean).map((list) => pick(list, choice));
  return [own, ...[...(own.allOf ?? []), ...alternatives].flatMap((part) => chosen(part, choice))];
}

const pick = (list, choice) => list[choice.index(list.length)];

/** The keys of an object that may be written: the schema of each, and whether it is required. */
function written(all) {
  const required = new Set(all.flatMap((part) => part.required ?? []));
  const fields = new Map();
  for (const [name, schema] of all.flatMap((part) => Object.entries(part.properties ?? {}))) {
    fields.set(name, [...(fields.get(name) ?? []), schema]);
  }
  return [...fields]
    .map(([name, schemas]) => ({ name, schema: { allOf: schemas } }))
    .filter(({ schema }) => !parts(schema).some(({ readOnly }) => readOnly))
    .map((field) => ({ ...field, required: required.has(field.name) }));
}

function object(all, choice) {
  const fields = written(all).filter(({ required }) => required || choice.optional());
  const entries = fields.map(({ name, schema }) => [name, generate(schema, choice)]);
  const others = all.find((part) => typeof part.additionalProperties === "object")?.additionalProperties;
  if (others) {
    entries.push(...(choice.optional() ? [[pick(["key", ...NAMES], choice), generate(others, choice)]] : []));
  } else if (choice.others()) {
    entries.push([pick(NAMES, choice), anything(choice)]);
  }
  return Object.fromEntries(entries);
}

function anything(choice) {
  const list = () => [anything(choice), null];
  const map = () => Object.fromEntries([[pick(NAMES, choice), anything(choice)]]);
  return pick(
    [() => null, () => characters(choice), () => pick(INTEGERS, choice), () => pick(NUMBERS, choice), list, map],
    choice,
  )();
}

function list(first, choice) {
  const length = choice.optional() ? 1 + choice.index(3) : 0;
  const bounded = Math.min(Math.max(length, first("minItems") ?? 0), first("maxItems") ?? length);
  return Array.from({ length: bounded }, () => generate(first("items"), choice));
}

function text(first, choice) {
  if (first("pattern")) {
    const fitting = PATTERNS.get(first("pattern"));
    if (!fitting) {
      throw new Error(`say in PATTERNS what fits ${first("pattern")}`);
    }
    return pick(fitting, choice);
  }
  if (first("format")) {
    return pick(FORMATS[first("format")], choice);
  }
  // Lengths are counted in characters, not in code units.
  const made = [...pick([() => "text", () => characters(choice), () => ""], choice)()];
  while (made.length < (first("minLength") ?? 0)) {
    made.push("-");
  }
  return made.slice(0, first("maxLength")).join("");
}

function characters(choice) {
  return Array.from({ length: 1 + choice.index(12) }, () => pick(CHARACTERS, choice)).join("");
}

function integer(first, choice) {
  const bound = first("format") === "int32" ? INT32 : Infinity;
  const low = first("minimum") ?? -bound;
  const high = first("maximum") ?? bound - 1;
  // The greatest bounds of the description are rounded to what a double holds, which is one too many.
  const bounds = [low, high].map((value) => (value >= 2 ** 63 && value < Infinity ? BigInt(value) - 1n : value));
  const inside = bounds.every(Number.isSafeInteger) ? [low + Math.floor((high - low) / 3)] : INTEGERS;
  const fitting = [...bounds.filter((value) => Math.abs(Number(value)) < Infinity), ...inside];
  return pick(
    fitting.filter((value) => value >= low && value <= high),
    choice,
  );
}

function number(first, choice) {
  const low = first("minimum") ?? -Infinity;
  const high = first("maximum") ?? Infinity;
  const bounds = [low, high].filter(Number.isFinite);
  const between = bounds.length === 2 ? [low + (high - low) / 3] : [];
  return pick(
    [...bounds, ...between, ...NUMBERS].filter((value) => value >= low && value <= high),
    choice,
  );
}

/** How long the longest list of alternatives is, of schemas or of values. */
function turns(schema) {
  const all = parts(schema);
  const own = all.flatMap(({ enum: values, anyOf, oneOf }) => [values, anyOf, oneOf].filter(Boolean));
  const inner = [
    ...written(all).map((field) => field.schema),
    ...all.flatMap(({ items, additionalProperties: others }) => [items, others].filter((one) => one instanceof Object)),
  ];
  return Math.max(1, ...own.map(({ length }) => length), ...inner.map(turns));
}

/** Numbers from 0 to 1 without 1, the same for the same seed (mulberry32). */
export function generator(seed) {
  let state = [...String(seed)].reduce((hash, character) => Math.imul(hash ^ character.codePointAt(0), 16777619), 1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
