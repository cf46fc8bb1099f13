//! `/v2/databases/{clusterId}/sql_mode`

use digitalocean_wasm_derive::resource;

use crate::models::databases::sql_mode::DatabaseSqlMode;

/// SQL modes of a MySQL cluster.
#[resource(
    "databases.sqlMode",
    parameters(cluster_id = "The cluster's `id`."),
    hints(ENGINE_SETTING)
)]
trait DatabasesSqlModeResource {
    /// Gets the SQL modes of a MySQL cluster.
    ///
    /// @throws `NotFoundError` when there is no such cluster, or it is of another engine.
    #[get(
        "/v2/databases/{clusterId}/sql_mode",
        id = "databases_get_sql_mode",
        scope = "database:read"
    )]
    fn get(cluster_id: &str) -> DatabaseSqlMode;

    /// Sets the SQL modes of a MySQL cluster, all of them.
    ///
    /// @param body - The modes to have.
    /// @throws `NotFoundError` when there is no such cluster, or it is of another engine.
    #[put(
        "/v2/databases/{clusterId}/sql_mode",
        id = "databases_update_sql_mode",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseSqlMode);
}
