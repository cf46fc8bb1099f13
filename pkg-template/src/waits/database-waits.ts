import type { DatabaseCluster, DatabaseClusterCreate, DatabaseListQuery } from "../generated/api.js";
import type { WaitOptions, WatchOptions } from "../options/wait-types.js";
import type { ClusterChange, ClustersChange } from "./changes.js";
import type { WaitState } from "./results.js";
import type { Wait } from "./wait.js";

/** The state that a resize leads to: one or more of its parts. */
export interface ResizeTarget {
  /** Slug of the nodes' size. */
  size?: string;
  /** How many nodes. */
  num_nodes?: number;
  /** Whole disk of a node, in MiB; more will do. */
  storage_size_mib?: number | null;
}

/** Waits and watches for clusters. */
export interface DatabaseWaits {
  /**
   * Creates a cluster and waits until it is online. That takes about 5 minutes.
   *
   * Resolves to the cluster with the secrets that only the create's response has, such as MongoDB's password. When that
   * response is lost, the cluster is looked up for two minutes and never created again; then the wait rejects with an
   * `AmbiguousWriteError`. A wait that is resumed from `state()` creates nothing either.
   *
   * @param body - The cluster to create.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const cluster = await client.databases.createAndWait(
   *   { name: "backend-2", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "nyc3" },
   *   { onProgress: ({ status }, { elapsed }) => console.log(status, elapsed) },
   * );
   * console.log(cluster.connection?.uri);
   * ```
   */
  createAndWait(
    body: DatabaseClusterCreate,
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster, WaitState<"databases.createAndWait">>;

  /**
   * Waits until a cluster is online. A new one takes about 5 minutes.
   *
   * A new cluster may not be found for two minutes, which is waited for. After a resize, migration or upgrade, use their
   * own waits: right after those were accepted, the status may still be `online`.
   *
   * @param cluster - The cluster, or its id. Given what `create` resolved to, the result has the secrets that only that
   * response had, such as MongoDB's password.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * const cluster = await client.databases.waitUntilOnline("my-cluster-id", { timeout: 15 * 60_000 });
   * console.log(cluster.status); // "online"
   * ```
   */
  waitUntilOnline(
    cluster: DatabaseCluster | string,
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster, WaitState<"databases.waitUntilOnline">>;

  /**
   * Waits until a cluster is resized: it has the target and is online again. That takes from 5 minutes to more than an
   * hour, the longer the more data there is.
   *
   * @param cluster - The cluster, or its id.
   * @param target - The state that the resize leads to.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * await client.databases.resize("my-cluster-id", { size: "db-s-2vcpu-4gb", num_nodes: 2 });
   * await client.databases.waitUntilResized("my-cluster-id", { size: "db-s-2vcpu-4gb", num_nodes: 2 });
   * ```
   */
  waitUntilResized(
    cluster: DatabaseCluster | string,
    target: ResizeTarget,
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster, WaitState<"databases.waitUntilResized">>;

  /**
   * Waits until a cluster is in another region, and online again. That takes 10 minutes and more, the longer the more
   * data there is.
   *
   * @param cluster - The cluster, or its id.
   * @param target - Slug of the region.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * await client.databases.migrate("my-cluster-id", { region: "lon1" });
   * await client.databases.waitUntilMigrated("my-cluster-id", { region: "lon1" }, { timeout: 2 * 3_600_000 });
   * ```
   */
  waitUntilMigrated(
    cluster: DatabaseCluster | string,
    target: { region: string },
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster, WaitState<"databases.waitUntilMigrated">>;

  /**
   * Waits until a cluster has a version of its engine, and is online. An upgrade takes from minutes to an hour.
   *
   * @param cluster - The cluster, or its id.
   * @param target - The major version.
   * @param options - Options of the wait.
   */
  waitUntilUpgraded(
    cluster: DatabaseCluster | string,
    target: { version: string },
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster, WaitState<"databases.waitUntilUpgraded">>;

  /**
   * Waits until a deleted cluster is gone, which takes a minute or so. Resolves to its last state; to `undefined` if it
   * was gone at the first look.
   *
   * @param cluster - The cluster, or its id.
   * @param options - Options of the wait.
   */
  waitUntilDeleted(
    cluster: DatabaseCluster | string,
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster | undefined, WaitState<"databases.waitUntilDeleted">>;

  /**
   * Waits until a condition is true of a cluster, for half an hour by default. It cannot be resumed in another process,
   * because its condition is a function.
   *
   * @param cluster - The cluster, or its id.
   * @param condition - Called with each state of the cluster; returns whether the wait is over. Not async.
   * @param options - Options of the wait.
   * @example
   * ```ts
   * await client.databases.waitUntil("my-cluster-id", ({ db_names }) => db_names?.includes("app") ?? false);
   * ```
   */
  waitUntil(
    cluster: DatabaseCluster | string,
    condition: (cluster: DatabaseCluster) => boolean,
    options?: WaitOptions<DatabaseCluster> | null,
  ): Wait<DatabaseCluster>;

  /**
   * Watches a cluster: yields it at once, and again whenever it has changed. All watches and waits of a client share
   * their requests.
   *
   * Ends when the cluster is gone, when `signal` is aborted, or by `break`; throws what the API refuses. It looks while the
   * loop waits for the next change, so that a slow loop gets the latest state, and no backlog.
   *
   * @param cluster - The cluster, or its id.
   * @param options - Options of the watch.
   * @example
   * ```ts
   * for await (const { current, changed } of client.databases.watch("my-cluster-id")) {
   *   console.log(current.status, changed);
   *   if (current.status === "online") break;
   * }
   * ```
   */
  watch(
    cluster: DatabaseCluster | string,
    options?: WatchOptions | null,
  ): AsyncGenerator<ClusterChange, void, undefined>;

  /**
   * Watches the list of clusters: yields it at once, and again whenever clusters were added, removed or changed.
   *
   * @param query - A filter, as of `list`.
   * @param options - Options of the watch.
   * @example
   * ```ts
   * for await (const { added, removed, changed } of client.databases.watchAll({}, { pauseWhenHidden: true })) {
   *   console.log(added.length, removed.length, changed.length);
   *   break;
   * }
   * ```
   */
  watchAll(
    query?: DatabaseListQuery | null,
    options?: WatchOptions | null,
  ): AsyncGenerator<ClustersChange, void, undefined>;
}
