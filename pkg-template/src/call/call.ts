import type { DigitalOceanError, ErrorFields } from "../errors/classes.js";
import { toError } from "../errors/from-core.js";
import { ownOf } from "../errors/own.js";
import { requireGlobals } from "../load/globals.js";
import { readCallOptions } from "../options/read.js";
import type { ResolvedOptions } from "../options/types.js";
import type { ResponseBox } from "../result/promise.js";
import type { Reply } from "../result/response.js";
import { abortable, liftListenerLimit } from "./abort.js";
import { now } from "./clock.js";
import { type InFlight, share } from "./coalesce.js";
import { isReady, prepare, ready } from "./core.js";
import { DryRun } from "./dry-run.js";
import { requestHeaders } from "./exchange.js";
import { createCallHooks } from "./hooks.js";
import { resolveLostCreate } from "./lost-create.js";
import type { Operation } from "./operation.js";
import { Queue, userQueueFor } from "./queue.js";
import { askForToken, send } from "./send.js";
import type { Call, Connection } from "./state.js";
import { limited } from "./timeout.js";
import { reportUnknownKeys } from "./unknown-keys.js";

/** Makes a call, and its result from the reply. Puts the response into `box`. */
export type Caller = <T, R>(
  operation: Operation,
  parameters: unknown[],
  result: (reply: Reply<T>, options: ResolvedOptions) => R,
  box: ResponseBox,
  /** The public method. The stack of an error in its arguments begins above it. */
  method?: unknown,
) => Promise<R>;

/** The state of a client that its calls share. */
interface ClientState {
  connection: Connection;
  /** The queues that each attempt of each call stands in. */
  queues: Queue[];
  inFlight: InFlight;
  /** Whether there is a `fetch`, as far as is known. */
  hasFetch: boolean;
}

/** Returns the function that makes calls. The token lives in this closure, so no object exposes it. */
export function createCaller(connection: Connection, options: ResolvedOptions): Caller {
  const { maxConcurrent, throttle } = options;
  const queues = throttle ? [connection.limiter.queue] : [];
  if (maxConcurrent) {
    queues.unshift(new Queue((active) => (active < maxConcurrent ? 0 : Number.POSITIVE_INFINITY)));
  }
  const hasFetch = connection.fetch !== undefined;
  const client: ClientState = { connection, queues, inFlight: new Map(), hasFetch };
  return (operation, parameters, result, box, method) => {
    let own: ResolvedOptions;
    let prepared: Call["request"] | undefined;
    const given = parameters.slice(0, operation.parameters);
    try {
      own = readCallOptions(parameters[operation.parameters], options, operation.name);
      if (isReady()) {
        prepared = prepareOrThrow(operation, given, own);
      }
    } catch (thrown) {
      return rejectAtCaller(toError(thrown, operation), method);
    }
    if (own.signal) {
      liftListenerLimit(own.signal);
    }
    const keep = (reply: Reply<never>) => {
      box.reply = reply;
      return result(reply, own);
    };
    // A dry run makes no error on its way.
    const origin = prepared || own.dryRun ? undefined : new Error();
    const sent = run(client, operation, given, own, keep, prepared);
    const settled = operation.listCandidates ? resolveLostCreate(operation, given, own, box, sent) : sent;
    return origin ? rejectFrom(origin, settled) : settled;
  };
}

/** Makes a call. Whatever is thrown on the way becomes one error here. */
async function run<T, R>(
  client: ClientState,
  operation: Operation,
  parameters: unknown[],
  options: ResolvedOptions,
  result: (reply: Reply<T>) => R,
  prepared?: Call["request"],
): Promise<R> {
  const { connection, inFlight } = client;
  let call: Call | undefined;
  try {
    if (!isReady() || !client.hasFetch) await connect(client, options.signal);
    const request = prepared ?? prepareOrThrow(operation, parameters, options);
    if (options.dryRun) {
      const [method, path, body] = request;
      return new DryRun(
        method,
        connection.baseUrl + path,
        requestHeaders(options, body, "$DIGITALOCEAN_TOKEN"),
        body,
      ) as R;
    }
    call = createCall(client, operation, parameters, options, request);
    const isShared = request[0] === "GET" && options.coalesce;
    return result(await (isShared ? sendShared<T>(connection, call, inFlight) : send<T>(connection, call)));
  } catch (thrown) {
    // Near the end of the stack there is no room to make an error: it is made in another turn.
    if (thrown instanceof RangeError) await undefined;
    throw toError(thrown, operation, call);
  }
}

/** Loads the core if it is missing, and checks that there is a `fetch`. */
async function connect(client: ClientState, signal: AbortSignal | undefined): Promise<void> {
  if (!isReady()) await abortable(ready(), signal);
  if (!client.hasFetch) {
    requireGlobals("fetch");
    client.hasFetch = true;
  }
}

/** Checks and writes the request of a call; throws the parts of an error when it is refused. */
function prepareOrThrow(operation: Operation, parameters: unknown[], options: ResolvedOptions): Call["request"] {
  const request = prepare(operation.number, parameters);
  if (!Array.isArray(request)) {
    if (!operation.isLaterPage) throw request;
    // The caller's part of its query was good for the first page.
    const message = `the link to the next page: ${request.message}`;
    throw { code: "undecodable", message } satisfies ErrorFields;
  }
  const [, , , unknown] = request;
  if (unknown) reportUnknownKeys(operation, unknown, options);
  return request;
}

/** The call of a prepared request. */
function createCall(
  { connection, queues }: ClientState,
  operation: Operation,
  parameters: unknown[],
  options: ResolvedOptions,
  request: Call["request"],
): Call {
  return {
    operation,
    request,
    options,
    hooks: createCallHooks(operation.name, options),
    queues: () => (operation.isQueued ? [userQueueFor(String(parameters[0])), ...queues] : queues),
    token: connection.token,
    until: now(connection.clock) + options.deadline,
    attempts: 0,
    mayBeDone: false,
  };
}

/** Sends a GET, or joins one in flight that is the same and has the same token. */
async function sendShared<T>(connection: Connection, call: Call, inFlight: InFlight): Promise<Reply<T>> {
  const { askToken, clock } = connection;
  const { operation, options, request } = call;
  const { signal, timeout, deadline, headers } = options;
  if (askToken) {
    call.firstToken = call.token = await limited(connection, call, () => askForToken(askToken), "token");
  }
  // Another token may get another response, and other limits end at another time.
  const key = JSON.stringify([operation.number, request, String(timeout), String(deadline), headers, call.token]);
  return share(inFlight, key, call, signal, clock, (signal) => {
    call.options = ownOf({ ...options, signal });
    return send<T>(connection, call);
  });
}

/**
 * Settles as a call does that waited for the core. Its error gets the stack of where the call was made in engines that lose
 * the caller on the way: all but V8, which alone has no `line` in its errors. The errors of other calls do not get it,
 * because that takes time.
 */
async function rejectFrom<R>(origin: Error, settled: Promise<R>): Promise<R> {
  try {
    return await settled;
  } catch (thrown) {
    const error = thrown as DigitalOceanError;
    if ("line" in origin || "lineNumber" in origin) error.stack += `\n${origin.stack}`;
    throw error;
  }
}

/**
 * Rejects a call before anything was awaited. No engine knows the caller of a promise yet, so the error's stack is made
 * to begin there.
 */
function rejectAtCaller(error: DigitalOceanError, method: unknown): Promise<never> {
  const { captureStackTrace } = Error as { captureStackTrace?(error: Error, above: unknown): void };
  const { stack } = error;
  captureStackTrace?.(error, method);
  // Bun finds no frame when the method's own is gone.
  if (!/\n\s+at /.test(error.stack ?? "")) error.stack = stack as string;
  return Promise.reject(error);
}
