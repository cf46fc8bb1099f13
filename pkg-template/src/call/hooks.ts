import { type RateLimit, rateLimitOf } from "../result/rate-limit.js";

/**
 * An attempt of a call that is about to be sent, as `onRequest` gets it. Contains no headers, query or body, and so no
 * secrets.
 */
export interface RequestEvent {
  /** The call, such as `databases.create`; `request` for a call of `client.request`. */
  operation: string;
  /** The HTTP method. */
  method: string;
  /** The path of the URL, without the query, such as `/v2/databases`. */
  path: string;
  /** The number of the attempt, from 1. Retries count from 2. */
  attempt: number;
}

/** A response to an attempt, as `onResponse` gets it. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. In browsers, 0 for a redirect. */
  status: number;
  /** Milliseconds from sending the request to the end of the response's body. */
  milliseconds: number;
}

/** A failed attempt that will be retried, as `onRetry` gets it. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds until the next attempt is made. */
  delay: number;
}

/** A receiver of log lines, such as `console`: a method for each level. */
export type Logger = Record<"debug" | "info" | "warn" | "error", (line: string) => void>;

/**
 * The amount of logging. Each level includes those before it.
 *
 * `error`: hooks that threw; `warn`: retries, lost responses and statuses from 400; `info`: other responses; `debug`:
 * each attempt.
 */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/**
 * Hooks: callbacks around the requests of a client, for logging, metrics or progress.
 *
 * They run in the async context of the call. Async ones are awaited, each for up to `timeout` milliseconds. Errors that
 * they throw are logged and ignored.
 *
 * @example
 * const client = new DigitalOcean({
 *   onRequest: ({ operation, attempt }) => console.log(`${operation}: attempt ${attempt}`),
 *   onResponse: ({ path, status, milliseconds }) => console.log(`${path}: ${status} in ${milliseconds} ms`),
 *   onRateLimit: ({ remaining, limit }) => console.log(`${remaining} of ${limit} requests left`),
 * });
 */
export interface Hooks {
  /**
   * Called before each attempt, which waits for it, and before the attempt waits in a queue. If it takes longer than
   * `timeout`, the call rejects with a `TimeoutError`.
   * @default undefined
   */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /**
   * Called after each response, whatever its status, once its body is read. The call waits for it, for up to `timeout`
   * milliseconds; the response counts however long it takes. Not called when there is no response.
   * @default undefined
   */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /**
   * Called before the delay of each retry. If it takes longer than `timeout`, the call rejects with a `TimeoutError`.
   * @default undefined
   */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /**
   * Called before `onResponse`, after each response that states the rate limit. In a browser, only if the API's CORS
   * rules expose the `ratelimit-*` headers.
   * @default undefined
   */
  onRateLimit?: ((rateLimit: RateLimit) => unknown) | undefined;
  /**
   * The receiver of log lines. They contain operation, method, path and status, but no token, query or body.
   * @default console
   */
  logger?: Logger | undefined;
  /**
   * The amount of logging.
   * @default the environment variable `DIGITALOCEAN_LOG`, else `"off"`
   */
  logLevel?: LogLevel | undefined;
}

/** The levels, from least to most. */
export const LEVELS: LogLevel[] = ["off", "error", "warn", "info", "debug"];

/** The hooks and the log of one call. */
export interface CallHooks {
  /** Before an attempt is sent. */
  beforeAttempt(method: string, url: string): Promise<void>;
  /** After an attempt, with its response if there was one. */
  afterAttempt(response: Response | undefined, milliseconds: number): Promise<void>;
  /** Before the wait for another attempt. */
  beforeRetry(delay: number): Promise<void>;
}

/** Writes a log line, whatever the level of logging. */
export function writeLine(logger: Logger = console, level: keyof Logger, line: string): void {
  try {
    logger[level](`digitalocean-wasm: ${line}`);
  } catch {
    // A logger that throws must not fail the call.
  }
}

/** The hooks of a call; undefined when there is neither a hook nor a log. */
export function createCallHooks(operation: string, hooks: Hooks): CallHooks | undefined {
  const { onRequest, onResponse, onRetry, onRateLimit, logger, logLevel = "off" } = hooks;
  if (!(onRequest || onResponse || onRetry || onRateLimit) && logLevel === "off") {
    return undefined;
  }
  let event: RequestEvent = { operation, method: "", path: "", attempt: 0 };
  const log = (level: Exclude<LogLevel, "off">, text: string) => {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
    const { method, path, attempt } = event;
    writeLine(logger, level, `${operation} ${method} ${path} (${attempt}): ${text}`);
  };
  const notify = async (name: "onRequest" | "onResponse" | "onRetry" | "onRateLimit", about: unknown) => {
    try {
      // Not called as a method: these options hold the token.
      const hook = hooks[name] as ((about: unknown) => unknown) | undefined;
      await hook?.(about);
    } catch {
      log("error", `${name} threw`);
    }
  };
  return {
    beforeAttempt(method, url) {
      event = { operation, method, path: new URL(url).pathname, attempt: event.attempt + 1 };
      log("debug", "sending");
      return notify("onRequest", event);
    },
    async afterAttempt(response, milliseconds) {
      if (response === undefined) {
        return log("warn", "no response");
      }
      const { status } = response;
      log(status < 400 ? "info" : "warn", `${status} in ${milliseconds} ms`);
      const rateLimit = onRateLimit && rateLimitOf(response);
      if (rateLimit) {
        await notify("onRateLimit", rateLimit);
      }
      await notify("onResponse", { ...event, status, milliseconds });
    },
    beforeRetry(delay) {
      log("warn", `retrying in ${delay} ms`);
      return notify("onRetry", { ...event, delay });
    },
  };
}
