//! `/v2/databases/{clusterId}/backups`

use digitalocean_wasm_derive::resource;

use crate::models::databases::backups::DatabaseBackup;

/// Backups of a cluster. Not for Caching and Valkey. `databases.create` makes a cluster from one.
#[resource("databases.backups", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesBackupsResource {
    /// Lists the backups of a cluster, all of them in one request.
    ///
    /// The page's `body` also says when the next ones are made: `{ scheduled_backup_time, backup_progress }`.
    ///
    /// @throws `UnprocessableEntityError` when the cluster's engine has no backups.
    #[get(
        "/v2/databases/{clusterId}/backups",
        id = "databases_list_backups",
        scope = "database:read",
        key = "backups",
        typescript = "list(clusterId: string, options?: RequestOptions | null): PagePromise<DatabaseBackup, DatabaseBackups>"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseBackup>;
}
