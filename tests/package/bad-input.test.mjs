// What callers, servers and platforms do wrong: each ends in an error that says what, and in nothing else.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { inspect } from "node:util";
import {
  AbortError,
  APIError,
  ConnectionError,
  DecodeError,
  DigitalOcean,
  DigitalOceanError,
  InternalServerError,
  InvalidRequestError,
  isDigitalOceanError,
  NotFoundError,
  TimeoutError,
} from "digitalocean-wasm";
import { ANY, answer, thenable } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection, settled } from "../support/settled.mjs";

const TOKEN = "dop_v1_do-not-show-me";
const CODES = new Map([
  [AbortError, "aborted"],
  [APIError, "unexpected_status"],
  [ConnectionError, "connection_failed"],
  [DecodeError, "undecodable"],
  [InternalServerError, "server_error"],
  [InvalidRequestError, "invalid_request"],
  [NotFoundError, "not_found"],
  [TimeoutError, "timeout"],
]);
const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };

delete process.env.DIGITALOCEAN_TOKEN;
delete process.env.DIGITALOCEAN_ACCESS_TOKEN;

/** What was thrown or rejected and reached nobody, in the whole file. */
const strays = [];
process.on("unhandledRejection", (reason) => strays.push(reason));
process.on("uncaughtException", (error) => strays.push(error));

let recorder;
let client;
/** How often the `fetch` of `fetching` was called. */
let fetched;
/** How many strays there were when the test began. */
let known;

before(async () => {
  recorder = await startRecorder();
  client = connect();
});
beforeEach(() => {
  recorder.requests.splice(0);
  recorder.answer = ANY;
  fetched = 0;
  known = strays.length;
});
after(() => recorder.stop());

/** A client of the recorder, which sends what it sends once. */
function connect(options) {
  return new DigitalOcean({ token: TOKEN, baseUrl: recorder.url, maxRetries: 0, ...options });
}

/** A client with a `fetch` of its own. */
function fetching(fetch, options) {
  const counted = (...parameters) => {
    fetched += 1;
    return fetch(...parameters);
  };
  return new DigitalOcean({ token: TOKEN, fetch: counted, maxRetries: 0, ...options });
}

/** Lets everything run that a call may have left behind, and fails if any of it throws. */
async function idle() {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(strays.slice(known), []);
}

/**
 * Rows of `[name, call, message, more]`: what `call` gives rejects with the group's class and a message like that.
 * `more` overrides what the group expects: `error`, `operation`, `sent` (requests made), `arrives` (whether they must
 * have reached the server), `cause`, `token`.
 */
function rejects(group, common, rows) {
  describe(group, () => {
    for (const [name, call, message, more] of rows) {
      test(name, async () => {
        const { token = TOKEN, ...expected } = { ...common, ...more };
        // Whatever is thrown is thrown into the promise, nothing at the caller.
        const promise = call();
        assert.ok(promise instanceof Promise);
        const error = await rejection(promise);
        await idle();

        assert.ok(error instanceof DigitalOceanError, inspect(error));
        assert.ok(isDigitalOceanError(error));
        assert.equal(error.constructor, expected.error, error.stack);
        assert.equal(error.code, expected.code ?? CODES.get(expected.error));
        assert.match(error.message, message);
        assert.equal(error.operation, expected.operation);
        assert.equal(expected.arrives === false ? fetched : recorder.requests.length + fetched, expected.sent);
        assert.equal(error.attempts, expected.sent);
        if ("cause" in expected) {
          assert.ok("cause" in error);
          assert.equal(error.cause, expected.cause);
        }
        for (const shown of [JSON.stringify(error), inspect(error, { depth: 9 }), error.stack, String(error)]) {
          assert.ok(!shown.includes(token), `it shows the token: ${shown}`);
        }
      });
    }
  });
}

/** Rows of `[name, call, check]`: what looks bad and is not ours to refuse. */
function passes(group, rows) {
  describe(group, () => {
    for (const [name, call, check] of rows) {
      test(name, async () => {
        await settled(call());
        await idle();
        assert.equal(recorder.requests.length, 1);
        check(recorder.requests[0]);
      });
    }
  });
}

/** Values that are no strings, and the word for each. */
const NO_STRINGS = [
  [undefined, "undefined"],
  [null, "null"],
  [7, "number"],
  [Number.NaN, "NaN"],
  [true, "boolean"],
  [7n, "bigint"],
  [Symbol("x"), "symbol"],
  [{}, "object"],
  [[], "array"],
  [["x"], "array"],
  [() => "x", "function"],
  [new Date(), "Date"],
  [new String("x"), "String"],
];

const REFUSED = { error: InvalidRequestError, sent: 0 };

rejects("path parameters", { ...REFUSED, operation: "databases.get" }, [
  ["empty", () => client.databases.get(""), /^id: .*empty/],
  ["a dot", () => client.databases.get("."), /^id: .*"\."/],
  ["two dots", () => client.databases.get(".."), /^id: .*"\.\."/],
  ["missing", () => client.databases.get(), /^id: expected string, got undefined/],
  ["half a surrogate pair, which no URL can hold", () => client.databases.get("\ud800"), /^id: /],
  ...NO_STRINGS.map(([value, word]) => [
    `${word} ${inspect(value)}`,
    () => client.databases.get(value),
    new RegExp(`^id: expected string, got ${word}`),
  ]),
]);

rejects("path parameters are named", { ...REFUSED, operation: "registry.manifests.delete" }, [
  ["the first", () => client.registry.manifests.delete("..", "web", "sha256:a"), /^registry: /],
  ["the second", () => client.registry.manifests.delete("example", "", "sha256:a"), /^repository: /],
  ["the third", () => client.registry.manifests.delete("example", "web"), /^digest: /],
  ["the third, with a dot", () => client.registry.manifests.delete("example", "web", "."), /^digest: /],
]);

passes("path parameters that only look bad", [
  ["encoded dots", () => client.databases.get("%2e%2e"), ({ path }) => assert.equal(path, "/v2/databases/%252e%252e")],
  [
    "half encoded dots",
    () => client.databases.delete(".%2E"),
    ({ path }) => assert.equal(path, "/v2/databases/.%252E"),
  ],
  [
    "dots in a path",
    () => client.databases.get("x/../y"),
    ({ path }) => assert.equal(path, "/v2/databases/x%2F..%2Fy"),
  ],
  ["a query", () => client.databases.get("x?y"), ({ path }) => assert.equal(path, "/v2/databases/x%3Fy")],
]);

const create = (body) => client.databases.create(body);
const changed = (fields) => create({ ...CLUSTER, ...fields });
const without = (name) => create(Object.fromEntries(Object.entries(CLUSTER).filter(([key]) => key !== name)));

const cyclic = { ...CLUSTER };
cyclic.itself = { again: [cyclic] };
const trap = () => {
  throw new Error("a trap");
};
const getter = (target, key) => Object.defineProperty(target, key, { get: trap, enumerable: true });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const nested = (depth, wrap) => {
  let value = 1;
  for (let level = 0; level < depth; level += 1) {
    value = wrap(value);
  }
  return value;
};

rejects("bodies that are none", { ...REFUSED, operation: "databases.create" }, [
  ["missing", () => create(), /^body: .*object/],
  ["null", () => create(null), /^body: .*object/],
  ["an array", () => create([CLUSTER]), /^body: expected object, got array/],
  ["a string", () => create(JSON.stringify(CLUSTER)), /^body: expected object, got string/],
  ["a number", () => create(5), /^body: expected object, got number/],
  ["a function", () => create(() => CLUSTER), /^body: expected object, got function/],
  ["a Date", () => create(new Date()), /^body: expected object, got Date/],
  ["a Map", () => create(new Map(Object.entries(CLUSTER))), /^body: expected object, got Map/],
  ["a promise", () => create(Promise.resolve(CLUSTER)), /^body: expected object, got Promise/],
  ["an empty object", () => create({}), /^name: missing, expected string/],
]);

rejects("fields of bodies", { ...REFUSED, operation: "databases.create" }, [
  ...["name", "engine", "num_nodes", "size", "region"].map((name) => [
    `without ${name}`,
    () => without(name),
    new RegExp(`^${name}: missing, expected (string|integer)`),
  ]),
  ["undefined where it is required", () => changed({ name: undefined }), /^name: missing/],
  ["null where it is required", () => changed({ name: null }), /^name: expected string, got null/],
  ["null where it may only be left out", () => changed({ rules: null }), /^rules: expected array, got null/],
  ["a number for a string", () => changed({ engine: 5 }), /^engine: expected string, got number/],
  ["a bigint for a string", () => changed({ name: 5n }), /^name: expected string, got bigint/],
  ["a symbol for a string", () => changed({ name: Symbol("x") }), /^name: expected string, got symbol/],
  ["a string for an integer", () => changed({ num_nodes: "1" }), /^num_nodes: expected integer, got string/],
  ["NaN", () => changed({ num_nodes: Number.NaN }), /^num_nodes: expected integer, got NaN/],
  ["infinity", () => changed({ num_nodes: Infinity }), /^num_nodes: expected integer, got Infinity/],
  ["a fraction", () => changed({ num_nodes: 1.5 }), /^num_nodes: expected integer/],
  ["2^53", () => changed({ storage_size_mib: 2 ** 53 }), /^storage_size_mib: .*2\^53.*bigint/],
  ["-2^53", () => changed({ storage_size_mib: -(2 ** 53) }), /^storage_size_mib: .*2\^53.*bigint/],
  ["1e300", () => changed({ storage_size_mib: 1e300 }), /^storage_size_mib: .*2\^53.*bigint/],
  ["a string for a list", () => changed({ tags: "web" }), /^tags: expected array, got string/],
  ["an object for a list", () => changed({ tags: { 0: "web" } }), /^tags: expected array, got object/],
  ["a Set for a list", () => changed({ tags: new Set(["web"]) }), /^tags: expected array, got Set/],
  ["a number in a list of strings", () => changed({ tags: ["a", 1] }), /^tags\[1\]: expected string, got number/],
  ["undefined in a list", () => changed({ tags: [undefined] }), /^tags\[0\]: expected string, got undefined/],
  // biome-ignore lint/suspicious/noSparseArray: on purpose.
  ["a hole in a list", () => changed({ tags: ["a", , "b"] }), /^tags\[1\]: expected string, got undefined/],
  ["nothing in a list's object", () => changed({ rules: [{}] }), /^rules\[0\]\.type: missing, expected string/],
  [
    "a wrong type in a list's object",
    () =>
      changed({
        rules: [
          { type: "tag", value: "a" },
          { type: "tag", value: 5 },
        ],
      }),
    /^rules\[1\]\.value: expected string, got number/,
  ],
  ["null in a list of objects", () => changed({ rules: [null] }), /^rules\[0\]: expected object, got null/],
  ["nothing in an object", () => changed({ backup_restore: {} }), /^backup_restore\.database_name: missing/],
  [
    "null in an object",
    () => changed({ backup_restore: { database_name: null } }),
    /^backup_restore\.database_name: .*null/,
  ],
  [
    "a wrong type three levels down",
    () => changed({ autoscale: { storage: { enabled: "yes" } } }),
    /^autoscale\.storage\.enabled: expected boolean, got string/,
  ],
  [
    "null in a list in an object",
    () => changed({ do_settings: { service_cnames: [null] } }),
    /^do_settings\.service_cnames\[0\]: expected string, got null/,
  ],
]);

rejects("unknown fields that JSON cannot hold", { ...REFUSED, operation: "databases.create" }, [
  ["a Date", () => changed({ extra: new Date() }), /^extra: .*Date/],
  ["a Map", () => changed({ extra: { deep: new Map() } }), /^extra\.deep: .*Map/],
  ["a regular expression", () => changed({ extra: [/x/] }), /^extra\[0\]: .*RegExp/],
  ["a typed array", () => changed({ extra: new Uint8Array(2) }), /^extra: .*Uint8Array/],
  ["a function", () => changed({ extra: () => 1 }), /^extra: .*function/],
  ["a symbol", () => changed({ extra: Symbol("x") }), /^extra: .*symbol/],
  ["NaN", () => changed({ extra: [Number.NaN] }), /^extra\[0\]: .*NaN/],
  ["-Infinity", () => changed({ "a.b": -Infinity }), /^\["a\.b"\]: .*Infinity/],
  ["undefined in a list", () => changed({ extra: [[undefined]] }), /^extra\[0\]\[0\]: .*undefined/],
  ["itself", () => create(cyclic), /nests deeper than 64 levels.*itself/],
  ["100,000 objects deep", () => changed({ extra: nested(100_000, (value) => ({ value })) }), /nests deeper than 64/],
  ["100,000 lists deep", () => changed({ extra: nested(100_000, (value) => [value]) }), /nests deeper than 64/],
]);

rejects("bodies that throw when they are read", { ...REFUSED, operation: "databases.create" }, [
  ["a getter", () => create(getter({ ...CLUSTER }, "version")), /cannot be read/],
  ["a getter further in", () => changed({ do_settings: getter({}, "service_cnames") }), /^do_settings.*cannot be read/],
  ["a getter in a list", () => changed({ tags: getter([], 0) }), /^tags.*cannot be read/],
  ["a proxy without keys", () => create(new Proxy(CLUSTER, { ownKeys: trap })), /^body.*cannot be read/],
  ["a proxy without values", () => create(new Proxy(CLUSTER, { get: trap })), /^body.*cannot be read/],
  ["a proxy of a list", () => changed({ tags: new Proxy(["a"], { get: trap }) }), /^tags.*cannot be read/],
  ["a revoked proxy", () => create(revoked()), /^body: /],
  ["a revoked proxy further in", () => changed({ extra: revoked() }), /^extra: /],
  ["a revoked proxy as id", () => client.databases.get(revoked()), /^id: /, { operation: "databases.get" }],
  [
    "a revoked proxy as options",
    () => client.databases.get("x", revoked()),
    /^options: /,
    { operation: "databases.get" },
  ],
  ["a name that throws", () => changed({ extra: getter({}, Symbol.toStringTag), name: 5 }), /^name: expected string/],
]);

const { start, update } = { start: "registry.garbageCollections.start", update: "registry.garbageCollections.update" };
rejects("other bodies", { ...REFUSED, operation: update }, [
  ["missing", () => client.registry.garbageCollections.update("example", "x"), /^body: .*object/],
  ["null", () => client.registry.garbageCollections.update("example", "x", null), /^body: .*object/],
  ["empty", () => client.registry.garbageCollections.update("example", "x", {}), /^cancel: missing, expected boolean/],
  [
    "mistyped",
    () => client.registry.garbageCollections.update("example", "x", { cancel: "yes" }),
    /^cancel: expected boolean/,
  ],
  [
    "optional, but text",
    () => client.registry.garbageCollections.start("example", "all"),
    /^body: expected object/,
    { operation: start },
  ],
  [
    "optional, but mistyped",
    () => client.registry.garbageCollections.start("example", { type: 1 }),
    /^type: /,
    { operation: start },
  ],
]);

passes("bodies that are not ours to refuse", [
  [
    "an unknown engine",
    () => changed({ engine: "duckdb" }),
    ({ body }) => assert.equal(JSON.parse(body).engine, "duckdb"),
  ],
  [
    "an unknown field",
    () => changed({ extra: { a: [1] } }),
    ({ body }) => assert.deepEqual(JSON.parse(body).extra, { a: [1] }),
  ],
  [
    "symbol keys, which JSON ignores",
    () => changed({ [Symbol("x")]: 1 }),
    ({ body }) => assert.deepEqual(JSON.parse(body), CLUSTER),
  ],
  [
    "without a prototype",
    () => create(Object.assign(Object.create(null), CLUSTER)),
    ({ body }) => assert.deepEqual(JSON.parse(body), CLUSTER),
  ],
  ["frozen", () => create(Object.freeze({ ...CLUSTER })), ({ body }) => assert.deepEqual(JSON.parse(body), CLUSTER)],
  [
    "an optional one of null",
    () => client.registry.garbageCollections.start("example", null),
    ({ body }) => assert.equal(body, ""),
  ],
  [
    "60 levels deep",
    () => changed({ extra: nested(60, (value) => [value]) }),
    ({ body }) => assert.match(body, /\[{60}1\]{60}/),
  ],
]);

const list = (query) => client.databases.list(query);
const page = (query) => client.registry.manifests.list("example", "web", query);
const MANIFESTS = { operation: "registry.manifests.list" };
rejects("queries", { ...REFUSED, operation: "databases.list" }, [
  ["a string", () => list("web"), /^query: expected object, got string/],
  ["an array", () => list(["web"]), /^query: expected object, got array/],
  ["URLSearchParams", () => list(new URLSearchParams("a=b")), /^query: expected object, got URLSearchParams/],
  ["a mistyped parameter", () => list({ tag_name: 5 }), /^query\.tag_name: expected string, got number/],
  ["null", () => list({ tag_name: null }), /^query\.tag_name: expected string, got null/],
  ["an unknown parameter that is an object", () => list({ extra: {} }), /^query\.extra: .*got object/],
  [
    "options in the place of the query",
    () => list({ signal: AbortSignal.timeout(1) }),
    /^query\.signal: .*AbortSignal/,
  ],
  ["half a surrogate pair", () => list({ tag_name: "\ud800" }), /^query\.tag_name: /],
  ["a page that is text", () => page({ page: "2" }), /^query\.page: expected integer, got string/, MANIFESTS],
  ["a page and a half", () => page({ page: 1.5 }), /^query\.page: expected integer/, MANIFESTS],
  ["page NaN", () => page({ page: Number.NaN }), /^query\.page: expected integer, got NaN/, MANIFESTS],
  ["page infinity", () => page({ per_page: Infinity }), /^query\.per_page: expected integer, got Infinity/, MANIFESTS],
  ["page 1e21", () => page({ page: 1e21 }), /^query\.page: /, MANIFESTS],
  ["a getter that throws", () => page(getter({}, "page")), /^query.*cannot be read/, MANIFESTS],
]);

const raw = (...parameters) => client.request(...parameters);
rejects("client.request", { ...REFUSED, operation: "request" }, [
  ["no method", () => raw(), /^method: expected string, got undefined/],
  ["an unknown method", () => raw("TRACE", "/v2/x"), /^method: .*GET, POST, PUT, PATCH or DELETE/],
  ["a method in lower case", () => raw("get", "/v2/x"), /^method: .*GET/],
  ["no path", () => raw("GET"), /^path: expected string, got undefined/],
  ["an empty path", () => raw("GET", ""), /^path: .*"\/"/],
  ["a path without its slash", () => raw("GET", "v2/x"), /^path: .*"\/"/],
  ["a whole URL", () => raw("GET", "https://example.com/v2/x"), /^path: .*"\/"/],
  ["a path of a host", () => raw("GET", "@example.com/"), /^path: .*"\/"/],
  ["dots", () => raw("GET", "/v2/../x"), /^path: .*"\.\."/],
  ["dots at the end", () => raw("DELETE", "/v2/databases/.."), /^path: .*"\.\."/],
  ["a dot before the query", () => raw("DELETE", "/v2/databases/.?x=1"), /^path: .*"\."/],
  ["encoded dots", () => raw("GET", "/v2/%2e%2E/x"), /^path: .*"\.\."/],
  ["half encoded dots", () => raw("GET", "/v2/.%2e/x"), /^path: .*"\.\."/],
  ["backslashes", () => raw("GET", "/v2\\..\\x"), /^path: .*encoded/],
  ["a space", () => raw("GET", "/v2/my repo"), /^path: .*encoded/],
  ["a tab between dots", () => raw("GET", "/v2/.\t./x"), /^path: .*encoded/],
  ["letters outside ASCII", () => raw("GET", "/v2/é"), /^path: .*encoded/],
  ["a fragment", () => raw("GET", "/v2/x#y"), /^path: .*encoded/],
  ["a body with GET", () => raw("GET", "/v2/x", { body: {} }), /^body: .*GET/],
  ["content that is text", () => raw("POST", "/v2/x", "{}"), /^content: expected object, got string/],
  ["content of another name", () => raw("POST", "/v2/x", { json: {} }), /^content\.json: .*query.*body/],
  ["an object in the query", () => raw("GET", "/v2/x", { query: { a: { b: 1 } } }), /^query\.a: .*object/],
  ["a list in the query", () => raw("GET", "/v2/x", { query: { a: [1] } }), /^query\.a: .*array/],
  ["a body that JSON cannot hold", () => raw("POST", "/v2/x", { body: () => 1 }), /^body: .*function/],
]);

describe("what the constructor refuses", () => {
  for (const [name, options] of [
    ["no options", undefined],
    ["null", null],
    ["no token", {}],
    ["a token of undefined", { token: undefined }],
    ["a token of null", { token: null }],
  ]) {
    test(name, () => {
      assert.throws(
        () => new DigitalOcean(options),
        (error) => {
          assert.ok(error instanceof InvalidRequestError, inspect(error));
          assert.equal(error.code, "invalid_request");
          assert.match(error.message, /^token: missing.*DIGITALOCEAN_TOKEN/);
          return true;
        },
      );
    });
  }
});

const told = async (options) => connect(options).databases.list();
const CLIENT = { ...REFUSED, operation: "new DigitalOcean" };
rejects("tokens", CLIENT, [
  ["empty", () => told({ token: "" }), /^token: .*empty/, { token: "…" }],
  ["white space", () => told({ token: " \n" }), /^token: .*empty/, { token: "…" }],
  ...[`“${TOKEN}”`, `${TOKEN}\nx`, `a ${TOKEN}`, `${TOKEN}é`, `${TOKEN}\0`, `${TOKEN}\r\nx-evil: 1`].map((token) => [
    inspect(token),
    () => told({ token }),
    /^token: .*copy it again/,
  ]),
  // A function gives a token.
  ...NO_STRINGS.slice(2)
    .filter(([token]) => typeof token !== "function")
    .map(([token, word]) => [
      `${word} ${inspect(token)}`,
      () => told({ token }),
      new RegExp(`^token: expected string, got ${word}`),
    ]),
]);

/** Hosts that only look like this machine, or are no hosts: a token would go there in the clear, or nowhere. */
const INSECURE = [
  "http://api.digitalocean.com",
  "http://127.0.0.1.evil.com",
  "http://127.0.0.1.evil.com:80",
  "http://127.evil.com",
  "http://localhost.evil.com",
  "http://localhost.",
  "http://notlocalhost",
  "http://evil.com/localhost",
  "http://evil.com:127.0.0.1",
  "http://127.1",
  "http://127.0.0.1.",
  "http://127.0.0.256",
  "http://127.0.0.1.1",
  "http://0.0.0.0",
  "http://2130706433",
  "http://0x7f.0.0.1",
  "http://1127.0.0.1",
  "http://[::1].evil.com",
  "http://[::1]evil.com",
  "http://[::2]",
  "http://[::ffff:127.0.0.1]",
  "http://[localhost]",
  "http://[127.0.0.1]",
];
/** With a user, a query, a fragment, tricks of parsers, or no URLs of ours at all. */
const NO_BASES = [
  "http://localhost@evil.com",
  "http://localhost:80@evil.com",
  "https://user:password@api.digitalocean.com",
  "https://api.digitalocean.com@evil.com",
  "https://api.digitalocean.com?x",
  "https://api.digitalocean.com#x",
  "https://api.digitalocean.com/?x=1",
  "https://api.digitalocean.com/#x",
  "https://evil.com\\@api.digitalocean.com",
  "https://api.digitalocean.com/\\evil.com",
  "https://api.digital\tocean.com",
  "https://api.digitalocean.com\n",
  " https://api.digitalocean.com",
  "https://api.digitalocean.com/a b",
  "https://api.digitalocean.com/é",
  "https://ａpi.digitalocean.com",
  "",
  "api.digitalocean.com",
  "//api.digitalocean.com",
  "https:api.digitalocean.com",
  "https:/api.digitalocean.com",
  "https://",
  "https:///v2",
  "https://:443",
  "ftp://localhost",
  "file:///etc/passwd",
  "javascript://localhost",
  "://localhost",
];
rejects("base URLs", CLIENT, [
  ...[...INSECURE, "http://10.0.0.1", "http://api.example.com"].map((baseUrl) => [
    inspect(baseUrl),
    () => told({ baseUrl }),
    /^baseUrl: must be/,
  ]),
  ...NO_BASES.map((baseUrl) => [inspect(baseUrl), () => told({ baseUrl }), /^baseUrl: must be a complete URL/]),
  ["a number", () => told({ baseUrl: 80 }), /^baseUrl: expected string, got number/],
  ["a URL object", () => told({ baseUrl: new URL("https://example.com") }), /^baseUrl: expected string, got URL/],
]);

test("base URLs that a token may be sent to", async () => {
  for (const [baseUrl, expected] of [
    ["https://api.digitalocean.com", "https://api.digitalocean.com"],
    ["https://api.digitalocean.com/", "https://api.digitalocean.com"],
    ["HTTPS://Proxy.Example:8443/do//", "HTTPS://Proxy.Example:8443/do"],
    ["https://10.0.0.1", "https://10.0.0.1"],
    ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["http://localhost", "http://localhost"],
    ["http://LOCALHOST:8080/", "http://LOCALHOST:8080"],
    ["http://api.localhost:80", "http://api.localhost:80"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.255.0.9", "http://127.255.0.9"],
    ["http://[::1]:80", "http://[::1]:80"],
    ["http://[::1]/api", "http://[::1]/api"],
  ]) {
    let asked;
    const fetch = async (url) => {
      asked = url;
      return Response.json({ databases: [] });
    };
    await new DigitalOcean({ token: TOKEN, baseUrl, fetch }).databases.list();
    assert.equal(asked, `${expected}/v2/databases`);
  }
});

rejects("options of a client", CLIENT, [
  ["a fetch that is text", () => told({ fetch: "fetch" }), /^fetch: expected function, got string/],
  ["a fetch that is an object", () => told({ fetch: {} }), /^fetch: expected function, got object/],
  ["a fetch of null", () => told({ fetch: null }), /^fetch: expected function, got null/],
  ["an unknown one", () => told({ apiKey: TOKEN }), /^options\.apiKey: .*token.*baseUrl/],
  ["one in snake_case", () => told({ base_url: recorder.url }), /^options\.base_url: .*baseUrl/],
]);

for (const [who, give, operation] of [
  ["a client", told, "new DigitalOcean"],
  ["a call", (options) => client.databases.list({}, options), "databases.list"],
]) {
  const common = { ...REFUSED, operation };
  rejects(`timeouts of ${who}`, common, [
    ["negative", () => give({ timeout: -1 }), /^timeout: .*0.*2147483647/],
    ["NaN", () => give({ timeout: Number.NaN }), /^timeout: /],
    ["too long", () => give({ timeout: 2_147_483_648 }), /^timeout: .*2147483647/],
    ["text", () => give({ timeout: "30" }), /^timeout: expected number, got string/],
    ["a bigint", () => give({ timeout: 30n }), /^timeout: expected number, got bigint/],
    ["null", () => give({ timeout: null }), /^timeout: expected number, got null/],
  ]);
  rejects(`headers of ${who}`, common, [
    ["text", () => give({ headers: "a: b" }), /^headers: expected object, got string/],
    ["a list", () => give({ headers: [["a", "b"]] }), /^headers: expected object, got array/],
    ["Headers", () => give({ headers: new Headers({ a: "b" }) }), /^headers: expected object, got Headers/],
    ["an empty name", () => give({ headers: { "": "b" } }), /^headers\[""\]: .*name/],
    ["a name with a space", () => give({ headers: { "a b": "c" } }), /^headers\["a b"\]: .*name/],
    ["a name with a line break", () => give({ headers: { "a\nb": "c" } }), /^headers\["a\nb"\]: .*name/],
    ["a value with a line break", () => give({ headers: { a: "b\r\nc: d" } }), /^headers\["a"\]: .*line break/],
    ["a value outside ASCII", () => give({ headers: { a: "“b”" } }), /^headers\["a"\]: /],
    ["a value that is a number", () => give({ headers: { a: 5 } }), /^headers\["a"\]: expected string, got number/],
    ["a value of null", () => give({ headers: { a: null } }), /^headers\["a"\]: expected string, got null/],
    [
      "authorization",
      () => give({ headers: { AUTHORIZATION: `Bearer ${TOKEN}` } }),
      /^headers\["AUTHORIZATION"\]: .*token/,
    ],
    ["content-type", () => give({ headers: { "Content-Type": "text/plain" } }), /^headers\["Content-Type"\]: .*json/],
  ]);
}

const called = (options) => client.databases.get("x", options);
rejects("options of a call", { ...REFUSED, operation: "databases.get" }, [
  ["text", () => called("fast"), /^options: expected object, got string/],
  ["a number", () => called(5), /^options: expected object, got number/],
  ["a signal alone", () => called(new AbortController().signal), /^options: expected object, got AbortSignal/],
  ["an unknown one", () => called({ retries: 3 }), /^options\.retries: .*signal.*timeout.*headers/],
  ["one of the client's", () => called({ token: TOKEN }), /^options\.token: .*signal/],
  ["a getter that throws", () => called(getter({}, "timeout")), /^options.*cannot be read/],
  ["a signal of null", () => called({ signal: null }), /^signal: .*AbortSignal/],
  ["a signal that is text", () => called({ signal: "abort" }), /^signal: .*AbortSignal/],
  ["a signal that is an object", () => called({ signal: {} }), /^signal: .*AbortSignal/],
  ["a controller for a signal", () => called({ signal: new AbortController() }), /^signal: .*controller\.signal/],
  ["an event target", () => called({ signal: new EventTarget() }), /^signal: .*AbortSignal/],
]);

/** A signal like those of polyfills, with something amiss. */
const signal = (parts) => ({ aborted: false, addEventListener() {}, removeEventListener() {}, ...parts });
rejects("signals that throw", { ...REFUSED, operation: "databases.get" }, [
  ["when listened to", () => called({ signal: signal({ addEventListener: trap }) }), /^signal: .*AbortSignal/],
  [
    "when asked whether they are aborted",
    () => called({ signal: getter(signal(), "aborted") }),
    /^signal: .*AbortSignal/,
  ],
  [
    "when asked for their reason",
    () => called({ signal: getter(signal({ aborted: true }), "reason") }),
    /aborted/,
    { error: AbortError },
  ],
]);

test("a signal that throws when no longer listened to hides no answer", async () => {
  const cluster = await settled(called({ signal: signal({ removeEventListener: trap }) }));
  assert.deepEqual(cluster, {});
  await idle();
});

const REASONS = [
  new Error("enough"),
  new DOMException("late", "TimeoutError"),
  "enough",
  "",
  0,
  null,
  { why: "enough" },
];
rejects("signals that are aborted already", { error: AbortError, sent: 0, operation: "databases.get" }, [
  ...REASONS.map((reason) => [
    `with ${inspect(reason).split("\n")[0]}`,
    () => called({ signal: AbortSignal.abort(reason) }),
    /aborted/,
    { cause: reason },
  ]),
  ["with nothing", () => called({ signal: AbortSignal.abort() }), /aborted/],
  ["without a reason", () => called({ signal: signal({ aborted: true }) }), /aborted/],
]);

/** Aborts once the server has the request. */
function abortDuring(reason) {
  const controller = new AbortController();
  recorder.answer = () => controller.abort(reason);
  return called({ signal: controller.signal });
}
rejects("signals that are aborted during the request", { error: AbortError, sent: 1, operation: "databases.get" }, [
  ...REASONS.map((reason) => [
    `with ${inspect(reason).split("\n")[0]}`,
    () => abortDuring(reason),
    /aborted/,
    { cause: reason },
  ]),
  ["with nothing", () => abortDuring(), /aborted/],
  [
    "by a reason that throws",
    () => {
      const listeners = [];
      const odd = getter(signal({ addEventListener: (_, listener) => listeners.push(listener) }), "reason");
      recorder.answer = () => {
        for (const listener of listeners) {
          listener();
        }
      };
      return called({ signal: odd });
    },
    /aborted/,
  ],
  [
    "while the body comes",
    () => {
      const controller = new AbortController();
      recorder.answer = (_request, response) => {
        response
          .writeHead(200, { "content-type": "application/json" })
          .write('{"database":', () => controller.abort("text"));
      };
      return called({ signal: controller.signal });
    },
    /aborted/,
    { cause: "text" },
  ],
]);

const HTML = "<!doctype html><title>502</title>";
const answered = (status, body, headers, call = () => client.databases.get("x")) => {
  recorder.answer = answer(status, body, headers);
  return call();
};
rejects("refusals in other words than the API's", { error: InternalServerError, sent: 1, operation: "databases.get" }, [
  ["HTML 502", () => answered(502, HTML, { "content-type": "text/html" }), /502.*web page/],
  ["empty 502", () => answered(502), /502.*no body/],
  [
    "text 503",
    () => answered(503, "upstream timed out\nat 10:00", { "content-type": "text/plain" }),
    /503: upstream timed out$/,
  ],
  ["long text 503", () => answered(503, "x".repeat(100_000)), /503: x{200}$/],
  ["text that quotes the token", () => answered(500, `bad token ${TOKEN}`), /500: bad token …$/],
  ["JSON with odd types", () => answered(500, { id: 5, message: { a: 1 }, request_id: [] }), /500/],
  ["JSON with an empty message", () => answered(500, { id: "", message: "" }), /500/],
  ["a JSON list", () => answered(500, ["failed"]), /500/],
  ["JSON null", () => answered(500, "null"), /500/],
  ["half a JSON", () => answered(500, '{"id":"server_error","mess'), /500/],
  ["404 of another server", () => answered(404, HTML), /404.*web page/, { error: NotFoundError }],
  ["418", () => answered(418, "short and stout"), /418: short and stout/, { error: APIError }],
]);

const clusters = () => client.databases.list();
const LIST = { operation: "databases.list" };
const OPTIONS = { operation: "databases.options" };
rejects("agreement in a body that cannot be", { error: DecodeError, sent: 1, operation: "databases.get" }, [
  ["empty", () => answered(200, ""), /empty.*`database`/],
  ["white space", () => answered(200, " \n"), /empty.*`database`/],
  ["null", () => answered(200, "null"), /`database`/],
  ["half a JSON", () => answered(200, '{"database":{"id":"x'), /not JSON/],
  ["HTML", () => answered(200, HTML), /not JSON/],
  ["another envelope", () => answered(200, { cluster: {} }), /`database`/],
  ["an envelope of null", () => answered(200, { database: null }), /`database`/],
  ["a list", () => answered(200, [{}]), /`database`/],
  ["text in JSON", () => answered(200, '"database"'), /`database`/],
  ["a list whose envelope is an object", () => answered(200, { databases: {} }, {}, clusters), /`databases`/, LIST],
  ["a list whose envelope is text", () => answered(200, { databases: "all" }, {}, clusters), /`databases`/, LIST],
  ["a list without its envelope", () => answered(200, {}, {}, clusters), /`databases`/, LIST],
  ["an empty list answer", () => answered(200, "", {}, clusters), /empty.*`databases`/, LIST],
  ["empty options", () => answered(200, "", {}, () => client.databases.options()), /empty/, OPTIONS],
  ["options of null", () => answered(200, "null", {}, () => client.databases.options()), /body/, OPTIONS],
]);

test("a list may be null, which is an empty one", async () => {
  recorder.answer = answer(200, { databases: null });
  assert.deepEqual((await client.databases.list()).data, []);
});

const redirect = (status) => answered(status, "", { location: "https://example.com/" });
const CONNECTION = { error: ConnectionError, sent: 1, operation: "databases.get" };
rejects("connections", CONNECTION, [
  ...[301, 302, 307, 308].map((status) => [
    `a ${status}`,
    () => redirect(status),
    /redirect.*baseUrl/,
    { code: "not_an_answer" },
  ]),
  [
    "closed without an answer",
    () => {
      recorder.answer = (_request, response) => response.destroy();
      return client.databases.get("x");
    },
    /\(.+\)/,
  ],
  [
    "closed in the middle of the body",
    () => {
      recorder.answer = (_request, response) => {
        response.writeHead(200, { "content-length": 100 }).write('{"database":', () => response.destroy());
      };
      return client.databases.get("x");
    },
    /./,
  ],
  ["a body that is not compressed as it says", () => answered(200, "plain", { "content-encoding": "gzip" }), /./],
]);

test("a refused connection says so", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  const error = await rejection(connect({ baseUrl: `http://127.0.0.1:${port}` }).databases.list());
  assert.equal(error.constructor, ConnectionError);
  assert.match(error.message, /ECONNREFUSED/);
  assert.equal(error.attempts, 1);
  assert.equal(error.cause.constructor, TypeError);
});

test("a server that speaks something else", async (t) => {
  const server = createServer((socket) => socket.on("error", () => {}).end("220 smtp ready\r\n")).listen(
    0,
    "127.0.0.1",
  );
  t.after(() => server.close());
  await new Promise((resolve) => server.on("listening", resolve));
  const error = await rejection(connect({ baseUrl: `http://127.0.0.1:${server.address().port}` }).databases.list());
  assert.equal(error.constructor, ConnectionError);
  assert.equal(error.code, "connection_failed");
});

test("a redirect to another origin takes no token there", async (t) => {
  const other = await startRecorder();
  t.after(other.stop);
  for (const status of [301, 302, 303, 307, 308]) {
    for (const call of [() => client.databases.get("x"), () => create(CLUSTER)]) {
      recorder.answer = answer(status, "", { location: `${other.url}/v2/databases` });
      const error = await rejection(call());
      assert.equal(error.constructor, ConnectionError);
      assert.match(error.message, /redirect/);
    }
  }
  assert.deepEqual(other.requests, []);
});

const silent = () => {};
const stalled = (_request, response) => response.writeHead(200).write('{"database":');
const late = (how, options) => {
  recorder.answer = how;
  return waiting().databases.get("x", { timeout: 20, ...options });
};
/** A client whose calls are counted as they are sent: when its time is over, one may not have arrived yet. */
const waiting = (options) => fetching(fetch, { baseUrl: recorder.url, ...options });
const never = () => new Promise(() => {});
rejects("time that is over", { error: TimeoutError, sent: 1, arrives: false, operation: "databases.get" }, [
  ["no answer", () => late(silent), /20 ms/],
  ["no end of the body", () => late(stalled), /20 ms/],
  ["a fraction of a millisecond", () => late(silent, { timeout: 0.1 }), / ms/],
  [
    "the client's own",
    () => {
      recorder.answer = silent;
      return waiting({ timeout: 30 }).databases.get("x");
    },
    /30 ms/,
  ],
  [
    "the call's over the client's",
    () => {
      recorder.answer = silent;
      return waiting({ timeout: 60_000 }).databases.get("x", { timeout: 25 });
    },
    /25 ms/,
  ],
  ["a fetch that never settles", () => fetching(never, { timeout: 20 }).databases.get("x"), /20 ms/],
  [
    "a body that never settles",
    () => fetching(() => ({ status: 200, headers: new Headers(), text: never }), { timeout: 20 }).databases.get("x"),
    /20 ms/,
  ],
]);

passes("times without an end", [
  ["0", () => client.databases.get("x", { timeout: 0 }), () => {}],
  ["infinity", () => client.databases.get("x", { timeout: Infinity }), () => {}],
  ["2147483647", () => client.databases.get("x", { timeout: 2_147_483_647 }), () => {}],
]);

test("a fetch that never settles is ended by its signal", async () => {
  const controller = new AbortController();
  const own = fetching(() => {
    controller.abort("text");
    return never();
  });
  const error = await rejection(own.databases.list({}, { signal: controller.signal }));
  assert.equal(error.constructor, AbortError);
  assert.equal(error.cause, "text");
});

/** What another library may take for a Response. */
const like = (parts) => ({
  status: 200,
  headers: { get: () => null },
  text: async () => '{"database":{"id":"like"}}',
  ...parts,
});
const got = (response) => fetching(() => response).databases.get("x");
const failure = new Error("no network");
rejects("fetches that fail", CONNECTION, [
  ["that throws", () => fetching(trap).databases.get("x"), /a trap/],
  ["that rejects with an Error", () => got(Promise.reject(failure)), /no network/, { cause: failure }],
  ["that rejects with text", () => got(Promise.reject("no network")), /no network/, { cause: "no network" }],
  ["that rejects with nothing", () => got(Promise.reject()), /./],
  ["that rejects with null", () => got(Promise.reject(null)), /./],
  ["that rejects with an object whose message throws", () => got(Promise.reject(getter({}, "message"))), /./],
  ["that resolves to undefined", () => got(undefined), /not a Response/, { code: "not_an_answer" }],
  ["that resolves to null", () => got(null), /not a Response/, { code: "not_an_answer" }],
  ["that resolves to text", () => got("{}"), /not a Response/, { code: "not_an_answer" }],
  ["that resolves to the body", () => got({ database: {} }), /not a Response/, { code: "not_an_answer" }],
  ["whose response has no text", () => got(like({ text: undefined })), /not a Response/, { code: "not_an_answer" }],
  ["whose response has no headers", () => got(like({ headers: {} })), /not a Response/, { code: "not_an_answer" }],
  [
    "whose response has a status that is text",
    () => got(like({ status: "200" })),
    /not a Response/,
    { code: "not_an_answer" },
  ],
  ["whose text throws", () => got(like({ text: trap })), /a trap/],
  ["whose text rejects", () => got(like({ text: () => Promise.reject(failure) })), /no network/, { cause: failure }],
  [
    "whose body was read already",
    () => got(Promise.resolve(Response.json({})).then((r) => r.text().then(() => r))),
    /./,
  ],
  ["whose promise throws", () => got(thenable(trap)), /a trap/],
]);

/** A property that can be read once. */
function secondTime(key) {
  let asked = false;
  const get = () => {
    if (asked) {
      trap();
    }
    asked = true;
    return 200;
  };
  return Object.defineProperty({}, key, { get, enumerable: true });
}

describe("responses that are odd", () => {
  const headers = { get: trap };
  for (const [name, parts] of [
    ["a status that throws the second time", secondTime("status")],
    ["headers that throw, with 200", { headers }],
    ["headers that throw, with 500", { status: 500, headers }],
    ["headers that throw, with no envelope", { text: async () => "{}", headers }],
    ["headers that are numbers, with 500", { status: 500, headers: { get: () => 5 } }],
    ["headers that are undefined, with 500", { status: 500, headers: { get: () => undefined } }],
    ["text that is a number", { text: async () => 5 }],
    ["text that is undefined", { text: async () => undefined }],
    ["text that is an object", { text: async () => ({}) }],
    ["status NaN", { status: Number.NaN }],
    ["status 65736", { status: 65_736 }],
  ]) {
    test(name, async () => {
      // Object.defineProperties keeps getters as they are.
      const response = Object.defineProperties(like(), Object.getOwnPropertyDescriptors(parts));
      const outcome = await settled(
        got(response).then(
          () => undefined,
          (error) => error,
        ),
      );
      await idle();
      if (outcome !== undefined) {
        assert.ok(outcome instanceof DigitalOceanError, inspect(outcome));
        assert.notEqual(outcome.code, "internal");
        assert.equal(outcome.operation, "databases.get");
      }
    });
  }
});

test("a response of another library is as good as the platform's", async () => {
  const headers = { get: (name) => (name === "x-request-id" ? "like" : null) };
  const { data, response } = await fetching(() => like({ status: 299, headers }))
    .databases.get("x")
    .withResponse();
  assert.deepEqual(data, { id: "like" });
  assert.equal(response.status, 299);
  assert.equal(response.requestId, "like");
  const error = await rejection(fetching(() => like({ status: 404, headers })).databases.get("x"));
  assert.equal(error.constructor, NotFoundError);
  assert.equal(error.requestId, "like");
});

test("an error of a fetch that quotes the request is told without the token", async () => {
  const own = fetching((_url, init) =>
    Promise.reject(new Error(`failed with ${new Headers(init.headers).get("authorization")}`)),
  );
  const error = await rejection(own.databases.list());
  assert.match(error.message, /failed with Bearer …$/);
  for (const shown of [error.stack, String(error), JSON.stringify(error)]) {
    assert.ok(!shown.includes(TOKEN));
  }
});

describe("a platform whose fetch is replaced", () => {
  const original = globalThis.fetch;
  for (const [name, replacement, message] of [
    ["by nothing", undefined, /fetch/],
    ["by one that throws", trap, /a trap/],
    ["by one that returns undefined, as mocks do", () => undefined, /./],
    ["by one that resolves to undefined", async () => undefined, /./],
    ["by one that resolves to something else", async () => ({ ok: true, json: async () => ({}) }), /./],
  ]) {
    test(name, async () => {
      globalThis.fetch = replacement;
      try {
        const error = await rejection(client.databases.list());
        await idle();
        assert.equal(error.constructor, ConnectionError);
        assert.match(error.message, message);
      } finally {
        globalThis.fetch = original;
      }
    });
  }

  test("by one that returns a Response, not a promise", async () => {
    globalThis.fetch = () => Response.json({ databases: [] });
    try {
      assert.deepEqual((await settled(client.databases.list())).data, []);
    } finally {
      globalThis.fetch = original;
    }
  });
});

test("after all that, a call works, and nothing was thrown or rejected on the way", async () => {
  assert.deepEqual(await settled(client.databases.get("x")), {});
  assert.deepEqual(strays, []);
});
