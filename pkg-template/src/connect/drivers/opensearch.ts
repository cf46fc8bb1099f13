import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { httpsUri, httpsUrl, opensearch } from "../engines/opensearch.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options of `@opensearch-project/opensearch`'s `Client`. */
export interface OpensearchConfig {
  node: string;
  auth: { username: string; password: string };
  ssl: TlsOptions;
}

/**
 * Makes a connection for `@opensearch-project/opensearch`.
 *
 * @param thing - An OpenSearch cluster.
 * @param options - The CA, and optionally user and network.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = opensearchConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const search = new Client(config);
 */
export const opensearchConnection: ConnectionFunction<OpensearchConfig> = /* @__PURE__ */ connectionFunction({
  name: "@opensearch-project/opensearch",
  forms: opensearch,
  config: (details) => ({
    node: httpsUrl(details),
    auth: { username: details.user, password: details.password },
    ssl: tlsOf(details),
  }),
  uri: httpsUri,
});
