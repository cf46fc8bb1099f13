// Writes that are sent again after a lost response: the retry may find that the first attempt was successful.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { DigitalOcean, init, NotFoundError } from "digitalocean-wasm";
import { stopClock } from "../support/clock.mjs";

await init();

let clock;
beforeEach((t) => {
  clock = stopClock(t);
});

/** A client to which each of `answers` is given in turn. */
function clientOf(...answers) {
  let sent = 0;
  return new DigitalOcean({ token: "dop_v1_repeated_writes", fetch: async () => answers[sent++]() });
}

const status =
  (code, body = { message: "as it is" }) =>
  () =>
    new Response(JSON.stringify(body), { status: code });
const lost = () => Promise.reject(new Error("connection reset"));
const refused = () => Promise.reject(Object.assign(new Error("failed"), { code: "ECONNREFUSED" }));
const UNCLEAR = { lost: lost, "a 408": status(408), "a 500": status(500), "a 503": status(503) };
const HINT = "an earlier attempt may have done it: look before you call again";

describe("a DELETE that is not found resolves after an attempt that was", () => {
  for (const [name, first] of Object.entries(UNCLEAR)) {
    test(name, async () => {
      const call = clientOf(first, status(404)).databases.delete("x").withResponse();
      const { data, response } = await clock.value(call);
      assert.equal(data, undefined);
      assert.deepEqual([response.status, response.attempts], [404, 2]);
    });
  }

  test("lost, by client.request too", async () => {
    assert.equal(await clock.value(clientOf(lost, status(404)).request("DELETE", "/v2/x")), undefined);
  });
});

describe("a DELETE that is not found rejects", () => {
  for (const [name, ...answers] of [
    ["at the first attempt", status(404)],
    ["after a 429", status(429), status(404)],
    ["when no connection was made before", refused, status(404)],
  ]) {
    test(name, async () => {
      const error = await clock.error(clientOf(...answers).databases.delete("x"));
      assert.equal(error.constructor, NotFoundError);
      assert.notEqual(error.hint, HINT);
    });
  }
});

describe("after an attempt that may have done it, the hint says so of", () => {
  const calls = {
    "a promotion": (client) => client.databases.replicas.promote("x", "spare"),
    "an upgrade": (client) => client.databases.upgrade("x", { version: "17" }),
    "an update": (client) => client.databases.installUpdate("x"),
  };
  for (const [name, call] of Object.entries(calls)) {
    for (const code of [404, 409, 412, 422]) {
      test(`${name} that is ${code}`, async () => {
        const error = await clock.error(call(clientOf(lost, status(code))));
        assert.deepEqual([error.status, error.hint, error.attempts], [code, HINT, 2]);
        assert.notEqual((await clock.error(call(clientOf(status(code))))).hint, HINT);
        assert.notEqual((await clock.error(call(clientOf(refused, status(code))))).hint, HINT);
      });
    }
  }

  test("no GET, and no other status", async () => {
    assert.notEqual((await clock.error(clientOf(lost, status(404)).databases.get("x"))).hint, HINT);
    assert.notEqual((await clock.error(clientOf(lost, status(403)).databases.delete("x"))).hint, HINT);
    assert.equal((await clock.error(clientOf(lost, status(409)).databases.delete("x"))).hint, HINT);
  });
});
