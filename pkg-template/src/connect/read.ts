import type { DatabaseCluster, DatabaseConnection, DatabaseConnectionPool, DatabaseReplica } from "../index.js";
import { type CaLike, caFile } from "./ca.js";
import type { Details, Network } from "./details.js";
import { type Engine, engineOf } from "./engine.js";
import { ConnectError, invalid } from "./errors.js";
import { credentialsOf, type UserLike } from "./user.js";

/** A thing to connect to: a cluster, a replica or a connection pool, as the API answered it. */
export type Connectable =
  | Pick<DatabaseCluster, "engine" | "connection" | "private_connection" | "users" | "status">
  | Pick<DatabaseReplica, "status" | "connection" | "private_connection">
  | Pick<DatabaseConnectionPool, "mode" | "connection" | "private_connection">;

/** Options of a connection. */
export interface ConnectionOptions {
  /** Certificate authority of the cluster, from `client.databases.ca.get`. TLS is verified against it. */
  ca: CaLike;
  /**
   * User to log in as: the name of one in the cluster's answer, or the user itself as `client.databases.users` answered
   * it; `{ name, password }` will do.
   *
   * @default the connection's own, `doadmin` as a rule
   */
  user?: string | UserLike | undefined;
  /**
   * Name of the database; for Valkey its number. A pool has its own.
   *
   * @default the connection's own
   */
  database?: string | undefined;
  /** Connection pool to go through, of the cluster that is the first argument; PostgreSQL only. */
  pool?: Pick<DatabaseConnectionPool, "mode" | "connection" | "private_connection"> | undefined;
  /**
   * Network to connect from: `"private"` is the cluster's VPC.
   *
   * @default "public"
   */
  network?: Network | undefined;
  /**
   * Proof of the user's identity; `"certificate"` for Kafka only.
   *
   * @default "password"
   */
  auth?: "password" | "certificate" | undefined;
}

/** Reads the details of a connection from the API's answers; `engine` is the driver's. */
export function detailsOf(thing: Connectable, options: ConnectionOptions, engine: Engine, driver: string): Details {
  const { pool, network = "public", auth = "password" } = options ?? {};
  const target = pool ?? thing;
  if (typeof target !== "object" || !thing) {
    throw invalid(pool ? "pool" : "cluster", "must be the answer of the API; `connect` takes names");
  }
  const connection = connectionOf(target, network);
  const actual = engineOf(target, connection) ?? engine;
  if (actual !== engine) throw invalid("driver", `${driver} connects to ${engine}, and this is ${actual}`);
  return {
    engine,
    protocol: connection.protocol,
    host: connection.host,
    port: connection.port,
    ...credentialsOf(connection, "users" in thing ? thing.users : undefined, options?.user, auth, engine),
    database: databaseOf(connection, options?.database, "mode" in target),
    network,
    ca: caFile(options?.ca),
  };
}

function connectionOf(target: Connectable, network: Network): DatabaseConnection {
  if (network !== "public" && network !== "private") throw invalid("network", 'must be "public" or "private"');
  const field = network === "private" ? "private_connection" : "connection";
  const connection = target[field];
  if (!connection?.host || !connection.port) {
    const status = "status" in target ? ` while it is ${target.status}` : "";
    throw new ConnectError("no_connection", field, `has no host and port${status}`);
  }
  return connection;
}

function databaseOf({ database: own = "" }: DatabaseConnection, database: string | undefined, isPool: boolean): string {
  if (isPool && database && database !== own) throw invalid("database", "must be left out: a pool has its own");
  return database ?? own;
}
