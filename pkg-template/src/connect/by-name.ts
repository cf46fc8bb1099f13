import type { Connection, ConnectionFunction } from "./connection.js";
import { ioredisConnection } from "./drivers/ioredis.js";
import { kafkajsConnection } from "./drivers/kafkajs.js";
import { mongodbConnection } from "./drivers/mongodb.js";
import { mysql2Connection } from "./drivers/mysql2.js";
import { opensearchConnection } from "./drivers/opensearch.js";
import { pgConnection } from "./drivers/pg.js";
import { postgresConnection } from "./drivers/postgres.js";
import { redisConnection } from "./drivers/redis.js";
import { invalid } from "./errors.js";
import type { Connectable, ConnectionOptions } from "./parts.js";

const DRIVERS = {
  pg: pgConnection,
  postgres: postgresConnection,
  mysql2: mysql2Connection,
  mongodb: mongodbConnection,
  ioredis: ioredisConnection,
  redis: redisConnection,
  kafkajs: kafkajsConnection,
  "@opensearch-project/opensearch": opensearchConnection,
};

/** Name of a driver: that of its npm package. */
export type DriverName = keyof typeof DRIVERS;

/** Options for the constructor of a driver, by its name. */
export type DriverConfig<Name extends DriverName> = ReturnType<(typeof DRIVERS)[Name]>["config"];

/** Names of the drivers. */
export const driverNames: readonly DriverName[] = /* @__PURE__ */ Object.keys(DRIVERS) as DriverName[];

/** The function of a driver, by its name. */
export function driverNamed<Name extends DriverName>(name: Name): ConnectionFunction<DriverConfig<Name>> {
  if (!driverNames.includes(name)) throw invalid("driver", `must be one of ${driverNames}`);
  return DRIVERS[name] as ConnectionFunction<DriverConfig<Name>>;
}

/**
 * Makes a connection from the API's answers: the options that a driver's constructor takes, a connection string,
 * environment variables, a command. TLS is verified against the cluster's CA in all of them.
 *
 * A bundle with this function has every driver's part in it; with a function such as `pgConnection`, that driver's alone.
 *
 * @param thing - A cluster, a replica or a connection pool.
 * @param options - The driver's name and the CA, and optionally user, database, pool and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const cluster = await client.databases.get(id);
 * const ca = await client.databases.ca.get(id);
 * const pool = new pg.Pool(connectionFor(cluster, { driver: "pg", ca }).config);
 */
export function connectionFor<Name extends DriverName>(
  thing: Connectable,
  options: ConnectionOptions & { driver: Name },
): Connection<DriverConfig<Name>> {
  return driverNamed(options?.driver)(thing, options);
}
