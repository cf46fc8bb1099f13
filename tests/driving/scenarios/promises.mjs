// A call is a real promise: the engine, and tools that look at promises through it, see its value and its error.
import {
  BODY,
  check,
  clientOf,
  equal,
  gate,
  json,
  outcome,
  rejection,
  STARTS,
  turns,
  unavailable,
  value,
  warm,
} from "../support.mjs";

const good = async () => json({ ...BODY, databases: [{ id: "x" }] });
const missing = async () => json({}, 404);

/** The calls, by the class of promise that they give, and how to see their result. */
const CALLS = {
  APIPromise: [(client, options) => client.databases.get("x", options), ({ id }) => id],
  PagePromise: [(client, options) => client.databases.list({}, options), ({ data }) => data[0].id],
};

const noop = () => {};

/** Options of clients whose calls are retried once. */
const OPTIONS = {
  "a retry": {},
  "a token function, a retry and every hook": {
    token: () => "dop_v1_driving_promises",
    onRequest: noop,
    onResponse: noop,
    onRetry: noop,
    onRateLimit: noop,
  },
  "a retry and coalesce": { coalesce: true },
};

/** A `fetch` that says once to try again at once. */
function oneRefused(fetch) {
  let requests = 0;
  return async () => {
    requests += 1;
    return requests === 1 ? unavailable() : fetch();
  };
}

const { prototype } = Promise;

/** The ways to a promise's value that do not go through methods of a subclass. */
const WAYS = {
  "Promise.prototype.then": (promise) => new Promise((...given) => prototype.then.call(promise, ...given)),
  "Promise.prototype.catch": (promise) => prototype.catch.call(promise, () => "caught"),
  "Promise.prototype.finally": (promise) => prototype.finally.call(promise, () => {}),
  await: async (promise) => await promise,
  "Promise.all": async (promise) => (await Promise.all([promise]))[0],
  "Promise.allSettled": async (promise) => (await Promise.allSettled([promise]))[0].value,
  "Promise.race": (promise) => Promise.race([promise]),
  "Promise.resolve": (promise) => Promise.resolve(promise),
  "a function that returns it": async (promise) => promise,
  "a promise that adopts it": (promise) => new Promise((resolve) => resolve(promise)),
};

/** Counts the rejections that nobody handled while `work` runs. */
async function unhandledIn(platform, work) {
  const last = new Error("the last rejection");
  const isReported = gate();
  let count = 0;
  const stop = platform.onUnhandled((reason) => {
    if (reason === last) {
      isReported.open();
    } else {
      count += 1;
    }
  });
  try {
    await work();
    await turns();
    // Rejections are reported in their order, some of them late.
    Promise.reject(last);
    await value(isReported.opened, "the platform reports an unhandled rejection");
  } finally {
    stop();
  }
  return count;
}

/** Calls that fail, what their caller does with them, and how many unhandled rejections that makes. */
const REJECTIONS = {
  "an unhandled call": [1, (call) => void call()],
  "a handled call": [0, (call) => void call().catch(noop)],
  "a call that is awaited": [0, (call) => rejection(call())],
  "a call that is handled twice": [
    0,
    (call) => {
      const promise = call();
      promise.catch(noop);
      promise.then(noop, noop);
    },
  ],
  "withResponse() of an unhandled call": [1, (call) => void call().withResponse()],
  "asResponse() of an unhandled call": [1, (call) => void call().asResponse()],
  "withResponse() that is handled": [0, (call) => void call().withResponse().catch(noop)],
  "asResponse() that is handled": [0, (call) => void call().asResponse().catch(noop)],
  "an abort that is handled": [
    0,
    (call) => {
      const controller = new AbortController();
      const promise = call({ signal: controller.signal });
      promise.catch(noop);
      controller.abort();
    },
  ],
  "two calls that share a request, both handled": [
    0,
    (call) => {
      for (const signal of [undefined, new AbortController().signal]) {
        call({ coalesce: true, signal }).catch(noop);
      }
    },
  ],
  "two calls that share a request, one handled": [
    1,
    (call) => {
      call({ coalesce: true }).catch(noop);
      call({ coalesce: true });
    },
  ],
  "a refused option, handled": [0, (call) => void call({ timeout: "soon" }).catch(noop)],
  "a refused option, unhandled": [1, (call) => void call({ timeout: "soon" })],
};

export const promises = [
  ...Object.entries(CALLS).flatMap(([type, [call, result]]) => [
    ...Object.entries(WAYS).map(([way, get]) => ({
      name: `promises: ${type}, ${way} gives the value`,
      run: async (platform) => {
        const library = await warm(platform);
        const promise = call(clientOf(library, { fetch: good }));
        equal(result(await value(get(promise))), "x", "the value is the result of the call");
        equal(result(await value(promise)), "x", "the call itself gives it too");
      },
    })),
    ...Object.keys(STARTS).flatMap((start) =>
      Object.entries(OPTIONS).map(([options, given]) => ({
        name: `promises: ${type} with ${options}, Promise.prototype.then gives the value and the error, ${start}`,
        run: async (platform) => {
          const library = await STARTS[start](platform);
          const then = (fetch) => {
            const promise = call(clientOf(library, { ...given, fetch: oneRefused(fetch) }));
            return new Promise((...settle) => prototype.then.call(promise, ...settle));
          };
          equal(result(await value(then(good))), "x", "the value is the result of the call");
          equal((await rejection(then(missing)))?.code, "not_found", "the error is that of the call");
        },
      })),
    ),
    {
      name: `promises: ${type} inherits then, catch and finally`,
      run: async (platform) => {
        const library = await platform.fresh();
        for (const method of ["then", "catch", "finally"]) {
          check(!Object.hasOwn(library[type].prototype, method), `${type} has no ${method} of its own`);
        }
        const promise = call(clientOf(library, { fetch: good }));
        check(promise instanceof Promise && promise instanceof library[type], `a call is a Promise and a ${type}`);
        check(promise.then === prototype.then, "its then is that of promises");
        await value(promise);
      },
    },
    {
      name: `promises: ${type} has the statics of promises`,
      run: async (platform) => {
        const { [type]: Class } = await platform.fresh();
        equal(await value(Class.resolve("x")), "x", "resolve gives a promise of the value");
        equal(await value(Class.all([Class.resolve("x"), "y"])), ["x", "y"], "all waits for all");
        equal(await rejection(Class.reject("z")), "z", "reject gives a rejected promise");
        equal(await value(new Class((resolve) => resolve("x"))), "x", "it takes an executor");
      },
    },
    ...Object.keys(STARTS).flatMap((start) =>
      Object.entries(REJECTIONS).map(([kind, [expected, act]]) => ({
        name: `promises: ${type}, ${kind}, ${start}`,
        needs: ["unhandled"],
        run: async (platform) => {
          const library = await STARTS[start](platform);
          const client = clientOf(library, { fetch: missing });
          let settled = 0;
          let made = 0;
          const counted = (options) => {
            const promise = call(client, options);
            made += 1;
            return promise;
          };
          const count = await unhandledIn(platform, async () => {
            await act(counted);
            // A call that is made later is answered later.
            await outcome(client.databases.get("later"));
            settled = made;
          });
          check(settled > 0, "calls were made");
          equal(count, expected, "unhandled rejections");
        },
      })),
    ),
    {
      name: `promises: ${type}, inspected, shows its value`,
      needs: ["inspect"],
      run: async (platform) => {
        const library = await warm(platform);
        const promise = call(clientOf(library, { fetch: good }));
        check(/pending/i.test(platform.inspect(promise)), "it is shown as pending first");
        await value(promise);
        const shown = platform.inspect(promise);
        check(/id['"]?: ['"]x/.test(shown), `it is shown with its value, not as ${shown}`);
        const failing = call(clientOf(library, { fetch: missing }));
        await rejection(failing);
        const rejected = platform.inspect(failing);
        check(
          /rejected/i.test(rejected) && /NotFoundError/.test(rejected),
          `it is shown as rejected, not as ${rejected}`,
        );
      },
    },
    {
      name: `promises: ${type}, traced, shows its value and its error`,
      needs: ["tracing", "unhandled"],
      run: async (platform) => {
        const library = await warm(platform);
        const { channel, ended, stop } = platform.trace();
        try {
          const traced = (fetch) => channel.tracePromise(() => call(clientOf(library, { fetch })), {});
          equal(result(await value(traced(good))), "x", "the traced call gives its result");
          equal(result(ended[0].result), "x", "the trace has the value");
          const unhandled = await unhandledIn(platform, async () => {
            equal((await rejection(traced(missing))).code, "not_found", "the traced call gives its error");
          });
          equal(ended[1].error.code, "not_found", "the trace has the error");
          equal(unhandled, 0, "an error that the caller handles is not unhandled");
        } finally {
          stop();
        }
      },
    },
  ]),
  {
    name: "promises: an iteration that fails and is handled",
    needs: ["unhandled"],
    run: async (platform) => {
      const library = await warm(platform);
      const next = { pages: { next: "https://api.digitalocean.com/v2/databases?page=2" } };
      const fetch = async (url) => (url.includes("page=2") ? missing() : json({ databases: [{}], links: next }));
      const client = clientOf(library, { fetch, prefetch: true });
      const count = await unhandledIn(platform, async () => {
        const iteration = (async () => {
          for await (const item of client.databases.list()) check(item, "an item");
        })();
        equal((await rejection(iteration)).code, "not_found", "the second page fails");
      });
      equal(count, 0, "unhandled rejections");
    },
  },
];
