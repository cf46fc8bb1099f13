// A call depends on nothing of the platform's that a test may replace for a while: lost tasks hang no call.
import { BODY, clientOf, equal, outcome, replaced, STARTS, turns, value } from "../support.mjs";

const noop = () => {};

/** A response of no platform's: Node's own Response reads its body with `queueMicrotask`. */
const bare = (status = 200, headers = {}) => ({
  status,
  headers: { get: (name) => headers[name] ?? null },
  text: async () => JSON.stringify(BODY),
});
const lost = { queueMicrotask: noop };
/** The timers of Jest and Sinon: nothing runs until a test moves their clock, and `now` stands still. */
const fakeTimers = () => {
  let timers = 0;
  const timer = () => {
    timers += 1;
    return timers;
  };
  return {
    setTimeout: timer,
    clearTimeout: noop,
    setInterval: timer,
    clearInterval: noop,
    ...("setImmediate" in globalThis ? { setImmediate: timer, clearImmediate: noop } : {}),
  };
};

/** Names for what is replaced, and the replacements. */
const REPLACEMENTS = {
  "queueMicrotask drops its callback": () => lost,
  "timers are fakes": fakeTimers,
  "timers and queueMicrotask are fakes": () => ({ ...fakeTimers(), ...lost }),
};

const LIMITS = { "ratelimit-limit": "5000", "ratelimit-remaining": "4000", "ratelimit-reset": "1900000000" };
const logger = { debug: noop, info: noop, warn: noop, error: noop };
const hooks = { onRequest: noop, onResponse: noop, onRetry: noop, onRateLimit: noop, logger, logLevel: "debug" };
const all = { maxConcurrent: 1, throttle: true, coalesce: true, token: () => "dop_v1_driving_microtasks", ...hooks };

/** The options of clients, and how often their first request is refused. */
const OPTIONS = {
  "no options": { options: {} },
  "all options": { options: all },
  "a retry": { options: {}, refusals: 1 },
  "all options and a retry": { options: all, refusals: 1 },
};

/** A `fetch` that says so many times to try again at once, and succeeds from then on. */
function startRefusing(refusals = 0) {
  let left = refusals;
  return async () => {
    left -= 1;
    return left >= 0 ? bare(503, { "retry-after": "0" }) : bare(200, LIMITS);
  };
}

/** The replacements that a call with these options can do without: a retry takes a timer. */
const replacementsFor = ({ refusals }) =>
  Object.entries(REPLACEMENTS).filter(([, make]) => !refusals || !("setTimeout" in make()));

/** Calls of other clients and of the same, which must settle too. */
async function othersSettle(clients) {
  for (const client of clients) {
    equal(await value(client.databases.get("x"), "a later call settles"), BODY.database, "it gets its result");
  }
}

export const microtasks = [
  ...Object.entries(OPTIONS).flatMap(([options, kind]) =>
    replacementsFor(kind).flatMap(([replacement, make]) =>
      Object.keys(STARTS).map((start) => ({
        name: `microtasks: ${replacement}, ${options}, ${start}`,
        run: async (platform) => {
          const library = await STARTS[start](platform);
          const fetch = startRefusing(kind.refusals);
          const clients = [kind.options, kind.options, {}].map((given) => clientOf(library, { fetch, ...given }));
          let call;
          await replaced(globalThis, make(), async () => {
            call = clients[0].databases.get("x");
            call.catch(noop);
            // Cold ones go on when the library is loaded.
            await value(library.init(), "it loads");
            await turns(4);
          });
          const { status } = await outcome(call, "the call settles");
          equal(status, "fulfilled", "the call resolves");
          await othersSettle(clients);
        },
      })),
    ),
  ),
  {
    name: "microtasks: all is lost from before a call until it has settled",
    run: async (platform) => {
      const library = await STARTS.warm(platform);
      const client = clientOf(library, { fetch: async () => bare() });
      await replaced(globalThis, { ...lost, ...fakeTimers() }, async () => {
        await value(client.databases.get("x"), "the call settles");
      });
      await othersSettle([client]);
    },
  },
  {
    name: "microtasks: a task that is lost while calls are under way",
    run: async (platform) => {
      const library = await STARTS.warm(platform);
      const releases = [];
      const fetch = () => new Promise((resolve) => releases.push(() => resolve(bare())));
      const client = clientOf(library, { fetch });
      const calls = [1, 2, 3].map(() => client.databases.get("x"));
      await turns();
      equal(releases.length, 3, "all are sent");
      await replaced(globalThis, lost, async () => {
        releases[0]();
        await turns(4);
      });
      releases[1]();
      releases[2]();
      await value(Promise.all(calls), "all calls under way settle");
      await othersSettle([clientOf(library, { fetch: async () => bare() })]);
    },
  },
];
