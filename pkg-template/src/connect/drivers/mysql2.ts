import { type ConnectionFunction, connectionFunction } from "../connection.js";
import type { Details } from "../details.js";
import { authority, isAddress, query, urlPath } from "../encode.js";
import { mysql } from "../engines/mysql.js";
import { invalid } from "../errors.js";
import { type SqlConfig, sqlOf } from "./sql.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `mysql2`'s `createConnection` and `createPool`. */
export interface Mysql2Config extends SqlConfig {
  /** Without `verifyIdentity` the driver takes any host's certificate of that CA. */
  ssl: TlsOptions & { verifyIdentity: true };
}

function verifying(details: Details) {
  // The driver would compare the certificate with `localhost`.
  if (isAddress(details.host)) throw invalid("host", "must be no IP address: mysql2 would not verify it");
  return { ...tlsOf(details), verifyIdentity: true as const };
}

/**
 * Makes a connection for `mysql2`.
 *
 * @param thing - A MySQL cluster or replica.
 * @param options - The CA, and optionally user, database and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = mysql2Connection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const pool = mysql.createPool(config);
 */
export const mysql2Connection: ConnectionFunction<Mysql2Config> = /* @__PURE__ */ connectionFunction({
  name: "mysql2",
  forms: mysql,
  config: (details) => ({ ...sqlOf(details), ssl: verifying(details) }),
  // The driver reads the value as JSON, so the CA itself is in it.
  uri: (details) =>
    `mysql://${authority(details)}${urlPath(details)}?${query({ ssl: JSON.stringify(verifying(details)) })}`,
});
