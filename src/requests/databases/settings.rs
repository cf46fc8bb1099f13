//! `/v2/databases/{clusterId}/do_settings`

use digitalocean_wasm_derive::resource;

use crate::models::databases::settings::{DatabaseSettings, DatabaseSettingsUpdate};

/// Settings of a cluster that are DigitalOcean's own, not its engine's.
#[resource("databases.settings", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesSettingsResource {
    /// Gets the settings of a cluster.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[get(
        "/v2/databases/{clusterId}/do_settings",
        id = "databases_get_do_settings",
        scope = "database:read",
        key = "do_settings"
    )]
    fn get(cluster_id: &str) -> DatabaseSettings;

    /// Replaces the settings of a cluster: what is left out is cleared.
    ///
    /// To take up the new host names, its nodes are then replaced one after the other, with no time in which the
    /// cluster cannot be reached.
    ///
    /// @param body - The settings to have.
    /// @throws `NotFoundError` when there is no such cluster.
    #[put(
        "/v2/databases/{clusterId}/do_settings",
        id = "databases_update_do_settings",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseSettingsUpdate);
}
