//! `/v2/databases/{clusterId}/eviction_policy`

use digitalocean_wasm_derive::resource;

use crate::models::databases::eviction_policy::DatabaseEvictionPolicy;

/// Eviction policy of a Caching or Valkey cluster: the keys it drops when its memory is full.
#[resource(
    "databases.evictionPolicy",
    parameters(cluster_id = "The cluster's `id`."),
    hints(ENGINE_SETTING)
)]
trait DatabasesEvictionPolicyResource {
    /// Gets the eviction policy of a Caching or Valkey cluster.
    ///
    /// @throws `NotFoundError` when there is no such cluster, or it is of another engine.
    #[get(
        "/v2/databases/{clusterId}/eviction_policy",
        id = "databases_get_evictionPolicy",
        scope = "database:read"
    )]
    fn get(cluster_id: &str) -> DatabaseEvictionPolicy;

    /// Sets the eviction policy of a Caching or Valkey cluster.
    ///
    /// @param body - The policy to have.
    /// @throws `NotFoundError` when there is no such cluster, or it is of another engine.
    #[put(
        "/v2/databases/{clusterId}/eviction_policy",
        id = "databases_update_evictionPolicy",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseEvictionPolicy);
}
