// One HTTP exchange: builds the request for `fetch`, and receives the response with its body.
import { connectCode, describe } from "../errors/cause.js";
import { ownOf } from "../errors/own.js";
import type { FetchInit, FetchLike } from "../options/fetch.js";
import type { ResolvedOptions } from "../options/types.js";
import { abortableWait } from "./abort.js";
import { now } from "./clock.js";
import type { Call, Connection, Failure, RawResponse } from "./state.js";
import { startLimit, timeoutFailure } from "./timeout.js";

/** Sends the request and receives the response's body, within the time that an attempt may take. */
export function exchange({ baseUrl, fetch, clock }: Connection, call: Call, url: string): Promise<RawResponse> {
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
      if (until <= now(clock)) return fail(timeoutFailure(call, "deadline"));
      startLimit(call, clock, after, fail, "timeout");
      call.attempts++;
      receive(fetch, url, requestInit(call, controller.signal)).then(
        (raw) => (raw ? resolve(raw) : reject(notAResponse())),
        (cause) => fail(connectionFailure(baseUrl, cause)),
      );
    },
    () => controller.abort(),
  );
}

/** Calls `fetch`, by default the platform's current one, and reads the body. Resolves to undefined without a response. */
async function receive(fetch: FetchLike | undefined, url: string, init: FetchInit): Promise<RawResponse | undefined> {
  const response = await (fetch ?? globalThis.fetch)(url, init);
  // The response may be of another realm or library, and reading it may throw: it is read here, once.
  const text: unknown = typeof response?.text === "function" ? await response.text() : undefined;
  if (typeof text !== "string" || typeof response.headers?.get !== "function") return undefined;
  const status: unknown = response.status;
  return typeof status === "number" ? { response: response as Response, status, text } : undefined;
}

/** The second argument of `fetch`. The only place where headers are set. */
function requestInit({ request, options, token }: Call, signal: AbortSignal): FetchInit {
  const [method, , body] = request;
  // Without a prototype, so that nothing is inherited from a polluted one.
  const init = ownOf<FetchInit>({
    method,
    headers: requestHeaders(options, body, token),
    // The API never redirects; following one would take the token along.
    redirect: "manual",
    signal,
  });
  if (body !== undefined) init.body = body;
  // Where requests have no such field, to set it is refused.
  if ("credentials" in (globalThis.Request?.prototype ?? {})) init.credentials = "omit";
  return init;
}

/**
 * The headers of a request. They are its own, for a caller's `fetch` may change them, and a plain object, which every
 * `fetch` takes. Without a prototype, as above.
 */
export function requestHeaders(
  { headers }: ResolvedOptions,
  body: string | undefined,
  token: string | undefined,
): Record<string, string> {
  return ownOf<Record<string, string>>({
    accept: "application/json",
    ...headers,
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { "content-type": "application/json" }),
  });
}

/** The parts of a `ConnectionError` for an error that `fetch` rejected with, or that interrupted the body. */
function connectionFailure(baseUrl: string, cause: unknown): Failure {
  const { host } = new URL(baseUrl);
  const code = connectCode(cause);
  const message = code ? `could not reach ${host} (${code})` : `no complete response from ${host}: ${describe(cause)}`;
  return { code: "connection_failed", message, cause, outcome: 0 };
}

const notAResponse = (): Failure => ({
  code: "not_an_answer",
  message: "`fetch` resolved to a value that is not a Response",
});
