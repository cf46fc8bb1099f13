//! `/v2/databases/metrics/credentials`

use digitalocean_wasm_derive::resource;

use crate::models::databases::metrics_credentials::{DatabaseMetricsCredentials, DatabaseMetricsCredentialsUpdate};

/// Credentials of the metrics endpoints: one pair for all clusters of the account.
#[resource("databases.metricsCredentials")]
trait DatabasesMetricsCredentialsResource {
    /// Gets the credentials that all clusters' `metrics_endpoints` ask for.
    #[get(
        "/v2/databases/metrics/credentials",
        id = "databases_get_cluster_metrics_credentials",
        scopes = ["database:update", "database:view_credentials"],
        key = "credentials",
        unwrap = "credentials"
    )]
    fn get() -> DatabaseMetricsCredentials;

    /// Changes the credentials that all clusters' `metrics_endpoints` ask for. The old ones no longer work.
    ///
    /// @param body - The new credentials.
    #[put(
        "/v2/databases/metrics/credentials",
        id = "databases_update_cluster_metrics_credentials",
        scope = "database:update"
    )]
    fn update(body: DatabaseMetricsCredentialsUpdate);
}
