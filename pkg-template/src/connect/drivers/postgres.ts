import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { authority, isAddress, plainPath } from "../encode.js";
import { postgresql } from "../engines/postgresql.js";
import { notExpressible } from "../errors.js";
import { type SqlConfig, sqlOf } from "./sql.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `postgres` (Postgres.js). */
export interface PostgresConfig extends SqlConfig {
  /** `host` is what the certificate is compared with where it is an IP address. */
  ssl: TlsOptions & { host: string };
}

/**
 * Makes a connection for `postgres` (Postgres.js).
 *
 * @param thing - A PostgreSQL cluster, replica or connection pool.
 * @param options - The CA, and optionally user, database, pool and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = postgresConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const sql = postgres(config);
 */
export const postgresConnection: ConnectionFunction<PostgresConfig> = /* @__PURE__ */ connectionFunction({
  name: "postgres",
  forms: postgresql,
  config: (details) => {
    const { host, port } = details;
    // The driver would split IPv6 at its colons, but for a list, which its types do not mention.
    const address = host.includes(":") ? { host: [host], port: [port] } : undefined;
    return { ...sqlOf(details), ...(address as object), ssl: { ...tlsOf(details), host } };
  },
  uri: (details) => {
    // The driver would compare the certificate with `localhost`, and split IPv6 at its colons.
    if (isAddress(details.host)) throw notExpressible("host", "an IP address");
    return `postgresql://${authority(details)}${plainPath(details)}?sslmode=verify-full`;
  },
});
