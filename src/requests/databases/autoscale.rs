//! `/v2/databases/{clusterId}/autoscale`

use digitalocean_wasm_derive::resource;

use crate::models::databases::autoscale::DatabaseAutoscale;

/// What of a cluster grows by itself.
#[resource("databases.autoscale", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesAutoscaleResource {
    /// Gets what of a cluster grows by itself, when and by how much.
    #[get(
        "/v2/databases/{clusterId}/autoscale",
        id = "databases_get_autoscale",
        scope = "database:read",
        unwrap = "autoscale"
    )]
    fn get(cluster_id: &str) -> DatabaseAutoscale;

    /// Changes what of a cluster grows by itself. Storage never shrinks, and what is added costs money.
    ///
    /// @param body - What is to grow by itself.
    /// @throws `UnprocessableEntityError` when a value is out of range, or the cluster cannot grow by itself.
    #[put(
        "/v2/databases/{clusterId}/autoscale",
        id = "databases_update_autoscale",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseAutoscale);
}
