import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { authority } from "../encode.js";
import { postgresql } from "../engines/postgresql.js";
import { notExpressible } from "../errors.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `postgres` (Postgres.js). */
export interface PostgresConfig {
  /** As a list for IPv6, which the driver would split at its colons. */
  host: string | string[];
  port: number | number[];
  user: string;
  password: string;
  database: string;
  /** `host` is there for IP addresses, which the driver would not compare with the certificate. */
  ssl: TlsOptions & { host?: string };
}

/** Whether a host is an IP address and no name. */
const isAddress = (host: string): boolean => /:|^[\d.]+$/.test(host);

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
  config: (parts) => {
    const { host, port, user, password = "", database = "" } = parts;
    const address = host.includes(":") ? { host: [host], port: [port] } : { host, port };
    return { ...address, user, password, database, ssl: { ...tlsOf(parts), ...(isAddress(host) ? { host } : {}) } };
  },
  uri: (parts) => {
    const { host, database = "" } = parts;
    if (host.includes(":")) throw notExpressible("host", "postgres reads no IPv6 address from a connection string");
    if (!/^[\w\-.~!$&'()*+,;=:@]*$/.test(database) || /^\.{1,2}$/.test(database)) {
      throw notExpressible("database", "postgres decodes no name from a connection string; use `config`");
    }
    return `postgresql://${authority(parts)}/${database}?sslmode=verify-full`;
  },
});
