// Sends a call, from its prepared request to its reply: asks for the token, calls hooks, waits in queues, calls `fetch`,
// has the core read the response or judge the failure, waits, and tries again.
import type { ErrorFields } from "../errors/classes.js";
import { mayHaveTakenEffect } from "../errors/effect.js";
import { ownOf } from "../errors/own.js";
import { token as checkToken } from "../options/token.js";
import { resetOf, retryAfterOf } from "../result/headers.js";
import type { PageBody, PageParameters, Reply } from "../result/response.js";
import { sleep } from "./abort.js";
import { now } from "./clock.js";
import { isReady, judge, read, ready } from "./core.js";
import { exchange } from "./exchange.js";
import type { Slot } from "./queue.js";
import { type Call, type Connection, type Failure, type RawResponse, RETRY_BUDGET, RETRY_COST } from "./state.js";
import { ignoreTimeout, limited, timeoutFailure } from "./timeout.js";

/** Sends a call. Rejects with the parts of an error. */
export async function send<T>(connection: Connection, call: Call): Promise<Reply<T>> {
  let hasRefreshedToken = false;
  for (;;) {
    let failure: Failure;
    try {
      const raw = await attempt(connection, call);
      if (!isReady()) await ready();
      const reply = decode<T>(call, raw);
      connection.retryBudget = Math.min(connection.retryBudget + 1, RETRY_BUDGET);
      return reply;
    } catch (thrown) {
      failure = thrown as Failure;
    }
    if (!Object.hasOwn(Object(failure), "outcome")) throw failure;
    if (!isReady()) await ready();
    const { cause, outcome } = ownOf(failure);
    call.mayBeDone ||= call.request[0] !== "GET" && mayHaveTakenEffect(outcome as number, cause);
    let delay = retryDelay(connection, call, failure);
    if (outcome === 401 && connection.askToken && !hasRefreshedToken) {
      // The token may just have been replaced; it is asked for once more.
      hasRefreshedToken = true;
      delay = 0;
    } else if (delay === undefined) {
      throw failure;
    } else {
      connection.retryBudget -= RETRY_COST;
    }
    await waitToRetry(connection, call, delay);
  }
}

/** One attempt: the token, the hooks before it, its turn in the queues, the request, and the hooks after it. */
async function attempt(connection: Connection, call: Call): Promise<RawResponse> {
  const { hooks, options, request, until } = call;
  const { askToken, baseUrl, clock, limiter } = connection;
  if (until <= now(clock)) throw timeoutFailure(call, "deadline");
  const url = baseUrl + request[1];
  const attempts = call.attempts;
  // The caller's functions run before the call takes a slot: they may make calls of their own.
  if (askToken) {
    call.token = call.firstToken ?? (await limited(connection, call, () => askForToken(askToken), "token"));
    call.firstToken = undefined;
  }
  if (hooks) await limited(connection, call, () => hooks.beforeAttempt(request[0], url), "onRequest");
  const slots: Slot[] = [];
  let raw: RawResponse | undefined;
  let sentAt = 0;
  try {
    // One after the other: a call that waits in one queue takes no slot of the next.
    for (const queue of call.queues()) {
      const slot = queue.enter(clock, options.maxRetryAfter);
      slots.push(slot);
      if (!slot.isReady) await limited(connection, call, () => slot.ready());
    }
    if (options.throttle) refuseLongWait(connection, call);
    sentAt = now(clock);
    raw = await exchange(connection, call, url);
  } finally {
    // However the attempt ended, it is recorded before its slots go to others.
    if (call.attempts > attempts) {
      const time = now(clock);
      limiter.recordRequest(time);
      if (raw) limiter.recordResponse(raw.response, time);
      else void hooks?.afterAttempt(undefined, 0);
    }
    for (const slot of slots) slot.release();
  }
  if (hooks) {
    const { response } = raw;
    const milliseconds = now(clock) - sentAt;
    // The response counts, however long the hook takes.
    await limited(connection, call, () => hooks.afterAttempt(response, milliseconds), "onResponse").catch(
      ignoreTimeout,
    );
  }
  return raw;
}

/** Fails a call that would have to wait longer than it may until the API lets the token make another request. */
function refuseLongWait({ clock, limiter }: Connection, { options }: Call): void {
  const time = now(clock);
  const delay = limiter.apiDelay(0, time);
  if (delay <= options.maxRetryAfter) return;
  throw {
    code: "too_many_requests",
    message: `no request is left for ${delay} ms, longer than maxRetryAfter`,
    status: 429,
    retryable: true,
    retryAt: new Date(time + delay),
  } satisfies Failure;
}

/** Asks the token function, and checks what it gives. */
export async function askForToken(ask: () => unknown): Promise<string> {
  let given: unknown = "";
  try {
    given = await ask();
    return checkToken(given);
  } catch (cause) {
    const message =
      given === undefined || given === null
        ? `token: nobody is signed in: the token function gave ${given}`
        : "token: the token function failed; see `cause`";
    throw { code: "invalid_request", message, cause } satisfies ErrorFields;
  }
}

/** Has the core read a response inside 2xx; throws the parts of an error for any other. */
function decode<T>(call: Call, { response, status, text }: RawResponse): Reply<T> {
  const { operation, attempts } = call;
  // Nothing is left to delete: an attempt before this one was successful.
  const isDeleted = status === 404 && call.mayBeDone && call.request[0] === "DELETE";
  if (isDeleted || (status >= 200 && status < 300)) {
    const decoded = isDeleted ? [] : read(operation.number, text);
    if (!Array.isArray(decoded)) throw { ...decoded, response, body: text };
    const [data, body, next] = decoded as unknown as [T, PageBody, PageParameters];
    return { data, body, next, response, text, attempts };
  }
  // A redirect that was not followed has status 0 in browsers.
  if (status === 0 || (status >= 300 && status < 400)) {
    const message = "the response was a redirect, which is not followed; check baseUrl";
    throw { code: "not_an_answer", message, response, body: text } satisfies Failure;
  }
  throw { code: "refused", message: "", response, body: text, outcome: status } satisfies Failure;
}

/**
 * Milliseconds until the attempt is tried again; undefined when the call fails. Adds to the failure whether a retry is
 * safe, and when.
 */
function retryDelay({ clock, retryBudget }: Connection, call: Call, failure: Failure): number | undefined {
  const { options, request, attempts, until } = call;
  const { outcome = 0, response } = ownOf(failure);
  const time = now(clock);
  const [isRetryable, retryAfter, delay] = judge(
    request[0],
    outcome,
    response && retryAfterOf(response, time),
    response && resetOf(response, time),
    Math.max(0, attempts - 1),
    options.maxRetries,
    options.maxRetryAfter,
    Math.random(),
  );
  failure.retryable = isRetryable;
  if (retryAfter !== undefined) failure.retryAt = new Date(time + retryAfter);
  return delay !== undefined && time + delay < until && retryBudget >= RETRY_COST ? delay : undefined;
}

/** Waits, after the hook, before another attempt. */
async function waitToRetry(connection: Connection, call: Call, delay: number): Promise<void> {
  const { hooks, options, until } = call;
  const { clock } = connection;
  if (hooks) await limited(connection, call, () => hooks.beforeRetry(delay), "onRetry");
  await sleep(Math.min(delay, until - now(clock)), options.signal, clock);
}
