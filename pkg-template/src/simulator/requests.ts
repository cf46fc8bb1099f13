/** A request that came to a simulator. */
export interface RecordedRequest {
  /** The call, such as `databases.create`; undefined for a path that the API does not have. */
  operation: string | undefined;
  /** The HTTP method. */
  method: string;
  /** The path, percent-encoded, without the query. */
  path: string;
  /** The parameters of the query. */
  query: Record<string, string>;
  /** The headers by name in lower case, without `authorization`. */
  headers: Record<string, string>;
  /** The body: parsed, if it is JSON; undefined without one. */
  body: unknown;
  /** The simulated time at which it came, in milliseconds since 1970. */
  time: number;
  /** The status of its response; undefined if the connection was lost. */
  status: number | undefined;
}

/**
 * Fields to compare requests with: each must be equal. An object may have more fields than those given; a regular
 * expression matches text.
 */
export type RequestMatch = {
  [Name in keyof RecordedRequest]?: unknown;
};

/**
 * The requests that came to a simulator, oldest first.
 *
 * @example
 * simulator.requests.expect({ operation: "databases.create", body: { engine: "pg" } }, 1);
 * console.log(simulator.requests.all.map(({ method, path, status }) => `${method} ${path} ${status}`));
 */
export class RecordedRequests {
  #all: RecordedRequest[] = [];

  /** All of them. */
  get all(): readonly RecordedRequest[] {
    return this.#all;
  }

  /** The latest one. */
  get last(): RecordedRequest | undefined {
    return this.#all.at(-1);
  }

  /**
   * Returns those that match.
   * @param match - The fields to compare, such as `{ operation: "databases.create", status: 201 }`.
   */
  matching(match: RequestMatch): RecordedRequest[] {
    return this.#all.filter((request) => matches(request, match));
  }

  /**
   * Throws an error that lists all requests unless some match.
   * @param match - The fields to compare.
   * @param times - The number of requests that must match; by default at least one.
   */
  expect(match: RequestMatch, times?: number): void {
    const found = this.matching(match).length;
    if (times === undefined ? found > 0 : found === times) return;
    const wanted = times === undefined ? "at least one request" : `${times} requests`;
    const requests = this.#all.map((request) => `  ${describe(request)}`);
    throw new Error(`${wanted} expected to match ${print(match)}, but ${found} did, out of:\n${requests.join("\n")}`);
  }

  /** Forgets all. */
  clear(): void {
    this.#all = [];
  }

  /** @internal */
  add(request: RecordedRequest): void {
    this.#all.push(request);
  }
}

const describe = ({ method, path, status, operation }: RecordedRequest) =>
  `${method} ${path} → ${status ?? "lost"} (${operation ?? "no such operation"})`;

const print = (match: RequestMatch) =>
  JSON.stringify(match, (_, value) => (value instanceof RegExp ? String(value) : value));

/** Whether everything in `expected` is in `actual`, too. */
function matches(actual: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return typeof actual === "string" && expected.test(actual);
  if (typeof expected !== "object" || expected === null) return Object.is(actual, expected);
  if (typeof actual !== "object" || actual === null || Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (Array.isArray(actual) && actual.length !== (expected as unknown[]).length) return false;
  return Object.entries(expected).every(([name, value]) => matches((actual as Record<string, unknown>)[name], value));
}
