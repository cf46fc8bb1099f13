import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { mongodb, mongodbUri, mongodbUrl } from "../engines/mongodb.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Parameters of `mongodb`'s `MongoClient`. */
export interface MongodbConfig {
  /** Hosts and database only. */
  url: string;
  options: TlsOptions & {
    auth: { username: string; password: string };
    authSource: string;
    tls: true;
  };
}

/**
 * Makes a connection for `mongodb`.
 *
 * @param thing - A MongoDB cluster.
 * @param options - The CA and `user: { name, password }`, for the API tells a password only once; optionally database and
 * network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const ca = await client.databases.ca.get(cluster.id);
 * const { config } = mongodbConnection(cluster, { ca, user: { name: "doadmin", password } });
 * const mongo = new MongoClient(config.url, config.options);
 */
export const mongodbConnection: ConnectionFunction<MongodbConfig> = /* @__PURE__ */ connectionFunction({
  name: "mongodb",
  forms: mongodb,
  config: (details) => ({
    url: mongodbUrl(details),
    options: {
      auth: { username: details.user, password: details.password },
      authSource: "admin",
      tls: true,
      ...tlsOf(details),
    },
  }),
  uri: mongodbUri,
});
