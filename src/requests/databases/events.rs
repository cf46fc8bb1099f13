//! `/v2/databases/{clusterId}/events`

use digitalocean_wasm_derive::resource;

use crate::models::databases::events::DatabaseEvent;

/// Log of what happened to a cluster.
#[resource("databases.events", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesEventsResource {
    /// Lists what happened to a cluster, all of it in one request.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[get(
        "/v2/databases/{clusterId}/events",
        id = "databases_list_events_logs",
        scope = "database:read",
        key = "events"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseEvent>;
}
