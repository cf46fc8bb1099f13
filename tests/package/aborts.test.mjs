// Calls that are aborted, wherever they are: they end at once, and nothing of them is left.
import assert from "node:assert/strict";
import { getEventListeners, getMaxListeners, once, setMaxListeners } from "node:events";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { AbortError, DigitalOcean, InvalidRequestError, init } from "digitalocean-wasm";
import { idle, stopClock, turn } from "../support/clock.mjs";
import { rejection, settled } from "../support/settled.mjs";

setFlagsFromString("--expose_gc");
const gc = runInNewContext("gc");

// Unpacking the WebAssembly takes many turns of the loop.
await init();

const never = () => new Promise(() => {});
const well = () => new Response('{"database":{"id":"x"}}');
const unavailable = () => new Response("{}", { status: 503 });
const listeners = (signal) => getEventListeners(signal, "abort").length;

let tokens = 0;
/** A client with a token, and so with limits, of its own. */
const clientOf = (fetch, options) => new DigitalOcean({ token: `dop_v1_aborts_${tokens++}`, fetch, ...options });

/** In how many turns of the loop a promise settles. */
async function turnsOf(promise) {
  let isSettled = false;
  Promise.allSettled([promise]).then(() => {
    isSettled = true;
  });
  let turns = 0;
  for (; !isSettled && turns < 50; turns++) {
    await turn();
  }
  return turns;
}

/** Rejects like `fetch` when its signal is aborted. */
const obedient = (_url, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** Where a call may be, each with a client whose calls get there and no further. */
const PLACES = {
  "before fetch responds": () => clientOf(never),
  "before a fetch responds that honours its signal": () => clientOf(obedient),
  "in the body": () => clientOf(async () => Object.assign(well(), { text: never })),
  "in a body that honours the signal": () =>
    clientOf(async (_url, { signal }) => {
      const start = (controller) => signal.addEventListener("abort", () => controller.error(signal.reason));
      return new Response(new ReadableStream({ start }));
    }),
  "in backoff": () => clientOf(async () => unavailable()),
  "in the wait of a retry hint": () =>
    clientOf(async () => new Response("{}", { status: 429, headers: { "retry-after": "9" } })),
  "in backoff, with hooks": () => clientOf(async () => unavailable(), { onRetry: () => {} }),
  "in the second attempt": () => {
    const answers = [async () => new Response("{}", { status: 429, headers: { "retry-after": "0" } }), never];
    return clientOf(() => answers.shift()());
  },
  "in the token function": () => clientOf(never, { token: never }),
  "in onRequest": () => clientOf(never, { onRequest: never }),
  "in onResponse": () => clientOf(async () => well(), { onResponse: never }),
  "in onRateLimit": () => {
    const headers = { "ratelimit-limit": "9", "ratelimit-remaining": "9", "ratelimit-reset": "9" };
    return clientOf(async () => new Response("{}", { headers }), { onRateLimit: never });
  },
  "in onRetry": () => clientOf(async () => unavailable(), { onRetry: never }),
  "in the queue of maxConcurrent": () => {
    const client = clientOf(never, { maxConcurrent: 1, timeout: 0 });
    client.databases.get("first");
    return client;
  },
  "in the queue of throttle": () => {
    const client = clientOf(never, { throttle: true, timeout: 0 });
    for (let call = 0; call < 250; call++) {
      client.databases.get("first");
    }
    return client;
  },
  "in the queue of changes to users": () => {
    const client = clientOf(never, { timeout: 0 });
    client.databases.users.create("x", { name: "first" });
    return client;
  },
  "in a GET that none shares": () => clientOf(never, { coalesce: true }),
};

const CALLS = {
  "in the queue of changes to users": (client, options) =>
    client.databases.users.create("x", { name: "second" }, options),
};

for (const [place, make] of Object.entries(PLACES)) {
  for (const deadline of [0, 60_000]) {
    test(`${place}${deadline ? ", with a deadline" : ""}`, async (t) => {
      const clock = stopClock(t);
      const client = make();
      await idle();
      const before = clock.timers.size;
      const controller = new AbortController();
      const { signal } = controller;
      const calling = CALLS[place] ?? ((client, options) => client.databases.get("x", options));
      const call = calling(client, { signal, deadline });
      let isSettled = false;
      Promise.allSettled([call]).then(() => {
        isSettled = true;
      });
      await idle();
      // The retry waits a millisecond.
      if (place.includes("second")) {
        await clock.next();
      }
      assert.equal(isSettled, false);
      assert.equal(listeners(signal), 1);
      const reason = new Error("enough");
      controller.abort(reason);
      assert.ok((await turnsOf(call)) <= 1);
      const error = await clock.error(call);
      assert.equal(error.constructor, AbortError);
      assert.equal(error.cause, reason);
      assert.equal(clock.timers.size, before);
      assert.equal(listeners(signal), 0);
      await idle();
      assert.equal(clock.timers.size, before);
    });
  }
}

test("while a lost create is looked up", async (t) => {
  const clock = stopClock(t);
  let looks = 0;
  const client = clientOf((_url, { method }) => {
    if (method === "POST") throw new TypeError("lost");
    looks += 1;
    return looks === 1 ? Response.json({ databases: [] }) : never();
  });
  const body = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };
  // Between two lookups, and in the second one.
  for (const steps of [1, 2]) {
    looks = 0;
    const controller = new AbortController();
    const call = client.databases.create(body, { signal: controller.signal, onAmbiguous: "lookup" });
    call.catch(() => {});
    await idle();
    for (let step = 0; step < steps; step++) {
      await clock.next();
    }
    assert.equal(looks, steps);
    controller.abort();
    assert.ok((await turnsOf(call)) <= 2);
    assert.equal((await rejection(call)).code, "ambiguous_write");
    assert.equal(listeners(controller.signal), 0);
  }
});

test("while the WebAssembly loads", async () => {
  // Each copy of the module loads its own.
  const url = new URL(`${import.meta.resolve("digitalocean-wasm")}?copy`);
  const { DigitalOcean, AbortError } = await import(url);
  const controller = new AbortController();
  let sent = 0;
  const client = new DigitalOcean({
    token: "dop_v1_aborts_load",
    fetch: async () => {
      sent += 1;
      return well();
    },
  });
  const call = client.databases.get("x", { signal: controller.signal });
  call.catch(() => {});
  controller.abort("enough");
  assert.ok((await turnsOf(call)) <= 2);
  const error = await rejection(call);
  assert.equal(error.constructor, AbortError);
  assert.equal(error.cause, "enough");
  assert.equal(error.attempts, 0);
  assert.equal(listeners(controller.signal), 0);
  assert.deepEqual(await client.databases.get("x"), { id: "x" });
  assert.equal(sent, 1);
});

test("a signal that throws only when the wait for a retry listens ends the call with an error", async (t) => {
  const clock = stopClock(t);
  const failure = new Error("no more listeners");
  let isBroken = false;
  const signal = {
    aborted: false,
    addEventListener: () => {
      if (isBroken) throw failure;
    },
    removeEventListener: () => {
      if (isBroken) throw failure;
    },
  };
  let requests = 0;
  const client = clientOf(async () => {
    requests += 1;
    isBroken = true;
    return unavailable();
  });
  const error = await clock.error(client.databases.get("x", { signal }));
  assert.equal(error.constructor, InvalidRequestError);
  assert.match(error.message, /^signal: /);
  assert.equal(error.attempts, 1);
  assert.equal(requests, 1);
  assert.equal(clock.timers.size, 0);
});

test("in an iteration, between pages and within one", async (t) => {
  const clock = stopClock(t);
  for (const place of ["within", "between"]) {
    const controller = new AbortController();
    const page = '{"manifests":[1,2],"links":{"pages":{"next":"/?page=2"}}}';
    let asked = 0;
    const client = clientOf(() => (++asked === 1 ? Promise.resolve(new Response(page)) : never()));
    const seen = [];
    const iteration = (async () => {
      for await (const item of client.registry.manifests.list("a", "b", {}, { signal: controller.signal })) {
        seen.push(item);
        if (item === 2 && place === "between") {
          controller.abort();
        }
      }
    })();
    if (place === "within") {
      iteration.catch(() => {});
      await idle();
      controller.abort();
    }
    assert.ok((await turnsOf(iteration)) <= (place === "within" ? 1 : 12));
    assert.equal((await clock.error(iteration)).constructor, AbortError);
    assert.deepEqual(seen, [1, 2]);
    assert.equal(asked, place === "within" ? 2 : 1);
    assert.equal(clock.timers.size, 0);
    assert.equal(listeners(controller.signal), 0);
  }
});

test("many calls may share a signal: nothing warns of a leak, and a limit that was set stays", async (t) => {
  const warnings = [];
  const keep = ({ message }) => warnings.push(...(message.includes("AbortSignal") ? [message] : []));
  process.on("warning", keep);
  t.after(() => process.off("warning", keep));
  const client = clientOf(never);
  for (const most of [undefined, 100]) {
    const controller = new AbortController();
    const { signal } = controller;
    if (most) {
      setMaxListeners(most, signal);
    }
    const calls = Array.from({ length: 30 }, () => rejection(client.databases.get("x", { signal })));
    await idle();
    assert.equal(listeners(signal), 30);
    if (most) {
      assert.equal(getMaxListeners(signal), most);
    }
    controller.abort();
    await Promise.all(calls);
    assert.equal(listeners(signal), 0);
  }
  assert.deepEqual(warnings, []);
});

describe("on a real connection", () => {
  for (const [place, answer] of [
    ["before the answer", undefined],
    ["in the body", "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"],
  ]) {
    test(place, async (t) => {
      const closed = [];
      let arrived;
      const isThere = new Promise((resolve) => {
        arrived = resolve;
      });
      const server = createServer((socket) => {
        socket.on("error", () => {});
        closed.push(once(socket, "close"));
        socket.once("data", () => (answer ? socket.write(answer, arrived) : arrived()));
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      t.after(() => server.close());
      const client = new DigitalOcean({ token: "x", baseUrl: `http://127.0.0.1:${server.address().port}` });
      const controller = new AbortController();
      const call = client.databases.get("x", { signal: controller.signal });
      await settled(isThere);
      await idle();
      controller.abort();
      assert.ok((await turnsOf(call)) <= 1);
      assert.equal((await rejection(call)).constructor, AbortError);
      assert.equal(listeners(controller.signal), 0);
      await settled(Promise.all(closed));
    });
  }
});

describe("a GET that callers share", () => {
  /** A client whose requests stay open until a test responds, and three calls that share one. */
  function three() {
    const open = [];
    const fetch = (_url, { signal }) => new Promise((resolve) => open.push({ signal, resolve }));
    const client = clientOf(fetch, { coalesce: true });
    const controllers = [0, 1, 2].map(() => new AbortController());
    const get = ({ signal }) => client.databases.get("x", { signal });
    const calls = controllers.map(get);
    for (const call of calls) {
      call.catch(() => {});
    }
    return { open, controllers, calls, get };
  }

  for (const leaving of [0, 1, 2]) {
    test(`goes on for the others when caller ${leaving} leaves`, async (t) => {
      const clock = stopClock(t);
      const { open, controllers, calls } = three();
      await idle();
      assert.equal(open.length, 1);
      controllers[leaving].abort("enough");
      assert.ok((await turnsOf(calls[leaving])) <= 1);
      const error = await clock.error(calls[leaving]);
      assert.equal(error.constructor, AbortError);
      assert.equal(error.cause, "enough");
      assert.equal(error.operation, "databases.get");
      assert.equal(listeners(controllers[leaving].signal), 0);
      assert.equal(open[0].signal.aborted, false);
      open[0].resolve(well());
      for (const call of calls.filter((_, index) => index !== leaving)) {
        assert.deepEqual(await clock.value(call), { id: "x" });
      }
      assert.deepEqual(
        controllers.map(({ signal }) => listeners(signal)),
        [0, 0, 0],
      );
      assert.equal(clock.timers.size, 0);
    });
  }

  test("ends when the last caller leaves, and a later call sends again", async (t) => {
    const clock = stopClock(t);
    const { open, controllers, calls, get } = three();
    await idle();
    for (const [index, controller] of controllers.entries()) {
      assert.equal(open[0].signal.aborted, false);
      controller.abort();
      assert.ok((await turnsOf(calls[index])) <= 1);
    }
    assert.equal(open[0].signal.aborted, true);
    assert.equal(clock.timers.size, 0);
    const another = get(new AbortController());
    await idle();
    assert.equal(open.length, 2);
    open[1].resolve(well());
    assert.deepEqual(await clock.value(another), { id: "x" });
  });

  test("goes on when a caller without a signal is left", async (t) => {
    const clock = stopClock(t);
    const { open, controllers, get } = three();
    const another = get({});
    await idle();
    for (const controller of controllers) {
      controller.abort();
    }
    await idle();
    assert.equal(open[0].signal.aborted, false);
    open[0].resolve(well());
    assert.deepEqual(await clock.value(another), { id: "x" });
  });

  test("is not joined by a call whose signal is already aborted", async (t) => {
    const clock = stopClock(t);
    const { open, controllers, calls, get } = three();
    const late = get({ signal: AbortSignal.abort("early") });
    assert.equal((await clock.error(late)).cause, "early");
    assert.equal(open[0].signal.aborted, false);
    open[0].resolve(well());
    await clock.value(Promise.all(calls));
    const alone = clientOf(() => assert.fail("it was sent"), { coalesce: true });
    const call = alone.databases.get("x", { signal: AbortSignal.abort() });
    assert.equal((await clock.error(call)).constructor, AbortError);
    assert.equal(controllers.length, 3);
  });

  test("tells of the attempt that was sent, and hides the token that it was sent with", async () => {
    let token = "dop_v1_aborts_old";
    const controllers = [0, 1].map(() => new AbortController());
    const client = new DigitalOcean({
      token: () => token,
      coalesce: true,
      maxRetries: 0,
      fetch: async (_url, { headers }) => {
        if (headers.authorization.endsWith("_old")) {
          token = "dop_v1_aborts_new";
          return new Response("{}", { status: 401 });
        }
        if (controllers.length > 0) {
          for (const controller of controllers.splice(0)) controller.abort();
          return never();
        }
        throw new TypeError(`bad ${token}`);
      },
    });
    const aborted = controllers.map(({ signal }) => client.databases.list({}, { signal }));
    for (const { reason } of await Promise.allSettled(aborted)) {
      assert.ok(reason instanceof AbortError, reason.stack);
      assert.equal(reason.attempts, 2);
    }
    token = "dop_v1_aborts_old";
    const { message } = await rejection(client.databases.list());
    assert.match(message, /bad …/);
  });

  test("of a list leaves each with their own signal for the later pages", async (t) => {
    const clock = stopClock(t);
    const fetch = async (url) => {
      const page = Number(new URL(url).searchParams.get("page") ?? 1);
      const links = page < 3 ? { pages: { next: `/?page=${page + 1}` } } : {};
      return new Response(JSON.stringify({ manifests: [page], links }));
    };
    const client = clientOf(fetch, { coalesce: true });
    const controllers = [0, 1].map(() => new AbortController());
    const seen = [[], []];
    const iterate = async ({ signal }, index) => {
      for await (const item of client.registry.manifests.list("a", "b", {}, { signal })) {
        seen[index].push(item);
        if (index === 0) {
          controllers[0].abort();
        }
      }
    };
    const [first, second] = await clock.value(Promise.allSettled(controllers.map(iterate)));
    assert.equal(first.reason.constructor, AbortError);
    assert.equal(second.reason, undefined);
    assert.deepEqual(seen, [[1], [1, 2, 3]]);
  });
});

/** The memory in use once what is not needed is gone. */
async function memory() {
  for (let round = 0; round < 3; round++) {
    await idle();
    gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

for (const place of ["before fetch responds", "in backoff", "in the token function", "in the queue of maxConcurrent"]) {
  test(`thousands of calls that were aborted ${place} keep no memory`, async () => {
    const client = PLACES[place]();
    const abort = async (calls) => {
      for (let call = 0; call < calls; call += 100) {
        const controller = new AbortController();
        setMaxListeners(0, controller.signal);
        const hundred = Array.from({ length: 100 }, () => client.databases.get("x", { signal: controller.signal }));
        const ended = Promise.allSettled(hundred);
        await turn();
        controller.abort();
        await ended;
      }
    };
    // Engines optimise and caches fill, or are emptied, which may be late; what a call leaves is left each time.
    await abort(2_000);
    const growths = [];
    for (let round = 0; round < 3; round++) {
      const before = await memory();
      await abort(5_000);
      growths.push((await memory()) - before);
    }
    const [, kept] = growths.toSorted((a, b) => a - b);
    // Had each call kept as much as an empty object, it would be more.
    assert.ok(kept < 5_000 * 50, `${kept} bytes`);
  });
}
