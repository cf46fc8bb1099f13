//! Event log of a cluster.

use digitalocean_wasm_derive::model;

/// An event of a cluster.
#[model]
pub struct DatabaseEvent {
    /// Identifies the event.
    pub id: String,
    /// Name of the cluster.
    pub cluster_name: String,
    /// Kind of event.
    pub event_type: DatabaseEventType,
    /// When it happened (RFC 3339).
    pub create_time: String,
}

/// Kind of event of a cluster.
#[model]
pub enum DatabaseEventType {
    /// Updates were installed.
    #[serde(rename = "cluster_maintenance_perform")]
    MaintenancePerform,
    /// A standby became the primary node.
    #[serde(rename = "cluster_master_promotion")]
    MasterPromotion,
    /// It was created.
    #[serde(rename = "cluster_create")]
    Create,
    /// Something of it was changed.
    #[serde(rename = "cluster_update")]
    Update,
    /// It was deleted.
    #[serde(rename = "cluster_delete")]
    Delete,
    /// It was turned on.
    #[serde(rename = "cluster_poweron")]
    PowerOn,
    /// It was turned off.
    #[serde(rename = "cluster_poweroff")]
    PowerOff,
}
