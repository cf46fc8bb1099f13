import type {
  DatabaseCa,
  DatabaseCluster,
  DatabaseConnectionPool,
  DatabaseReplica,
  DatabaseUser,
  RequestOptions,
} from "../index.js";
import type { Connection, ConnectionFunction } from "./connection.js";
import { invalid } from "./errors.js";
import type { ConnectionOptions } from "./parts.js";

/** The part of a client that connections are made with. */
export interface DatabasesClient {
  databases: {
    get(clusterId: string, options?: RequestOptions): PromiseLike<DatabaseCluster>;
    ca: { get(clusterId: string, options?: RequestOptions): PromiseLike<DatabaseCa> };
    users: { get(clusterId: string, name: string, options?: RequestOptions): PromiseLike<DatabaseUser> };
    pools: { get(clusterId: string, name: string, options?: RequestOptions): PromiseLike<DatabaseConnectionPool> };
    replicas: { get(clusterId: string, name: string, options?: RequestOptions): PromiseLike<DatabaseReplica> };
  };
}

/** Options of a connection whose parts are fetched. */
export interface ConnectOptions extends Omit<ConnectionOptions, "ca" | "pool"> {
  /** Certificate authority, if it is there already; otherwise it is fetched. */
  ca?: ConnectionOptions["ca"] | undefined;
  /** Name of a connection pool to go through; PostgreSQL only. */
  pool?: string | undefined;
  /** Name of a replica to connect to, instead of the cluster. */
  replica?: string | undefined;
  /** Options of the requests, such as `signal` and `timeout`. */
  request?: RequestOptions | undefined;
}

/**
 * Fetches a cluster, its CA and, if they are named, a user, a pool and a replica; makes a connection of them for one
 * driver. It is `connect` for bundles that shall hold one driver's part only.
 *
 * @param connection - The function of a driver, such as `pgConnection`.
 * @param client - A client whose token has the scopes `database:read` and `database:view_credentials`.
 * @param clusterId - The cluster's `id`.
 * @param options - User, database, pool, replica and network.
 * @throws `ConnectError`, which names the field and the remedy; the client's errors.
 * @example
 * const { config } = await connectWith(pgConnection, client, id, { pool: "backend-pool" });
 */
export async function connectWith<Config>(
  connection: ConnectionFunction<Config>,
  client: DatabasesClient,
  clusterId: string,
  options: ConnectOptions = {},
): Promise<Connection<Config>> {
  const { databases } = client;
  const { user, pool, replica, request, ...others } = options;
  if (pool !== undefined && replica !== undefined) throw invalid("pool", "a replica's pools cannot be had by the API");
  const [cluster, ca, target] = await Promise.all([
    databases.get(clusterId, request),
    options.ca ?? databases.ca.get(clusterId, request),
    pool !== undefined
      ? databases.pools.get(clusterId, pool, request)
      : replica !== undefined
        ? databases.replicas.get(clusterId, replica, request)
        : undefined,
  ]);
  const isOwn = user === undefined && target !== undefined && Boolean(target.connection?.password);
  const named = isOwn || typeof user === "object" ? user : await userOf(cluster, user);
  return connection(target ?? cluster, { ...others, ca, user: named });

  async function userOf({ users, connection }: DatabaseCluster, name = connection?.user) {
    if (!name || (target === undefined && name === connection?.user)) return name || undefined;
    const listed = users?.find((user) => user.name === name);
    return listed?.password ? listed : databases.users.get(clusterId, name, request);
  }
}
