// Waiting for the platform. In Rust the same would cross between WebAssembly and JavaScript some twenty times a call,
// which costs more than all else that a call does.

// How a wait ended, as Rust knows it.
const ANSWERED = 0;
const FAILED = 1;
const ABORTED = 2;
const TIMED_OUT = 3;

/**
 * Calls `fetch`, or the platform's as it is now, and reads the body of its answer.
 *
 * `done` is called once, whatever happens: with `ANSWERED`, the response, its status and its text; with `FAILED` and
 * what was thrown; with `ABORTED` when the caller's signal is aborted; with `TIMED_OUT` after so many milliseconds, if
 * any. Neither timer nor listener is left behind then, and what still runs is aborted. The status is `undefined` when
 * `fetch` gave no response; it may give one of another realm or library.
 *
 * Throws only what listening to the signal throws; nothing is sent then.
 */
export function exchange(fetch, url, method, headers, body, signal, milliseconds, done) {
  const controller = new AbortController();
  let timer;
  let isOver = false;
  const end = (how, value, status, text) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    try {
      signal?.removeEventListener("abort", onAbort);
    } catch {
      // What was added can be removed.
    }
    if (how !== ANSWERED) {
      controller.abort();
    }
    done(how, value, status, text);
  };
  const onAbort = () => end(ABORTED);
  signal?.addEventListener("abort", onAbort);
  if (milliseconds !== undefined) {
    timer = setTimeout(end, milliseconds, TIMED_OUT);
  }
  // The call's own, for a caller's `fetch` may change it. The API never redirects; following one would take the token
  // along.
  const init = { method, headers: new Headers(headers), redirect: "manual", signal: controller.signal };
  if (body !== undefined) {
    init.body = body;
    init.headers.set("content-type", "application/json");
  }
  // Where requests have no such field, to set it is refused.
  if ("credentials" in (globalThis.Request?.prototype ?? {})) {
    init.credentials = "omit";
  }
  receive(fetch ?? globalThis.fetch, url, init, end).catch((thrown) => end(FAILED, thrown));
}

async function receive(fetch, url, init, end) {
  const response = await fetch(url, init);
  const text = typeof response?.text === "function" ? await response.text() : undefined;
  const isResponse = typeof text === "string" && typeof response.headers?.get === "function";
  end(ANSWERED, response, isResponse ? response.status : undefined, text);
}
