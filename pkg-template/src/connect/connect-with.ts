import type {
  DatabaseCa,
  DatabaseCluster,
  DatabaseConnectionPool,
  DatabaseReplica,
  DatabaseUser,
  RequestOptions,
} from "../index.js";
import type { Connection, ConnectionFunction } from "./connection.js";
import type { ConnectionOptions } from "./read.js";

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

/** Options of a connection whose details are fetched. */
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
 * Fetches a cluster, or its pool or replica, its CA and, if it is named, a user; makes a connection of them for one
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
  const { ca, user, pool, replica, request, ...others } = options;
  const target = pool
    ? databases.pools.get(clusterId, pool, request)
    : replica
      ? databases.replicas.get(clusterId, replica, request)
      : databases.get(clusterId, request);
  const [thing, authority, login] = await Promise.all([
    target,
    ca ?? databases.ca.get(clusterId, request),
    typeof user === "string" ? databases.users.get(clusterId, user, request) : user,
  ]);
  return connection(thing, { ...others, ca: authority, user: login });
}
