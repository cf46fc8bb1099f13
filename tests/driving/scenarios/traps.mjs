// The WebAssembly breaks while it runs: that call fails with an error of the package, and nothing else is lost.
import {
  BODY,
  check,
  clientOf,
  equal,
  gate,
  json,
  outcome,
  rejection,
  replaced,
  STARTS,
  turns,
  value,
  warm,
} from "../support.mjs";

/** The depths, from the end of the stack on, at which a call is made. */
const DEPTHS = 1_500;
const UNDER_WAY = 5;

/** Runs `work` at each of the last depths of the stack, the deepest first. */
function atTheEndOfTheStack(work) {
  let left = DEPTHS;
  const descend = () => {
    try {
      descend();
    } catch {
      // No stack is left for a deeper one; whatever this one throws is caught one higher.
    }
    if (left > 0) {
      left -= 1;
      work();
    }
  };
  descend();
}

/** The calls that are made there. */
const CALLS = {
  "databases.get": (client) => client.databases.get("x"),
  "databases.list": (client) => client.databases.list({ tag_name: "a" }),
  "databases.create": (client) =>
    client.databases.create({ name: "a-b", engine: "pg", num_nodes: 1, size: "s", region: "r", tags: ["a", "b"] }),
};

const OPTIONS = {
  "no options": {},
  "hooks and a token function": {
    token: () => "dop_v1_driving_traps",
    onRequest: () => {},
    onResponse: () => {},
  },
};

/** Options of clients whose calls break the WebAssembly when a retry of them is decided. */
const RETRYING = {
  "no options": {},
  maxConcurrent: { maxConcurrent: 1 },
  coalesce: { coalesce: true },
  "a token function and every hook": {
    token: () => "dop_v1_driving_traps",
    onRequest: () => {},
    onResponse: () => {},
    onRetry: () => {},
    onRateLimit: () => {},
  },
};

const brokenRandom = {
  random: () => {
    throw new RangeError("broken");
  },
};

/** Runs a scenario in which rejections of promises that nobody was given are left alone: there was no stack to give them. */
const leavingStrays = (run) => async (platform) => {
  const stop = platform.onUnhandled?.(() => {});
  try {
    await run(platform);
    await turns();
  } finally {
    stop?.();
  }
};

/** A client with calls under way, whose responses wait until they are released. */
async function underWay(library, options) {
  const arrived = [];
  const released = gate();
  const fetch = (url) => {
    if (!url.includes("under-way")) {
      return Promise.resolve(json(BODY));
    }
    arrived.push(url);
    return released.opened.then(() => json(BODY));
  };
  const client = clientOf(library, { fetch, maxRetries: 0, ...options });
  const calls = Array.from({ length: UNDER_WAY }, (_, index) => client.databases.get(`under-way-${index}`));
  for (const call of calls) {
    call.catch(() => {});
  }
  await turns();
  equal(arrived.length, UNDER_WAY, "the calls under way were sent");
  return { client, calls, release: released.open };
}

/** Makes the calls at the end of the stack; those that gave a promise. */
function callsAtTheEnd(client, call) {
  const calls = [];
  let thrown;
  // Kept long enough that no call has to grow it.
  calls.length = DEPTHS;
  let made = 0;
  atTheEndOfTheStack(() => {
    let promise;
    try {
      promise = call(client);
    } catch (error) {
      thrown = error;
      return;
    }
    calls[made] = promise;
    made += 1;
  });
  check(made > 0, "some calls could be made at the end of the stack");
  return { late: calls.slice(0, made), thrown };
}

/** Whether an error is the engine's own for the end of the stack; Firefox has a class for it. */
const isEndOfStack = (error) => error instanceof RangeError || error?.name === "InternalError";

export const traps = [
  ...Object.entries(CALLS).flatMap(([name, call]) =>
    Object.entries(OPTIONS).flatMap(([options, given]) => {
      const atTheEnd = async (platform) => {
        const library = await warm(platform);
        const { client, calls, release } = await underWay(library, given);
        const { late, thrown } = callsAtTheEnd(client, call);
        const outcomes = await Promise.all(late.map((call) => outcome(call, "no call is pending for ever")));
        return { library, client, calls, release, outcomes, thrown };
      };
      return [
        {
          name: `traps: ${name} at the end of the stack, ${options}, leaves other calls alone`,
          run: leavingStrays(async (platform) => {
            const { library, client, calls, release } = await atTheEnd(platform);
            release();
            for (const underWay of calls) {
              equal(await value(underWay, "a call under way is answered"), BODY.database, "it gets its result");
            }
            await value(call(client), "the next call works");
            await value(call(clientOf(library, { fetch: async () => json(BODY) })), "that of another client works");
          }),
        },
        {
          name: `traps: ${name} at the end of the stack, ${options}, rejects with errors of the package`,
          run: leavingStrays(async (platform) => {
            const { library, outcomes, thrown, release } = await atTheEnd(platform);
            release();
            const reasons = outcomes.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
            check(
              reasons.some(({ code } = {}) => code === "internal"),
              `a call broke the WebAssembly, of ${outcomes.length}`,
            );
            const foreign = reasons.filter((reason) => !library.isDigitalOceanError(reason));
            const last = foreign.at(-1)?.stack;
            // In the last few frames there is no room for anything but the engine's own error, as for every function.
            const few = Math.ceil(outcomes.length / 20);
            check(
              foreign.length <= few && foreign.every(isEndOfStack),
              `${foreign.length} of ${outcomes.length} errors are foreign, such as ${last}`,
            );
            check(thrown === undefined || isEndOfStack(thrown), `only the stack's end may throw, not ${thrown}`);
          }),
        },
      ];
    }),
  ),
  {
    name: "traps: Math.random throws while a retry is decided and other calls are under way",
    run: async (platform) => {
      const library = await warm(platform);
      const { client, calls, release } = await underWay(library, { maxRetries: 2 });
      let requests = 0;
      const fetch = async () => {
        requests += 1;
        return json({}, 503);
      };
      const failing = clientOf(library, { fetch, maxRetries: 2 });
      const error = await replaced(Math, brokenRandom, () => rejection(failing.databases.get("x"), "the call rejects"));
      check(library.isDigitalOceanError(error), `its error is one of the package, not ${error}`);
      equal(error.code, "internal", "the code of the error");
      equal(requests, 1, "it is not repeated");
      release();
      for (const underWay of calls) {
        await value(underWay, "a call under way is answered");
      }
      await value(client.databases.get("x"), "the next call works");
      equal((await rejection(failing.databases.get("x", { maxRetries: 0 }))).status, 503, "and that client's too");
    },
  },
  {
    name: "traps: many calls at once after one broke the WebAssembly",
    run: leavingStrays(async (platform) => {
      const library = await warm(platform);
      const fetch = async () => json(BODY);
      const client = clientOf(library, { fetch });
      const { late } = callsAtTheEnd(client, CALLS["databases.create"]);
      // Made at once, so that they meet while another instance may be loading.
      const next = Array.from({ length: 50 }, () => client.databases.get("x"));
      await Promise.all(late.map((call) => outcome(call, "no call is pending for ever")));
      for (const result of await value(Promise.all(next), "all calls made at once after it work")) {
        equal(result, BODY.database, "each gets its result");
      }
    }),
  },
  ...Object.entries(RETRYING).flatMap(([options, given]) =>
    Object.keys(STARTS).map((start) => ({
      name: `traps: Math.random throws while a retry is decided, ${options}, ${start}`,
      run: async (platform) => {
        const library = await STARTS[start](platform);
        const client = clientOf(library, { fetch: async () => json({}, 503), ...given });
        const reasons = await replaced(Math, brokenRandom, () => {
          const calls = [client.databases.get("x"), client.databases.get("x")];
          return Promise.all(calls.map((call) => rejection(call, "the call rejects")));
        });
        equal(
          reasons.map(({ code }) => code),
          ["internal", "internal"],
          "the codes of the errors",
        );
        const next = await rejection(client.databases.get("x", { maxRetries: 0 }), "the next call gets through");
        equal(next.status, 503, "it is answered");
      },
    })),
  ),
  ...Object.keys(STARTS).map((start) => ({
    name: `traps: a call from a getter of a body, ${start}`,
    run: async (platform) => {
      const library = await STARTS[start](platform);
      const client = clientOf(library, { fetch: async () => json(BODY) });
      const inner = [];
      const body = {
        get name() {
          inner.push(client.databases.get("x"));
          return "a-b";
        },
        engine: "pg",
        num_nodes: 1,
        size: "s",
        region: "r",
      };
      await value(client.databases.create(body), "the outer call resolves");
      check(inner.length > 0, "the getter was read");
      await value(Promise.all(inner), "the inner call resolves");
    },
  })),
  ...Object.keys(STARTS).map((start) => ({
    name: `traps: a getter of a body that throws, ${start}`,
    run: async (platform) => {
      const library = await STARTS[start](platform);
      const client = clientOf(library, { fetch: async () => json(BODY) });
      const body = {
        get name() {
          throw new RangeError("broken");
        },
      };
      const error = await rejection(client.databases.create(body));
      check(library.isDigitalOceanError(error), `its error is one of the package, not ${error}`);
      await value(client.databases.get("x"), "the next call works");
    },
  })),
];
