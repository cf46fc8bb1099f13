// The state of a client's connection, of a call, and of one attempt of it.
import type { ErrorFields } from "../errors/classes.js";
import type { PreparedRequest } from "../load/core-types.js";
import type { FetchLike } from "../options/fetch.js";
import type { ResolvedOptions } from "../options/types.js";
import type { Clock } from "./clock.js";
import type { CallHooks } from "./hooks.js";
import type { Operation } from "./operation.js";
import type { Queue } from "./queue.js";
import type { RateLimiter } from "./rate-limiter.js";

/** The settings and counters that all calls of a client share. */
export interface Connection {
  baseUrl: string;
  /** The token, unless a function gives it. */
  token: string | undefined;
  askToken: (() => unknown) | undefined;
  /** The caller's `fetch`. When undefined, the platform's is looked up for each attempt. */
  fetch: FetchLike | undefined;
  clock: Clock | undefined;
  limiter: RateLimiter;
  /** Credits for retries: an API that is down is asked less, not three times as often. */
  retryBudget: number;
}

/** Credits a retry takes; a success returns one. */
export const RETRY_COST = 5;
/** Credits of a new client, which are also the most that it can have: fifty retries. */
export const RETRY_BUDGET = 50 * RETRY_COST;

/** A call that can be sent, and how far it got. */
export interface Call {
  operation: Operation;
  request: PreparedRequest;
  options: ResolvedOptions;
  hooks: CallHooks | undefined;
  /** The queues that an attempt stands in, in this order. Looked up for each: a queue that nobody is in is dropped. */
  queues(): Queue[];
  /** A token that was already asked for; used by the first attempt. */
  firstToken?: string | undefined;
  /** The token of the current attempt. */
  token: string | undefined;
  /** When the deadline is, in milliseconds since 1970. */
  until: number;
  /** The number of attempts that were sent. */
  attempts: number;
  /** Whether an attempt before the current one may have taken effect, although it failed. */
  mayBeDone: boolean;
}

/** The parts of an error, and what a judgement of it needs. */
export interface Failure extends ErrorFields {
  response?: Response;
  /** The response's status, 0 when there was none; undefined when a retry would change nothing. */
  outcome?: number;
}

/** A response whose body was received. */
export interface RawResponse {
  response: Response;
  status: number;
  text: string;
}
