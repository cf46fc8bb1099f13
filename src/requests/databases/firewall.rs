//! `/v2/databases/{clusterId}/firewall`

use digitalocean_wasm_derive::resource;

use crate::models::databases::firewall::{DatabaseFirewallRule, DatabaseFirewallUpdate};

/// The trusted sources of a cluster: those who may connect to it.
#[resource("databases.firewall", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesFirewallResource {
    /// Lists the firewall rules (trusted sources) of a cluster, all of them in one request.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    /// @example
    /// ```ts
    /// for await (const rule of client.databases.firewall.list(id)) {
    ///   console.log(rule.type, rule.value);
    /// }
    /// ```
    #[get(
        "/v2/databases/{clusterId}/firewall",
        id = "databases_list_firewall_rules",
        scope = "database:read",
        key = "rules"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseFirewallRule>;

    /// Replaces the firewall rules (trusted sources) of a cluster: one that is not among the new ones is gone. To add one,
    /// list the rules and send them with it. Without any rule, everybody with the password may connect.
    ///
    /// @param body - All the rules to have.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when a source does not exist.
    /// @example
    /// ```ts
    /// const rules = await client.databases.firewall.list(id).all();
    /// await client.databases.firewall.update(id, {
    ///   rules: [...rules, { type: "ip_addr", value: "203.0.113.7", description: "the office" }],
    /// });
    /// ```
    #[put(
        "/v2/databases/{clusterId}/firewall",
        id = "databases_update_firewall_rules",
        scope = "database:update",
        hints(FIREWALL_RULE)
    )]
    fn update(cluster_id: &str, body: DatabaseFirewallUpdate);
}
