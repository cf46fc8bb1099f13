// Retries at every fault and every status, with every method, counted at the server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AmbiguousWriteError, DigitalOcean } from "digitalocean-wasm";
import { startFaults } from "../support/faults.mjs";
import { METHODS } from "../support/methods.mjs";
import { happened, NAMES, outcome, STATUSES } from "../support/outcomes.mjs";
import { rejection, settled } from "../support/settled.mjs";

// The wait before another attempt is chosen at random from 0 on.
Math.random = () => 0;

const TOKEN = "dop_v1_faults";
/** The timeout at a server that never responds, in milliseconds. Elsewhere an attempt has all the time it needs. */
const SOON = 200;

let faults;
let keys = 0;

before(async () => {
  faults = await startFaults();
});
after(() => faults.stop());

/** A client of a server with this fault, and the requests that reached that server. */
async function failing(fault, options = {}) {
  const key = `key-${keys++}`;
  const baseUrl = await faults.at(fault, key);
  const requests = faults.requests(key);
  const [name, times = Number.POSITIVE_INFINITY] = fault.split("x");
  const timed = ["hang", "drip"].includes(name) ? { timeout: SOON, clock: faultClock(requests, Number(times)) } : {};
  return { client: new DigitalOcean({ token: TOKEN, baseUrl, ...timed, ...options }), requests };
}

/**
 * A clock by which an attempt times out only once its request has reached the server, and only if that is one of the
 * first `times`: on a slow machine none is given up too early.
 */
function faultClock(requests, times) {
  const start = (callback, milliseconds) => {
    const before = requests.length;
    const timer = {};
    const wait = () => {
      timer.id = setTimeout(requests.length > before ? callback : wait, 10);
    };
    if (milliseconds !== SOON) {
      timer.id = setTimeout(callback, milliseconds);
    } else if (before < times) {
      wait();
    }
    return timer;
  };
  return { now: () => Date.now(), setTimeout: start, clearTimeout: ({ id }) => clearTimeout(id) };
}

/** The number of requests at the server, each with the method and path of the first. */
function count(requests) {
  for (const { method, path } of requests) {
    assert.deepEqual([method, path], [requests[0].method, requests[0].path]);
  }
  return requests.length;
}

async function check(fault, method, expected = outcome(fault, method), sent = expected.attempts) {
  const { client, requests } = await failing(fault);
  const seen = await settled(happened(METHODS[method](client)));
  assert.deepEqual(seen, expected, `${fault} ${method}`);
  assert.equal(count(requests), sent, `requests at the server: ${fault} ${method}`);
}

describe("every method at", () => {
  for (const fault of NAMES) {
    test(fault, async () => {
      await Promise.all(Object.keys(METHODS).map((method) => check(fault, method)));
    });
  }
});

describe("every status with", () => {
  for (const method of Object.keys(METHODS)) {
    test(method, async () => {
      // Node's fetch makes a lost connection of 407, and sends again by itself what was misdirected.
      for (const status of STATUSES.filter((status) => !["407", "421"].includes(status))) {
        await check(status, method);
      }
      await check("407", method, outcome("read", method));
      await check("421", method, outcome("421", method), 2);
    });
  }
});

test("a refused connection is no ambiguous write: nothing was created", async () => {
  for (const method of Object.keys(METHODS)) {
    const expected = method === "POST" ? outcome("read", "PATCH") : outcome("read", method);
    await check("refused", method, expected, 0);
  }
});

test("a call succeeds when a fault passes and its request may be retried", async () => {
  for (const fault of ["read", "hang", "drip", "short", "408", "429", "429-seconds", "500", "502", "503", "504"]) {
    for (const times of [1, 2]) {
      const outcomes = Object.keys(METHODS).map(async (method) => {
        const isRepeated = outcome(fault, method).attempts > 1;
        const expected = isRepeated ? { attempts: times + 1, name: undefined } : outcome(fault, method);
        await check(`${fault}x${times}`, method, expected);
      });
      await Promise.all(outcomes);
    }
  }
});

test("maxRetries of a call, else of the client, limits the retries", async () => {
  for (const [client, call, sent] of [
    [{}, {}, 3],
    [{ maxRetries: 0 }, {}, 1],
    [{ maxRetries: 4 }, {}, 5],
    [{ maxRetries: 4 }, { maxRetries: 1 }, 2],
    [{ maxRetries: 0 }, { maxRetries: 1 }, 2],
  ]) {
    const made = await failing("503", client);
    const error = await rejection(METHODS.GET(made.client, call));
    assert.deepEqual([error.attempts, made.requests.length], [sent, sent]);
  }
});

/** Retry hints: the fault, and the least and most milliseconds that it asks for; dates and resets are whole seconds. */
const WAITS = [
  ["429-late-seconds", 61_000, 61_000],
  ["503-late-seconds", 61_000, 61_000],
  ["429-late-date", 64_000, 65_000],
  ["429-late-reset", 64_000, 65_000],
];

test("a retry hint beyond maxRetryAfter ends the call, with retryAt", async () => {
  for (const [fault, least, most] of WAITS) {
    const { client, requests } = await failing(fault);
    const earliest = Date.now() + least;
    const error = await rejection(METHODS.GET(client));
    // Whole seconds are read a little after they were written.
    const latest = Date.now() + most;
    assert.equal(requests.length, 1, fault);
    assert.ok(error.retryAt >= earliest - 1 && error.retryAt <= latest, `${fault}: ${error.retryAt.toISOString()}`);
  }
});

test("a retry hint within maxRetryAfter is waited for", async () => {
  for (const [fault] of WAITS) {
    const delays = [];
    const controller = new AbortController();
    const onRetry = ({ delay }) => {
      delays.push(delay);
      controller.abort();
    };
    const { client, requests } = await failing(fault, { onRetry, maxRetryAfter: 70_000 });
    const error = await rejection(METHODS.GET(client, { signal: controller.signal }));
    assert.deepEqual([error.code, delays.length, requests.length], ["aborted", 1, 1], fault);
    assert.ok(delays[0] > 50_000 && delays[0] <= 65_000, `${fault}: ${delays[0]}`);
  }
  const { client, requests } = await failing("429-seconds", { maxRetryAfter: 0 });
  await rejection(METHODS.GET(client));
  assert.equal(requests.length, 3, "a hint of zero is never too long");
});

test("a redirect is not followed, by any method, and the token is not sent there", async () => {
  // The tests above ran into redirects of all kinds; none of those arrived either.
  for (const method of Object.keys(METHODS)) {
    const { client, requests } = await failing("307");
    assert.match((await rejection(METHODS[method](client))).message, /redirect/);
    assert.equal(requests[0].headers.authorization, `Bearer ${TOKEN}`);
  }
  assert.deepEqual(faults.elsewhere, []);
});

test("a create whose response is lost rejects with an AmbiguousWriteError", async () => {
  for (const fault of ["unread", "read", "short", "hang", "drip"]) {
    const { client } = await failing(fault);
    const error = await rejection(METHODS.POST(client));
    assert.equal(error.constructor, AmbiguousWriteError);
    assert.match(error.message, /may or may not have been created/);
    assert.match(error.hint, /findCreated/);
    assert.equal(error.operation, "databases.create");
  }
});
