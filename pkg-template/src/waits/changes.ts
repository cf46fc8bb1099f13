import type { DatabaseCluster } from "../generated/api.js";

/** A change of a cluster that is watched. */
export interface ClusterChange {
  /** The cluster now. */
  current: DatabaseCluster;
  /** The cluster at the event before; undefined at the first one. */
  previous: DatabaseCluster | undefined;
  /** The names of the fields that differ, such as `status`; empty at the first event. */
  changed: (keyof DatabaseCluster)[];
}

/** A change of a list of clusters that is watched. */
export interface ClustersChange {
  /** All clusters now. */
  current: DatabaseCluster[];
  /** The clusters that are new; at the first event, all. */
  added: DatabaseCluster[];
  /** The clusters that are gone, as they were. */
  removed: DatabaseCluster[];
  /** The clusters that changed. */
  changed: ClusterChange[];
}
