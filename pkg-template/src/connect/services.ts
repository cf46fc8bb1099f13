import type { DatabaseCluster, OpensearchConnection, SchemaRegistryConnection } from "../index.js";
import { type Connection, connectionFunction } from "./connection.js";
import type { Engine } from "./engine.js";
import { httpsUri, httpsUrl, opensearch } from "./engines/opensearch.js";
import { ConnectError } from "./errors.js";
import type { ConnectionOptions } from "./parts.js";

/** A page or an API over HTTPS, and who logs in, by HTTP's basic authentication. */
export interface ServiceConfig {
  url: string;
  username: string;
  password: string;
  /** The certificate authority, as PEM. */
  ca: string;
}

/** Options of a service's connection: there is one network, and no database. */
export type ServiceOptions = Pick<ConnectionOptions, "ca" | "user">;

/**
 * Makes a connection to the OpenSearch Dashboards of a cluster: an address for a browser.
 *
 * @param cluster - An OpenSearch cluster.
 * @param options - The CA, and optionally the user.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = dashboardConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * console.log(config.url);
 */
export const dashboardConnection = (
  cluster: Pick<DatabaseCluster, "engine" | "ui_connection" | "users" | "status">,
  options: ServiceOptions,
): Connection<ServiceConfig> => service("opensearch-dashboards", "opensearch", "ui_connection", cluster, options);

/**
 * Makes a connection to the schema registry of a cluster.
 *
 * @param cluster - A Kafka cluster.
 * @param options - The CA, and optionally the user.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = schemaRegistryConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const registry = new SchemaRegistry({ host: config.url, auth: config });
 */
export const schemaRegistryConnection = (
  cluster: Pick<DatabaseCluster, "engine" | "schema_registry_connection" | "users" | "status">,
  options: ServiceOptions,
): Connection<ServiceConfig> => service("schema-registry", "kafka", "schema_registry_connection", cluster, options);

function service<Field extends "ui_connection" | "schema_registry_connection">(
  name: string,
  engine: Engine,
  field: Field,
  cluster: Pick<DatabaseCluster, "engine" | "users" | "status"> & {
    [name in Field]?: OpensearchConnection | SchemaRegistryConnection | null | undefined;
  },
  { ca, user }: ServiceOptions,
): Connection<ServiceConfig> {
  const connection = cluster[field];
  if (!connection) throw new ConnectError("no_connection", field, `there is none; only ${engine} has one`);
  const { users, status } = cluster;
  return connectionFunction<ServiceConfig>({
    name,
    engine,
    forms: opensearch,
    config: (parts) => ({
      url: httpsUrl(parts),
      username: parts.user,
      password: parts.password ?? "",
      ca: parts.ca,
    }),
    uri: httpsUri,
  })({ engine: cluster.engine, connection, private_connection: null, users, status }, { ca, user });
}
