import type { DatabaseCluster } from "../index.js";
import { type Connection, connectionFunction } from "./connection.js";
import { httpsUri, httpsUrl, opensearch } from "./engines/opensearch.js";
import type { ConnectionOptions } from "./read.js";

/** A page over HTTPS, and who logs in. */
export interface DashboardConfig {
  url: string;
  username: string;
  password: string;
}

const dashboard = /* @__PURE__ */ connectionFunction<DashboardConfig>({
  name: "opensearch-dashboards",
  forms: opensearch,
  config: (details) => ({ url: httpsUrl(details), username: details.user, password: details.password }),
  uri: httpsUri,
});

/**
 * Makes a connection to the OpenSearch Dashboards of a cluster: an address for a browser, and who logs in.
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
  options: Pick<ConnectionOptions, "ca" | "user">,
): Connection<DashboardConfig> =>
  dashboard({ ...cluster, connection: cluster.ui_connection ?? null, private_connection: null }, options);
