// Refusals that more can be said of than their status says: their code, their class and what to do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import * as library from "digitalocean-wasm";
import { answer } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection } from "../support/settled.mjs";

const classes = { ...library };
let recorder;
let client;
before(async () => {
  recorder = await startRecorder();
  client = new library.DigitalOcean({ token: "dop_v1_remedies", baseUrl: recorder.url, maxRetries: 0 });
});
after(() => recorder.stop());

const ID = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30";
const CLUSTER = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };
const CASES = [
  [401, () => client.databases.list(), "unauthorized", "AuthenticationError", /token/],
  [404, () => client.databases.get(ID), "not_found", "NotFoundError", /two minutes/],
  [404, () => client.databases.users.list("backend"), "not_found", "NotFoundError", /UUID.*databases\.list\(\)/],
  [404, () => client.databases.options(), "not_found", "NotFoundError", /two minutes/],
  [404, () => client.registries.get("backend"), "not_found", "NotFoundError", /two minutes/],
  [404, () => client.databases.sqlMode.get("x"), "unsupported_engine", "NotFoundError", /MySQL/],
  [404, () => client.databases.evictionPolicy.get("x"), "unsupported_engine", "NotFoundError", /Valkey/],
  ...[409, 412].map((status) => [
    status,
    () => client.registries.garbageCollections.start("example"),
    "garbage_collection_running",
    status === 409 ? "ConflictError" : "PreconditionFailedError",
    /getActive/,
  ]),
  [
    409,
    () => client.registries.create({ name: "example", subscription_tier_slug: "basic", region: "nyc3" }),
    "name_taken",
    "ConflictError",
    /another name/,
  ],
  [409, () => client.databases.delete("x"), "conflict", "ConflictError"],
  [
    412,
    () => client.registries.create({ name: "example", subscription_tier_slug: "basic", region: "nyc3" }),
    "registry_limit",
    "PreconditionFailedError",
    /subscription/,
  ],
  [412, () => client.registry.get(), "several_registries", "PreconditionFailedError", /client\.registries/],
  [
    412,
    () => client.registry.subscription.get(),
    "several_registries",
    "PreconditionFailedError",
    /client\.registries/,
  ],
  [412, () => client.registries.get("example"), "precondition_failed", "PreconditionFailedError"],
  [
    412,
    () => client.databases.replicas.create("x", { name: "reader", size: "s" }),
    "cluster_not_ready",
    "PreconditionFailedError",
    /first backup/,
  ],
  [412, () => client.databases.get("x"), "precondition_failed", "PreconditionFailedError"],
  [
    422,
    () => client.databases.create(CLUSTER),
    "name_taken",
    "UnprocessableEntityError",
    /deleted/,
    "cluster name is not available",
  ],
  [
    422,
    () => client.databases.create(CLUSTER),
    "unprocessable_entity",
    "UnprocessableEntityError",
    /`databases\.options\(\)`/,
    "size is wrong",
  ],
  ...["region nyc9 is not available for this engine", "invalid size", "unsupported version"].map((message) => [
    422,
    () => client.databases.create(CLUSTER),
    "unprocessable_entity",
    "UnprocessableEntityError",
    /`databases\.options\(\)`/,
    message,
  ]),
  [
    422,
    () => client.databases.create({ ...CLUSTER, engine: "postgres" }),
    "unprocessable_entity",
    "UnprocessableEntityError",
    /did you mean `pg`\?.*mysql.*kafka/,
    "engine is not supported",
  ],
  [
    422,
    () => client.databases.firewall.update(ID, { rules: [{ type: "ip", value: "203.0.113.7" }] }),
    "unprocessable_entity",
    "UnprocessableEntityError",
    /ip_addr, droplet, k8s, tag or app/,
  ],
  [
    422,
    () => client.databases.topics.list("x"),
    "unsupported_engine",
    "UnprocessableEntityError",
    /engines/,
    "topics are not available for this engine",
  ],
  [429, () => client.databases.list(), "too_many_requests", "RateLimitError", /throttle/],
  [500, () => client.databases.users.delete("x", "a"), "server_error", "InternalServerError", /one at a time/],
  [500, () => client.databases.list(), "server_error", "InternalServerError"],
  [503, () => client.databases.list(), "server_error", "InternalServerError"],
  [418, () => client.databases.list(), "unexpected_status", "APIError"],
];

describe("what to do about", () => {
  for (const [status, call, code, type, hint, message = "no"] of CASES) {
    test(`${status}: ${code} (${call.toString().slice("() => client.".length, 60).replace(/\s+/g, " ")})`, async () => {
      recorder.answer = answer(status, { id: "x", message });
      const error = await rejection(call());
      assert.equal(error.code, code);
      assert.equal(error.constructor, classes[type]);
      assert.equal(error.message, message);
      if (hint) {
        assert.match(error.hint, hint);
      } else {
        assert.equal(error.hint, undefined);
      }
    });
  }
});

/** Runs a call of a client on a platform with this navigator, whose fetch fails with this error. */
async function failing(navigator, cause, options) {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  try {
    const fetch = cause ? () => Promise.reject(cause) : () => new Promise(() => {});
    const client = new library.DigitalOcean({ token: "dop_v1_hints", maxRetries: 0, fetch, ...options });
    return await rejection(client.databases.list());
  } finally {
    delete globalThis.navigator;
    if (before) Object.defineProperty(globalThis, "navigator", before);
  }
}

test("hints for calls without a response", async () => {
  const withCode = (code) => new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
  for (const [hint, ...parameters] of [
    [/offline/, { onLine: false }, new TypeError("Failed to fetch")],
    [/offline/, { onLine: false }, undefined, { timeout: 1 }],
    [/console.*CORS.*authorization,x-mine/, { onLine: true }, new TypeError("x"), { headers: { "x-mine": "1" } }],
    [/DNS/, {}, withCode("ENOTFOUND")],
    [/firewall/, {}, withCode("ECONNREFUSED")],
    [/raise the limit/, {}, undefined, { timeout: 1 }],
    [undefined, {}, new TypeError("terminated")],
    [undefined, {}, undefined, { timeout: 1, token: () => new Promise(() => {}) }],
  ]) {
    const error = await failing(...parameters);
    assert.match(String(error.hint), hint ?? /^undefined$/, error.message);
  }
});

test("options in place of the query, and a token function that gives nothing", async () => {
  const { signal } = new AbortController();
  assert.match((await rejection(client.databases.list({ signal }))).hint, /options come second/);
  for (const nothing of [undefined, null]) {
    const anonymous = new library.DigitalOcean({ token: async () => nothing, baseUrl: recorder.url });
    const { code, message } = await rejection(anonymous.databases.list());
    assert.equal(code, "invalid_request");
    assert.match(message, new RegExp(`^token: nobody is signed in: the token function gave ${nothing}`));
  }
});

test("retryable, retryAt and rateLimit", async () => {
  const reset = Math.floor(Date.now() / 1000) + 100;
  const limits = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": String(reset) };
  recorder.answer = answer(429, { message: "slow down" }, { ...limits, "retry-after": "90" });
  const before = Date.now();
  const error = await rejection(client.databases.create(CLUSTER));
  assert.equal(error.retryable, true);
  assert.ok(error.retryAt - before >= 90_000 && error.retryAt - Date.now() <= 90_000);
  assert.deepEqual(error.rateLimit, { limit: 5000, remaining: 0, reset: new Date(reset * 1000) });
  for (const [status, call, retryable] of [
    [503, () => client.databases.list(), true],
    [503, () => client.databases.create(CLUSTER), false],
    [404, () => client.databases.list(), false],
  ]) {
    recorder.answer = answer(status, {});
    const error = await rejection(call());
    assert.equal(error.retryable, retryable);
    assert.equal(error.retryAt, undefined);
    assert.equal(error.rateLimit, undefined);
  }
});

test("every class and code that docs/errors.md names is tested", () => {
  const written = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
  const tests = [
    "errors",
    "bad-arguments",
    "bad-options",
    "bad-responses",
    "hints",
    "ambiguous",
    "loading",
    "server-clock",
    "waits",
  ].map((name) => readFileSync(new URL(`${name}.test.mjs`, import.meta.url), "utf8"));
  const codes = [...written.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  assert.ok(codes.length >= 20, `only ${codes}`);
  for (const code of codes) {
    assert.ok(
      tests.some((text) => text.includes(`"${code}"`)),
      `no test names ${code}`,
    );
  }
  const types = readFileSync(new URL("../types/blessed/index.d.ts", import.meta.url), "utf8");
  const [union] = /type ErrorCode =[^;]*/.exec(types);
  assert.deepEqual([...new Set(union.match(/(?<=")\w+/g))].sort(), [...new Set(codes)].sort());
  for (const [name, type] of Object.entries(library)) {
    if (type?.prototype instanceof library.DigitalOceanError) {
      assert.ok(written.includes(`\`${name}\``), name);
    }
  }
});
