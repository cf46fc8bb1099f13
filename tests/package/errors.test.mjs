// Errors as a caller sees them: class, name, code and all they tell.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import { answer } from "../support/answers.mjs";
import { runModule } from "../support/child.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection } from "../support/settled.mjs";

const library = await import("digitalocean-wasm");
const { APIError, DigitalOcean, DigitalOceanError, isDigitalOceanError } = library;

const TOKEN = "dop_v1_errors";
const STATUSES = [
  [400, "BadRequestError", "bad_request"],
  [401, "AuthenticationError", "unauthorized"],
  [402, "APIError", "unexpected_status"],
  [403, "PermissionDeniedError", "forbidden"],
  [404, "NotFoundError", "not_found"],
  [405, "APIError", "unexpected_status"],
  [409, "ConflictError", "conflict"],
  [410, "APIError", "unexpected_status"],
  [412, "PreconditionFailedError", "precondition_failed"],
  [413, "APIError", "unexpected_status"],
  [418, "APIError", "unexpected_status"],
  [422, "UnprocessableEntityError", "unprocessable_entity"],
  [429, "RateLimitError", "too_many_requests"],
  [499, "APIError", "unexpected_status"],
  [500, "InternalServerError", "server_error"],
  [502, "InternalServerError", "server_error"],
  [503, "InternalServerError", "server_error"],
  [504, "InternalServerError", "server_error"],
  [599, "InternalServerError", "server_error"],
];
const OTHERS = [
  ["ConnectionError", "connection_failed"],
  ["TimeoutError", "timeout"],
  ["AbortError", "aborted"],
  ["InvalidRequestError", "invalid_request"],
  ["DecodeError", "undecodable"],
  ["LoadError", "load_failed"],
  ["AmbiguousWriteError", "ambiguous_write"],
];

let recorder;
let client;

before(async () => {
  recorder = await startRecorder();
  client = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url, maxRetries: 0 });
});
after(() => recorder.stop());

async function refused(...parameters) {
  recorder.answer = answer(...parameters);
  return rejection(client.databases.get("x"));
}

describe("by status", () => {
  for (const [status, name, code] of STATUSES) {
    test(`${status} is a ${name}`, async () => {
      const body = { id: `id_of_${status}`, message: `this is ${status}: é€`, request_id: `request-${status}` };
      const error = await refused(status, body);
      assert.equal(error.constructor, library[name]);
      for (const type of [Error, DigitalOceanError, APIError]) {
        assert.ok(error instanceof type);
      }
      assert.ok(isDigitalOceanError(error));
      assert.equal(error.name, name);
      assert.equal(error.code, code);
      assert.equal(error.status, status);
      assert.equal(error.id, body.id);
      assert.equal(error.message, body.message);
      assert.equal(error.requestId, body.request_id);
      assert.equal(error.operation, "databases.get");
      assert.equal(error.attempts, 1);
      assert.equal(error.body, JSON.stringify(body));
      assert.equal(error.cause, undefined);
      assert.equal(String(error), `${name}: ${body.message}`);
      assert.ok(error.stack.startsWith(`${name}: ${body.message}\n`));
    });
  }
});

test("of each list, the class names its code", () => {
  const classes = Object.entries(library).filter(([, type]) => type?.prototype instanceof DigitalOceanError);
  const listed = new Set([...STATUSES, ...OTHERS.map((row) => [0, ...row])].map(([, name]) => name));
  assert.deepEqual(classes.map(([name]) => name).sort(), [...listed].sort());
});

test("the request id comes from the body, else from its header, else it is undefined", async () => {
  for (const [body, headers, expected] of [
    [{ request_id: "body" }, { "x-request-id": "header" }, "body"],
    [{}, { "x-request-id": "header" }, "header"],
    ["", { "x-request-id": "header" }, "header"],
    [{}, {}, undefined],
  ]) {
    assert.equal((await refused(404, body, headers)).requestId, expected);
  }
});

test("what the body does not tell is undefined", async () => {
  const error = await refused(404, {});
  assert.equal(error.id, undefined);
  assert.equal(error.requestId, undefined);
  assert.equal(error.body, "{}");
  assert.match(error.message, /404/);
});

test("the body is there as it came, but loggers leave it out", async () => {
  const body = '{"id":"not_found", "message":"gone", "secret":"hunter2"}\n';
  const error = await refused(404, body);
  assert.equal(error.body, body);
  assert.ok(!Object.keys(error).includes("body"));
  for (const shown of [JSON.stringify(error), inspect(error), JSON.stringify({ ...error })]) {
    assert.ok(!shown.includes("hunter2"), shown);
  }
  assert.equal((await refused(500)).body, "");
});

test("as JSON an error holds what identifies it", async () => {
  const error = await refused(404, { id: "not_found", message: "gone", request_id: "r" });
  assert.deepEqual(JSON.parse(JSON.stringify(error)), {
    name: "NotFoundError",
    message: "gone",
    code: "not_found",
    operation: "databases.get",
    method: "GET",
    path: "/v2/databases/x",
    attempts: 1,
    status: 404,
    requestId: "r",
    id: "not_found",
    hint: error.hint,
    retryable: false,
  });
});

test("every error of a request has its method and its path, without the query", async () => {
  recorder.answer = answer(404, {});
  const lost = new DigitalOcean({ token: TOKEN, maxRetries: 0, fetch: async () => Promise.reject(new Error("down")) });
  const CLUSTER = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };
  for (const [call, method, path] of [
    [() => client.databases.get("nope"), "GET", "/v2/databases/nope"],
    [() => client.databases.list({ tag_name: "secret" }), "GET", "/v2/databases"],
    [() => client.request("POST", "/v2/x", { query: { a: "b" } }), "POST", "/v2/x"],
    [() => lost.databases.delete("x"), "DELETE", "/v2/databases/x"],
    [() => lost.databases.create(CLUSTER), "POST", "/v2/databases"],
    [() => client.databases.get(7), undefined, undefined],
  ]) {
    const error = await rejection(call());
    assert.deepEqual([error.method, error.path], [method, path]);
  }
});

test("fromJSON makes an error again, of JSON and of a clone", async () => {
  const reset = Math.floor(Date.now() / 1000) + 100;
  const limits = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": String(reset) };
  const error = await refused(429, { id: "slow", message: "slow down" }, { ...limits, "retry-after": "90" });
  for (const json of [JSON.parse(JSON.stringify(error)), structuredClone(error.toJSON())]) {
    const again = DigitalOceanError.fromJSON(json);
    assert.equal(again.constructor, library.RateLimitError);
    assert.ok(isDigitalOceanError(again));
    assert.deepEqual(again.toJSON(), error.toJSON());
    assert.deepEqual(again.retryAt, error.retryAt);
    assert.deepEqual(again.rateLimit.reset, new Date(reset * 1000));
    assert.equal(again.body, "");
  }
  assert.ok(!isDigitalOceanError(structuredClone(error)), "a clone of the error itself is a plain Error");
  const lost = DigitalOceanError.fromJSON({ name: "AmbiguousWriteError", code: "ambiguous_write", message: "lost" });
  assert.match((await rejection(lost.findCreated())).message, /findCreated.*JSON/);
  const newer = DigitalOceanError.fromJSON({ name: "NewerError", code: "newer", message: "of another version" });
  assert.equal(newer.constructor, DigitalOceanError);
  assert.equal(newer.code, "newer");
});

test("the name is not an own property of the error", async () => {
  const error = await refused(404, {});
  assert.ok(!Object.keys(error).includes("name"));
  assert.ok(!Object.keys(error).includes("message"));
});

test("the operation is the call that failed, on every resource", async () => {
  recorder.answer = answer(404, {});
  for (const [operation, call] of [
    ["databases.list", () => client.databases.list()],
    ["databases.config.get", () => client.databases.config.get("x")],
    ["registry.options", () => client.registry.options()],
    ["registry.manifests.delete", () => client.registry.manifests.delete("a", "b", "c")],
    ["registry.garbageCollections.getActive", () => client.registry.garbageCollections.getActive("a")],
    ["request", () => client.request("GET", "/v2/x")],
  ]) {
    assert.equal((await rejection(call())).operation, operation);
  }
});

test("the operation of a later page is that of the list", async () => {
  recorder.answer = answer(200, { manifests: [1], links: { pages: { next: "https://example.com/?page=2" } } });
  const page = await client.registry.manifests.list("a", "b");
  recorder.answer = answer(500, {});
  assert.equal((await rejection(page.getNextPage())).operation, "registry.manifests.list");
});

test("withResponse rejects with the same error", async () => {
  recorder.answer = answer(409, { id: "conflict", message: "taken" });
  const call = client.databases.get("x");
  const [error, same] = [await rejection(call), await rejection(call.withResponse())];
  assert.equal(error, same);
  assert.equal(error.constructor, library.ConflictError);
});

test("errors without a response have their name, code and no status", async () => {
  const own = (fetch, options) => new DigitalOcean({ token: TOKEN, fetch, ...options });
  const never = () => new Promise(() => {});
  const failures = {
    ConnectionError: () => own(async () => Promise.reject(new Error("down"))).databases.list(),
    TimeoutError: () => own(never, { timeout: 1 }).databases.list(),
    AbortError: () => own(never).databases.list({}, { signal: AbortSignal.abort() }),
    InvalidRequestError: () => own(never).databases.list({ tag_name: 1 }),
  };
  for (const [name, code] of OTHERS.filter(([name]) => name in failures)) {
    const error = await rejection(failures[name]());
    assert.equal(error.constructor, library[name]);
    assert.ok(!(error instanceof APIError));
    assert.equal(error.name, name);
    assert.equal(error.code, code);
    assert.equal(error.status, undefined);
    assert.equal(error.operation, "databases.list");
    assert.ok(error.stack.startsWith(`${name}: `));
  }
});

test("a response that cannot be read has its status and request id", async () => {
  const error = await refused(201, "{", { "x-request-id": "r" });
  assert.equal(error.constructor, library.DecodeError);
  assert.equal(error.name, "DecodeError");
  assert.equal(error.status, 201);
  assert.equal(error.requestId, "r");
  assert.equal(error.attempts, 1);
  assert.equal(error.cause.name, "SyntaxError");
});

test("isDigitalOceanError takes anything", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [
    undefined,
    null,
    0,
    "",
    "error",
    Symbol("x"),
    () => {},
    {},
    [],
    new Error("x"),
    { code: "not_found" },
    proxy,
  ]) {
    assert.equal(isDigitalOceanError(value), false);
  }
});

test("an error that nobody catches is printed by its class, and not with the text of the package", async () => {
  const call = `client.databases.get("nope");`;
  const options = `{ token: "t", fetch: async () => new Response("{}", { status: 404 }) }`;
  for (const [name, load] of Object.entries({
    module: `const { DigitalOcean } = await import("digitalocean-wasm");`,
    CommonJS: `const { DigitalOcean } = createRequire(import.meta.url)("digitalocean-wasm");`,
  })) {
    for (const [error, program] of [
      ["NotFoundError: ", `const client = new DigitalOcean(${options}); ${call}`],
      ["InvalidRequestError: ", `new DigitalOcean({ tokn: "t" });`],
    ]) {
      const source = `import { createRequire } from "node:module"; ${load} ${program}`;
      const { code, stderr } = await runModule(source, import.meta.dirname);
      assert.equal(code, 1, name);
      assert.ok(
        stderr.split("\n").some((line) => line.startsWith(error)),
        `${name}: ${stderr.slice(0, 1000)}`,
      );
      assert.ok(stderr.length < 4_000, `${name}: ${stderr.length} characters`);
    }
  }
});
