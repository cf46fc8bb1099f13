import type { Limits, Line, Ticket } from "./limits.js";
import { token as checkToken } from "./options.js";
import { type RateLimit, rateLimit } from "./promise.js";

/** What happened to a request. Nothing of what it holds is in it. */
export interface RequestEvent {
  /** The call, such as `databases.create`. */
  operation: string;
  /** The HTTP method. */
  method: string;
  /** The path, without the query. */
  path: string;
  /** Which attempt it is, from 1. */
  attempt: number;
}

/** An answer. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  status: number;
  /** How long it took, reading the body included. */
  milliseconds: number;
}

/** A request that will be repeated. */
export interface RetryEvent extends RequestEvent {
  /** How long is waited before. */
  delay: number;
}

/** What takes lines of a log, such as `console`. */
export type Logger = Record<"debug" | "info" | "warn" | "error", (line: string) => void>;

/** How much is logged: each level and those before it. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** What is told of requests. Each function may be async, and is waited for; what it throws is logged and changes nothing. */
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

/** What the hooks of a call are made of. */
export interface Beside {
  hooks: Hooks;
  operation: string;
  /** Gives the lines it stands in before each attempt. */
  lines: () => Line[];
  limits: Limits;
  /** Gives the token, where it is asked for. */
  token: (() => unknown) | undefined;
  /** Takes the request instead of sending it. */
  capture: ((url: string, init: RequestInit) => void) | undefined;
}

/** What the core calls while it makes a call. */
export function beside({ hooks, operation, lines, limits, token, capture }: Beside) {
  let event: RequestEvent = { operation, method: "", path: "", attempt: 0 };
  let tickets: Ticket[] = [];
  let started = 0;
  const log = (level: Exclude<LogLevel, "off">, text: string) => {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(hooks.logLevel ?? "off")) return;
    const { method, path, attempt } = event;
    try {
      (hooks.logger ?? console)[level](`digitalocean-wasm: ${operation} ${method} ${path} (${attempt}): ${text}`);
    } catch {
      // A log that fails is no reason to fail.
    }
  };
  const tell = async <T>(name: keyof Hooks, about: T) => {
    try {
      await (hooks[name] as ((about: T) => unknown) | undefined)?.(about);
    } catch {
      log("error", `${name} threw`);
    }
  };
  const leave = () => {
    for (const ticket of tickets) {
      ticket.leave();
    }
    tickets = [];
  };
  return {
    async attempt(url: string, init: RequestInit) {
      const { signal } = init;
      const path = new URL(url).pathname;
      event = { operation, method: init.method as string, path, attempt: event.attempt + 1 };
      started = 0;
      if (capture) {
        capture(url, init);
        throw new Error("nothing is sent");
      }
      for (const line of lines()) {
        const ticket = line.enter();
        tickets.push(ticket);
        await ticket.turn;
        if (signal?.aborted) return;
      }
      if (token) {
        const text = await token();
        if (signal?.aborted) return;
        (init.headers as Headers).set("authorization", `Bearer ${checkToken(text)}`);
      }
      log("debug", "sent");
      await tell("onRequest", event);
      started = Date.now();
    },
    /** After an attempt, with its response if there was one. */
    async ended(response?: Response) {
      // It is counted, and heard, before another takes its place.
      const began = started;
      started = 0;
      limits.count(Number(began > 0), Date.now());
      if (response) limits.hear(response);
      leave();
      if (response === undefined) {
        if (began) log("warn", "no answer");
        return;
      }
      const milliseconds = Date.now() - began;
      const { status } = response;
      log(status < 400 ? "info" : "warn", `${status} in ${milliseconds} ms`);
      const told = hooks.onRateLimit && rateLimit(response);
      if (told) {
        await tell("onRateLimit", told);
      }
      await tell("onResponse", { ...event, status, milliseconds });
    },
    async retry(delay: number) {
      log("warn", `again in ${delay} ms`);
      await tell("onRetry", { ...event, delay });
    },
  };
}
