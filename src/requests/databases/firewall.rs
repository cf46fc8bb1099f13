//! `/v2/databases/{clusterId}/firewall`

use digitalocean_wasm_derive::resource;

use crate::models::databases::firewall::{DatabaseFirewallRule, DatabaseFirewallUpdate};

/// Who may connect to a cluster: its trusted sources.
#[resource("databases.firewall", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesFirewallResource {
    /// Lists the rules of a cluster, all of them in one request.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[get(
        "/v2/databases/{clusterId}/firewall",
        id = "databases_list_firewall_rules",
        scope = "database:read",
        key = "rules"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseFirewallRule>;

    /// Replaces the rules of a cluster: one that is not among the new ones is gone. To add one, list the rules and
    /// send them with it.
    ///
    /// @param body - All the rules to have.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when a source does not exist.
    #[put(
        "/v2/databases/{clusterId}/firewall",
        id = "databases_update_firewall_rules",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, body: DatabaseFirewallUpdate);
}
