// Hooks and the log of a client.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { DigitalOcean, InvalidRequestError } from "digitalocean-wasm";
import { ANY, answer } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection } from "../support/settled.mjs";

const TOKEN = "dop_v1_hooks";
const LIMITS = { "ratelimit-limit": "5000", "ratelimit-remaining": "4999", "ratelimit-reset": "1800000000" };

let recorder;
let events;
let lines;
before(async () => {
  recorder = await startRecorder();
});
after(() => recorder.stop());
beforeEach(() => {
  recorder.requests.splice(0);
  recorder.answer = ANY;
  events = [];
  lines = [];
});

const note = (name) => (event) => events.push([name, event]);
const HOOKS = Object.fromEntries(
  ["onRequest", "onResponse", "onRetry", "onRateLimit"].map((name) => [name, note(name)]),
);
const logger = Object.fromEntries(
  ["debug", "info", "warn", "error"].map((level) => [level, (line) => lines.push([level, line])]),
);
const connect = (options) => new DigitalOcean({ token: TOKEN, baseUrl: `${recorder.url}/base`, ...options });

/** Responds once with this status and a retry hint of zero. */
function refuseOnce(status) {
  const answers = [answer(status, {}, { "retry-after": "0" }), ANY];
  recorder.answer = (...parameters) => (answers.length > 1 ? answers.shift() : answers[0])(...parameters);
}

test("hooks are called as functions, not as methods of what holds the token", async () => {
  refuseOnce(503);
  const seen = [];
  const hooks = Object.fromEntries(
    Object.keys(HOOKS).map((name) => [
      name,
      function () {
        seen.push([name, this]);
      },
    ]),
  );
  recorder.answer = answer(200, { databases: [] }, LIMITS);
  await connect(hooks).databases.list();
  refuseOnce(503);
  await connect(hooks).databases.get("x");
  assert.deepEqual(new Set(seen.map(([name]) => name)), new Set(Object.keys(HOOKS)));
  for (const [name, receiver] of seen) {
    assert.equal(receiver, undefined, name);
  }
});

test("hooks are called for each attempt, response and retry, with nothing more than the event", async () => {
  refuseOnce(503);
  await connect(HOOKS).databases.get("x/y");
  const event = { operation: "databases.get", method: "GET", path: "/base/v2/databases/x%2Fy" };
  const times = events.map(([name, { milliseconds, ...event }]) => {
    assert.equal(typeof milliseconds, name === "onResponse" ? "number" : "undefined");
    return [name, event];
  });
  assert.deepEqual(times, [
    ["onRequest", { ...event, attempt: 1 }],
    ["onResponse", { ...event, attempt: 1, status: 503 }],
    ["onRetry", { ...event, attempt: 1, delay: 0 }],
    ["onRequest", { ...event, attempt: 2 }],
    ["onResponse", { ...event, attempt: 2, status: 200 }],
  ]);
});

test("the path of an event has no query, also for client.request", async () => {
  const client = connect(HOOKS);
  await client.databases.list({ tag_name: "private" });
  await client.request("POST", "/v2/anything", { body: { password: "hush" }, query: { a: "private" } });
  assert.deepEqual(
    events.filter(([name]) => name === "onRequest").map(([, { operation, method, path }]) => [operation, method, path]),
    [
      ["databases.list", "GET", "/base/v2/databases"],
      ["request", "POST", "/base/v2/anything"],
    ],
  );
  assert.ok(!JSON.stringify(events).includes("private"));
});

test("an attempt without a response calls onRequest and onRetry, not onResponse", async () => {
  recorder.answer = (_request, response) => response.destroy();
  await rejection(connect({ ...HOOKS, maxRetries: 1 }).databases.get("x"));
  assert.deepEqual(
    events.map(([name]) => name),
    ["onRequest", "onRetry", "onRequest"],
  );
});

describe("the milliseconds of a response", () => {
  /** A client whose hooks, `fetch` and body each take a time, by its own clock. */
  function timed(options) {
    const clock = { now: () => time, setTimeout: () => 0, clearTimeout: () => {} };
    let time = 1_800_000_000_000;
    const pass = (milliseconds) => {
      time += milliseconds;
    };
    const fetch = async () => {
      pass(1_000);
      const text = async () => {
        pass(234);
        return '{"database":{}}';
      };
      return Object.assign(new Response(), { text });
    };
    const onRequest = () => pass(50_000);
    return new DigitalOcean({ token: TOKEN, clock, fetch, onRequest, ...options });
  }

  test("are those of the attempt and its body, without the hooks", async () => {
    await timed({ onResponse: note("onResponse") }).databases.get("x");
    assert.deepEqual(
      events.map(([, { milliseconds }]) => milliseconds),
      [1_234],
    );
  });

  test("are those of the log", async () => {
    await timed({ logger, logLevel: "info" }).databases.get("x");
    assert.deepEqual(lines, [["info", "digitalocean-wasm: databases.get GET /v2/databases/x (1): 200 in 1234 ms"]]);
  });
});

test("a call that is refused before it is sent calls no hook", async () => {
  await rejection(connect(HOOKS).databases.get(".."));
  assert.deepEqual(events, []);
});

test("an async hook is awaited", async () => {
  const order = [];
  const slow = (name, milliseconds) => async () => {
    await sleep(milliseconds);
    order.push(name);
  };
  refuseOnce(429);
  const fetch = (...parameters) => {
    order.push("fetch");
    return globalThis.fetch(...parameters);
  };
  const hooks = { onRequest: slow("request", 20), onResponse: slow("response", 20), onRetry: slow("retry", 200) };
  await connect({ ...hooks, fetch }).databases.get("x");
  order.push("resolved");
  assert.deepEqual(order, [
    ...["request", "fetch", "response", "retry"],
    ...["request", "fetch", "response", "resolved"],
  ]);
});

test("a hook that throws or rejects is logged and changes nothing", async () => {
  for (const fail of [
    () => {
      throw new Error("hush");
    },
    () => Promise.reject(new Error("hush")),
  ]) {
    const hooks = { onRequest: fail, onResponse: fail, onRateLimit: fail, logger, logLevel: "error" };
    recorder.answer = answer(200, { database: { id: "x" } }, LIMITS);
    assert.deepEqual(await connect(hooks).databases.get("x"), { id: "x" });
  }
  assert.equal(lines.length, 6);
  assert.ok(lines.every(([level, line]) => level === "error" && /on\w+ threw$/.test(line) && !line.includes("hush")));
});

test("the rate limit in a response is given to onRateLimit and kept as client.rateLimit", async () => {
  const expected = { limit: 5000, remaining: 4999, reset: new Date(1_800_000_000_000) };
  const client = connect({ ...HOOKS, token: "dop_v1_hooks_limits" });
  assert.equal(client.rateLimit, undefined);
  await client.databases.get("x");
  assert.equal(client.rateLimit, undefined);
  recorder.answer = answer(404, {}, LIMITS);
  await rejection(client.databases.get("x"));
  assert.deepEqual(client.rateLimit, expected);
  assert.deepEqual(
    events.filter(([name]) => name === "onRateLimit").map(([, event]) => event),
    [expected],
  );
  // Clients of the same token share it, others do not; a response without the headers changes nothing.
  recorder.answer = ANY;
  const same = connect({ token: "dop_v1_hooks_limits" });
  await same.databases.get("x");
  assert.deepEqual(same.rateLimit, expected);
  assert.equal(connect({ token: "dop_v1_hooks_other" }).rateLimit, undefined);
});

describe("the log", () => {
  const levels = { off: 0, error: 0, warn: 2, info: 3, debug: 5 };
  for (const [logLevel, count] of Object.entries(levels)) {
    test(`of level ${logLevel} has ${count} lines of a call that is retried`, async () => {
      refuseOnce(503);
      await connect({ logger, logLevel }).databases.get("x");
      assert.equal(lines.length, count, JSON.stringify(lines));
      for (const [, line] of lines) {
        assert.match(line, /^digitalocean-wasm: databases\.get GET \/base\/v2\/databases\/x \([12]\): /);
      }
    });
  }

  test("has each line at its level", async () => {
    refuseOnce(503);
    await connect({ logger, logLevel: "debug" }).databases.get("x");
    assert.deepEqual(
      lines.map(([level, line]) => [level, line.split("): ")[1].replace(/\d+ ms/, "n ms")]),
      [
        ["debug", "sending"],
        ["warn", "503 in n ms"],
        ["warn", "retrying in n ms"],
        ["debug", "sending"],
        ["info", "200 in n ms"],
      ],
    );
  });

  test("warns of an attempt without a response", async () => {
    recorder.answer = (_request, response) => response.destroy();
    await rejection(connect({ logger, logLevel: "warn", maxRetries: 0 }).databases.get("x"));
    assert.equal(lines.length, 1, JSON.stringify(lines));
    const [[level, line]] = lines;
    assert.equal(level, "warn");
    assert.match(line, /^digitalocean-wasm: databases\.get GET \/base\/v2\/databases\/x \(1\): no (answer|response)$/);
  });

  test("changes nothing when it throws", async () => {
    const thrown = [];
    const broken = Object.fromEntries(
      Object.keys(logger).map((level) => [
        level,
        () => {
          thrown.push(level);
          throw new Error("full");
        },
      ]),
    );
    recorder.answer = answer(200, { database: { id: "x" } });
    assert.deepEqual(await connect({ logger: broken, logLevel: "debug" }).databases.get("x"), { id: "x" });
    recorder.answer = answer(503);
    const error = await rejection(connect({ logger: broken, logLevel: "debug", maxRetries: 0 }).databases.get("x"));
    assert.equal(error.status, 503);
    assert.deepEqual(thrown, ["debug", "info", "debug", "warn"]);
  });

  test("goes to the console at the level of DIGITALOCEAN_LOG when there are no options", () => {
    const program = `
      import { DigitalOcean } from "digitalocean-wasm";
      const fetch = async () => new Response('{"database":{}}');
      await new DigitalOcean({ token: "${TOKEN}", fetch }).databases.get("x");`;
    const run = (env) =>
      execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
        cwd: import.meta.dirname,
        env: { ...process.env, ...env },
        encoding: "utf8",
      });
    assert.equal(run({}), "");
    assert.match(run({ DIGITALOCEAN_LOG: "info" }), /^digitalocean-wasm: databases\.get GET .* 200 in \d+ ms\n$/);
    assert.equal(run({ DIGITALOCEAN_LOG: "nonsense" }), "");
  });
});

test("invalid hooks, loggers and levels are refused by name", () => {
  for (const [options, message] of [
    [{ onRequest: "x" }, /^onRequest: expected function, got string/],
    [{ onResponse: {} }, /^onResponse: expected function, got object/],
    [{ onRetry: null }, /^onRetry: expected function, got null/],
    [{ onRateLimit: 1 }, /^onRateLimit: expected function, got number/],
    [{ logger: {} }, /^logger: expected an object with the methods debug, info, warn, error/],
    [{ logger: null }, /^logger: expected an object/],
    ...Object.keys(logger).map((level) => [
      { logger: { ...logger, [level]: undefined } },
      /^logger: expected an object/,
    ]),
    [{ logLevel: "loud" }, /^logLevel: expected one of off, error, warn, info, debug/],
  ]) {
    assert.throws(
      () => connect(options),
      (error) => error instanceof InvalidRequestError && message.test(error.message),
    );
  }
});
