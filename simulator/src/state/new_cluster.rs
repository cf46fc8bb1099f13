//! The beginning of a cluster.

use serde::Deserialize;
use serde_json::Map;

use super::cluster::Cluster;
use super::engines;
use super::extensions::Extensions;
use super::maintenance_window::MaintenanceWindow;
use super::user::initial_users;
use crate::time::Time;

/// The facts that make one cluster differ from another. Everything else begins alike.
#[derive(Deserialize)]
pub(crate) struct NewCluster {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) engine: String,
    pub(crate) version: String,
    pub(crate) num_nodes: i64,
    pub(crate) size: String,
    pub(crate) region: String,
    #[serde(with = "crate::time::text")]
    pub(crate) created_at: Time,
    pub(crate) private_network_uuid: String,
    pub(crate) project_id: String,
    #[serde(rename = "maintenance_window")]
    pub(crate) maintenance: MaintenanceWindow,
    pub(crate) password: String,
}

/// The databases of a new cluster; `None` for an engine without databases.
fn initial_databases(engine: &str) -> Option<Vec<String>> {
    match engine {
        "pg" | "mysql" | "advanced_pg" | "advanced_mysql" => Some(vec!["defaultdb".to_owned()]),
        "mongodb" => Some(vec!["admin".to_owned()]),
        _ => None,
    }
}

impl Cluster {
    /// Makes every cluster: those of a create call, of the start, and promoted replicas.
    pub(crate) fn new(new: NewCluster) -> Self {
        Self {
            users: initial_users(&new.engine, &new.id),
            databases: initial_databases(&new.engine),
            storage_size_mib: engines::included_storage(&new.size),
            found_from: new.created_at,
            restored: false,
            tags: None,
            rules: Vec::new(),
            do_settings: None,
            config: Map::new(),
            autoscale: None,
            change: None,
            events: Vec::new(),
            extensions: Extensions::default(),
            id: new.id,
            name: new.name,
            engine: new.engine,
            version: new.version,
            num_nodes: new.num_nodes,
            size: new.size,
            region: new.region,
            created_at: new.created_at,
            private_network_uuid: new.private_network_uuid,
            project_id: new.project_id,
            maintenance: new.maintenance,
            password: new.password,
        }
    }
}
