//! Who may connect to a cluster.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// One trusted source of a cluster.
#[model]
pub struct DatabaseFirewallRule {
    /// Identifies the rule; the API gives it.
    pub uuid: Maybe<String>,
    /// The cluster the rule belongs to; the API gives it.
    pub cluster_uuid: Maybe<String>,
    /// Kind of source.
    pub r#type: DatabaseFirewallRuleType,
    /// Which one: an id, a tag's name, or an address or range in CIDR notation.
    pub value: String,
    /// When the rule was made (RFC 3339); the API gives it.
    pub created_at: Maybe<String>,
    /// Purpose of the rule, in your words.
    pub description: Maybe<String>,
}

/// Rules that shall take the place of a cluster's present ones.
#[model]
pub struct DatabaseFirewallUpdate {
    /// The rules, at most 100. IPv6 addresses are not taken. With none, everybody with the password may connect.
    pub rules: Vec<DatabaseFirewallRule>,
}

/// Kind of a trusted source.
#[model]
pub enum DatabaseFirewallRuleType {
    /// A Droplet, by id.
    #[serde(rename = "droplet")]
    Droplet,
    /// A Kubernetes cluster, by id.
    #[serde(rename = "k8s")]
    Kubernetes,
    /// An IP address or range.
    #[serde(rename = "ip_addr")]
    IpAddress,
    /// All resources that carry a tag.
    #[serde(rename = "tag")]
    Tag,
    /// An App Platform app, by id.
    #[serde(rename = "app")]
    App,
}
