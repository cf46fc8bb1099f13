// A platform that ends a request together with all its promises and timers, as workerd does, made of what every engine
// has: a client that requests share gives up what a request that ended held.
import { check, clientOf, gate, never, replaced, STARTS, turns, value } from "../support.mjs";
import { QUEUES, success } from "./queues.mjs";

/** How much faster time passes, for a call gives up others after seconds. */
const SPEED = 100;
/** Milliseconds of a stall: more than a call may give no sign of life. */
const STALL = 60_000;

/**
 * Runs `work` on such a platform. `end` ends the requests so far: none of their timers fires any more. `stall` passes the
 * time in which a platform that is busy, or asleep, runs none of them.
 */
function withRequests(work) {
  const { clearTimeout, setTimeout } = globalThis;
  const real = Date.now;
  const start = real();
  let ended = 0;
  let stalled = 0;
  const globals = {
    // The library knows such platforms by it.
    WebSocketPair: class {},
    clearTimeout,
    setTimeout(callback, delay) {
      const request = ended;
      return setTimeout(() => {
        if (request === ended) callback();
      }, delay / SPEED);
    },
  };
  const end = () => {
    ended += 1;
  };
  const stall = () => {
    stalled += STALL;
  };
  const now = () => start + (real() - start) * SPEED + stalled;
  return replaced(globalThis, globals, () => replaced(Date, { now }, () => work({ end, stall })));
}

const { call } = QUEUES.maxConcurrent;
const KINDS = { ...QUEUES, coalesce: { options: { coalesce: true }, call } };

/** Ends a request while its call is under way; calls of later requests must get through. */
async function laterRequestsGetThrough(platform, { options, call }, start) {
  const library = await STARTS[start](platform);
  await withRequests(async ({ end }) => {
    let fetch = async () => success();
    let requests = 0;
    const client = clientOf(library, {
      fetch: () => {
        requests += 1;
        return fetch();
      },
      maxRetries: 0,
      timeout: 10 * STALL,
      ...options,
    });
    if (start === "warm") {
      await value(call(client), "the first call succeeds");
    }
    const isSent = gate();
    fetch = () => {
      isSent.open();
      return never();
    };
    call(client).catch(() => {});
    await value(isSent.opened, "the call of the request that will end is sent");
    end();
    requests = 0;
    fetch = async () => success();
    await value(Promise.all([call(client), call(client)]), "calls of the next request get through");
    await value(call(client), "a call after them gets through");
    check(requests >= 2, "their requests are made anew");
  });
}

/** Stalls the platform while a call is under way and others wait for it; all must get through. */
async function lateCallsGetThrough(platform, { options, call }, start) {
  const library = await STARTS[start](platform);
  await withRequests(async ({ stall }) => {
    let fetch = async () => success();
    const client = clientOf(library, { fetch: () => fetch(), maxRetries: 0, timeout: 10 * STALL, ...options });
    if (start === "warm") {
      await value(call(client), "the first call succeeds");
    }
    const isSent = gate();
    const released = gate();
    fetch = () => {
      isSent.open();
      return released.opened.then(success);
    };
    const calls = [call(client), call(client), call(client)];
    await value(isSent.opened, "the first call is sent");
    await turns();
    stall();
    await turns();
    released.open();
    await value(Promise.all(calls), "all calls get through");
    await value(call(client), "a call after them gets through");
  });
}

export const requests = Object.entries(KINDS).flatMap(([queue, kind]) =>
  Object.keys(STARTS).flatMap((start) => [
    {
      name: `requests: ${queue}, after a request that ended while its call was under way, ${start}`,
      run: (platform) => laterRequestsGetThrough(platform, kind, start),
    },
    {
      name: `requests: ${queue}, after a stall while calls wait, ${start}`,
      run: (platform) => lateCallsGetThrough(platform, kind, start),
    },
  ]),
);
