import { type ClientOptions, DigitalOcean, init } from "../index.js";
import { SimulatedClock } from "./clock.js";
import { loadCore, type SimulatorCore, type SimulatorGlue } from "./core.js";
import { type Duration, milliseconds } from "./duration.js";
import type { Exchange } from "./exchange.js";
import { type Fault, Faults } from "./faults.js";
import { createFetch, type SimulatorFetch } from "./fetch.js";
import { type ListenOptions, listen, type SimulatorServer } from "./listen.js";
import { operationNames } from "./operations.js";
import { type PushOptions, push } from "./push.js";
import { RecordedRequests } from "./requests.js";

/** The names of the states that a simulator can begin with. */
export type Seed = "example" | "empty" | "several" | "small-team" | "large";

/** The state of a simulator as plain JSON: its accounts with their clusters and registries. */
export type SimulatorState = Record<string, unknown>;

/** Options of a simulator. */
export interface SimulatorOptions {
  /**
   * The state to begin with: a name, or a state that `simulator.state()` returned.
   *
   * `example`: one registry and four clusters; `empty`: nothing; `several`: two registries; `small-team`: three
   * registries and eight clusters of all engines, with something to put right in each; `large`: 200 clusters, 50
   * repositories of 400 tags.
   * @default "example"
   */
  seed?: Seed | SimulatorState | undefined;
  /**
   * The simulated time at which it begins.
   * @default "2026-01-01T00:00:00Z"
   */
  now?: Date | number | string | undefined;
  /**
   * Simulated milliseconds that pass in a real one. At 0 the clock stands still, but for `clock.advance` and
   * `clock.run`.
   * @default 0
   */
  speed?: number | undefined;
  /**
   * Keeps to the API's limits of 250 requests a minute and 5,000 an hour, for each token.
   * @default true
   */
  rateLimit?: boolean | undefined;
  /**
   * The time for which a new cluster is not found under its id, as happens in the real API.
   * @default 0
   */
  notFoundAfterCreate?: Duration | undefined;
}

const KEYS = ["seed", "now", "speed", "rateLimit", "notFoundAfterCreate"];
const SEEDS = ["example", "empty", "several", "small-team", "large"];

/** The token of the account that the seed fills. */
const TOKEN = "dop_v1_simulator";

/**
 * A stand-in for DigitalOcean's API, with state, in this process: no port, no account, no bill. Made by
 * `createSimulator()`.
 */
export class Simulator {
  /** The simulated clock, which the clients of this simulator wait by. */
  readonly clock: SimulatedClock;
  /** The requests that came. */
  readonly requests: RecordedRequests = new RecordedRequests();
  /** A `fetch` that this simulator answers, whatever the host. Pass it to any client. */
  readonly fetch: SimulatorFetch;

  #Core: new (
    options: string,
    now: number,
  ) => SimulatorCore;
  #options: string;
  #startedAt: number;
  #core: SimulatorCore;
  #faults = new Faults();
  #exchange = (): Exchange => ({
    core: this.#core,
    clock: this.clock,
    faults: this.#faults,
    requests: this.requests,
  });

  /** @internal */
  constructor(Core: SimulatorGlue["Core"], options: string, startedAt: number) {
    this.#Core = Core;
    this.#options = options;
    this.#startedAt = startedAt;
    this.clock = new SimulatedClock(startedAt);
    this.#core = new Core(options, startedAt);
    this.fetch = createFetch(this.#exchange);
  }

  /**
   * Returns a client of this simulator: it sends nothing to the network, and waits, retries and times out by `clock`.
   *
   * @param options - Options of the client, over those.
   * @example
   * const client = simulator.client({ maxRetries: 0 });
   */
  client(options: ClientOptions = {}): DigitalOcean {
    const { fetch, clock } = this;
    return new DigitalOcean({ token: TOKEN, fetch, clock, dangerouslyAllowBrowser: true, logLevel: "off", ...options });
  }

  /**
   * Adds a token for the account that the seed fills, and returns it.
   * @param scopes - The scopes that it has, such as `["database:read"]`; by default all.
   */
  token(scopes: string[] = []): string {
    return this.#core.token(scopes.join(" "));
  }

  /**
   * Adds a fault, which the next requests that match meet. Returns a function that takes it away again.
   *
   * @param fault - The fault, and the requests that meet it.
   * @throws TypeError if it has a field or value that makes no sense.
   * @example
   * simulator.fault({ operation: "databases.create", drop: "after" });
   */
  fault(fault: Fault): () => void {
    return this.#faults.add(fault, operationNames());
  }

  /**
   * Pushes an image to a registry of the account that the seed fills, and returns its digest. Another image that has one
   * of its tags loses it.
   *
   * @param reference - Registry, repository and tag: `example/my/repo:v2`. The repository need not exist yet.
   * @param options - More tags, and platforms.
   * @throws Error if there is no such registry, or it is read-only while its garbage is collected.
   * @example
   * const digest = simulator.push("example/my/repo:v2", { platforms: 2 });
   */
  push(reference: string, options: PushOptions = {}): string {
    return push(this.#core, this.clock.now(), reference, options);
  }

  /** Returns the state as plain JSON, with the simulated time as `now`. Contains the passwords of all users. */
  state(): SimulatorState {
    return { now: this.clock.now(), ...JSON.parse(this.#core.state()) };
  }

  /**
   * Takes over a state that `state()` returned, or one written by hand in its form. Faults and recorded requests stay.
   *
   * @param state - The state. Its `now`, if it has one, sets the clock.
   * @throws Error that names the place, if it is no such state.
   */
  load(state: SimulatorState): void {
    const { now, ...content } = state;
    if (now !== undefined) checkTime(now);
    this.#core.load(JSON.stringify(content));
    if (now !== undefined) this.clock.reset(now);
  }

  /** Begins again: the state and the time of the start, no faults, no recorded requests, no timers. */
  reset(): void {
    this.#core.free();
    this.#core = new this.#Core(this.#options, this.#startedAt);
    this.clock.reset(this.#startedAt);
    this.#faults.clear();
    this.requests.clear();
  }

  /**
   * Serves this simulator over HTTP, for clients of any language, in Node, Bun and Deno.
   *
   * @param options - Port and address.
   * @example
   * const server = await simulator.listen({ port: 8080 });
   * const client = new DigitalOcean({ baseUrl: server.url, token: simulator.token() });
   */
  listen(options: ListenOptions = {}): Promise<SimulatorServer> {
    return listen(this.#exchange, options);
  }
}

/**
 * Makes a simulator: a stand-in for DigitalOcean's API with clusters, registries and everything in them, for tests,
 * demos and development. Loads its WebAssembly, and that of the client, the first time.
 *
 * Everything is repeatable: the same seed, the same requests at the same simulated times, the same bytes.
 *
 * @param options - The state and the time to begin with.
 * @throws TypeError if an option is unknown or has a wrong value; Error if a state cannot be read.
 * @example
 * import { createSimulator } from "digitalocean-wasm/simulator";
 *
 * const simulator = await createSimulator();
 * const client = simulator.client();
 * const { id } = await client.databases.create({ name: "backend-2", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" });
 * await simulator.clock.advance("5m");
 * console.log((await client.databases.get(id)).status); // online
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { seed = "example", now = "2026-01-01T00:00:00Z", speed = 0, rateLimit = true } = check(options);
  const isState = typeof seed === "object";
  const { now: savedAt, ...state } = isState ? seed : {};
  const startedAt = options.now === undefined && savedAt !== undefined ? savedAt : new Date(now).getTime();
  checkTime(startedAt);
  const notFound = milliseconds(options.notFoundAfterCreate ?? 0, "notFoundAfterCreate");
  const core = { seed: isState ? state : seed, rate_limit: rateLimit, create_404: notFound };
  const [Core] = await Promise.all([loadCore(), init()]);
  const simulator = new Simulator(Core, JSON.stringify(core), startedAt);
  simulator.clock.speed = speed;
  return simulator;
}

function checkTime(now: unknown): asserts now is number {
  if (!(typeof now === "number" && now >= 0 && now < Infinity)) {
    throw new TypeError("now: must be a time since 1970: a Date, milliseconds or an ISO text");
  }
}

function check(options: SimulatorOptions): SimulatorOptions {
  if (typeof options !== "object" || options === null)
    throw new TypeError("createSimulator: options must be an object");
  const unknown = Object.keys(options).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`createSimulator: there is no option ${unknown}; there are ${KEYS.join(", ")}`);
  }
  const { seed, rateLimit } = options;
  const isState = typeof seed === "object" && seed !== null && !Array.isArray(seed);
  if (seed !== undefined && !isState && !SEEDS.includes(seed as string)) {
    throw new TypeError(`seed: must be one of ${SEEDS.join(", ")}, or a state`);
  }
  if (rateLimit !== undefined && typeof rateLimit !== "boolean") {
    throw new TypeError("rateLimit: must be true or false");
  }
  return options;
}
