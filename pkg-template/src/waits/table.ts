// The waits: where each looks, and when it is over.
import { findCreated } from "../call/lost-create.js";
import type { Operation } from "../call/operation.js";
import type { DigitalOceanError } from "../errors/classes.js";
import type { ResolvedOptions } from "../options/types.js";
import { creates } from "../resources.js";
import type { Page } from "../result/page.js";
import type { Thing } from "./decide.js";
import type { Fetcher, Goal, Kind, Row } from "./plan.js";
import type { State } from "./state.js";

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
