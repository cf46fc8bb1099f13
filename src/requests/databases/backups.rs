//! `/v2/databases/{clusterId}/backups`

use digitalocean_wasm_derive::resource;

use crate::models::databases::backups::DatabaseBackups;

/// Backups of a cluster. Not for Caching and Valkey. `databases.create` makes a cluster from one.
#[resource("databases.backups")]
trait DatabaseClusterBackups {
    /// Lists the backups of a cluster, all of them in one request, and says when the next ones are made.
    ///
    /// Resolves to `{ backups, scheduled_backup_time, backup_progress }`.
    ///
    /// @throws `UnprocessableEntityError` when the cluster's engine has no backups.
    #[get(
        "/v2/databases/{clusterId}/backups",
        id = "databases_list_backups",
        scope = "database:read"
    )]
    fn list(cluster_id: &str) -> DatabaseBackups;
}
