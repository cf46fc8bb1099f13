// Slots of the queues come free, however an attempt ends.
import {
  BODY,
  check,
  clientOf,
  equal,
  gate,
  json,
  never,
  outcome,
  rejection,
  STARTS,
  turns,
  unavailable,
  value,
  warm,
} from "../support.mjs";

const HOUR = 3_600_000;
/** Milliseconds in which a call comes to its first hook, on a busy machine too: else the hook of another would hang. */
const LATER = 100;

const getCluster = (client, options) => client.databases.get("x", options);

/**
 * The queues: the option that makes a client use one, and a call that takes a slot of it. Each has a single slot; that of
 * `throttle` only after a response. `start` is the state in which the call that goes wrong is made, `warm` if there is none.
 */
export const QUEUES = {
  maxConcurrent: { options: { maxConcurrent: 1 }, call: getCluster },
  "maxConcurrent and coalesce": { options: { maxConcurrent: 1, coalesce: true }, call: getCluster, start: "cold" },
  throttle: { options: { throttle: true }, call: getCluster },
  "a cluster's users": {
    options: {},
    call: (client, options) => client.databases.users.create("one-cluster", { name: "a" }, options),
  },
};

/** Leaves one request until an hour from now, so that `throttle` lets one call through at a time. */
export const success = () =>
  json(BODY, 200, {
    "ratelimit-limit": "5000",
    "ratelimit-remaining": "1",
    "ratelimit-reset": String(Math.ceil((Date.now() + HOUR) / 1000)),
  });

/** A body that never ends. */
const endless = () => ({ status: 200, headers: new Headers(), text: never });

/**
 * The ways an attempt goes wrong: the caller's functions that do, once each unless `times` says more often, and options of
 * the call. `hang` makes a promise that never settles and says that the call has come so far; then it is aborted.
 */
const FAULTS = {
  "fetch gives undefined": () => ({ fetch: async () => undefined }),
  "fetch gives an empty object": () => ({ fetch: async () => ({}) }),
  "fetch gives a string": () => ({ fetch: async () => "text" }),
  "fetch gives null": () => ({ fetch: async () => null }),
  "fetch throws": () => ({
    fetch: () => {
      throw new TypeError("no connection");
    },
  }),
  "fetch rejects": () => ({ fetch: () => Promise.reject(new TypeError("no connection")) }),
  "fetch rejects with undefined": () => ({ fetch: () => Promise.reject() }),
  "fetch hangs until the timeout": () => ({ fetch: never, call: { timeout: 5 }, code: "timeout" }),
  "fetch hangs until the deadline": () => ({ fetch: never, call: { deadline: 5 }, code: "timeout" }),
  "fetch hangs until it is aborted": (hang) => ({ fetch: hang, isAborted: true }),
  "the body hangs until the timeout": () => ({ fetch: async () => endless(), call: { timeout: 5 }, code: "timeout" }),
  "the body hangs until it is aborted": (hang) => ({
    fetch: async () => ({ ...endless(), text: hang }),
    isAborted: true,
  }),
  "the body rejects": () => ({
    fetch: async () => ({ ...endless(), text: () => Promise.reject(new TypeError("cut off")) }),
  }),
  "the body is not JSON": () => ({ fetch: async () => new Response("<html>") }),
  "the status throws when it is read again": () => {
    let reads = 0;
    const response = {
      headers: new Headers(),
      text: async () => JSON.stringify(BODY),
      get status() {
        reads += 1;
        if (reads > 1) throw new Error("read twice");
        return 200;
      },
    };
    return { fetch: async () => response };
  },
  "the headers throw": () => {
    const headers = {
      get: () => {
        throw new Error("no headers");
      },
    };
    return { fetch: async () => ({ headers, status: 200, text: async () => JSON.stringify(BODY) }), succeeds: true };
  },
  "a 404": () => ({ fetch: async () => json({}, 404), code: "not_found" }),
  "a 503 on every attempt": () => ({ fetch: async () => unavailable(), times: 3 }),
  "a 429, aborted before the retry": (hang) => ({
    // A create is not repeated after a 503, but after a 429.
    fetch: async () => json({}, 429, { "retry-after": "3600" }),
    onRetry: () => void hang(),
    call: { maxRetryAfter: HOUR },
    isAborted: true,
  }),
  "the token function throws": () => ({
    token: () => {
      throw new Error("signed out");
    },
    code: "invalid_request",
  }),
  "the token function rejects": () => ({
    token: () => Promise.reject(new Error("signed out")),
    code: "invalid_request",
  }),
  "the token function gives no string": () => ({ token: () => 7, code: "invalid_request" }),
  "the token function hangs until it is aborted": (hang) => ({ token: hang, isAborted: true }),
  "the token function hangs until the deadline": () => ({ token: never, call: { deadline: LATER }, code: "timeout" }),
  "onRequest throws": () => ({
    onRequest: () => {
      throw new Error("hook");
    },
    succeeds: true,
  }),
  "onRequest hangs until it is aborted": (hang) => ({ onRequest: hang, isAborted: true }),
  "onRequest hangs until the deadline": () => ({ onRequest: never, call: { deadline: LATER }, code: "timeout" }),
  "onResponse throws": () => ({
    onResponse: () => {
      throw new Error("hook");
    },
    succeeds: true,
  }),
  "onResponse hangs until it is aborted": (hang) => ({ onResponse: hang, isAborted: true }),
  "onRetry hangs until it is aborted": (hang) => ({
    fetch: async () => json({}, 429, { "retry-after": "0" }),
    onRetry: hang,
    isAborted: true,
  }),
  "onRetry throws": () => ({
    fetch: async () => json({}, 429, { "retry-after": "0" }),
    onRetry: () => {
      throw new Error("hook");
    },
    succeeds: true,
  }),
  "onRateLimit throws": () => ({
    onRateLimit: () => {
      throw new Error("hook");
    },
    succeeds: true,
  }),
  "a signal that was aborted before": () => ({ call: { signal: AbortSignal.abort() }, code: "aborted" }),
  "a refused option": () => ({ call: { timeout: "soon" }, code: "invalid_request" }),
};

/**
 * Makes a call that goes wrong, one that waits for its slot meanwhile and one after it; the latter two must get through.
 */
async function faultIsOver(platform, { options, call, start = "warm" }, makeFault) {
  const library = await STARTS[start](platform);
  const reached = gate();
  const hang = () => {
    reached.open();
    return never();
  };
  let fault = {};
  let left = {};
  /** Calls the fault's function if it is to go wrong once more, else `otherwise`. */
  const once =
    (name, otherwise = () => {}) =>
    (...given) => {
      // A call that waits may send its request between two attempts of the failing one.
      const isOther = name === "fetch" && !new Headers(given[1].headers).has("x-failing");
      if (fault[name] === undefined || left[name] === 0 || isOther) return otherwise(...given);
      left[name] -= 1;
      return fault[name](...given);
    };
  const client = clientOf(library, {
    maxRetries: 0,
    token: once("token", () => "dop_v1_driving_queues"),
    fetch: once("fetch", async () => success()),
    onRequest: once("onRequest"),
    onResponse: once("onResponse"),
    onRetry: once("onRetry"),
    onRateLimit: once("onRateLimit"),
    ...options,
  });
  if (start === "warm") {
    await value(call(client), "the first call succeeds");
  }

  fault = makeFault(hang);
  const names = ["token", "fetch", "onRequest", "onResponse", "onRetry", "onRateLimit"];
  left = Object.fromEntries(names.map((name) => [name, fault.times ?? 1]));
  const { isAborted, succeeds, code } = fault;
  const controller = new AbortController();
  const maxRetries = 2 * Number(fault.times !== undefined || fault.onRetry !== undefined);
  const failing = call(client, {
    signal: controller.signal,
    maxRetries,
    headers: { "x-failing": "yes" },
    ...fault.call,
  });
  // With a signal of its own, for calls with and without one do not go on in their order once the library is loaded.
  const waiting = call(client, { signal: new AbortController().signal });
  if (isAborted) {
    await value(reached.opened, "the call comes so far");
    controller.abort();
  }
  const { status, reason } = await outcome(failing, "the failing call settles");
  if (isAborted) {
    equal(reason?.code, "aborted", "the failing call is aborted");
  } else if (succeeds) {
    equal(status, "fulfilled", "what throws beside the response changes nothing");
  } else if (code && reason?.code !== "ambiguous_write") {
    equal(reason?.code, code, "the failing call ends with its code");
  } else if (!code) {
    equal(status, "rejected", "the failing call fails");
  }
  await value(waiting, "the call that waited gets through");
  await value(call(client), "the next call gets through");
}

/** Holds the slot with one call, and aborts another that waits for it. */
async function waitIsAborted(platform, { options, call }) {
  const library = await warm(platform);
  let fetch = async () => success();
  const client = clientOf(library, { maxRetries: 0, fetch: (...given) => fetch(...given), ...options });
  await value(call(client));
  const arrived = gate();
  const released = gate();
  fetch = () => {
    arrived.open();
    return released.opened.then(success);
  };
  const holding = call(client);
  await value(arrived.opened, "the first is sent");
  const controller = new AbortController();
  const aborted = call(client, { signal: controller.signal });
  const waiting = call(client);
  controller.abort();
  equal((await rejection(aborted)).code, "aborted", "a call that waits for its slot is aborted");
  released.open();
  await value(holding, "the call that held the slot resolves");
  await value(waiting, "the call that waited longer gets through");
  await value(call(client), "the next call gets through");
}

/** Sends as many calls at once as there are slots after many have failed in all ways. */
async function noSlotIsLost(platform) {
  const library = await warm(platform);
  let fetch = () => Promise.reject(new TypeError("no connection"));
  const client = clientOf(library, { maxRetries: 0, maxConcurrent: 5, fetch: (...given) => fetch(...given) });
  for (const answer of [fetch, async () => undefined, never, () => "text"]) {
    fetch = answer;
    await Promise.all(Array.from({ length: 20 }, () => rejection(getCluster(client, { timeout: 5 }))));
  }
  let under = 0;
  let most = 0;
  const full = gate();
  fetch = async () => {
    under += 1;
    most = Math.max(most, under);
    if (under === 5) full.open();
    await full.opened;
    under -= 1;
    return success();
  };
  await value(Promise.all(Array.from({ length: 20 }, () => getCluster(client))), "all slots are free");
  equal(most, 5, "no more calls than there are slots are under way");
}

/** Fails in ways that take a real connection, and gets through after each. */
const overHttp = {
  "/hang": { call: { timeout: 50 } },
  "/cut": {},
  "/half": { call: { timeout: 50 } },
  "/half-cut": {},
};

export const queues = [
  ...Object.entries(QUEUES).flatMap(([queue, kind]) => [
    ...Object.entries(FAULTS).map(([fault, make]) => ({
      name: `queues: ${queue}, ${fault}, ${kind.start ?? "warm"}`,
      run: (platform) => faultIsOver(platform, kind, make),
    })),
    { name: `queues: ${queue}, aborted while it waits`, run: (platform) => waitIsAborted(platform, kind) },
  ]),
  {
    name: "queues: a cluster's users, a refused body",
    run: async (platform) => {
      const { options, call } = QUEUES["a cluster's users"];
      const client = clientOf(await warm(platform), { fetch: async () => success(), ...options });
      const refused = await rejection(client.databases.users.create("one-cluster", { name: 7 }));
      equal(refused.code, "invalid_request", "the body is refused");
      await value(call(client), "the next call gets through");
    },
  },
  {
    name: "queues: a cluster's users, changed again while a change is retried",
    run: async (platform) => {
      let underWay = 0;
      let most = 0;
      let attempts = 0;
      const fetch = async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await turns(3);
        underWay -= 1;
        attempts += 1;
        return attempts === 1 ? unavailable() : new Response(null, { status: 204 });
      };
      const client = clientOf(await warm(platform), { fetch });
      const first = client.databases.users.delete("retried-cluster", "a");
      while (attempts === 0) await turns(1);
      // Changes that come while the first one is between its attempts, and while it is sent again.
      const others = [];
      for (let index = 0; index < 5; index++) {
        others.push(client.databases.users.delete("retried-cluster", `b-${index}`));
        await turns(1);
      }
      await value(Promise.all([first, ...others]), "all changes are made");
      equal(most, 1, "one change at a time is under way");
    },
  },
  { name: "queues: no slot is lost", run: noSlotIsLost },
  ...Object.entries(overHttp).map(([path, { call }]) => ({
    name: `queues: maxConcurrent, a server that does ${path}`,
    needs: ["server"],
    run: async (platform) => {
      const library = await warm(platform);
      const options = { baseUrl: platform.server, maxConcurrent: 1, maxRetries: 0, token: () => "dop_v1_driving_http" };
      const client = new library.DigitalOcean(options);
      const failing = client.request("GET", path, undefined, call);
      const waiting = client.databases.list();
      const error = await rejection(failing);
      check(["timeout", "connection_failed"].includes(error.code), `the first fails for ${error.code}`);
      await value(waiting, "the call that waited gets through");
      await value(client.databases.list(), "the next call gets through");
    },
  })),
];
