import type { Connection, ConnectionFunction } from "./connection.js";
import { type IoredisConfig, ioredisConnection } from "./drivers/ioredis.js";
import { type KafkajsConfig, kafkajsConnection } from "./drivers/kafkajs.js";
import { type MongodbConfig, mongodbConnection } from "./drivers/mongodb.js";
import { type Mysql2Config, mysql2Connection } from "./drivers/mysql2.js";
import { type OpensearchConfig, opensearchConnection } from "./drivers/opensearch.js";
import { type PgConfig, pgConnection } from "./drivers/pg.js";
import { type PostgresConfig, postgresConnection } from "./drivers/postgres.js";
import { type RedisConfig, redisConnection } from "./drivers/redis.js";
import { invalid } from "./errors.js";
import type { Connectable, ConnectionOptions } from "./read.js";

/** Options for the constructors of the drivers, by the names of their npm packages. */
export interface DriverConfigs {
  pg: PgConfig;
  postgres: PostgresConfig;
  mysql2: Mysql2Config;
  mongodb: MongodbConfig;
  ioredis: IoredisConfig;
  redis: RedisConfig;
  kafkajs: KafkajsConfig;
  "@opensearch-project/opensearch": OpensearchConfig;
}

/** Name of a driver: that of its npm package. */
export type DriverName = keyof DriverConfigs;

const DRIVERS: { [Name in DriverName]: ConnectionFunction<DriverConfigs[Name]> } = {
  pg: pgConnection,
  postgres: postgresConnection,
  mysql2: mysql2Connection,
  mongodb: mongodbConnection,
  ioredis: ioredisConnection,
  redis: redisConnection,
  kafkajs: kafkajsConnection,
  "@opensearch-project/opensearch": opensearchConnection,
};

/** Names of the drivers. */
export const driverNames: readonly DriverName[] = /* @__PURE__ */ Object.keys(DRIVERS) as DriverName[];

/** The function of a driver, by its name. */
export function driverNamed<Name extends DriverName>(name: Name): ConnectionFunction<DriverConfigs[Name]> {
  if (!driverNames.includes(name)) throw invalid("driver", `must be one of ${driverNames}`);
  return DRIVERS[name] as ConnectionFunction<DriverConfigs[Name]>;
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
): Connection<DriverConfigs[Name]> {
  return driverNamed(options?.driver)(thing, options);
}
