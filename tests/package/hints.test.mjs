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

const CLUSTER = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };
const CASES = [
  [401, () => client.databases.list(), "unauthorized", "AuthenticationError", /token/],
  [404, () => client.databases.get("x"), "not_found", "NotFoundError", /two minutes/],
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
    undefined,
    "size is wrong",
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

test("retryable, retryAt and rateLimit", async () => {
  const reset = Math.floor(Date.now() / 1000) + 100;
  const limits = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": String(reset) };
  recorder.answer = answer(429, { message: "slow down" }, { ...limits, "retry-after": "90" });
  const error = await rejection(client.databases.create(CLUSTER));
  assert.equal(error.retryable, true);
  assert.ok(Math.abs(error.retryAt - Date.now() - 90_000) < 5_000);
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
  ].map((name) => readFileSync(new URL(`${name}.test.mjs`, import.meta.url), "utf8"));
  const codes = [...written.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  assert.ok(codes.length >= 20, `only ${codes}`);
  for (const code of codes) {
    assert.ok(
      tests.some((text) => text.includes(`"${code}"`)),
      `no test names ${code}`,
    );
  }
  for (const [name, type] of Object.entries(library)) {
    if (type?.prototype instanceof library.DigitalOceanError) {
      assert.ok(written.includes(`\`${name}\``), name);
    }
  }
});
