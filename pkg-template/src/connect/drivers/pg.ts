import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { authority, percent, query, urlPath } from "../encode.js";
import { postgresql } from "../engines/postgresql.js";
import { notExpressible } from "../errors.js";
import type { Parts } from "../parts.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `pg`'s `Client` and `Pool`. */
export interface PgConfig {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl: TlsOptions;
}

/** Reserved characters that `decodeURI`, by which `pg` reads the database, leaves encoded. These may stand in a path. */
const KEPT = /%(3B|3A|40|26|3D|2B|24|2C)/g;

function path(parts: Parts): string {
  const { database = "" } = parts;
  if (/[/?#]/.test(database)) {
    throw notExpressible("database", "pg reads no /, ? or # in the name from a connection string; use `config`");
  }
  urlPath(parts);
  return `/${percent(database).replace(KEPT, decodeURIComponent)}`;
}

/**
 * Makes a connection for `pg` (node-postgres).
 *
 * @param thing - A PostgreSQL cluster, replica or connection pool.
 * @param options - The CA, and optionally user, database, pool and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = pgConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const pool = new pg.Pool(config);
 */
export const pgConnection: ConnectionFunction<PgConfig> = /* @__PURE__ */ connectionFunction({
  name: "pg",
  forms: postgresql,
  config: (parts) => {
    const { host, port, user, password = "", database = "" } = parts;
    return { host, port, user, password, database, ssl: tlsOf(parts) };
  },
  uri: (parts, { ca }) =>
    `postgresql://${authority(parts)}${path(parts)}?${query({ sslmode: "verify-full", sslrootcert: ca })}`,
});
