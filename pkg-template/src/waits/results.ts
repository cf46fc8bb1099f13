import type {
  DatabaseCluster,
  DatabaseOnlineMigration,
  DatabaseReplica,
  GarbageCollection,
  KafkaTopicDetails,
} from "../generated/api.js";
import type { GarbageCollectionRun } from "./run.js";
import type { State } from "./state.js";

/** The results of the waits that can be resumed, by the methods that begin them. */
export interface WaitResults {
  /** The cluster, online. */
  "databases.waitUntilOnline": DatabaseCluster;
  /** The cluster, resized. */
  "databases.waitUntilResized": DatabaseCluster;
  /** The cluster, in its new region. */
  "databases.waitUntilMigrated": DatabaseCluster;
  /** The cluster, in its new version. */
  "databases.waitUntilUpgraded": DatabaseCluster;
  /** The last state of the cluster, if one was seen. */
  "databases.waitUntilDeleted": DatabaseCluster | undefined;
  /** The cluster, online, with its secrets. */
  "databases.createAndWait": DatabaseCluster;
  /** The replica, online. */
  "databases.replicas.waitUntilOnline": DatabaseReplica;
  /** The last state of the replica, if one was seen. */
  "databases.replicas.waitUntilDeleted": DatabaseReplica | undefined;
  /** The cluster that the replica became. */
  "databases.replicas.waitUntilPromoted": DatabaseCluster;
  /** The topic, active. */
  "databases.topics.waitUntilActive": KafkaTopicDetails;
  /** The migration, done. */
  "databases.onlineMigration.waitUntilDone": DatabaseOnlineMigration;
  /** The finished garbage collection. */
  "registries.garbageCollections.waitUntilDone": GarbageCollection;
  /** The finished garbage collection. */
  "registries.garbageCollections.run": GarbageCollectionRun;
  /** The finished garbage collection. */
  "registry.garbageCollections.waitUntilDone": GarbageCollection;
  /** The finished garbage collection. */
  "registry.garbageCollections.run": GarbageCollectionRun;
}

/**
 * A wait as plain data, which `wait.state()` returns and `client.resumeWait(state)` takes: less than 500 bytes of JSON,
 * without secrets.
 */
export type WaitState<Name extends keyof WaitResults = keyof WaitResults> = State<Name>;
