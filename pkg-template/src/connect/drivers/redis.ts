import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { databaseNumber, valkey, valkeyUri } from "../engines/valkey.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `redis`'s `createClient`. */
export interface RedisConfig {
  username: string;
  password: string;
  database: number;
  socket: TlsOptions & { host: string; port: number; tls: true };
}

/**
 * Makes a connection for `redis` (node-redis).
 *
 * @param thing - A Valkey or Redis cluster or replica.
 * @param options - The CA, and optionally user, database (a number) and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = redisConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const redis = await createClient(config).connect();
 */
export const redisConnection: ConnectionFunction<RedisConfig> = /* @__PURE__ */ connectionFunction({
  name: "redis",
  forms: valkey,
  config: (details) => {
    const { host, port, user, password } = details;
    return {
      username: user,
      password,
      database: databaseNumber(details),
      socket: { host, port, tls: true, ...tlsOf(details) },
    };
  },
  uri: valkeyUri,
});
