// Helpers for the tests of bad input: each call ends in an error that names the fault, and in nothing else.
import assert from "node:assert/strict";
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
import { ANY } from "../support/answers.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection, settled } from "../support/settled.mjs";

export const TOKEN = "dop_v1_do-not-show-me";
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
export const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };

delete process.env.DIGITALOCEAN_TOKEN;
delete process.env.DIGITALOCEAN_ACCESS_TOKEN;

/** Errors that were thrown or rejected outside of every call, in the whole file. */
export const strays = [];
process.on("unhandledRejection", (reason) => strays.push(reason));
process.on("uncaughtException", (error) => strays.push(error));

export let recorder;
export let client;
/** The number of calls of the `fetch` of `fetching`. */
export let fetched;
/** The number of strays when the test began. */
export let known;

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

/** A client of the recorder, without retries. */
export function connect(options) {
  return new DigitalOcean({ token: TOKEN, baseUrl: recorder.url, maxRetries: 0, ...options });
}

/** A client with a `fetch` of its own. */
export function fetching(fetch, options) {
  const counted = (...parameters) => {
    fetched += 1;
    return fetch(...parameters);
  };
  return new DigitalOcean({ token: TOKEN, fetch: counted, maxRetries: 0, ...options });
}

/** Runs everything that a call may have left behind, and fails if any of it throws. */
export async function idle() {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(strays.slice(known), []);
}

/**
 * Rows of `[name, call, message, more]`: `call` rejects with the group's class and a message like that.
 * `more` overrides what the group expects: `error`, `operation`, `sent` (requests made), `arrives` (whether they must
 * have reached the server), `cause`, `token`.
 */
export function rejects(group, common, rows) {
  describe(group, () => {
    for (const [name, call, message, more] of rows) {
      test(name, async () => {
        const { token = TOKEN, ...expected } = { ...common, ...more };
        // Everything rejects the promise; nothing is thrown at the caller.
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

/** Rows of `[name, call, check]`: input that looks bad and is sent all the same. */
export function passes(group, rows) {
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

/** Values that are not strings, with the word for each. */
export const NO_STRINGS = [
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

/** Creates a cluster of this body. */
export const create = (body) => client.databases.create(body);

/** A function that throws. */
export const trap = () => {
  throw new Error("a trap");
};

/** Gives an object a property that throws when it is read. */
export const getter = (target, key) => Object.defineProperty(target, key, { get: trap, enumerable: true });

/** The errors of a group whose calls are refused before anything is sent. */
export const REFUSED = { error: InvalidRequestError, sent: 0 };

/** Registers the last test of a file. */
export function worksAfterwards() {
  test("after all that, a call works, and nothing was thrown or rejected outside of a call", async () => {
    assert.deepEqual(await settled(client.databases.get("x")), {});
    assert.deepEqual(strays, []);
  });
}
