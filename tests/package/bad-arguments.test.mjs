// Bad parameters, bodies and queries: refused before anything is sent, by an error that names the field.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  CLUSTER,
  client,
  create,
  getter,
  NO_STRINGS,
  passes,
  REFUSED,
  rejects,
  trap,
  worksAfterwards,
} from "./bad-input.mjs";

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

const changed = (fields) => create({ ...CLUSTER, ...fields });
const without = (name) => create(Object.fromEntries(Object.entries(CLUSTER).filter(([key]) => key !== name)));

const cyclic = { ...CLUSTER };
cyclic.itself = { again: [cyclic] };
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

/** A list that says it has four thousand million items. */
const endless = (...items) => Object.assign(items, { length: 2 ** 32 - 1 });
/** The longest string there can be. */
const longest = (character) => character.repeat(2 ** 29 - 24);

rejects("what is too large for the memory", { ...REFUSED, operation: "databases.create" }, [
  ["a list that is a hole", () => changed({ tags: endless() }), /^tags\[0\]: expected string, got undefined/],
  ["a list that ends in a hole", () => changed({ extra: endless(1) }), /^extra\[1\]: .*undefined/],
  ["a string", () => changed({ name: longest("x") }), /^name: is too large/],
  ["a key", () => changed({ [longest("x")]: 1 }), /^body: is too large/],
  ["all of it", () => changed({ extra: Array(64).fill("\0".repeat(2 ** 24)) }), /^extra\[\d\]: is too large/],
  [
    "a parameter of a path",
    () => client.databases.get(longest("é")),
    /^id: is too large/,
    { operation: "databases.get" },
  ],
  [
    "a parameter of a query",
    () => client.databases.list({ tag_name: longest("é") }),
    /^query\.tag_name: is too large/,
    { operation: "databases.list" },
  ],
]);

rejects("keys of half a surrogate pair", { ...REFUSED, operation: "databases.create" }, [
  ["in a body", () => changed({ "\ud800": 1 }), /^body: holds half a surrogate pair/],
  ["further in", () => changed({ extra: [{ "a\udc00": 1 }] }), /^extra\[0\]: holds half a surrogate pair/],
  ["in a query", () => client.databases.list({ "\ud800": 1 }), /^query: .*surrogate/, { operation: "databases.list" }],
]);

rejects("bodies that throw when they are read", { ...REFUSED, operation: "databases.create" }, [
  ["a getter", () => create(getter({ ...CLUSTER }, "version")), /cannot be read/],
  ["a getter further in", () => changed({ do_settings: getter({}, "service_cnames") }), /^do_settings.*cannot be read/],
  ["a getter in a list", () => changed({ tags: getter(["a"], 1) }), /^tags\[1\]: cannot be read/],
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

passes("methods in lower case", [
  ["get", () => client.request("get", "/v2/x"), ({ method }) => assert.equal(method, "GET")],
  ["Patch", () => client.request("Patch", "/v2/x"), ({ method }) => assert.equal(method, "PATCH")],
]);

passes("strings with half a surrogate pair in a body", [
  ["one", () => changed({ version: "\ud800" }), ({ body }) => assert.ok(body.endsWith(',"version":"\\ud800"}'))],
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

worksAfterwards();
