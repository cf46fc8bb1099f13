//! `/v2/databases/{clusterId}/online-migration`

use digitalocean_wasm_derive::resource;

use crate::models::databases::online_migration::{DatabaseOnlineMigration, DatabaseOnlineMigrationStart};

/// Online migration: copying another database into a cluster while it is in use. PostgreSQL, MySQL, Caching and Valkey.
#[resource(
    "databases.onlineMigration",
    parameters(cluster_id = "The cluster's `id`.", migration_id = "The online migration's `id`.")
)]
trait DatabasesOnlineMigrationResource {
    /// Gets the latest online migration into a cluster.
    ///
    /// @throws `NotFoundError` when there has been none.
    #[get(
        "/v2/databases/{clusterId}/online-migration",
        id = "databases_get_migrationStatus",
        scope = "database:read"
    )]
    fn get(cluster_id: &str) -> DatabaseOnlineMigration;

    /// Starts an online migration: copies what is in another database, then follows its changes, for up to two weeks
    /// or until it is stopped.
    ///
    /// Resolves at once, and the migration may still fail: get it until it is `syncing` or `done`, not `error`.
    ///
    /// @param body - The database to copy.
    /// @throws `UnprocessableEntityError` when the cluster's engine has no online migration.
    #[put(
        "/v2/databases/{clusterId}/online-migration",
        id = "databases_update_onlineMigration",
        scope = "database:update"
    )]
    fn start(cluster_id: &str, body: DatabaseOnlineMigrationStart) -> DatabaseOnlineMigration;

    /// Stops an online migration. Copied data stays.
    ///
    /// @throws `NotFoundError` when there is no such migration.
    #[delete(
        "/v2/databases/{clusterId}/online-migration/{migrationId}",
        id = "databases_delete_onlineMigration",
        scope = "database:delete"
    )]
    fn stop(cluster_id: &str, migration_id: &str);
}
