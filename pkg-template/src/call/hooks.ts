import { type RateLimit, rateLimitOf } from "../result/rate-limit.js";

/** An event of a request; holds no headers, query or body. */
export interface RequestEvent {
  /** The call, such as `databases.create`. */
  operation: string;
  /** The HTTP method. */
  method: string;
  /** The path, without the query. */
  path: string;
  /** The number of the attempt, from 1. */
  attempt: number;
}

/** A response. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  status: number;
  /** How long it took, reading the body included. */
  milliseconds: number;
}

/** A request that will be retried. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds until the next attempt. */
  delay: number;
}

/** A receiver of log lines, such as `console`. */
export type Logger = Record<"debug" | "info" | "warn" | "error", (line: string) => void>;

/** How much is logged: each level and those before it. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** Callbacks around requests. Async ones are awaited; what they throw is logged and ignored. */
export interface Hooks {
  /** Before each attempt. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** After each answer, whatever its status. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Before the wait for another attempt. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** When the API said how many requests the token may still make. */
  onRateLimit?: ((rateLimit: RateLimit) => unknown) | undefined;
  /** Takes the log. Default: `console`. */
  logger?: Logger | undefined;
  /** How much is logged. Default: the environment's `DIGITALOCEAN_LOG`, else `"off"`. */
  logLevel?: LogLevel | undefined;
}

const LEVELS: LogLevel[] = ["off", "error", "warn", "info", "debug"];

/** The hooks and the log of one call. */
export interface CallHooks {
  /** Before an attempt is sent. */
  beforeAttempt(method: string, url: string): Promise<void>;
  /** After an attempt, with its response if there was one. */
  afterAttempt(response: Response | undefined, milliseconds: number): Promise<void>;
  /** Before the wait for another attempt. */
  beforeRetry(delay: number): Promise<void>;
}

/** The hooks of a call; none when there is neither hook nor log. */
export function createCallHooks(operation: string, hooks: Hooks): CallHooks | undefined {
  const { onRequest, onResponse, onRetry, onRateLimit, logger, logLevel = "off" } = hooks;
  if (!(onRequest || onResponse || onRetry || onRateLimit) && logLevel === "off") {
    return undefined;
  }
  let event: RequestEvent = { operation, method: "", path: "", attempt: 0 };
  const log = (level: Exclude<LogLevel, "off">, text: string) => {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
    const { method, path, attempt } = event;
    try {
      (logger ?? console)[level](`digitalocean-wasm: ${operation} ${method} ${path} (${attempt}): ${text}`);
    } catch {
      // A log that fails is no reason to fail.
    }
  };
  const notify = async (name: "onRequest" | "onResponse" | "onRetry" | "onRateLimit", about: unknown) => {
    try {
      await (hooks[name] as ((about: unknown) => unknown) | undefined)?.(about);
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
