// A polluted `Object.prototype`: only own properties count, of options, arguments, responses and what the package makes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";
import { DigitalOcean, DigitalOceanError, init, redact, stringify } from "digitalocean-wasm";

const ID = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30";
const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1", rules: [] };
const LIMITS = { "ratelimit-limit": "5000", "ratelimit-remaining": "4000", "ratelimit-reset": "1000000000" };

/** Every name that the shell and the glue read: of properties, and of what is taken apart. The slim entry has both. */
const source = readFileSync(createRequire(import.meta.url).resolve("digitalocean-wasm/slim"), "utf8");
const names = new Set([...source.matchAll(/[.{,]\s*([A-Za-z_$][\w$]*)/g)].map(([, name]) => name));
/** Names that the platform's fetch reads of its second argument, beside those. */
for (const name of [
  "cache",
  "duplex",
  "integrity",
  "keepalive",
  "mode",
  "priority",
  "referrer",
  "referrerPolicy",
  "window",
]) {
  names.add(name);
}
for (const name of Object.getOwnPropertyNames(Object.prototype)) names.delete(name);

const VALUES = ["polluted", () => "polluted", { polluted: true }];
/**
 * With these the language itself fails: it calls them, or refuses every descriptor and iterator. `document` makes of
 * Node a page, where a literal token is refused.
 */
const IMPOSSIBLE = ["get", "set", "return", "document"];
const isImpossible = (name, value) =>
  IMPOSSIBLE.includes(name) || (["then", "toJSON"].includes(name) && typeof value === "function");

/** The responses of a run. They are made before it, because the platform reads polluted options too. */
function responses() {
  const json = (status, body, headers = {}) =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), {
      status,
      headers: { ...LIMITS, ...headers },
    });
  return [
    json(200, { database: { id: ID, connection: { password: "hush" } } }),
    json(201, { database: { id: ID } }),
    json(200, { manifests: [{ digest: "a" }], meta: { total: 2 }, links: { pages: { next: "/v2/x?page=2" } } }),
    json(200, { manifests: [{ digest: "b" }], meta: { total: 2 } }),
    json(200, { account: { wide: 1 } }),
    json(404, { id: "not_found", message: "gone", request_id: "r" }),
    json(503, {}, { "retry-after": "0" }),
    json(200, { config: {} }),
    json(422, "no JSON"),
    json(200, "{"),
    undefined,
  ];
}

/** Makes calls of all kinds, and returns their outcomes and what was sent. */
async function run(answers) {
  const sent = [];
  const fetch = async (url, init) => {
    sent.push({ url, init, headers: Object.entries(init.headers), inherited: Object.getPrototypeOf(init) });
    const answer = answers.shift();
    if (answer) return answer;
    throw new Error("down");
  };
  const client = new DigitalOcean({ token: "dop_v1_pollution", fetch, maxRetries: 1 });
  const outcomes = [];
  const keep = async (promise) => {
    try {
      outcomes.push(await promise);
    } catch (error) {
      outcomes.push(error);
    }
  };
  await keep(client.databases.get(ID).withResponse());
  await keep(client.databases.create(CLUSTER, { timeout: 10_000 }));
  await keep(client.registry.manifests.list("a", "b").all());
  await keep(client.request("GET", "/v2/account"));
  await keep(client.databases.get(ID));
  await keep(client.databases.config.get(ID));
  await keep(client.databases.resize(ID, { size: "s", num_nodes: 1 }));
  await keep(client.databases.users.list(ID));
  await keep(client.databases.create(CLUSTER));
  await keep(client.databases.get(7));
  await keep(client.databases.list({}, { timeout: "1" }));
  await keep(client.databases.create(CLUSTER, { dryRun: true }));
  outcomes.push(redact(outcomes[0].data), stringify({ a: 2n ** 64n }));
  outcomes.push(DigitalOceanError.fromJSON?.(JSON.parse(JSON.stringify(outcomes[4]))));
  return { sent, outcomes };
}

/** Everything about a run as text, but for stacks. */
function shown({ sent, outcomes }) {
  const options = { depth: 9, showHidden: true };
  const parts = outcomes.map((outcome) => {
    if (!(outcome instanceof Error)) return inspect(outcome, options);
    const { stack, cause, ...own } = Object.getOwnPropertyDescriptors(outcome);
    return inspect([outcome.name, own, Boolean(stack), String(cause?.value)], options);
  });
  const requests = sent.map(({ url, init: { signal, headers, ...init }, headers: pairs, inherited }) =>
    inspect([url, init, pairs, inherited, signal instanceof AbortSignal], options),
  );
  return [...parts, ...requests].join("\n");
}

process.on("unhandledRejection", () => {});
test("every name that is read anywhere can be polluted, and nothing changes on the wire or in results", async () => {
  assert.ok(names.size > 300, `only ${names.size} names were found`);
  for (const name of ["baseUrl", "fetch", "token", "body", "signal", "cause", "dryRun", "status", "message"]) {
    assert.ok(names.has(name), name);
  }
  await init();
  const expected = shown(await run(responses()));
  const wrong = new Map();
  for (const name of names) {
    for (const value of VALUES.filter((value) => !isImpossible(name, value))) {
      const answers = responses();
      let result;
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
      try {
        result = await run(answers);
      } catch (error) {
        result = error;
      } finally {
        delete Object.prototype[name];
      }
      const actual = result instanceof Error ? result.stack : shown(result);
      if (actual !== expected && !wrong.has(name)) {
        const lines = expected.split("\n");
        wrong.set(
          name,
          actual.split("\n").find((line, index) => line !== lines[index]),
        );
      }
    }
  }
  assert.deepEqual([...wrong], []);
});
