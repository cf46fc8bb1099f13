//! `/v2/databases/{clusterId}/maintenance`

use digitalocean_wasm_derive::resource;

use crate::models::databases::maintenance::DatabaseMaintenanceUpdate;

/// Maintenance window of a cluster. `databases.get` has it, as `maintenance_window`.
#[resource("databases.maintenance", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesMaintenanceResource {
    /// Sets the weekly hour in which updates may be installed.
    ///
    /// @param body - The day and hour.
    /// @throws `NotFoundError` when there is no such cluster.
    #[put(
        "/v2/databases/{clusterId}/maintenance",
        id = "databases_update_maintenanceWindow",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseMaintenanceUpdate);
}
