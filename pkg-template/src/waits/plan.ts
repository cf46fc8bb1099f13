// The parts of which a wait or watch is made, before it begins.
import type { Clock } from "../call/clock.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { RequestOptions } from "../options/types.js";
import type { ResolvedWaitOptions } from "../options/wait-types.js";
import type { Aim } from "./decide.js";
import type { State } from "./state.js";

type Method = (...parameters: unknown[]) => PromiseLike<unknown>;
/** The methods of a resource, and those of them that waits call. */
export type Methods = Record<string, Method> &
  Record<"create" | "get" | "getActive" | "list" | "start" | "update", Method>;

/** The parts of a client that its waits share. */
export interface Shared {
  clock: Clock | undefined;
  /** The methods of `client.databases`. */
  databases: Methods;
  /** Those who are looked for together. */
  groups: Map<unknown, Group>;
}

/** A kind of thing, and how it is looked at. */
export interface Kind {
  /** The field that identifies the thing; missing for the only one of its kind. */
  field?: string;
  /** The parameters of its list, after those of its path; missing without a list. */
  query?: unknown[];
  /** Whether there is no call for the thing alone. */
  isListOnly?: boolean;
  /**
   * Milliseconds after which a wait gives up.
   * @default 1800000
   */
  timeout?: number;
}

/** A wait of a client. */
export interface Row extends Kind, Goal, Shared {
  /** The path of its resource, such as `databases.replicas`. */
  resource: string;
  methods: Methods;
}

/** The goal of a wait, and how it gets there. */
export interface Goal extends Aim {
  /** Starts the work. `body` is that of the call, which a state does not hold. */
  start?: (row: Row, state: State, body: unknown) => Fetcher;
  one?: (row: Row, state: State) => Fetcher;
  /** Whether it watches the list, and takes its query. */
  isAll?: boolean;
}

/** A wait or watch that was read from the parameters of its method. */
export interface Plan {
  row: Row;
  state: State;
  options: ResolvedWaitOptions;
  /** The body of a create, or a thing that may have secrets which later responses lack. */
  given?: unknown;
}

/** Fetches a thing, or the page of a list. */
export type Fetcher = (options: RequestOptions) => unknown;

/** Takes a thing or a list, or an error; neither when the thing is not in the list. Returns whether that was enough. */
export type Decide = (item: unknown, error: DigitalOceanError | undefined) => boolean;

/** Waits and watches that are looked for together: a single one at its thing, several at their list. */
export interface Group {
  size: number;
  /** The number of looks so far, and the time of the latest one. */
  looks: number;
  lookedAt: number;
  latest?: Promise<Parameters<Decide>>;
  /** One for all: with one for each, the earliest of many would always be early. */
  random?: number;
  /** Ends the latest look, when the last one has left. */
  controller?: AbortController;
}
