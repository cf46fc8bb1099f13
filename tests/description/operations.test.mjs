// operations.json, and the values that calls take and send, against the description.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { ANY } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { api, call, operations } from "./client.mjs";
import { operations as described, Known, options, problems } from "./description.mjs";
import { full, smallest } from "./generate.mjs";
import { body, differences, filledPath, pathValues, query } from "./requests.mjs";

const TOKEN = "dop_v1_description";

// Required fields that the library does not require.
const known = new Known([
  [/^databases_\w+_logsink: config\.\w+ left out: taken$/, "which ones are required depends on the type of the sink"],
]);

let recorder;
let client;

/** The operation whose required body may be left out of the call: an empty object is sent, as other clients do. */
const DEFAULT_BODY = "databases_reset_auth";

before(async () => {
  recorder = await startRecorder();
  recorder.answer = ANY;
  client = new api.DigitalOcean({ token: TOKEN, baseUrl: recorder.url });
});
beforeEach(() => recorder.requests.splice(0));
after(() => recorder.stop());

test("no operation and no call is listed twice", () => {
  for (const key of ["id", "call"]) {
    const values = operations.map((operation) => operation[key]);
    assert.deepEqual(values, [...new Set(values)], key);
  }
});

test("every described operation is there, and no other", options, () => {
  const ids = operations.map(({ id }) => id);
  assert.deepEqual(ids.sort(), [...described.keys()].sort());
});

for (const { id, call: name, ...operation } of operations) {
  test(`${name} is described as it is`, options, () => {
    const theirs = described.get(id);
    assert.ok(theirs, `the description has no ${id}`);
    assert.equal(operation.method, theirs.method);
    assert.equal(byPosition(operation.path), byPosition(theirs.path));
    assert.deepEqual(operation.scopes, scopes(theirs));
    assert.equal(operation.deprecated, theirs.deprecated === true);
    assert.equal(operation.replacedBy !== null, operation.deprecated);
    assert.equal(
      operation.paged,
      theirs.parameters.some((parameter) => parameter.name === "per_page"),
    );
    const [content = ""] = operation.parameters.slice(pathValues(id).length);
    assert.equal(content.replace("?", ""), query(id) ? "query" : body(id) ? "body" : "");
    // The description does not require some bodies that mean nothing when left out.
    const isRequired = theirs.requestBody?.required && id !== DEFAULT_BODY;
    assert.ok(!(isRequired && content.endsWith("?")), "its body is required");
  });

  test(`${name} sends all that is described`, options, async () => {
    const values = pathValues(id);
    const [content] = contents(id).flatMap(full);
    await call(client, name, ...values, ...(content ? [content] : []));

    assert.equal(recorder.requests.length, 1, "sent once");
    const [sent] = recorder.requests;
    assert.equal(sent.method, operation.method);
    assert.equal(sent.path, filledPath(id, values));
    assert.deepEqual(Object.fromEntries(new URLSearchParams(sent.query)), query(id) ? strings(content) : {});
    assert.deepEqual(sent.body === "" ? undefined : JSON.parse(sent.body), body(id) && content);
    assert.equal(sent.headers.authorization, `Bearer ${TOKEN}`);
  });

  test(`${name} knows all that is described, by its type`, options, async () => {
    const values = pathValues(id);
    for (const index of values.keys()) {
      const changed = values.map((value, at) => (at === index ? ".." : value));
      assert.match((await errorOf(name, changed)) ?? "", new RegExp(`^${operation.parameters[index]}: `));
    }
    const seen = new Set();
    for (const [path, item, replaced] of contents(id)
      .flatMap(full)
      .flatMap((content) => places(content))) {
      if (!seen.has(path)) {
        seen.add(path);
        const expected = type(item);
        const message = await errorOf(name, [...values, replaced(expected === "number" ? "1" : 1)]);
        const begin = `${query(id) ? "query." : ""}${path}: expected `;
        assert.ok(
          message?.startsWith(begin),
          `${path} given as ${expected === "number" ? "a string" : "1"}: ${message}`,
        );
        const words = expected === "number" ? ["number", "integer"] : [expected];
        assert.ok(
          words.some((word) => message.startsWith(`${word}, `, begin.length)),
          message,
        );
      }
    }
    assert.equal(recorder.requests.length, 0);
  });

  if (operation.parameters.includes("body") || operation.parameters.includes("body?")) {
    test(`${name} refuses a body without a required field`, options, async () => {
      const taken = new Set();
      for (const [path, , replaced] of smallest(body(id)).flatMap((content) => places(content))) {
        const message = await errorOf(name, [...pathValues(id), replaced(undefined)]);
        if (!message?.startsWith(`${path}: missing, expected `)) {
          taken.add(`${path} left out: ${message ?? "taken"}`);
        }
      }
      assert.deepEqual(known.others(id, [...taken]), []);
    });
  }
}

for (const { id, place, reason, schemas } of differences) {
  test(`${id}: ${reason}; its description still differs`, options, async () => {
    const [theirs, practised] = schemas();
    const fits = (schema) => (value) => problems(schema, value).length === 0;
    const { call: name } = operations.find((operation) => operation.id === id);
    const [undescribed] = full(practised).filter((value) => theirs === undefined || !fits(theirs)(value));
    if (undescribed !== undefined) {
      assert.equal(await errorOf(name, [...pathValues(id), undescribed]), undefined);
      assert.equal(recorder.requests.length, 1);
      return;
    }
    const [legal] = [...smallest(theirs), null].filter(fits(theirs)).filter((value) => !fits(practised)(value));
    assert.notEqual(legal, undefined, `its ${place} is described as practice takes it`);
    assert.match((await errorOf(name, [...pathValues(id), legal])) ?? "taken", /: missing, expected /);
  });
}

test("each known difference still is one", options, () => {
  assert.deepEqual(known.outdated(), []);
});

const byPosition = (path) => path.replace(/\{[^}]+\}/g, "{}");
const contents = (id) => [query(id), body(id)].filter((schema) => schema !== undefined);
const scopes = ({ security }) => security.flatMap(({ bearer_auth: scopes = [] }) => scopes);
const strings = (query) => Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

/** With which message a call is refused before anything is sent; `undefined` when it is not. */
async function errorOf(name, values) {
  try {
    await call(client, name, ...values);
    return undefined;
  } catch (error) {
    assert.equal(error.constructor, api.InvalidRequestError, error.stack);
    assert.equal(error.operation, name);
    return error.message;
  }
}

/** Each value inside of one: its path, itself, and how to replace it. */
function places(value, outer = "", rebuild = (changed) => changed) {
  return Object.entries(value).flatMap(([key, item]) => {
    const path = Array.isArray(value) ? `${outer}[${key}]` : `${outer}${step(key, outer)}`;
    const replaced = (other) =>
      rebuild(Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [key]: other }));
    return [[path, item, replaced], ...(item instanceof Object ? places(item, path, replaced) : [])];
  });
}

function step(key, outer) {
  return /^\w+$/.test(key) ? `${outer && "."}${key}` : `[${JSON.stringify(key)}]`;
}

/** The type of a value. Integers are numbers, too. */
function type(value) {
  return Array.isArray(value) ? "array" : typeof value === "bigint" ? "number" : typeof value;
}
