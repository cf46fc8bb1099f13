// The waits: where each looks, and when it is over.
import type { Clock } from "../call/clock.js";
import { findCreated } from "../call/lost-create.js";
import type { Operation } from "../call/operation.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { ResolvedOptions } from "../options/types.js";
import { creates } from "../resources.js";
import type { Page } from "../result/page.js";
import type { Aim, Thing } from "./decide.js";
import type { Fetcher, Group } from "./look.js";
import type { State } from "./state.js";

type Method = (...parameters: unknown[]) => PromiseLike<unknown>;
/** The methods of a resource, and those of them that waits call. */
export type Methods = Record<string, Method> & Record<"create" | "get" | "getActive" | "list" | "start" | "update", Method>;

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
interface Goal extends Aim {
  /** Starts the work. `body` is that of the call, which a state does not hold. */
  start?: (row: Row, state: State, body: unknown) => Fetcher;
  one?: (row: Row, state: State) => Fetcher;
  /** Whether it watches the list, and takes its query. */
  isAll?: boolean;
}

const GONE = { isGone: true };
const RUNS: [Kind, Record<string, Goal>] = [
  // How a run ended is in the list only. A page of it holds more runs than there are in a day.
  { field: "uuid", query: [{ per_page: 100 }], isListOnly: true, timeout: 3_600_000 },
  { waitUntilDone: {}, run: { start: startOrJoin } },
];

/** The waits of each resource. */
export const WAITS: Record<string, [Kind, Record<string, Goal>]> = {
  databases: [
    { field: "id", query: [{}] },
    {
      createAndWait: { start: createOnce },
      waitUntilOnline: {},
      waitUntilResized: { fields: ["size", "num_nodes", "storage_size_mib"] },
      waitUntilMigrated: { fields: ["region"] },
      waitUntilUpgraded: { fields: ["version"] },
      waitUntilDeleted: GONE,
      waitUntil: { fields: [] },
      watch: {},
      watchAll: { isAll: true },
    },
  ],
  "databases.replicas": [
    { field: "name", query: [] },
    { waitUntilOnline: {}, waitUntilDeleted: GONE, waitUntilPromoted: { one: promotedOrReplica } },
  ],
  "databases.topics": [{ field: "name" }, { waitUntilActive: {} }],
  "databases.onlineMigration": [{}, { waitUntilDone: {} }],
  "registries.garbageCollections": RUNS,
  "registry.garbageCollections": RUNS,
};

/** Creates a cluster, and looks it up when the response is lost. In a wait that was resumed, it is only looked up. */
function createOnce({ clock, methods: { create } }: Row, { target, startedAt }: State, body: unknown): Fetcher {
  const operation = creates.get(create) as Operation;
  return (options) =>
    body
      ? create(body, { ...options, onAmbiguous: "lookup" })
      : findCreated(operation, [target], { ...options, clock } as ResolvedOptions, {}, startedAt);
}

/** Starts a garbage collection, or joins the one that runs. A lost start is repeated, and then joins its own run. */
function startOrJoin({ methods }: Row, { path: [registry], target }: State): Fetcher {
  return async (options) => {
    try {
      return Object.assign((await methods.start(registry, target, options)) as Thing, { joined: false });
    } catch (thrown) {
      if ((thrown as DigitalOceanError).code !== "garbage_collection_running") throw thrown;
      const [run] = ((await methods.list(registry, { per_page: 1 }, options)) as Page<Thing>).data;
      return run && { ...run, joined: true };
    }
  };
}

/** The cluster that a replica became, or else the replica. */
function promotedOrReplica({ methods, databases }: Row, { path: [clusterId], id }: State): Fetcher {
  return async (options) => {
    const { data } = (await databases.list({}, options)) as Partial<Page<Thing>>;
    return data?.find(({ name }) => name === id) ?? methods.get(clusterId, id, options);
  };
}
