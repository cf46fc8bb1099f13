// The waits: where each looks, and when it is over.
import { findCreated } from "../call/lost-create.js";
import type { Operation } from "../call/operation.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { RequestOptions, ResolvedOptions } from "../options/types.js";
import type { Page } from "../result/page.js";
import type { APIPromise } from "../result/promise.js";
import type { Aim, Thing } from "./decide.js";
import type { Kind, Surroundings } from "./place.js";
import type { Fetcher } from "./poller.js";
import type { State } from "./state.js";

/** A wait: the thing that it looks at, and its goal. */
export interface Row extends Kind, Aim {
  /** Starts the work. `body` is that of the call, which a state does not hold. */
  start?: (around: Surroundings, state: State, body: unknown) => Fetcher;
  one?: (around: Surroundings, state: State) => Fetcher;
}

export const CLUSTER: Row = { field: "id", query: [{}] };
const REPLICA: Row = { field: "name", query: [] };
/** How a run ended is in the list only. A page of it holds more runs than there are in a day. */
const COLLECTION: Row = { field: "uuid", query: [{ per_page: 100 }], isListOnly: true };
const RUN: Row = { ...COLLECTION, start: startOrJoin };

export const WAITS: Record<string, Row> = {
  "databases.createAndWait": { ...CLUSTER, start: createOnce },
  "databases.waitUntilOnline": CLUSTER,
  "databases.waitUntilResized": { ...CLUSTER, fields: ["size", "num_nodes", "storage_size_mib"] },
  "databases.waitUntilMigrated": { ...CLUSTER, fields: ["region"] },
  "databases.waitUntilUpgraded": { ...CLUSTER, fields: ["version"] },
  "databases.waitUntilDeleted": { ...CLUSTER, isGone: true },
  "databases.waitUntil": { ...CLUSTER, fields: [] },
  "databases.replicas.waitUntilOnline": REPLICA,
  "databases.replicas.waitUntilDeleted": { ...REPLICA, isGone: true },
  "databases.replicas.waitUntilPromoted": { ...REPLICA, one: promotedOrReplica },
  "databases.topics.waitUntilActive": { field: "name" },
  "databases.onlineMigration.waitUntilDone": {},
  "registries.garbageCollections.waitUntilDone": COLLECTION,
  "registries.garbageCollections.run": RUN,
  "registry.garbageCollections.waitUntilDone": COLLECTION,
  "registry.garbageCollections.run": RUN,
};

/** Creates a cluster, and looks it up when the response is lost. In a wait that was resumed, it is only looked up. */
function createOnce({ methods }: Surroundings, { wait, target, startedAt }: State, body: unknown): Fetcher {
  const { create, list } = methods(wait);
  const listCandidates = async (_: unknown, options: RequestOptions) => {
    const listing = list?.({}, options) as APIPromise<Page<unknown>>;
    const { data, response } = await listing.withResponse();
    return { items: data.data, response };
  };
  const operation = { name: wait, namedBy: "name", listCandidates } as never as Operation;
  return (options) =>
    body
      ? create?.(body, { ...options, onAmbiguous: "lookup" })
      : findCreated(operation, [target], options as ResolvedOptions, {}, startedAt);
}

/** Starts a garbage collection, or joins the one that runs. A lost start is repeated, and then joins its own run. */
function startOrJoin({ methods }: Surroundings, { wait, path: [registry], target }: State): Fetcher {
  const { start, list } = methods(wait);
  return async (options) => {
    let run: unknown;
    let joined = false;
    try {
      run = await start?.(registry, target, options);
    } catch (thrown) {
      if ((thrown as DigitalOceanError).code !== "garbage_collection_running") throw thrown;
      joined = true;
      const newest = (await list?.(registry, { per_page: 1 }, options)) as Page<unknown>;
      [run] = newest.data;
    }
    return Object(run).uuid ? { ...(run as Thing), joined } : run;
  };
}

/** The cluster that a replica became, or else the replica. */
function promotedOrReplica({ methods }: Surroundings, { wait, path: [clusterId], id }: State): Fetcher {
  return async (options) => {
    const page = (await methods("databases.list").list?.({}, options)) as Page<Thing>;
    // A dry run has no items.
    const cluster = page.data ? page.data.find(({ name }) => name === id) : page;
    return cluster ?? methods(wait).get?.(clusterId, id, options);
  };
}
