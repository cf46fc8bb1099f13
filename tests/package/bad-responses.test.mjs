// Bad responses, connections and platforms: each ends in an error of the right class, and in nothing else.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import {
  AbortError,
  APIError,
  ConnectionError,
  DecodeError,
  DigitalOceanError,
  InternalServerError,
  NotFoundError,
  TimeoutError,
} from "digitalocean-wasm";
import { answer, thenable } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection, settled } from "../support/settled.mjs";
import {
  CLUSTER,
  client,
  connect,
  create,
  fetching,
  getter,
  idle,
  passes,
  recorder,
  rejects,
  TOKEN,
  trap,
  worksAfterwards,
} from "./bad-input.mjs";

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

/** A value that another library may take for a Response. */
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

test("an error of a fetch that quotes the request is reported without the token", async () => {
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

worksAfterwards();
