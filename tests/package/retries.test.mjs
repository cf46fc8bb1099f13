// Retries, timeouts and deadlines, on a clock that stands still until a test moves it.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import {
  AbortError,
  AuthenticationError,
  ConnectionError,
  DigitalOcean,
  InternalServerError,
  InvalidRequestError,
  init,
  RateLimitError,
  TimeoutError,
} from "digitalocean-wasm";
import { idle, stopClock } from "../support/clock.mjs";

const TOKEN = "dop_v1_retries";
const NEVER = new Promise(() => {});

// Unpacking the WebAssembly takes real time.
await init();

let clock;
/** The requests that were sent, with their times. */
let requests;
beforeEach((t) => {
  clock = stopClock(t);
  requests = [];
});

const status = (code, headers) => () => new Response(code === 204 ? null : "{}", { status: code, headers });
const well = () => new Response('{"database":{"id":"x"}}');
const lost = () => Promise.reject(new Error("down"));
const never = () => NEVER;

/** A client to which each of `answers` is given in turn, the last one again and again. */
function clientOf(answers, options) {
  const fetch = async (url, { method, headers, signal }) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push({
      time: clock.now,
      method,
      path: new URL(url).pathname,
      token: headers.authorization,
      signal,
    });
    return answer();
  };
  return new DigitalOcean({ token: TOKEN, fetch, ...options });
}

const get = (answers, options, call) => clientOf(answers, options).databases.get("x", call);

/** How long was waited between requests. */
const waits = () => requests.slice(1).map(({ time }, index) => time - requests[index].time);

/** Lets Math.random give one number. */
function roll(t, number) {
  const { random } = Math;
  Math.random = () => number;
  t.after(() => {
    Math.random = random;
  });
}

const CEILINGS = [500, 1000, 2000, 4000, 8000, 8000, 8000];

describe("backoff", () => {
  for (const [random, expected] of [
    [0.999_999_999, CEILINGS],
    [0.5, CEILINGS.map((most) => most / 2)],
    // Timers take a millisecond at least.
    [0, CEILINGS.map(() => 1)],
  ]) {
    test(`a wait doubles up to eight seconds, and is ${random} of that when the dice say so`, async (t) => {
      roll(t, random);
      const error = await clock.error(get([status(503)], { maxRetries: expected.length }));
      assert.equal(error.constructor, InternalServerError);
      assert.equal(error.attempts, expected.length + 1);
      assert.equal(error.retryable, true);
      assert.deepEqual(waits(), expected);
    });
  }

  test("a hundred retries wait no longer", async (t) => {
    roll(t, 0.999_999_999);
    // More than a client's own budget would need another client; fifty is as many as it has.
    await clock.error(get([lost], { maxRetries: 100 }));
    assert.equal(requests.length, 51);
    assert.deepEqual(new Set(waits().slice(4)), new Set([8000]));
  });

  test("delays are spread over the whole range", async () => {
    // Each client has its own retry budget. There are so many delays that no quarter stays empty by chance.
    const calls = Array.from({ length: 400 }, () => {
      const times = [];
      const fetch = async () => {
        times.push(clock.now);
        return status(500)();
      };
      const client = new DigitalOcean({ token: TOKEN, fetch, maxRetries: 2 });
      return { times, done: client.databases.list().catch(() => {}) };
    });
    await clock.value(Promise.all(calls.map(({ done }) => done)));
    for (const [repetition, most] of [500, 1000].entries()) {
      const chosen = calls.map(({ times }) => (times[repetition + 1] - times[repetition]) / most);
      assert.ok(chosen.every((part) => part > 0 && part <= 1));
      const quarters = [0, 1, 2, 3].map(
        (quarter) => chosen.filter((part) => Math.ceil(part * 4) - 1 === quarter).length,
      );
      // A hundred each are expected; fewer than 50 or more than 150 come by chance once in ten million runs.
      assert.ok(Math.min(...quarters) > 50 && Math.max(...quarters) < 150, `quarters: ${quarters}`);
    }
  });
});

const RETRIED = [408, 500, 502, 503, 504];

describe("retries", () => {
  const clusters = {
    GET: (client) => client.databases.get("x"),
    PUT: (client) => client.databases.resize("x", { size: "s", num_nodes: 1 }),
    DELETE: (client) => client.databases.delete("x"),
    POST: (client) => client.databases.pools.create("x", { name: "p", mode: "m", size: 1, db: "d" }),
    PATCH: (client) => client.databases.config.update("x", { config: {} }),
  };
  for (const [method, call] of Object.entries(clusters)) {
    test(`a ${method} of which it is safe`, async () => {
      const isHarmless = ["GET", "PUT", "DELETE"].includes(method);
      for (const [what, answer, isRepeated] of [
        ...RETRIED.map((code) => [code, status(code), isHarmless]),
        ["nothing", lost, isHarmless],
        [429, status(429), true],
        ...[400, 401, 403, 404, 409, 412, 422, 501, 302].map((code) => [code, status(code), false]),
      ]) {
        requests = [];
        const error = await clock.error(call(clientOf([answer])));
        assert.equal(requests.length, isRepeated ? 3 : 1, `${method} answered with ${what}`);
        assert.ok(requests.every((request) => request.method === method));
        if (error.code !== "ambiguous_write") {
          assert.equal(error.attempts, requests.length);
          assert.equal(error.retryable, isRepeated, `${method} answered with ${what}`);
        }
      }
    });
  }

  test("a call that succeeds after retries resolves, with its number of attempts", async () => {
    const { data, response } = await clock.value(get([lost, status(503), well]).withResponse());
    assert.equal(data.id, "x");
    assert.equal(response.attempts, 3);
  });

  test("maxRetries of the call goes before that of the client", async () => {
    for (const [client, call, expected] of [
      [0, undefined, 1],
      [1, undefined, 2],
      [1, 4, 5],
      [4, 0, 1],
    ]) {
      requests = [];
      const error = await clock.error(get([lost], { maxRetries: client }, { maxRetries: call }));
      assert.equal(error.constructor, ConnectionError);
      assert.equal(requests.length, expected);
    }
  });
});

describe("retry hints", () => {
  const date = (milliseconds) => new Date(clock.now + milliseconds).toUTCString();
  const reset = (milliseconds) => String(Math.ceil((clock.now + milliseconds) / 1000));
  for (const [name, code, headers, expected] of [
    ["in seconds", 429, () => ({ "retry-after": "7" }), 7_000],
    ["in seconds, of a 503", 503, () => ({ "retry-after": "7" }), 7_000],
    ["at once", 429, () => ({ "retry-after": "0" }), 1],
    ["as a date", 429, () => ({ "retry-after": date(9_000) }), 9_000],
    ["as a date, of a 503", 503, () => ({ "retry-after": date(9_000) }), 9_000],
    ["as a date that is over", 429, () => ({ "retry-after": date(-9_000) }), 1],
    ["by the reset, where retry-after is hidden", 429, () => ({ "ratelimit-reset": reset(12_000) }), 12_000],
    ["by both", 429, () => ({ "retry-after": "3", "ratelimit-reset": reset(50_000) }), 3_000],
    ["by a reset that is over", 429, () => ({ "ratelimit-reset": reset(-5_000) }), 250],
    // The reset means nothing for other statuses.
    ["by the reset, of a 503", 503, () => ({ "ratelimit-reset": reset(12_000) }), 250],
    ["in words", 429, () => ({ "retry-after": "soon", "ratelimit-reset": "later" }), 250],
    ["in a negative number", 503, () => ({ "retry-after": "-5" }), undefined],
    ["as long as may be", 429, () => ({ "retry-after": "60" }), 60_000],
  ]) {
    test(name, async (t) => {
      roll(t, 0.5);
      await clock.value(get([status(code, headers()), well]));
      if (expected !== undefined) {
        assert.deepEqual(waits(), [expected]);
      }
      assert.ok(waits()[0] <= 60_000);
    });
  }

  for (const [name, headers, told] of [
    ["retry-after", () => ({ "retry-after": "61" }), 61_000],
    ["a date", () => ({ "retry-after": date(3_600_000) }), 3_600_000],
    ["the reset", () => ({ "ratelimit-reset": reset(600_000) }), 600_000],
    ["more seconds than there are", () => ({ "retry-after": "99999999" }), 99_999_999_000],
  ]) {
    test(`a wait beyond maxRetryAfter, by ${name}, is not begun, and retryAt says when`, async () => {
      const started = clock.now;
      const error = await clock.error(get([status(429, headers()), well]));
      assert.equal(error.constructor, RateLimitError);
      assert.equal(error.attempts, 1);
      assert.equal(error.retryable, true);
      assert.equal(error.retryAt.getTime(), started + told);
      assert.equal(clock.now, started);
      assert.equal(clock.timers.size, 0);
    });
  }

  test("maxRetryAfter of the call goes before that of the client", async () => {
    for (const [client, call, expected] of [
      [5_000, undefined, 1],
      [5_000, 10_000, 2],
      [60_000, 6_999, 1],
      [60_000, 7_000, 2],
    ]) {
      requests = [];
      const answers = [status(429, { "retry-after": "7" }), well];
      await clock.outcome(get(answers, { maxRetryAfter: client }, { maxRetryAfter: call }));
      assert.equal(requests.length, expected, `${client}, ${call}`);
    }
  });

  test("the error after the last retry has the retryAt of its response", async () => {
    const error = await clock.error(get([status(429, { "retry-after": "2" })]));
    assert.equal(error.attempts, 3);
    assert.equal(error.retryAt.getTime(), clock.now + 2_000);
  });
});

describe("timeout and deadline", () => {
  test("the timeout is that of each attempt", async (t) => {
    roll(t, 0.5);
    const error = await clock.error(get([never], { timeout: 1_000 }));
    assert.equal(error.constructor, TimeoutError);
    assert.match(error.message, /1000 ms \(timeout\)/);
    assert.deepEqual(waits(), [1_250, 1_500]);
    assert.ok(requests.every(({ signal }) => signal.aborted));
  });

  test("the timeout includes the body", async () => {
    const started = clock.now;
    const stuck = () => Object.assign(new Response("x"), { text: never });
    const error = await clock.error(get([stuck], { timeout: 1_000, maxRetries: 0 }));
    assert.equal(error.constructor, TimeoutError);
    assert.equal(clock.now - started, 1_000);
  });

  test("an attempt is cut at the deadline", async (t) => {
    roll(t, 0.5);
    const started = clock.now;
    const error = await clock.error(get([never], { timeout: 1_000, deadline: 1_700 }));
    assert.equal(error.constructor, TimeoutError);
    assert.match(error.message, /1700 ms \(deadline\)/);
    assert.equal(clock.now - started, 1_700);
    assert.deepEqual(waits(), [1_250]);
  });

  for (const [name, answer, type] of [
    ["of its own", status(503), InternalServerError],
    ["that the API asks for", status(429, { "retry-after": "7" }), RateLimitError],
  ]) {
    test(`a wait ${name} that would go beyond the deadline is not begun`, async (t) => {
      roll(t, 0.999_999);
      const started = clock.now;
      const error = await clock.error(get([answer], { deadline: 400 }));
      assert.equal(error.constructor, type);
      assert.equal(error.attempts, 1);
      assert.equal(clock.now, started);
    });
  }

  test("the deadline of a call goes before that of the client, and 0 is none", async (t) => {
    roll(t, 0.5);
    for (const [client, call, expected] of [
      [0, 100, 100],
      [100, 0, 250 + 500],
      [100, 200, 200],
      [Number.POSITIVE_INFINITY, undefined, 250 + 500],
    ]) {
      requests = [];
      const started = clock.now;
      const answers = [status(500), status(500), status(500)];
      const options = { deadline: client, timeout: 0 };
      const error = await clock.error(get(expected < 250 ? [never] : answers, options, { deadline: call }));
      assert.equal(error.constructor, expected < 250 ? TimeoutError : InternalServerError);
      assert.equal(clock.now - started, expected);
    }
  });

  for (const hook of ["onRequest", "onResponse", "onRetry"]) {
    test(`a hook that never ends does not outlast the deadline: ${hook}`, async () => {
      const started = clock.now;
      const options = { deadline: 5_000, timeout: 0, [hook]: never };
      const error = await clock.error(get([status(503)], options));
      // A response counts, whatever becomes of the hook after it.
      assert.equal(error.constructor, hook === "onResponse" ? InternalServerError : TimeoutError);
      assert.equal(clock.now - started, 5_000);
      assert.equal(requests.length, hook === "onRequest" ? 0 : 1);
    });
  }

  test("a deadline ends a wait in a queue, and the next call moves up", async () => {
    const client = clientOf([() => new Promise((resolve) => setTimeout(() => resolve(well()), 1_000))], {
      maxConcurrent: 1,
    });
    const first = client.databases.get("a");
    const second = client.databases.get("b", { deadline: 500 });
    const third = client.databases.get("c");
    assert.equal((await clock.error(second)).constructor, TimeoutError);
    await clock.value(Promise.all([first, third]));
    assert.deepEqual(
      requests.map(({ path }) => path.at(-1)),
      ["a", "c"],
    );
  });
});

describe("the retry budget", () => {
  test("allows fifty retries, then one for each five successes", async () => {
    let answer = lost;
    const client = clientOf([() => answer()]);
    const attempts = async () => {
      const before = requests.length;
      await clock.outcome(client.databases.list());
      return requests.length - before;
    };
    // Twenty-five calls use two retries each.
    for (let call = 0; call < 25; call++) {
      assert.equal(await attempts(), 3);
    }
    assert.deepEqual([await attempts(), await attempts(), await attempts()], [1, 1, 1]);
    for (const [successes, expected] of [
      [4, 1],
      [1, 2],
      [4, 1],
      [6, 3],
      [1, 1],
    ]) {
      answer = () => new Response('{"databases":[]}');
      for (let call = 0; call < successes; call++) {
        await clock.value(client.databases.list());
      }
      answer = lost;
      assert.equal(await attempts(), expected, `after ${successes} successes`);
    }
  });

  test("is no more than fifty after two thousand successes", async () => {
    let answer = () => new Response('{"databases":[]}');
    const client = clientOf([() => answer()], { maxRetries: 100 });
    await clock.value(Promise.all(Array.from({ length: 2_000 }, () => client.databases.list())));
    answer = lost;
    requests = [];
    await clock.error(client.databases.list());
    assert.equal(requests.length, 51);
  });

  test("is not used by calls that are not retried", async () => {
    let answer = status(404);
    const client = clientOf([() => answer()], { maxRetries: 100 });
    await clock.value(Promise.allSettled(Array.from({ length: 200 }, () => client.databases.list())));
    answer = lost;
    requests = [];
    await clock.error(client.databases.list());
    assert.equal(requests.length, 51);
  });
});

describe("a token function", () => {
  /** A function that gives tokens by number, with the number of its calls. */
  function tokens() {
    const token = () => {
      token.asked += 1;
      return `dop_v1_number_${token.asked}`;
    };
    token.asked = 0;
    return token;
  }
  const sent = () => requests.map(({ token }) => token);

  test("is called before every request", async () => {
    const token = tokens();
    const client = clientOf([well], { token });
    await clock.value(client.databases.get("x"));
    await clock.value(client.databases.get("x"));
    assert.deepEqual(sent(), ["Bearer dop_v1_number_1", "Bearer dop_v1_number_2"]);
  });

  test("is called before every retry", async () => {
    const token = tokens();
    await clock.error(get([status(503)], { token }));
    assert.deepEqual(
      sent(),
      [1, 2, 3].map((number) => `Bearer dop_v1_number_${number}`),
    );
  });

  for (const maxRetries of [0, 2]) {
    test(`is called again after a 401, at once, with maxRetries ${maxRetries}`, async () => {
      const token = tokens();
      const started = clock.now;
      await clock.value(get([status(401), well], { token, maxRetries }));
      assert.deepEqual(sent(), ["Bearer dop_v1_number_1", "Bearer dop_v1_number_2"]);
      assert.ok(clock.now - started <= 1);
    });

    test(`is not called a third time, with maxRetries ${maxRetries}`, async () => {
      const token = tokens();
      const error = await clock.error(get([status(401)], { token, maxRetries }));
      assert.equal(error.constructor, AuthenticationError);
      assert.equal(error.attempts, 2);
      assert.equal(token.asked, 2);
    });
  }

  test("is called again after a 401 of a POST too, which did nothing", async () => {
    const token = tokens();
    const client = clientOf([status(401), () => new Response('{"pool":{}}')], { token });
    await clock.value(client.databases.pools.create("x", { name: "p", mode: "m", size: 1, db: "d" }));
    assert.equal(token.asked, 2);
  });

  test("is called again after the first 401 only, also among other failures", async () => {
    const token = tokens();
    const error = await clock.error(get([status(401), status(503), status(401)], { token }));
    assert.equal(error.constructor, AuthenticationError);
    assert.equal(requests.length, 3);
  });

  test("a 401 of a plain token is not retried", async () => {
    const error = await clock.error(get([status(401)]));
    assert.equal(error.attempts, 1);
  });

  test("costs no budget", async () => {
    let answers = [status(401), well];
    const client = clientOf([() => answers[(requests.length - 1) % 2]()], { token: tokens(), maxRetries: 100 });
    for (let call = 0; call < 60; call++) {
      await clock.value(client.databases.get("x"));
    }
    answers = [lost, lost];
    requests = [];
    await clock.error(client.databases.get("x"));
    assert.equal(requests.length, 51);
  });

  const secret = "dop_v1_sécret";
  for (const [name, token, message] of [
    [
      "throws",
      () => {
        throw new Error("no vault");
      },
      /no vault/,
    ],
    ["rejects", async () => Promise.reject(new Error("no vault")), /no vault/],
    ["rejects with nothing", async () => Promise.reject(), undefined],
    ["gives nothing", () => undefined, /token: expected string, got undefined/],
    ["gives a promise of null", async () => null, /token: expected string, got null/],
    ["gives a number", () => 5, /token: expected string, got number/],
    ["gives an object", () => ({ token: "x" }), /token: expected string, got object/],
    ["gives an empty text", () => " \n", /token: must not be empty/],
    ["gives a text that is no token", () => secret, /token: contains/],
    ["gives a header of its own", () => "a\r\nx-evil: 1", /token: contains/],
  ]) {
    test(`that ${name} fails the call, and nothing is sent`, async () => {
      const error = await clock.error(get([well], { token }));
      assert.equal(error.constructor, InvalidRequestError);
      assert.match(
        error.message,
        /^token: (the token function failed; see `cause`|nobody is signed in: .* gave (undefined|null))$/,
      );
      assert.equal(error.attempts, 0);
      assert.equal(error.retryable, false);
      if (message) {
        assert.match(error.cause.message, message);
        assert.ok(!error.cause.message.includes(secret));
      }
      assert.deepEqual(requests, []);
      assert.equal(clock.timers.size, 0);
    });
  }

  test("gives a token with white space around it, which is left out", async () => {
    await clock.value(get([well], { token: async () => " dop_v1_x\n" }));
    assert.deepEqual(sent(), ["Bearer dop_v1_x"]);
  });

  test("that never settles is ended by the deadline", async () => {
    const started = clock.now;
    const error = await clock.error(get([well], { token: never, deadline: 3_000 }));
    assert.equal(error.constructor, TimeoutError);
    assert.match(error.message, /3000 ms \(deadline\)/);
    assert.equal(clock.now - started, 3_000);
    assert.equal(error.attempts, 0);
    assert.deepEqual(requests, []);
  });

  test("that never settles is ended by the signal", async () => {
    const controller = new AbortController();
    const call = get([well], { token: never }, { signal: controller.signal });
    await idle();
    controller.abort("enough");
    const error = await clock.error(call);
    assert.equal(error.constructor, AbortError);
    assert.equal(error.cause, "enough");
    assert.deepEqual(requests, []);
    assert.equal(clock.timers.size, 0);
  });

  test("that resolves too late sends nothing", async () => {
    let give;
    const token = () => new Promise((resolve) => (give = resolve));
    await clock.error(get([well], { token, deadline: 100 }));
    give("dop_v1_late");
    await idle();
    assert.deepEqual(requests, []);
  });

  test("takes no time from the attempt", async () => {
    const token = () => new Promise((resolve) => setTimeout(resolve, 900, "dop_v1_slow"));
    const slow = () => new Promise((resolve) => setTimeout(() => resolve(well()), 900));
    await clock.value(get([slow], { token, timeout: 1_000 }));
    assert.equal(requests.length, 1);
  });
});
