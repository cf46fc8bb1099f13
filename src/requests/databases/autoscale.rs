//! `/v2/databases/{clusterId}/autoscale`

use digitalocean_wasm_derive::resource;

use crate::models::databases::autoscale::DatabaseAutoscale;

/// Autoscaling of a cluster: storage that grows by itself.
#[resource("databases.autoscale", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesAutoscaleResource {
    /// Gets the autoscaling of a cluster: whether, when and by how much its storage grows.
    #[get(
        "/v2/databases/{clusterId}/autoscale",
        id = "databases_get_autoscale",
        scope = "database:read",
        unwrap = "autoscale"
    )]
    fn get(cluster_id: &str) -> DatabaseAutoscale;

    /// Changes the autoscaling of a cluster. Storage never shrinks, and added storage costs money.
    ///
    /// @param body - The autoscaling to have.
    /// @throws `UnprocessableEntityError` when a value is out of range, or the cluster cannot grow by itself.
    #[put(
        "/v2/databases/{clusterId}/autoscale",
        id = "databases_update_autoscale",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseAutoscale);
}
