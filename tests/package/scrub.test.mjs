// The token in what others threw or answered: it is in no error, and what holds none stays as it is.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { DigitalOcean } from "digitalocean-wasm";
import { rejection } from "../support/settled.mjs";

const TOKEN = "dop_v1_5cru8-token";
const OTHER = "Bearer another.token-5cru8";
const MARK = "5cru8";

const failing = (fetch, options) =>
  rejection(new DigitalOcean({ token: TOKEN, fetch, maxRetries: 0, ...options }).databases.list());
const rejecting = (cause, options) => failing(() => Promise.reject(cause), options);

/** All that loggers show of an error: own properties of any kind, causes and lists of errors. */
const shown = (error) =>
  [
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify([error.cause, error.cause?.cause, error.cause?.errors, { ...error.cause }]),
    String(error.cause?.stack),
    String(error.cause),
  ].join("\n");

class AxiosError extends Error {
  name = "AxiosError";
  constructor(message, config) {
    super(message);
    Object.assign(this, { config, code: "ERR_NETWORK", request: { _header: `authorization: Bearer ${TOKEN}\r\n` } });
  }
}
const circle = new Error(`circle of ${TOKEN}`);
circle.cause = new Error("below", { cause: circle });
const headers = { authorization: `Bearer ${TOKEN}` };

const CAUSES = {
  "an error like axios's": new AxiosError("Network Error", { headers }),
  "an init": Object.assign(new Error("cannot send"), { init: { headers: new Headers(headers) } }),
  "headers in a Map": Object.assign(new Error("cannot send"), { headers: new Map(Object.entries(headers)) }),
  "a cause of a cause": new Error("a", { cause: new Error("b", { cause: new Error(`c: ${TOKEN}`) }) }),
  "an AggregateError": new AggregateError([new Error("a"), new Error(`b: ${TOKEN}`)], "both"),
  "another's token": new Error(`refused: ${OTHER}`),
  "an object": { headers },
  "a text": `no: ${TOKEN}`,
  "a circle": circle,
  "a getter": Object.defineProperty(new Error("x"), "config", { get: () => ({ headers }), enumerable: true }),
  "a name": Object.assign(new Error("x"), { name: `Error of ${TOKEN}` }),
  "a DOMException": new DOMException(`no: ${TOKEN}`, "NetworkError"),
};

describe("a cause that holds the token is replaced by a copy without it", () => {
  for (const [name, cause] of Object.entries(CAUSES)) {
    test(name, async () => {
      const before = inspect(cause, { depth: 9, showHidden: true });
      const error = await rejecting(cause);
      assert.ok(!shown(error).includes(MARK), shown(error));
      assert.notEqual(error.cause, cause);
      assert.equal(inspect(cause, { depth: 9, showHidden: true }), before, "the original is as it was");
    });
  }

  test("thrown by a token function", async () => {
    const token = () => {
      throw new AxiosError("no session", { headers });
    };
    const error = await failing(async () => assert.fail("it was sent"), { token });
    assert.ok(!shown(error).includes(MARK), shown(error));
  });

  test("as the reason of an abort", async () => {
    const signal = AbortSignal.abort(new Error(`over: ${TOKEN}`));
    const client = new DigitalOcean({ token: TOKEN, fetch: async () => assert.fail("it was sent") });
    const error = await rejection(client.databases.list({}, { signal }));
    assert.ok(!shown(error).includes(MARK), shown(error));
  });

  test("with its name, message, code, and causes", async () => {
    const below = Object.assign(new Error(`to ${TOKEN}`), { code: "ECONNREFUSED" });
    const { cause } = await rejecting(new AggregateError([below], "all failed", { cause: below }));
    assert.equal(cause.message, "all failed");
    assert.equal(cause.cause.message, "to …");
    assert.equal(cause.cause.code, "ECONNREFUSED");
    assert.equal(cause.errors[0], cause.cause);
    assert.ok(cause instanceof Error && cause.errors[0] instanceof Error);
  });
});

test("a cause without a token is the very value that was thrown", async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const large = { list: Array.from({ length: 1_000 }, (_, index) => ({ index })) };
  const nested = new Error("a", { cause: new Error("b") });
  for (const cause of [nested, { a: 1 }, "text", 7, null, Symbol("x"), () => {}, proxy, large, new Uint8Array(1e6)]) {
    assert.equal((await rejecting(cause)).cause, cause);
  }
});

/** The error for a response with this body. */
const answered = (body, headers) => failing(async () => new Response(body, { status: 422, headers }));

test("what a server says has no token in it: id, request id, message, and the start of a text", async () => {
  const body = JSON.stringify({ id: `id ${TOKEN}`, message: `bad ${OTHER}`, request_id: TOKEN });
  for (const error of [
    await answered(body),
    await answered("{}", { "x-request-id": TOKEN }),
    await answered(`header authorization: Bearer ${TOKEN}`),
    // The place where the text is cut is within the token.
    ...(await Promise.all([180, 190, 199].map((length) => answered(`${"x".repeat(length)} ${TOKEN}`)))),
  ]) {
    const { body: _, ...fields } = error;
    assert.ok(!inspect([error.message, error.stack, fields]).includes(MARK), inspect(error));
    assert.ok(!/dop_v1_5/.test(error.message), error.message);
  }
});

test("messages are bounded, and without characters that control a terminal", async () => {
  const long = await answered(JSON.stringify({ message: "é€𝒳".repeat(1e5) }));
  assert.equal([...long.message].length, 1_000);
  assert.ok(long.message.isWellFormed?.() ?? true);
  const { message } = await answered(JSON.stringify({ message: "a\u001b[31mred\u0000\r\n\u202eb\u2028c" }));
  assert.equal(message, "a [31mred b c");
  const text = await answered(`not\u0007 ${"JSON".repeat(100)}\nsecond line`);
  assert.match(text.message, /: not {2}JSON/);
  assert.ok(text.message.length < 260);
});
