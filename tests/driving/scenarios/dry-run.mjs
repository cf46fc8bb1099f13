// A dry run calls none of the caller's functions, takes no slot, and fails nowhere on its way.
import { BODY, check, clientOf, equal, gate, json, rejection, replaced, STARTS, value, warm } from "../support.mjs";

const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "s", region: "nyc3" };
const list = (client) => client.databases.list({ tag_name: "a" });
const create = (client) => client.databases.create(CLUSTER);
const createUser = (client) => client.databases.users.create("one-cluster", { name: "a" });

/** The options a dry run is made with, and the call. */
const CLIENTS = {
  "no more options": [{}, list],
  maxConcurrent: [{ maxConcurrent: 1 }, list],
  throttle: [{ throttle: true }, list],
  coalesce: [{ coalesce: true }, list],
  "a lookup after a lost create": [{ onAmbiguous: "lookup" }, create],
  "a change of a cluster's users": [{}, createUser],
  "all options": [{ maxConcurrent: 1, throttle: true, coalesce: true, onAmbiguous: "lookup", prefetch: true }, create],
};

/** Functions of the caller, each of which counts its calls. */
function counters() {
  const counts = {};
  const count =
    (name, result = () => {}) =>
    () => {
      counts[name] = (counts[name] ?? 0) + 1;
      return result();
    };
  const functions = {
    token: count("token", () => "dop_v1_driving_dry"),
    fetch: count("fetch", async () => json(BODY)),
    onRequest: count("onRequest"),
    onResponse: count("onResponse"),
    onRetry: count("onRetry"),
    onRateLimit: count("onRateLimit"),
  };
  return { counts, functions };
}

function checkRun(run, { DryRun }, method) {
  check(run instanceof DryRun, "it resolves to a DryRun");
  equal(run.method, method, "it has the method of the request");
  check(run.url.startsWith("https://api.digitalocean.com/v2/databases"), "it has the URL of the request");
}

/**
 * Stand-ins for the global classes of errors, which note each error that is made with them: by name, or by a class that
 * extends one of them meanwhile. They make the same errors.
 */
function notedErrors() {
  const made = [];
  const noting = (Class) => {
    const note =
      (make) =>
      (...given) => {
        const error = make(...given);
        made.push(`${error.name}: ${error.message}`);
        return error;
      };
    return new Proxy(Class, { apply: note(Reflect.apply), construct: note(Reflect.construct) });
  };
  const classes = { Error, TypeError, RangeError, SyntaxError };
  return { made, stands: Object.fromEntries(Object.entries(classes).map(([name, Class]) => [name, noting(Class)])) };
}

/** Makes dry runs of a library that finds stand-ins for the classes of errors when it is imported. */
const makesNoError =
  ([options, call], start) =>
  async (platform) => {
    const { made, stands } = notedErrors();
    await replaced(globalThis, stands, async () => {
      const library = await STARTS[start](platform);
      const dry = clientOf(library, { ...counters().functions, ...options, dryRun: true });
      for (const run of await Promise.all([call(dry), call(dry)].map((run) => value(run, "it resolves")))) {
        checkRun(run, library, call === list ? "GET" : "POST");
      }
      equal(made, [], "no error is made on the way");
      const { message } = await rejection(dry.databases.get(7), "a dry run with a refused id rejects");
      check(
        made.some((text) => text.includes(message)),
        `the error of a refused id is noted; noted were ${made.join(", ")}`,
      );
    });
  };

export const dryRuns = [
  ...Object.entries(CLIENTS).flatMap(([name, [options, call]]) =>
    Object.keys(STARTS).map((start) => ({
      name: `dry run: ${name}, ${start}`,
      run: async (platform) => {
        const library = await STARTS[start](platform);
        const { counts, functions } = counters();
        const client = clientOf(library, { ...functions, ...options });
        const dry = client.withOptions({ dryRun: true });
        const runs = await Promise.all([call(dry), call(dry), call(dry)].map((run) => value(run, "it resolves")));
        for (const run of runs) {
          checkRun(run, library, call === list ? "GET" : "POST");
        }
        equal(counts, {}, "none of the caller's functions is called");
        // The clients share the rate limit and the queues of clusters' users.
        await value(call(client), "the next call gets through");
        await value(call(dry), "a dry run after it resolves");
        await value(call(client), "the call after that gets through");
        equal(counts.fetch, 2, "the calls proper are sent");
      },
    })),
  ),
  ...Object.entries(CLIENTS).flatMap(([name, kind]) =>
    Object.keys(STARTS).map((start) => ({
      name: `dry run: ${name}, makes no error, ${start}`,
      run: makesNoError(kind, start),
    })),
  ),
  {
    name: "dry run: as an option of a call, it takes no slot of its client",
    run: async (platform) => {
      const library = await warm(platform);
      const { counts, functions } = counters();
      const client = clientOf(library, { ...functions, maxConcurrent: 1 });
      for (let round = 0; round < 3; round++) {
        checkRun(await value(client.databases.list({}, { dryRun: true })), library, "GET");
      }
      equal(counts, {}, "none of the caller's functions is called");
      await value(client.databases.list(), "the next call gets through");
    },
  },
  {
    name: "dry run: while the only slot is taken",
    run: async (platform) => {
      const library = await warm(platform);
      const held = gate();
      const client = clientOf(library, { maxConcurrent: 1, fetch: () => held.opened.then(() => json(BODY)) });
      const holding = client.databases.list();
      checkRun(await value(client.databases.list({}, { dryRun: true }), "it waits for no slot"), library, "GET");
      held.open();
      await value(holding);
      await value(client.databases.list(), "the next call gets through");
    },
  },
];
