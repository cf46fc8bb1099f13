import { type DriverConfigs, type DriverName, driverNamed } from "./by-name.js";
import { type ConnectOptions, connectWith, type DatabasesClient } from "./connect-with.js";
import type { Connection } from "./connection.js";

/**
 * Fetches a cluster, or its pool or replica, its CA and, if it is named, a user; makes a connection of them.
 *
 * @param client - A client whose token has the scopes `database:read` and `database:view_credentials`.
 * @param clusterId - The cluster's `id`.
 * @param options - The driver's name, and optionally user, database, pool, replica and network.
 * @throws `ConnectError`, which names the field and the remedy; the client's errors.
 * @example
 * const connection = await connect(client, id, { driver: "pg", network: "private" });
 * const pool = new pg.Pool(connection.config);
 */
export async function connect<Name extends DriverName>(
  client: DatabasesClient,
  clusterId: string,
  options: ConnectOptions & { driver: Name },
): Promise<Connection<DriverConfigs[Name]>> {
  return connectWith(driverNamed(options?.driver), client, clusterId, options);
}
