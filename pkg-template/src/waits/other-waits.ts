import type {
  DatabaseCluster,
  DatabaseOnlineMigration,
  DatabaseReplica,
  KafkaTopic,
  KafkaTopicDetails,
} from "../generated/api.js";
import type { WaitOptions } from "../options/wait-types.js";
import type { WaitState } from "./results.js";
import type { Wait } from "./wait.js";

/** Waits for replicas. */
export interface ReplicaWaits {
  /**
   * Waits until a replica is online. That takes about 5 minutes, and longer with much data.
   *
   * @param clusterId - The cluster's `id`.
   * @param replica - The replica, or its name.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const replica = await client.databases.replicas.waitUntilOnline("my-cluster-id", "reader");
   * ```
   */
  waitUntilOnline(
    clusterId: string,
    replica: DatabaseReplica | string,
    options?: WaitOptions<DatabaseReplica> | null,
  ): Wait<DatabaseReplica, WaitState<"databases.replicas.waitUntilOnline">>;

  /**
   * Waits until a deleted replica is gone, which takes a minute or so. Resolves to its last state; to `undefined` if it
   * was gone at the first look.
   *
   * @param clusterId - The cluster's `id`.
   * @param replica - The replica, or its name.
   * @param options - Options of the wait.
   */
  waitUntilDeleted(
    clusterId: string,
    replica: DatabaseReplica | string,
    options?: WaitOptions<DatabaseReplica> | null,
  ): Wait<DatabaseReplica | undefined, WaitState<"databases.replicas.waitUntilDeleted">>;

  /**
   * Waits until a replica is a cluster of its own, and online. A promotion takes a few minutes.
   *
   * @param clusterId - The `id` of the cluster that it is a replica of.
   * @param replica - The replica, or its name, which is also the name of the cluster that it becomes.
   * @param options - Options of the wait. `onProgress` is called with the replica, then with the cluster.
   */
  waitUntilPromoted(
    clusterId: string,
    replica: DatabaseReplica | string,
    options?: WaitOptions<DatabaseReplica | DatabaseCluster> | null,
  ): Wait<DatabaseCluster, WaitState<"databases.replicas.waitUntilPromoted">>;
}

/** Waits for topics. */
export interface TopicWaits {
  /**
   * Waits until a topic is active. That takes some seconds, in which it may not be found.
   *
   * @param clusterId - The cluster's `id`.
   * @param topic - The topic, or its name.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const topic = await client.databases.topics.waitUntilActive("my-cluster-id", "orders");
   * ```
   */
  waitUntilActive(
    clusterId: string,
    topic: KafkaTopicDetails | KafkaTopic | string,
    options?: WaitOptions<KafkaTopicDetails> | null,
  ): Wait<KafkaTopicDetails, WaitState<"databases.topics.waitUntilActive">>;
}

/** Waits for online migrations. */
export interface MigrationWaits {
  /**
   * Waits until the online migration of a cluster is done. That takes from minutes to hours, as long as copying the data
   * takes. Rejects with a `WaitFailedError` when it failed or was stopped.
   *
   * @param clusterId - The cluster's `id`.
   * @param options - Options of the wait.
   */
  waitUntilDone(
    clusterId: string,
    options?: WaitOptions<DatabaseOnlineMigration> | null,
  ): Wait<DatabaseOnlineMigration, WaitState<"databases.onlineMigration.waitUntilDone">>;
}
