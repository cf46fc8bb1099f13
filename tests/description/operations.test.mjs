// What operations.json says, and what the calls send, against the description.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startRecorder } from "../support/recorder.mjs";
import { api, call, operations } from "./client.mjs";
import { bodySchema, operations as described, options, parts } from "./description.mjs";

const TOKEN = "dop_v1_description";

let recorder;
let client;

before(async () => {
  recorder = await startRecorder();
  client = new api.DigitalOcean({ token: TOKEN, baseUrl: recorder.url });
});
after(() => recorder.stop());

test("no operation and no call is listed twice", () => {
  for (const key of ["id", "call"]) {
    const values = operations.map((operation) => operation[key]);
    assert.deepEqual(values, [...new Set(values)], key);
  }
});

for (const operation of operations) {
  test(`${operation.call} is described as it is`, options, () => {
    const theirs = described.get(operation.id);
    assert.ok(theirs, `the description has no ${operation.id}`);
    assert.equal(operation.method, theirs.method);
    assert.equal(byPosition(operation.path), byPosition(theirs.path));
    assert.deepEqual(operation.scopes, scopes(theirs));
    assert.equal(operation.deprecated, theirs.deprecated === true);
    assert.equal(operation.replacedBy !== null, operation.deprecated);
    assert.equal(operation.paged, queryNames(theirs).includes("per_page"));
  });

  test(`${operation.call} takes every parameter that is described`, options, async () => {
    const theirs = described.get(operation.id);
    const values = placeholders(theirs.path).map((name, index) => `${name}-${index}`);
    const query = Object.fromEntries(
      theirs.parameters.filter(isQuery).map(({ name, schema }) => [name, sample(schema)]),
    );
    const body = bodySchema(operation.id) && sample(bodySchema(operation.id));
    const content = [body, Object.keys(query).length > 0 ? query : undefined].filter((part) => part !== undefined);

    recorder.requests.length = 0;
    // Whether `{}` is an answer for it is not the question.
    await call(client, operation.call, ...values, ...content).catch(() => {});

    assert.equal(recorder.requests.length, 1, "sent once");
    const [sent] = recorder.requests;
    assert.equal(sent.method, theirs.method);
    assert.equal(
      sent.path,
      values.reduce((path, value) => path.replace(/\{[^}]+\}/, value), theirs.path),
    );
    assert.deepEqual(Object.fromEntries(new URLSearchParams(sent.query)), strings(query));
    assert.deepEqual(sent.body === "" ? undefined : JSON.parse(sent.body), body);
    assert.equal(sent.headers.authorization, `Bearer ${TOKEN}`);
  });
}

const isQuery = ({ in: place }) => place === "query";
const placeholders = (path) => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
const byPosition = (path) => path.replace(/\{[^}]+\}/g, "{}");
const queryNames = ({ parameters }) => parameters.filter(isQuery).map(({ name }) => name);
const scopes = ({ security }) => security.flatMap(({ bearer_auth: scopes = [] }) => scopes);
const strings = (query) => Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

/** A value that fits a schema, with all that may be written in it. */
function sample(schema) {
  const all = parts(schema);
  const first = (key) => all.map((part) => part[key]).find((value) => value !== undefined);
  const properties = all.flatMap((part) => Object.entries(part.properties ?? {}));
  if (properties.length > 0) {
    const written = properties.filter(([, property]) => !parts(property).some(({ readOnly }) => readOnly));
    return Object.fromEntries(written.map(([name, property]) => [name, sample(property)]));
  }
  switch (first("type")) {
    case "string":
      return first("enum")?.[0] ?? first("example") ?? "text";
    case "boolean":
      return true;
    case "array":
      return [sample(first("items"))];
    case "object":
      return {};
    default:
      return first("minimum") ?? 1;
  }
}
