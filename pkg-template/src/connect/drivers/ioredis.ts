import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { databaseNumber, valkey, valkeyUri } from "../engines/valkey.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `ioredis`'s `Redis`. */
export interface IoredisConfig {
  host: string;
  port: number;
  username: string;
  password: string;
  db: number;
  tls: TlsOptions;
}

/**
 * Makes a connection for `ioredis`, and for BullMQ, which takes the same.
 *
 * @param thing - A Valkey or Redis cluster or replica.
 * @param options - The CA, and optionally user, database (a number) and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = ioredisConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const redis = new Redis(config);
 */
export const ioredisConnection: ConnectionFunction<IoredisConfig> = /* @__PURE__ */ connectionFunction({
  name: "ioredis",
  forms: valkey,
  config: (details) => {
    const { host, port, user, password } = details;
    return { host, port, username: user, password, db: databaseNumber(details), tls: tlsOf(details) };
  },
  uri: valkeyUri,
});
