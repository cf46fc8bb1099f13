import { type Duration, milliseconds } from "./duration.js";

/**
 * A fault of the API or of the network, which one or more requests meet.
 *
 * @example
 * simulator.fault({ operation: "databases.create", drop: "after" }); // the cluster is made, its response lost
 * simulator.fault({ status: 503, times: 2 }); // the next two requests, whatever they are
 * simulator.fault({ operation: "databases.get", nth: 3, status: 429, headers: { "retry-after": "5" } });
 */
export interface Fault {
  /**
   * The call that meets it, such as `databases.create`, by its name in this package.
   * @default every call
   */
  operation?: string | undefined;
  /**
   * The number of the request that meets it first, among those that match, from 1.
   * @default 1
   */
  nth?: number | undefined;
  /**
   * The number of requests in a row that meet it.
   * @default 1
   */
  times?: number | undefined;
  /**
   * For soak tests only: the share of the matching requests that meet it, from 0 to 1, by a generator of the
   * simulator's own, which begins alike every time. `nth` and `times` do not apply.
   * @default undefined
   */
  rate?: number | undefined;
  /**
   * The status of an error response, which comes instead of what the request asks for. Nothing is changed.
   * @default undefined
   */
  status?: number | undefined;
  /**
   * The `id` of the error response.
   * @default the API's for that status
   */
  id?: string | undefined;
  /**
   * The message of the error response.
   * @default the API's for that status
   */
  message?: string | undefined;
  /**
   * Loses the connection before the request takes effect, or after it did, so that its response is lost.
   * @default undefined
   */
  drop?: "before" | "after" | undefined;
  /**
   * Simulated time between the request, which takes effect at once, and its response.
   * @default 0
   */
  delay?: Duration | undefined;
  /**
   * The number of bytes of the response's body after which the connection is lost.
   * @default undefined
   */
  truncate?: number | undefined;
  /**
   * Headers of the response, over those that it has.
   * @default {}
   */
  headers?: Record<string, string> | undefined;
}

const KEYS = ["operation", "nth", "times", "rate", "status", "id", "message", "drop", "delay", "truncate", "headers"];

/** Where the row of numbers for `rate` begins: a small one would begin it with small numbers. */
const RANDOM_SEED = 1_234_567_890;

/** A fault, and the requests that it has seen. */
interface Planned {
  fault: Fault;
  seen: number;
}

/** The faults that are still to come. */
export class Faults {
  #planned: Planned[] = [];
  #random = RANDOM_SEED;

  /** Adds a fault. Throws a `TypeError` for one that makes no sense. Returns a function that takes it away. */
  add(fault: Fault, operations: string[]): () => void {
    check(fault, operations);
    const planned = { fault: { ...fault }, seen: 0 };
    this.#planned.push(planned);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== planned);
    };
  }

  clear(): void {
    this.#planned = [];
    this.#random = RANDOM_SEED;
  }

  /** The fault that a request meets: the first that is its own. All that match count the request. */
  meet(operation: string | undefined): Fault | undefined {
    let met: Fault | undefined;
    for (const planned of [...this.#planned]) {
      const { fault } = planned;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      planned.seen++;
      const { nth = 1, times = 1, rate } = fault;
      const isMet = rate === undefined ? planned.seen >= nth : this.#chance() < rate;
      if (isMet) met ??= fault;
      if (rate === undefined && planned.seen >= nth + times - 1) {
        this.#planned = this.#planned.filter((other) => other !== planned);
      }
    }
    return met;
  }

  /** The next of a row of numbers from 0 to 1 that is the same in every run. */
  #chance(): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647;
    return this.#random / 2_147_483_647;
  }
}

function check(fault: Fault, operations: string[]): void {
  if (typeof fault !== "object" || fault === null) {
    throw new TypeError("fault: must be an object, such as { status: 503 }");
  }
  const unknown = Object.keys(fault).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`fault.${unknown}: there is no such field; there are ${KEYS.join(", ")}`);
  }
  const { operation, drop, delay, status, truncate, headers } = fault;
  if (operation !== undefined && !operations.includes(operation)) {
    throw new TypeError(`fault.operation: there is no call ${JSON.stringify(operation)}; one is "databases.create"`);
  }
  number(fault, "nth", 1, 1_000_000_000);
  number(fault, "times", 1, 1_000_000_000);
  number(fault, "status", 300, 599);
  number(fault, "truncate", 0, 1_000_000_000);
  if (fault.rate !== undefined && !(typeof fault.rate === "number" && fault.rate >= 0 && fault.rate <= 1)) {
    throw new TypeError("fault.rate: must be a number from 0 to 1");
  }
  if (drop !== undefined && drop !== "before" && drop !== "after") {
    throw new TypeError('fault.drop: must be "before" or "after"');
  }
  if (delay !== undefined) milliseconds(delay, "fault.delay");
  if (headers !== undefined && (typeof headers !== "object" || headers === null)) {
    throw new TypeError('fault.headers: must be an object, such as { "retry-after": "5" }');
  }
  if ([drop, delay, status, truncate, headers].every((value) => value === undefined)) {
    throw new TypeError("fault: needs one of status, drop, delay, truncate and headers");
  }
}

function number(fault: Fault, name: "nth" | "times" | "status" | "truncate", low: number, high: number): void {
  const value: unknown = fault[name];
  if (value === undefined) return;
  if (!Number.isInteger(value) || (value as number) < low || (value as number) > high) {
    throw new TypeError(`fault.${name}: must be a whole number from ${low} to ${high}`);
  }
}
