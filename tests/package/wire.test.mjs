// Requests as they are sent: method, path, query, headers and body, exactly.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, beforeEach, test } from "node:test";
import { DigitalOcean } from "digitalocean-wasm";
import { ANY, thenable } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection } from "../support/settled.mjs";

const operations = createRequire(import.meta.url)("digitalocean-wasm/operations.json");

const TOKEN = "dop_v1_wire";
const CLUSTER = {
  name: "backend",
  engine: "pg",
  num_nodes: 2,
  size: "db-s-2vcpu-4gb",
  region: "fra1",
  version: "17",
  tags: null,
  private_network_uuid: "b1a0c3d4-0000-4000-8000-000000000000",
  rules: [
    { type: "ip_addr", value: "192.0.2.0/24", description: 'the "office"\n' },
    { type: "tag", value: "web" },
  ],
  storage_size_mib: 61_440,
  autoscale: { storage: { enabled: true, threshold_percent: 80, increment_gib: 10 } },
  do_settings: { service_cnames: [] },
  backup_restore: { database_name: "old", backup_created_at: "2026-01-31T19:25:22Z" },
  // A field of a newer API.
  labels: { "a.b": [1, -0.5, 1e21, true, null, "ü€😀\u2028\ud800"], "": {} },
};

const CREDENTIALS = { credentials: { basic_auth_username: "metrics", basic_auth_password: 'p"\\é' } };
const SETTINGS = {
  config: { "pg_stat_statements.track": "all", pg_parameters: { "pg_partman_bgw.role": "" }, jit: false },
};
const RESIZE = { size: "db-s-4vcpu-8gb", num_nodes: 3, storage_size_mib: null };

let recorder;
let client;

before(async () => {
  recorder = await startRecorder();
  recorder.answer = ANY;
  client = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url });
});
beforeEach(() => recorder.requests.splice(0));
after(() => recorder.stop());

/** The one request that was made. */
function request() {
  assert.equal(recorder.requests.length, 1);
  return recorder.requests[0];
}

// Paths, queries and bodies that are easily got wrong. Every operation, with all it takes, is held
// against the published description elsewhere. Operation, call, path, query, body; the method is the operation's.
const ROWS = [
  ["databases.list", (c) => c.databases.list(), "/v2/databases"],
  [
    "databases.list",
    (c) => c.databases.list({ tag_name: "a b&c=d/é+" }),
    "/v2/databases",
    "tag_name=a%20b%26c%3Dd%2F%C3%A9%2B",
  ],
  ["databases.create", (c) => c.databases.create(CLUSTER), "/v2/databases", "", CLUSTER],
  ["databases.delete", (c) => c.databases.delete("9cc10173-e9ea"), "/v2/databases/9cc10173-e9ea"],
  // Resources that are no cluster's.
  ["databases.options", (c) => c.databases.options(), "/v2/databases/options"],
  [
    "databases.metricsCredentials.update",
    (c) => c.databases.metricsCredentials.update(CREDENTIALS),
    "/v2/databases/metrics/credentials",
    "",
    CREDENTIALS,
  ],
  // Writes without a body.
  ["databases.installUpdate", (c) => c.databases.installUpdate("9cc10173"), "/v2/databases/9cc10173/install_update"],
  [
    "databases.replicas.promote",
    (c) => c.databases.replicas.promote("9cc10173", "read only"),
    "/v2/databases/9cc10173/replicas/read%20only/promote",
  ],
  [
    "databases.config.update",
    (c) => c.databases.config.update("9cc10173", SETTINGS),
    "/v2/databases/9cc10173/config",
    "",
    SETTINGS,
  ],
  ["databases.resize", (c) => c.databases.resize("9cc10173", RESIZE), "/v2/databases/9cc10173/resize", "", RESIZE],
  // Names that users chose.
  [
    "databases.users.delete",
    (c) => c.databases.users.delete("9cc10173", "jo/é @%"),
    "/v2/databases/9cc10173/users/jo%2F%C3%A9%20%40%25",
  ],
  [
    "databases.indexes.delete",
    (c) => c.databases.indexes.delete("9cc10173", ".kibana_1"),
    "/v2/databases/9cc10173/indexes/.kibana_1",
  ],
  [
    "databases.schemas.getVersion",
    (c) => c.databases.schemas.getVersion("9cc10173", "customer:v1", "latest"),
    "/v2/databases/9cc10173/schema-registry/customer%3Av1/versions/latest",
  ],
  [
    "databases.schemas.config.updateSubject",
    (c) => c.databases.schemas.config.updateSubject("9cc10173", "a/b", { compatibility_level: "NONE" }),
    "/v2/databases/9cc10173/schema-registry/config/a%2Fb",
    "",
    { compatibility_level: "NONE" },
  ],
  // Two families, one of which names no registry.
  ["registries.get", (c) => c.registries.get("example"), "/v2/registries/example"],
  ["registry.get", (c) => c.registry.get(), "/v2/registry"],
  [
    "registries.dockerCredentials",
    (c) => c.registries.dockerCredentials("example", { expiry_seconds: 0, read_write: false }),
    "/v2/registries/example/docker-credentials",
    "expiry_seconds=0&read_write=false",
  ],
  [
    "registry.dockerCredentials",
    (c) => c.registry.dockerCredentials({ read_write: true }),
    "/v2/registry/docker-credentials",
    "read_write=true",
  ],
  [
    "registries.repositories.list",
    (c) => c.registries.repositories.list("example", { page_token: "eyJUb2tlbiI6Ik1RPT0ifQ==", per_page: 200 }),
    "/v2/registries/example/repositoriesV2",
    "page_token=eyJUb2tlbiI6Ik1RPT0ifQ%3D%3D&per_page=200",
  ],
  [
    "registries.repositories.delete",
    (c) => c.registries.repositories.delete("example", "my/repo"),
    "/v2/registries/example/repositories/my%2Frepo",
  ],
  [
    "registries.tags.delete",
    (c) => c.registries.tags.delete("example", "my/own/repo", "v1.0_a-b"),
    "/v2/registries/example/repositories/my%2Fown%2Frepo/tags/v1.0_a-b",
  ],
  [
    "registry.manifests.list",
    (c) => c.registry.manifests.list("example", "my/repo", { page: 2, per_page: 200 }),
    "/v2/registry/example/repositories/my%2Frepo/digests",
    "page=2&per_page=200",
  ],
  [
    "registry.manifests.delete",
    (c) => c.registry.manifests.delete("example", "my/repo", "sha256:abcd"),
    "/v2/registry/example/repositories/my%2Frepo/digests/sha256:abcd",
  ],
  // A body that may be left out.
  [
    "registries.garbageCollections.start",
    (c) => c.registries.garbageCollections.start("example"),
    "/v2/registries/example/garbage-collection",
  ],
  [
    "registries.garbageCollections.start",
    (c) => c.registries.garbageCollections.start("example", {}),
    "/v2/registries/example/garbage-collection",
    "",
    {},
  ],
  [
    "registry.garbageCollections.start",
    (c) => c.registry.garbageCollections.start("example", { type: "unreferenced blobs only" }),
    "/v2/registry/example/garbage-collection",
    "",
    { type: "unreferenced blobs only" },
  ],
  [
    "registry.garbageCollections.update",
    (c) => c.registry.garbageCollections.update("example", "eff0feee", { cancel: true }),
    "/v2/registry/example/garbage-collection/eff0feee",
    "",
    { cancel: true },
  ],
];

for (const [name, call, path, query = "", body] of ROWS) {
  test(`${name}: ${path}${query && `?${query}`}${body ? " with a body" : ""}`, async () => {
    await call(client);
    const sent = request();
    assert.equal(sent.method, operations.find((operation) => operation.call === name).method);
    assert.equal(sent.path, path);
    assert.equal(sent.query, query);
    if (body === undefined) {
      assert.equal(sent.body, "");
    } else {
      assert.deepEqual(JSON.parse(sent.body), JSON.parse(JSON.stringify(body)));
    }
  });
}

test("the client has a method for each operation of the package, and no others but request, withOptions and waits", () => {
  const waits = /\.(createAndWait|run|watch(All)?|waitUntil\w*)$/;
  const expected = ["request", "resumeWait", "withOptions", ...operations.map(({ call }) => call)];
  const others = methods(client).filter((name) => waits.test(name));
  assert.equal(others.length, 18);
  assert.deepEqual(methods(client).sort(), [...expected, ...others].sort());
});

/** The methods of a resource and of those inside, as a caller reaches them: `databases.users.create`. */
function methods(resource, path = []) {
  return Object.entries(resource).flatMap(([name, value]) =>
    typeof value === "function" ? [[...path, name].join(".")] : methods(value, [...path, name]),
  );
}

test("a call that is made again asks for the same, and another for another", async () => {
  const body = { name: "a" };
  const query = { page: 1 };
  const { dbs, backups } = client.databases;
  const { garbageCollections } = client.registries;
  for (const [call, expected] of [
    [() => client.databases.get("a"), "GET /v2/databases/a"],
    [() => client.databases.get("b"), "GET /v2/databases/b"],
    [() => client.databases.delete("b"), "DELETE /v2/databases/b"],
    [() => backups.list("b"), "GET /v2/databases/b/backups"],
    [() => dbs.get("a,b", "c"), "GET /v2/databases/a%2Cb/dbs/c"],
    [() => dbs.get("a", "b,c"), "GET /v2/databases/a/dbs/b%2Cc"],
    [() => dbs.create("a", body), "POST /v2/databases/a/dbs"],
    [() => garbageCollections.list("r"), "GET /v2/registries/r/garbage-collections"],
    [() => garbageCollections.list("r", query), "GET /v2/registries/r/garbage-collections?page=1"],
    [() => garbageCollections.list("r", undefined), "GET /v2/registries/r/garbage-collections"],
    [() => client.registries.options(), "GET /v2/registries/options"],
    [() => client.databases.options(), "GET /v2/databases/options"],
    [() => client.request("GET", "/v2/account"), "GET /v2/account"],
    [() => client.request("PUT", "/v2/account", { body }), "PUT /v2/account"],
  ]) {
    for (let turn = 0; turn < 3; turn++) {
      recorder.requests.splice(0);
      await call();
      const { method, path, query } = request();
      assert.equal(`${method} ${path}${query && `?${query}`}`, expected);
    }
  }
  // Objects may have changed, be they the same.
  Object.assign(body, { name: "b" });
  Object.assign(query, { page: 2 });
  recorder.requests.splice(0);
  await dbs.create("a", body);
  await garbageCollections.list("r", query);
  const [created, listed] = recorder.requests;
  assert.deepEqual([created.body, listed.query], ['{"name":"b"}', "page=2"]);
});

test("a call that is refused is so after one like it that was not", async () => {
  await client.databases.get("a");
  await client.databases.dbs.get("a", "b");
  await client.request("GET", "/v2/account");
  recorder.requests.splice(0);
  for (const call of [
    () => client.databases.get(),
    () => client.databases.get(""),
    () => client.databases.dbs.get("a"),
    () => client.databases.dbs.get(undefined, "b"),
    () => client.request("GET"),
    () => client.request("GET", "/v2/account", "a"),
    () => client.databases.get("a\ud800"),
    () => client.databases.get("a\ud800"),
  ]) {
    assert.equal((await rejection(call())).code, "invalid_request");
  }
  assert.equal(recorder.requests.length, 0);
});

test("a body is written as JSON.stringify writes it, in the caller's order", async () => {
  await client.databases.create(CLUSTER);
  assert.equal(request().body, JSON.stringify(CLUSTER));
});

test("texts of every length arrive as they are, with and without characters of several bytes", async () => {
  for (let length = 100; length <= 140; length++) {
    for (const name of ["a".repeat(length), `${"a".repeat(length)}é`, `€${"a".repeat(length)}`]) {
      recorder.requests.splice(0);
      await client.databases.dbs.create(name, { name });
      assert.equal(request().path, `/v2/databases/${encodeURIComponent(name)}/dbs`);
      assert.equal(request().body, JSON.stringify({ name }));
    }
  }
});

test("what is undefined is not sent, and null is", async () => {
  await client.databases.create({ ...CLUSTER, version: undefined, tags: null });
  const body = JSON.parse(request().body);
  assert.ok(!("version" in body));
  assert.equal(body.tags, null);
});

test("path parameters are percent-encoded, all but unreserved characters", async () => {
  for (const [given, expected] of [
    ["a b", "a%20b"],
    ["a/b//c", "a%2Fb%2F%2Fc"],
    ["../x", "..%2Fx"],
    ["...", "..."],
    ["%2e%2e", "%252e%252e"],
    ["?a=1&b#c", "%3Fa%3D1%26b%23c"],
    ["a:b", "a%3Ab"],
    ["é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80"],
    ["\\\n\t\0", "%5C%0A%09%00"],
    ["!'()*+,;@$[]^`{|}\"<>", "%21%27%28%29%2A%2B%2C%3B%40%24%5B%5D%5E%60%7B%7C%7D%22%3C%3E"],
    ["azAZ09-._~", "azAZ09-._~"],
  ]) {
    recorder.requests.splice(0);
    await client.databases.get(given);
    assert.equal(request().path, `/v2/databases/${expected}`);
  }
});

test("a digest keeps its colon and nothing else that is special", async () => {
  await client.registry.manifests.delete("a:b", "c:d", "sha256:ab/cd?");
  assert.equal(request().path, "/v2/registry/a%3Ab/repositories/c%3Ad/digests/sha256:ab%2Fcd%3F");
});

test("queries pass on what they do not know", async () => {
  await client.databases.list({
    tag_name: "web",
    "new field": true,
    count: 5,
    wide: 9223372036854775807n,
    left: undefined,
  });
  assert.equal(request().query, "tag_name=web&new%20field=true&count=5&wide=9223372036854775807");
});

/** The headers that the platform adds by itself to a request with these contents. */
async function platformHeaders(method, body) {
  recorder.requests.splice(0);
  await (await fetch(recorder.url, { method, body })).text();
  return recorder.requests.splice(0)[0].headers;
}

test("the headers are authorization, accept, content-type with a body, and what the platform adds", async () => {
  for (const [call, method, body] of [
    [() => client.databases.list(), "GET"],
    [() => client.databases.delete("x"), "DELETE"],
    [() => client.registry.garbageCollections.start("example"), "POST"],
    [() => client.registry.garbageCollections.start("example", {}), "POST", "{}"],
    [() => client.registry.garbageCollections.update("example", "x", { cancel: true }), "PUT", '{"cancel":true}'],
  ]) {
    const expected = await platformHeaders(method, body);
    Object.assign(expected, { authorization: `Bearer ${TOKEN}`, accept: "application/json" });
    if (body) {
      expected["content-type"] = "application/json";
    }
    await call();
    assert.deepEqual(request().headers, expected);
    recorder.requests.splice(0);
  }
});

test("white space around the token is not part of it", async () => {
  await new DigitalOcean({ token: ` ${TOKEN}\r\n`, baseUrl: recorder.url }).databases.list();
  assert.equal(request().headers.authorization, `Bearer ${TOKEN}`);
});

test("the token comes from the environment when it is not given", async (t) => {
  const { DIGITALOCEAN_TOKEN, DIGITALOCEAN_ACCESS_TOKEN } = process.env;
  t.after(() => {
    for (const [name, value] of Object.entries({ DIGITALOCEAN_TOKEN, DIGITALOCEAN_ACCESS_TOKEN })) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  });
  for (const [first, second, token, expected] of [
    ["first", "second", undefined, "first"],
    ["", "second", undefined, "second"],
    ["first", "", null, "first"],
    ["first", "second", "own", "own"],
  ]) {
    recorder.requests.splice(0);
    Object.assign(process.env, { DIGITALOCEAN_TOKEN: first, DIGITALOCEAN_ACCESS_TOKEN: second });
    await new DigitalOcean({ token, baseUrl: recorder.url }).databases.list();
    assert.equal(request().headers.authorization, `Bearer ${expected}`);
  }
});

test("headers of client and call arrive; the call's own win", async () => {
  const headers = { "X-One": "client", "x-two": "client", accept: "application/vnd.api+json" };
  const own = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url, headers });
  await own.databases.list({}, { headers: { "x-two": "call", "X-ONE": "", "x-three": 'a, b;c="d"' } });
  const sent = request().headers;
  assert.equal(sent["x-one"], "");
  assert.equal(sent["x-two"], "call");
  assert.equal(sent["x-three"], 'a, b;c="d"');
  assert.equal(sent.accept, "application/vnd.api+json");
  recorder.requests.splice(0);

  await own.databases.list();
  assert.equal(request().headers["x-one"], "client");
  assert.ok(!("x-three" in request().headers));
});

test("client.request sends any method, path, query and body", async () => {
  for (const [method, path, content, expected] of [
    ["GET", "/v2/account", undefined, { query: "", body: "" }],
    ["GET", "/v2/account", null, { query: "", body: "" }],
    [
      "GET",
      "/v2/droplets",
      { query: { page: 2, "tag name": "a&b", deep: false } },
      { query: "page=2&tag%20name=a%26b&deep=false", body: "" },
    ],
    ["GET", "/v2/droplets?page=1", { query: { per_page: 5 } }, { query: "page=1&per_page=5", body: "" }],
    ["POST", "/v2/databases/x/dbs", { body: { name: "é" } }, { query: "", body: '{"name":"é"}' }],
    ["PUT", "/v2/databases/x/install_update", {}, { query: "", body: "" }],
    ["PUT", "/v2/x", { body: [1, "a", null, { b: 2n }] }, { query: "", body: '[1,"a",null,{"b":2}]' }],
    ["PATCH", "/v2/x", { body: "text" }, { query: "", body: '"text"' }],
    ["DELETE", "/v2/x/my%2Frepo/a:b", { query: {}, body: { all: true } }, { query: "", body: '{"all":true}' }],
  ]) {
    recorder.requests.splice(0);
    await client.request(method, path, content);
    const sent = request();
    assert.equal(sent.method, method);
    assert.equal(sent.path, path.split("?")[0]);
    assert.equal(sent.query, expected.query);
    assert.equal(sent.body, expected.body);
    assert.equal(sent.headers["content-type"], expected.body ? "application/json" : undefined);
  }
});

test("client.request sends a body of null, and none for undefined", async () => {
  await client.request("PATCH", "/v2/x", { body: undefined });
  await client.request("PATCH", "/v2/x", { body: null });
  assert.deepEqual(
    recorder.requests.map(({ body }) => body),
    ["", "null"],
  );
});

test("client.request takes options", async () => {
  await client.request("GET", "/v2/account", {}, { headers: { "x-one": "1" } });
  assert.equal(request().headers["x-one"], "1");
});

test("a baseUrl may have a path and trailing slashes", async () => {
  for (const [baseUrl, path] of [
    [recorder.url, "/v2/databases"],
    [`${recorder.url}/`, "/v2/databases"],
    [`${recorder.url}/proxy`, "/proxy/v2/databases"],
    [`${recorder.url}/proxy/do/`, "/proxy/do/v2/databases"],
    [`${recorder.url}/proxy//`, "/proxy/v2/databases"],
    [recorder.url.replace("http", "HTTP").replace("127.0.0.1", "localhost"), "/v2/databases"],
  ]) {
    recorder.requests.splice(0);
    await new DigitalOcean({ token: TOKEN, baseUrl }).databases.list();
    assert.equal(request().path, path);
  }
});

/** A fetch that keeps what it is called with. */
function spy(respond = () => new Response('{"databases":[]}')) {
  const calls = [];
  const own = function (...parameters) {
    calls.push({ self: this, parameters });
    return respond(...parameters);
  };
  return { calls, client: new DigitalOcean({ token: TOKEN, fetch: own }) };
}

test("a custom fetch is called with a string and an object that inherits nothing", async () => {
  const { calls, client } = spy();
  await client.databases.list({ tag_name: "web" });
  assert.equal(calls.length, 1);
  const [{ self, parameters }] = calls;
  assert.equal(self, undefined);
  assert.equal(parameters.length, 2);
  const [url, init] = parameters;
  assert.equal(url, "https://api.digitalocean.com/v2/databases?tag_name=web");
  assert.equal(Object.getPrototypeOf(init), null);
  assert.equal(init.method, "GET");
  assert.equal(init.body, undefined);
  assert.equal(init.redirect, "manual");
  assert.ok(init.signal instanceof AbortSignal);
  // A plain object: every library's `fetch` takes it, and `{ ...init.headers }` keeps the token.
  assert.equal(Object.getPrototypeOf(init.headers), null);
  assert.deepEqual({ ...init.headers }, { accept: "application/json", authorization: `Bearer ${TOKEN}` });
  assert.deepEqual(Object.keys(init).sort(), ["credentials", "headers", "method", "redirect", "signal"]);
});

test("a custom fetch gets the body as text", async () => {
  const { calls, client } = spy(() => new Response('{"database":{}}', { status: 201 }));
  await client.databases.create(CLUSTER);
  const [, init] = calls[0].parameters;
  assert.equal(init.method, "POST");
  assert.equal(init.body, JSON.stringify(CLUSTER));
  assert.equal(new Headers(init.headers).get("content-type"), "application/json");
});

test("a custom fetch may return a Response or a promise of one", async () => {
  const cluster = { id: "1", name: "own" };
  for (const wrap of [
    (response) => response,
    (response) => Promise.resolve(response),
    (response) => thenable((resolve) => resolve(response)),
  ]) {
    const { client } = spy(() => wrap(Response.json({ database: cluster }, { headers: { "x-request-id": "own" } })));
    const { data, response } = await client.databases.get("1").withResponse();
    assert.deepEqual(data, cluster);
    assert.equal(response.requestId, "own");
  }
});

test("the platform's fetch is looked up at each call", async (t) => {
  const original = globalThis.fetch;
  t.after(() => {
    globalThis.fetch = original;
  });
  await client.databases.list();
  globalThis.fetch = async () => Response.json({ databases: [{ id: "replaced" }] });
  assert.equal((await client.databases.list()).data[0].id, "replaced");
  assert.equal(recorder.requests.length, 1);
});

test("by default requests go to the API by https", async (t) => {
  const original = globalThis.fetch;
  t.after(() => {
    globalThis.fetch = original;
  });
  const urls = [];
  globalThis.fetch = async (url) => {
    urls.push(url);
    return Response.json({ databases: [] });
  };
  await new DigitalOcean({ token: TOKEN }).databases.list();
  assert.deepEqual(urls, ["https://api.digitalocean.com/v2/databases"]);
});
