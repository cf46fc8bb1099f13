import type { DigitalOceanError } from "../errors/classes.js";
import { toError } from "../errors/from-core.js";
import { requireGlobals } from "../load/globals.js";
import { readCallOptions } from "../options/read.js";
import type { ResolvedOptions } from "../options/types.js";
import type { ResponseBox } from "../result/promise.js";
import { type Reply, ResponseInfo } from "../result/response.js";
import { abortable, liftListenerLimit } from "./abort.js";
import { now } from "./clock.js";
import { type InFlight, share } from "./coalesce.js";
import { isReady, prepare, ready } from "./core.js";
import { DryRun } from "./dry-run.js";
import { createCallHooks } from "./hooks.js";
import { resolveLostCreate } from "./lost-create.js";
import type { Operation } from "./operation.js";
import { Queue, userQueueFor } from "./queue.js";
import { askForToken, type Call, type Connection, limited, requestHeaders, send } from "./send.js";

/** Makes a call, and its result from the reply. Puts the response into `box`. */
export type Caller = <T, R>(
  operation: Operation,
  parameters: unknown[],
  result: (reply: Reply<T>, options: ResolvedOptions) => R,
  box: ResponseBox,
  /** The public method, above which the stack of a refusal begins. */
  method?: unknown,
) => Promise<R>;

/** Returns the function that makes calls. The token lives in this closure, so no object exposes it. */
export function createCaller(connection: Connection, client: ResolvedOptions): Caller {
  const inFlight: InFlight = new Map();
  const { maxConcurrent } = client;
  const queues = client.throttle ? [connection.limiter.queue] : [];
  if (maxConcurrent) {
    queues.unshift(new Queue((active) => (active < maxConcurrent ? 0 : Number.POSITIVE_INFINITY)));
  }
  let hasFetch = connection.fetch !== undefined;

  /** Loads the core, when it is not there, and sees that there is a `fetch`. */
  const connect = async (signal: AbortSignal | undefined) => {
    if (!isReady()) await abortable(ready(), signal);
    if (!hasFetch) {
      requireGlobals("fetch");
      hasFetch = true;
    }
  };

  /** The call of a request; whoever sends it keeps it, for the error that it may end with. */
  const createCall = (
    operation: Operation,
    parameters: unknown[],
    options: ResolvedOptions,
    request: Call["request"],
  ): Call => ({
    operation,
    request,
    options,
    hooks: createCallHooks(operation.name, client),
    queues: operation.isQueued ? [userQueueFor(String(parameters[0])), ...queues] : queues,
    token: connection.token,
    until: now(connection.clock) + options.deadline,
    attempts: 0,
  });

  /** Makes a call; everything that is thrown on the way becomes one error, here. */
  const run = async <T, R>(
    operation: Operation,
    parameters: unknown[],
    options: ResolvedOptions,
    result: (reply: Reply<T>) => R,
    prepared?: Call["request"],
  ): Promise<R> => {
    let call: Call | undefined;
    try {
      if (!isReady() || !hasFetch) await connect(options.signal);
      const request = prepared ?? prepare(operation.number, parameters);
      if (!Array.isArray(request)) throw request;
      if (options.dryRun) {
        const [method, path, body] = request;
        return new DryRun(method, connection.baseUrl + path, requestHeaders(options, body, ""), body) as R;
      }
      call = createCall(operation, parameters, options, request);
      const reply =
        operation.isGet && options.coalesce
          ? await sendShared<T>(connection, call, inFlight)
          : await send<T>(connection, call);
      return result(reply);
    } catch (thrown) {
      throw toError(thrown, operation, call);
    }
  };

  return (operation, parameters, result, box, method) => {
    let options: ResolvedOptions;
    let prepared: Call["request"] | undefined;
    const given = parameters.slice(0, operation.parameters);
    try {
      options = readCallOptions(parameters[operation.parameters], client, operation.name);
      if (isReady()) {
        const request = prepare(operation.number, given);
        if (!Array.isArray(request)) throw request;
        prepared = request;
      }
    } catch (thrown) {
      return refused(toError(thrown, operation), method);
    }
    if (options.signal) {
      liftListenerLimit(options.signal);
    }
    const keep = (reply: Reply<never>) => {
      box.response = new ResponseInfo(reply);
      return result(reply, options);
    };
    const sent = run(operation, given, options, keep, prepared);
    return operation.listCandidates ? resolveLostCreate(operation, given, options, box, sent) : sent;
  };
}

/** Sends a GET together with those under way that are the same and have the same token. */
async function sendShared<T>(connection: Connection, call: Call, inFlight: InFlight): Promise<Reply<T>> {
  const { askToken, clock } = connection;
  const { options, request } = call;
  const { signal, timeout, deadline, headers } = options;
  if (askToken) {
    call.firstToken = call.token = await limited(connection, call, () => askForToken(askToken), "token");
  }
  // Another token may be answered something else, and other times end elsewhere.
  const key = JSON.stringify([request, String(timeout), String(deadline), headers, call.token]);
  return share(inFlight, key, signal, clock, (signal) =>
    send<T>(connection, { ...call, options: Object.assign(Object.create(null), options, { signal }) }),
  );
}

/** A refusal before anything was awaited, when no engine knows the caller yet: its stack begins at the caller. */
function refused(error: DigitalOceanError, method: unknown): Promise<never> {
  const { captureStackTrace } = Error as { captureStackTrace?(error: Error, above: unknown): void };
  captureStackTrace?.(error, method);
  return Promise.reject(error);
}
