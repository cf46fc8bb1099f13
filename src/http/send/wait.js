// Waiting for the platform. In Rust the same would cross between WebAssembly and JavaScript some twenty times a call,
// which costs more than all else that a call does.

// How a wait ended, as Rust knows it.
const ANSWERED = 0;
const FAILED = 1;
const ABORTED = 2;
const TIMED_OUT = 3;
const REFUSED = 4;

/**
 * Waits for the first of what may end a wait; gives `end`, which ends it, and `time`, which says how many milliseconds
 * it may still take, but not beyond `until`, in milliseconds since 1970.
 *
 * `done` is called once, whatever happens: as it was ended; with `ABORTED` and the reason when the caller's signal is
 * aborted; with `TIMED_OUT`. Neither timer nor listener is left behind then. `fetch` never sees the caller's signal: its
 * reason may be anything, and it may come from another realm.
 *
 * Throws only what listening to the signal throws.
 */
function wait(signal, until, done) {
  let timer;
  let isOver = false;
  const end = (how, value, status, text, after, reset) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    try {
      signal?.removeEventListener("abort", onAbort);
    } catch {
      // What was added can be removed.
    }
    done(how, value, status, text, after, reset);
  };
  const time = (milliseconds) => {
    if (isOver) return;
    clearTimeout(timer);
    const left = Math.min(milliseconds, until - Date.now());
    if (left < Number.POSITIVE_INFINITY) {
      timer = setTimeout(end, left, TIMED_OUT);
    }
  };
  const onAbort = () => end(ABORTED, reason(signal));
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) {
    onAbort();
  }
  return { end, time };
}

/** A header, or what is neither a number nor a date; the response may be another library's. */
function header(response, name) {
  try {
    return response.headers.get(name) ?? "-";
  } catch {
    return "-";
  }
}

function reason(signal) {
  try {
    return signal.reason;
  } catch {
    return undefined;
  }
}

/** Lets time pass, once the hook has been waited for. Ends with `TIMED_OUT`, or with `FAILED` and what the hook threw. */
export function pause(hooks, milliseconds, signal, until, done) {
  const { end, time } = wait(signal, until, (how, thrown) => done(how, false, thrown));
  const start = async () => {
    if (hooks !== undefined) {
      time(Number.POSITIVE_INFINITY);
      await hooks.retry(milliseconds);
    }
    time(milliseconds);
  };
  start().catch((thrown) => end(FAILED, thrown));
}

/**
 * One attempt: calls `fetch`, or the platform's as it is now, and reads the body of its answer.
 *
 * Ends with whether it was sent and: `REFUSED` when the first hook throws; `ANSWERED`, the response, its status, its text and, of a refusal,
 * in how many milliseconds `retry-after` and `ratelimit-reset` say to come back; or with `FAILED` and what was thrown.
 * When it ends otherwise, what still runs is aborted. The status is `undefined` when `fetch` gave no response; it may
 * give one of another realm or library.
 *
 * The hooks are waited for before the time of the attempt begins, and within it after the answer.
 */
export function exchange(fetch, hooks, url, method, headers, body, signal, timeout, until, done) {
  const controller = new AbortController();
  let isSent = false;
  const { end, time } = wait(signal, until, (how, value, status, text, after, reset) => {
    if (how !== ANSWERED) {
      controller.abort();
      hooks?.ended();
    }
    done(how, isSent, value, status, text, after, reset);
  });
  if (controller.signal.aborted) return;
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
  const start = async () => {
    // A hook before it may have taken all the time there was.
    if (until <= Date.now()) return end(TIMED_OUT);
    if (hooks !== undefined) {
      time(Number.POSITIVE_INFINITY);
      try {
        await hooks.attempt(url, init);
      } catch (thrown) {
        return end(REFUSED, thrown);
      }
      if (controller.signal.aborted) return;
    }
    time(timeout);
    isSent = true;
    const response = await (fetch ?? globalThis.fetch)(url, init);
    const text = typeof response?.text === "function" ? await response.text() : undefined;
    if (typeof text !== "string" || typeof response.headers?.get !== "function") {
      return end(ANSWERED);
    }
    const { status } = response;
    if (hooks !== undefined) {
      await hooks.ended(response);
    }
    if (status < 400) {
      return end(ANSWERED, response, status, text);
    }
    const [after, reset] = ["retry-after", "ratelimit-reset"].map((name) => header(response, name));
    const fromNow = (time) => Math.max(0, time - Date.now());
    const seconds = after * 1000;
    end(ANSWERED, response, status, text, seconds >= 0 ? seconds : fromNow(Date.parse(after)), fromNow(reset * 1000));
  };
  start().catch((thrown) => end(FAILED, thrown));
}
