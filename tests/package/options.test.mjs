// Options: of a client, of a call, and of a client that was derived.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { DigitalOcean, InvalidRequestError } from "digitalocean-wasm";
import { ANY, answer } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection } from "../support/settled.mjs";

const TOKEN = "dop_v1_options";
let recorder;
let client;
before(async () => {
  recorder = await startRecorder();
  client = new DigitalOcean({
    token: TOKEN,
    baseUrl: recorder.url,
    headers: { "X-Both": "client", "x-own": "client" },
  });
});
after(() => recorder.stop());
beforeEach(() => {
  recorder.requests.splice(0);
  recorder.answer = ANY;
});

const BAD = [
  [{ deadline: -1 }, /^deadline: must be milliseconds/],
  [{ deadline: "1" }, /^deadline: expected number, got string/],
  [{ maxRetries: -1 }, /^maxRetries: must be a whole number from 0 to 100/],
  [{ maxRetries: 0.5 }, /^maxRetries: must be a whole number/],
  [{ maxRetries: 101 }, /^maxRetries: must be a whole number/],
  [{ maxRetries: true }, /^maxRetries: expected number, got boolean/],
  [{ maxRetryAfter: Number.NaN }, /^maxRetryAfter: must be milliseconds/],
  [{ maxRetryAfter: null }, /^maxRetryAfter: expected number, got null/],
  [{ coalesce: 1 }, /^coalesce: expected true or false, got number/],
  [{ prefetch: "yes" }, /^prefetch: expected true or false, got string/],
  [{ dryRun: null }, /^dryRun: expected true or false, got null/],
  [{ onAmbiguous: "retry" }, /^onAmbiguous: expected one of throw, lookup, got string/],
];

test("options that cannot be are refused by name: of a client by its constructor, of a call by the call", async () => {
  for (const [options, message] of BAD) {
    assert.throws(
      () => new DigitalOcean({ token: TOKEN, ...options }),
      (error) => error instanceof InvalidRequestError && message.test(error.message),
    );
    const error = await rejection(client.databases.get("x", options));
    assert.ok(error instanceof InvalidRequestError);
    assert.match(error.message, message);
    assert.equal(error.operation, "databases.get");
  }
  for (const options of [
    { throttle: 1 },
    { maxConcurrent: 0 },
    { maxConcurrent: 1.5 },
    { maxConcurrent: "2" },
    { dangerouslyAllowBrowser: "yes" },
  ]) {
    assert.throws(() => new DigitalOcean({ token: TOKEN, ...options }), new RegExp(`${Object.keys(options)[0]}: `));
    // They are a client's alone.
    assert.match((await rejection(client.databases.get("x", options))).message, /^options\.\w+: unknown option/);
  }
  assert.deepEqual(recorder.requests, []);
});

test("headers of a call go over those of its client, whatever their case", async () => {
  await client.databases.get("x", { headers: { "x-both": "call", "X-New": "call" } });
  await client.databases.get("x");
  const [first, second] = recorder.requests.map(({ headers }) => [
    headers["x-both"],
    headers["x-own"],
    headers["x-new"],
  ]);
  assert.deepEqual(first, ["call", "client", "call"]);
  assert.deepEqual(second, ["client", "client", undefined]);
});

test("a derived client has its own options over those of its origin, which keeps its own", async () => {
  const derived = client.withOptions({ headers: { "x-new": "derived" }, maxRetries: 0 });
  recorder.answer = answer(503, {}, { "retry-after": "0" });
  assert.equal((await rejection(derived.databases.get("x"))).attempts, 1);
  assert.equal((await rejection(client.databases.get("x"))).attempts, 3);
  const [own, origin] = recorder.requests.map(({ headers }) => [
    headers.authorization,
    headers["x-new"],
    headers["x-own"],
  ]);
  assert.deepEqual(own, [`Bearer ${TOKEN}`, "derived", undefined]);
  assert.deepEqual(origin, [`Bearer ${TOKEN}`, undefined, "client"]);
  const other = client.withOptions({ token: "dop_v1_options_other" });
  recorder.answer = ANY;
  await other.databases.get("x");
  assert.equal(recorder.requests.at(-1).headers.authorization, "Bearer dop_v1_options_other");
});

test("GETs that are the same and under way at once share a request", async () => {
  const sharing = client.withOptions({ coalesce: true });
  const same = await Promise.all([sharing.databases.get("x"), sharing.databases.get("x"), sharing.databases.get("x")]);
  assert.equal(recorder.requests.length, 1);
  assert.ok(same.every((database) => database === same[0]));
  // Not once settled, not with other parameters, not for other methods than GET, and not without the option.
  await sharing.databases.get("x");
  assert.equal(recorder.requests.length, 2);
  await Promise.all([sharing.databases.get("x"), sharing.databases.get("y"), sharing.databases.config.get("x")]);
  assert.equal(recorder.requests.length, 5);
  await Promise.all([sharing.databases.list({ tag_name: "a" }), sharing.databases.list({ tag_name: "b" })]);
  assert.equal(recorder.requests.length, 7);
  await Promise.all([sharing.databases.delete("x"), sharing.databases.delete("x")]);
  assert.equal(recorder.requests.length, 9);
  await Promise.all([client.databases.get("x"), client.databases.get("x")]);
  assert.equal(recorder.requests.length, 11);
  const [page, another] = await Promise.all([sharing.databases.list(), sharing.databases.list()]);
  assert.equal(recorder.requests.length, 12);
  assert.deepEqual(page.data, another.data);
  // The same request of a call that gives something else is another.
  const [raw, again, database] = await Promise.all([
    sharing.request("GET", "/v2/databases/x"),
    sharing.request("GET", "/v2/databases/x"),
    sharing.databases.get("x"),
  ]);
  assert.equal(recorder.requests.length, 14);
  assert.equal(raw, again);
  assert.deepEqual(raw.database, database);
});

test("a shared GET that fails, fails for all its callers", async () => {
  recorder.answer = answer(404, { id: "not_found", message: "gone" });
  const calls = [1, 2].map(() => rejection(client.databases.get("x", { coalesce: true })));
  const [one, other] = await Promise.all(calls);
  assert.equal(recorder.requests.length, 1);
  assert.equal(one.message, "gone");
  assert.equal(other.message, "gone");
});

test("a browser without URL.canParse is good enough for a baseUrl", async () => {
  const { canParse } = URL;
  URL.canParse = undefined;
  try {
    const fetch = async () => new Response('{"databases":[]}');
    const client = new DigitalOcean({ token: "dop_v1_pages_url", baseUrl: "https://example.com", fetch });
    assert.deepEqual((await client.databases.list()).data, []);
  } finally {
    URL.canParse = canParse;
  }
});
