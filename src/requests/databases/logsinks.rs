//! `/v2/databases/{clusterId}/logsink`

use digitalocean_wasm_derive::resource;

use crate::models::databases::logsinks::{DatabaseLogsink, DatabaseLogsinkCreate, DatabaseLogsinkUpdate};

/// Log sinks of a cluster: where its logs go.
#[resource(
    "databases.logsinks",
    parameters(cluster_id = "The cluster's `id`.", logsink_id = "The log sink's `sink_id`.")
)]
trait DatabasesLogsinksResource {
    /// Lists the log sinks of a cluster, all of them in one request.
    #[get(
        "/v2/databases/{clusterId}/logsink",
        id = "databases_list_logsink",
        scope = "database:read",
        key = "sinks"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseLogsink>;

    /// Creates a log sink. Logs from then on go there.
    ///
    /// @param body - The log sink to create.
    /// @throws `UnprocessableEntityError` when a setting is missing or the engine has no sinks of this type.
    #[post(
        "/v2/databases/{clusterId}/logsink",
        id = "databases_create_logsink",
        scope = "database:create",
        key = "sink",
        named_by = "sink_name"
    )]
    fn create(cluster_id: &str, body: DatabaseLogsinkCreate) -> DatabaseLogsink;

    /// Gets a log sink.
    ///
    /// @throws `NotFoundError` when there is no such log sink.
    #[get(
        "/v2/databases/{clusterId}/logsink/{logsinkId}",
        id = "databases_get_logsink",
        scope = "database:read"
    )]
    fn get(cluster_id: &str, logsink_id: &str) -> DatabaseLogsink;

    /// Changes the settings of a log sink: give all of them. Its name and type stay.
    ///
    /// @param body - The new settings.
    /// @throws `NotFoundError` when there is no such log sink.
    #[put(
        "/v2/databases/{clusterId}/logsink/{logsinkId}",
        id = "databases_update_logsink",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, logsink_id: &str, body: DatabaseLogsinkUpdate);

    /// Deletes a log sink. Logs that were sent stay with the receiver.
    ///
    /// @throws `NotFoundError` when there is no such log sink.
    #[delete(
        "/v2/databases/{clusterId}/logsink/{logsinkId}",
        id = "databases_delete_logsink",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, logsink_id: &str);
}
