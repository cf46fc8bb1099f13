import type { DatabaseCluster, DatabaseMetricsCredentials } from "../index.js";
import { type Concealed, conceal } from "./conceal.js";
import { urlHost } from "./encode.js";
import { ConnectError, NEEDS_SCOPE } from "./errors.js";
import { caOf, type FileNames } from "./file-names.js";
import { toYaml } from "./yaml.js";

/** The part of a cluster that tells where its metrics are. */
export type MeasuredCluster = Pick<DatabaseCluster, "id" | "name" | "engine" | "region" | "metrics_endpoints">;

/** The part of a Prometheus configuration that reads the metrics of clusters. */
export interface PrometheusConfig {
  scrape_configs: {
    job_name: string;
    scheme: "https";
    metrics_path: string;
    basic_auth: { username: string; password: string };
    tls_config: { ca_file: string };
    static_configs: { targets: string[]; labels: Record<string, string> }[];
  }[];
}

/** A scrape configuration; only the addresses are printed. */
export interface PrometheusTargets {
  /** Addresses of the nodes. */
  readonly targets: string[];
  /** The configuration as an object. Not printed. */
  readonly config: PrometheusConfig;
  /** The same as YAML, for a `prometheus.yml`. Not printed. */
  readonly yaml: string;
}

/**
 * Returns a configuration of Prometheus that reads the metrics of clusters, labelled with their name, id, engine and
 * region. Clusters without endpoints, such as those that are being created, are left out.
 *
 * @param clusters - Clusters, such as `await client.databases.list().all()`.
 * @param credentials - The answer of `client.databases.metricsCredentials.get`.
 * @param options - `caFile`: name of a file with the CAs of these clusters, `caFile([…])`; default
 * `ca-certificate.crt`.
 * @throws `ConnectError` when the credentials are blank, or no cluster has an endpoint.
 * @example
 * const { yaml } = prometheusTargets(clusters, await client.databases.metricsCredentials.get());
 */
export function prometheusTargets(
  clusters: readonly MeasuredCluster[],
  credentials: DatabaseMetricsCredentials,
  options?: FileNames,
): PrometheusTargets & Concealed<Pick<PrometheusTargets, "targets">, PrometheusTargets> {
  const { basic_auth_username: username, basic_auth_password: password } = credentials ?? {};
  if (!username || !password) throw new ConnectError("blank_password", "credentials", `blank; ${NEEDS_SCOPE}`);
  const static_configs = clusters.flatMap(targetsOf);
  if (static_configs.length === 0) throw new ConnectError("no_connection", "clusters", "none has metrics_endpoints");
  const job = {
    job_name: "digitalocean-databases",
    scheme: "https" as const,
    metrics_path: "/metrics",
    basic_auth: { username, password },
    tls_config: { ca_file: caOf(options) },
    static_configs,
  };
  const config: PrometheusConfig = { scrape_configs: [job] };
  const shown = { targets: static_configs.flatMap(({ targets }) => targets) };
  return conceal(shown, { config, yaml: toYaml(config) });
}

function targetsOf({ id, name, engine, region, metrics_endpoints }: MeasuredCluster) {
  const targets = (metrics_endpoints ?? []).map(({ host, port }) => `${urlHost(host)}:${port}`);
  const labels = { cluster: name, cluster_id: id, engine, region };
  return targets.length === 0 ? [] : [{ targets, labels }];
}
