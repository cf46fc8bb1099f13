// Sends a call, from its prepared request to its reply: waits in queues, asks for the token, calls hooks and `fetch`,
// has the core read the response or judge the failure, waits, and tries again.
import type { ErrorFields } from "../errors/classes.js";
import type { PreparedRequest } from "../load/glue.js";
import { token as checkToken } from "../options/token.js";
import type { FetchLike, ResolvedOptions } from "../options/types.js";
import { header } from "../result/headers.js";
import type { PageBody, PageParameters, Reply } from "../result/response.js";
import { abortableWait, sleep } from "./abort.js";
import { type Clock, now } from "./clock.js";
import { isReady, judge, read, ready } from "./core.js";
import type { CallHooks } from "./hooks.js";
import type { Operation } from "./operation.js";
import type { Queue } from "./queue.js";
import type { RateLimiter } from "./rate-limiter.js";

/** What all calls of a client share. */
export interface Connection {
  baseUrl: string;
  /** The token, unless a function gives it. */
  token: string | undefined;
  askToken: (() => unknown) | undefined;
  /** The caller's `fetch`; the platform's, as it is at the time, when there is none. */
  fetch: FetchLike | undefined;
  clock: Clock | undefined;
  limiter: RateLimiter;
  /** Credits for retries: an API that is down is asked less, not three times as often. */
  retryBudget: number;
}

/** Credits a retry takes; a success returns one. */
const RETRY_COST = 5;
/** Credits of a new client, which are also the most that it can have: fifty retries. */
export const RETRY_BUDGET = 50 * RETRY_COST;

/** A call that can be sent, and how far it got. */
export interface Call {
  operation: Operation;
  request: PreparedRequest;
  options: ResolvedOptions;
  hooks: CallHooks | undefined;
  /** The queues that each attempt stands in, in this order. */
  queues: Queue[];
  /** A token that was already asked for; used by the first attempt. */
  firstToken?: string | undefined;
  /** The token of the current attempt. */
  token: string | undefined;
  /** When the deadline is, in milliseconds since 1970. */
  until: number;
  /** The number of attempts that were sent. */
  attempts: number;
}

/** The parts of an error, and what a judgement of it needs. */
interface Failure extends ErrorFields {
  response?: Response;
  /** The response's status, 0 when there was none; undefined when a retry would change nothing. */
  outcome?: number;
}

/** A response whose body was received. */
interface RawResponse {
  response: Response;
  status: number;
  text: string;
}

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
    if (failure?.outcome === undefined) throw failure;
    if (!isReady()) await ready();
    let delay = retryDelay(connection, call, failure);
    if (failure.outcome === 401 && connection.askToken && !hasRefreshedToken) {
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

/** One attempt: its turn in the queues, the token, the hooks before it, the request, and the hooks after it. */
async function attempt(connection: Connection, call: Call): Promise<RawResponse> {
  const { hooks, request, until } = call;
  const { askToken, baseUrl, clock, limiter } = connection;
  if (until <= now(clock)) throw timeoutFailure(call, "deadline");
  const url = baseUrl + request[1];
  const attempts = call.attempts;
  const slots = call.queues.map((queue) => queue.enter(clock));
  let raw: RawResponse | undefined;
  let sentAt = 0;
  try {
    for (const slot of slots) {
      if (!slot.isReady) await limited(connection, call, () => slot.ready());
    }
    if (askToken) {
      call.token = call.firstToken ?? (await limited(connection, call, () => askForToken(askToken), "token"));
      call.firstToken = undefined;
    }
    if (hooks) await limited(connection, call, () => hooks.beforeAttempt(request[0], url), "onRequest");
    sentAt = now(clock);
    raw = await exchange(connection, call, url);
  } finally {
    // However the attempt ended, it is recorded before its slots go to others.
    if (call.attempts > attempts) {
      limiter.recordRequest(now(clock));
      if (raw) limiter.recordResponse(raw.response);
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

/**
 * Takes a step beside the request, which may take as long as an attempt may; a wait in a queue, which has no `name`, as
 * long as the deadline allows.
 */
export function limited<T>(
  { clock }: Connection,
  call: Call,
  step: () => Promise<T>,
  name?: "token" | "onRequest" | "onResponse" | "onRetry",
): Promise<T> {
  const { options, until } = call;
  return abortableWait(options.signal, clock, ({ resolve, reject, after }) => {
    const left = until - now(clock);
    const time = name ? Math.min(options.timeout, left) : left;
    if (time < Number.POSITIVE_INFINITY) {
      after(time, () => reject(timeoutFailure(call, time === left ? "deadline" : name)));
    }
    step().then(resolve, reject);
  });
}

export async function askForToken(ask: () => unknown): Promise<string> {
  try {
    return checkToken(await ask());
  } catch (cause) {
    const message = "token: the function that gives it failed";
    throw { code: "invalid_request", message, cause } satisfies ErrorFields;
  }
}

/** Sends the request and receives the response's body, within the time that an attempt may take. */
function exchange({ baseUrl, fetch, clock }: Connection, call: Call, url: string): Promise<RawResponse> {
  const { options, until } = call;
  const controller = new AbortController();
  return abortableWait<RawResponse>(
    options.signal,
    clock,
    ({ resolve, reject, after }) => {
      const fail = (failure: Failure) => {
        reject(failure);
        controller.abort();
      };
      const left = until - now(clock);
      if (left <= 0) return fail(timeoutFailure(call, "deadline"));
      const time = Math.min(options.timeout, left);
      if (time < Number.POSITIVE_INFINITY) {
        after(time, () => fail(timeoutFailure(call, time === left ? "deadline" : "timeout")));
      }
      call.attempts++;
      receive(fetch, url, requestInit(call, controller.signal)).then(
        (raw) => (raw ? resolve(raw) : reject(notAResponse())),
        (cause) => fail({ code: "connection_failed", message: `no whole answer from ${baseUrl}`, cause, outcome: 0 }),
      );
    },
    () => controller.abort(),
  );
}

/** Calls `fetch`, the platform's as it is now when none is given, and reads the body; nothing if it is no response. */
async function receive(fetch: FetchLike | undefined, url: string, init: RequestInit): Promise<RawResponse | undefined> {
  const response = await (fetch ?? globalThis.fetch)(url, init);
  // It may be of another realm or library, and anything of it may throw: it is looked at here, once.
  const text: unknown = typeof response?.text === "function" ? await response.text() : undefined;
  if (typeof text !== "string" || typeof response.headers?.get !== "function") return undefined;
  const status: unknown = response.status;
  return typeof status === "number" ? { response, status, text } : undefined;
}

/** The second argument of `fetch`. The only place where headers are set. */
function requestInit({ request, options, token }: Call, signal: AbortSignal): RequestInit {
  const [method, , body] = request;
  // Without a prototype, so that nothing is inherited from a polluted one.
  const init = Object.create(null) as RequestInit;
  init.method = method;
  init.headers = requestHeaders(options, body, token);
  // The API never redirects; following one would take the token along.
  init.redirect = "manual";
  init.signal = signal;
  if (body !== undefined) init.body = body;
  // Where requests have no such field, to set it is refused.
  if ("credentials" in (globalThis.Request?.prototype ?? {})) init.credentials = "omit";
  return init;
}

/** The headers of a request. They are its own, for a caller's `fetch` may change them. */
export function requestHeaders(
  { headers }: ResolvedOptions,
  body: string | undefined,
  token: string | undefined,
): Headers {
  const own: Record<string, string> = { accept: "application/json", ...headers };
  if (token !== undefined) own.authorization = `Bearer ${token}`;
  if (body !== undefined) own["content-type"] = "application/json";
  return new Headers(own);
}

/** Has the core read a response inside 2xx; throws what any other one means. */
function decode<T>({ operation, attempts }: Call, { response, status, text }: RawResponse): Reply<T> {
  if (status >= 200 && status < 300) {
    const decoded = read(operation.number, text);
    if (!Array.isArray(decoded)) throw { ...decoded, response, body: text };
    const [data, body, next] = decoded as [T, PageBody, PageParameters];
    return { data, body, next, response, text, attempts };
  }
  // A redirect that was not followed has status 0 in browsers.
  if (status === 0 || (status >= 300 && status < 400)) {
    const message = "the answer was a redirect, which is not followed; check baseUrl";
    throw { code: "not_an_answer", message, response, body: text } satisfies Failure;
  }
  throw { code: "refused", message: "", response, body: text, outcome: status } satisfies Failure;
}

/** Milliseconds until the attempt is tried again; undefined when the failure stands, which then says what is known. */
function retryDelay({ clock, retryBudget }: Connection, call: Call, failure: Failure): number | undefined {
  const { options, request, attempts, until } = call;
  const { outcome = 0, response } = failure;
  const time = now(clock);
  const [isRetryable, retryAfter, delay] = judge(
    request[0],
    outcome,
    response && retryAfterOf(response, time),
    response && fromNow(Number(header(response, "ratelimit-reset") ?? Number.NaN) * 1000, time),
    Math.max(0, attempts - 1),
    options.maxRetries,
    options.maxRetryAfter,
    Math.random(),
  );
  failure.retryable = isRetryable;
  if (retryAfter !== undefined) failure.retryAt = new Date(time + retryAfter);
  return delay !== undefined && time + delay < until && retryBudget >= RETRY_COST ? delay : undefined;
}

/** The milliseconds that `retry-after` asks to wait: it holds seconds, or a date. */
function retryAfterOf(response: Response, time: number): number | undefined {
  const text = header(response, "retry-after");
  if (text === undefined) return undefined;
  const milliseconds = Number(text) * 1000;
  return milliseconds >= 0 ? milliseconds : fromNow(Date.parse(text), time);
}

const fromNow = (time: number, now: number): number | undefined =>
  Number.isNaN(time) ? undefined : Math.max(0, time - now);

/** Waits, after the hook, before another attempt. */
async function waitToRetry(connection: Connection, call: Call, delay: number): Promise<void> {
  const { hooks, options, until } = call;
  const { clock } = connection;
  if (hooks) await limited(connection, call, () => hooks.beforeRetry(delay), "onRetry");
  await sleep(Math.min(delay, until - now(clock)), options.signal, clock);
}

/** The parts of a `TimeoutError`. The time of a step beside the request is not that of an attempt, and is not retried. */
function timeoutFailure({ options }: Call, name: string | undefined): Failure {
  if (name === "deadline" || name === "timeout") {
    return { code: "timeout", message: `no whole answer within ${options[name]} ms, the ${name}`, outcome: 0 };
  }
  return { code: "timeout", message: `${name}: took longer than ${options.timeout} ms, the timeout` };
}

function ignoreTimeout(thrown: Failure): void {
  if (thrown.code !== "timeout") throw thrown;
}

const notAResponse = (): Failure => ({
  code: "not_an_answer",
  message: "`fetch` resolved to something that is not a Response",
});
