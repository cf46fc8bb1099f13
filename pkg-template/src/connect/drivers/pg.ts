import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { authority, query, urlPath } from "../encode.js";
import { postgresql } from "../engines/postgresql.js";
import { notExpressible } from "../errors.js";
import { type SqlConfig, sqlOf } from "./sql.js";

/** Options of `pg`'s `Client` and `Pool`. */
export type PgConfig = SqlConfig;

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
  config: sqlOf,
  uri: (details, ca) => {
    // The driver reads the name by `decodeURI`, which leaves these encoded.
    if (/[;/?:@&=+$,#]/.test(details.database)) throw notExpressible("database", "one of ;/?:@&=+$,#");
    return `postgresql://${authority(details)}${urlPath(details)}?${query({ sslmode: "verify-full", sslrootcert: ca })}`;
  },
});
