// Clocks that tests set, in place of the platform's.
import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request } from "node:http";

/** Turns of the event loop after which everything that waits for no timer is done. */
const TURNS = 12;

export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Runs everything that waits for no timer. */
export async function idle() {
  for (let count = 0; count < TURNS; count++) {
    await turn();
  }
}

/** Replaces some of the platform's functions until the test ends. */
function replace(t, object, others) {
  const originals = Object.fromEntries(Object.keys(others).map((name) => [name, object[name]]));
  Object.assign(object, others);
  t.after(() => Object.assign(object, originals));
}

/**
 * A clock that stands still until a test moves it. `timers` holds the timers, `set` counts all that were ever set.
 * Code under it must not use sockets.
 */
export function stopClock(t, start = 1_800_000_000_000) {
  const clock = { now: start, timers: new Map(), set: 0 };
  replace(t, globalThis, {
    setTimeout: (run, delay, ...given) => {
      clock.set += 1;
      const time = clock.now + Math.max(1, delay || 0);
      clock.timers.set(clock.set, { time, run: () => run(...given) });
      return clock.set;
    },
    clearTimeout: (timer) => clock.timers.delete(timer),
  });
  replace(t, Date, { now: () => clock.now });

  /** Moves to the time of the next timer, and runs everything that follows. */
  clock.next = async () => {
    const [[id, { time, run }]] = [...clock.timers].sort(([, a], [, b]) => a.time - b.time);
    clock.timers.delete(id);
    clock.now = Math.max(clock.now, time);
    run();
    await idle();
  };
  /** Moves on until a promise has settled; returns its outcome as `Promise.allSettled` does. */
  clock.outcome = async (promise) => {
    let outcome;
    Promise.allSettled([promise]).then(([settled]) => {
      outcome = settled;
    });
    for (await idle(); outcome === undefined; await clock.next()) {
      assert.ok(clock.timers.size > 0, "it never settles: there is no timer left");
    }
    return outcome;
  };
  clock.value = async (promise) => {
    const { value, reason } = await clock.outcome(promise);
    assert.equal(reason, undefined);
    return value;
  };
  clock.error = async (promise) => {
    const { status, reason } = await clock.outcome(promise);
    assert.equal(status, "rejected");
    return reason;
  };
  return clock;
}

/** Lets the clock run `speed` times as fast: that of the platform's `fetch` too, so use `steadyFetch` under it. */
export function hastenClock(t, speed) {
  const { setTimeout } = globalThis;
  const { now } = Date;
  const start = now();
  replace(t, Date, { now: () => start + (now() - start) * speed });
  replace(t, globalThis, {
    setTimeout: (run, delay, ...given) => setTimeout(run, delay / speed, ...given),
  });
}

/** A `fetch` that gives up on no connection, however fast the clock runs: `node:http` has timers of its own. */
export function steadyFetch(t) {
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  return async (url, { method, headers, body, signal }) => {
    const asked = request(url, { agent, method, headers: Object.fromEntries(new Headers(headers)), signal });
    asked.end(body);
    const [answer] = await once(asked, "response");
    const chunks = await answer.toArray();
    return new Response(Buffer.concat(chunks), { status: answer.statusCode, headers: answer.headers });
  };
}
