//! Database clusters.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::{
    autoscale::DatabaseAutoscale,
    backups::DatabaseBackupRestore,
    connections::{DatabaseConnection, DatabaseServiceEndpoint, OpensearchConnection, SchemaRegistryConnection},
    firewall::DatabaseFirewallRule,
    maintenance::DatabaseMaintenanceWindow,
    settings::DatabaseSettings,
    users::DatabaseUser,
};

/// A database cluster.
#[model]
pub struct DatabaseCluster {
    /// Identifies the cluster (UUID).
    pub id: String,
    /// Its name, unique in the account.
    pub name: String,
    /// What runs on it.
    pub engine: DatabaseEngine,
    /// Major version of the engine.
    pub version: Maybe<String>,
    /// Full version of the engine.
    pub semantic_version: Maybe<String>,
    /// How many nodes it has.
    pub num_nodes: i64,
    /// Slug of the nodes' size.
    pub size: String,
    /// Slug of its region.
    pub region: String,
    /// What it is doing. A deleted cluster has no status: reading it ends in a 404.
    pub status: DatabaseClusterStatus,
    /// When it was created (RFC 3339).
    pub created_at: String,
    /// The VPC it belongs to (UUID). Needs the scope `vpc:read`.
    pub private_network_uuid: Maybe<String>,
    /// Its tags; `null` or absent when it has none.
    #[nullable]
    pub tags: Maybe<Vec<String>>,
    /// Databases in it; `null` where the engine has none.
    #[nullable]
    pub db_names: Maybe<Vec<String>>,
    /// How to reach OpenSearch Dashboards; OpenSearch only.
    #[nullable]
    pub ui_connection: Maybe<OpensearchConnection>,
    /// How to reach the schema registry; Kafka only.
    #[nullable]
    pub schema_registry_connection: Maybe<SchemaRegistryConnection>,
    /// How to reach the primary node from anywhere.
    #[nullable]
    pub connection: Maybe<DatabaseConnection>,
    /// How to reach the primary node from its VPC.
    #[nullable]
    pub private_connection: Maybe<DatabaseConnection>,
    /// How to reach the standby node from anywhere.
    #[nullable]
    pub standby_connection: Maybe<DatabaseConnection>,
    /// How to reach the standby node from its VPC.
    #[nullable]
    pub standby_private_connection: Maybe<DatabaseConnection>,
    /// Its users; `null` where the engine has none.
    #[nullable]
    pub users: Maybe<Vec<DatabaseUser>>,
    /// When it is maintained; `null` until that is set.
    #[nullable]
    pub maintenance_window: Maybe<DatabaseMaintenanceWindow>,
    /// The project it belongs to (UUID). Needs the scope `project:read`.
    pub project_id: Maybe<String>,
    /// Who may connect.
    #[nullable]
    pub rules: Maybe<Vec<DatabaseFirewallRule>>,
    /// When support for its version ends (RFC 3339); `null` while no date is set.
    #[nullable]
    pub version_end_of_life: Maybe<String>,
    /// When its version can no longer be chosen for a new cluster (RFC 3339); `null` while no date is set.
    #[nullable]
    pub version_end_of_availability: Maybe<String>,
    /// Storage added to what the size includes, in MiB.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
    /// Where its nodes' metrics can be read: the primary's first.
    #[nullable]
    pub metrics_endpoints: Maybe<Vec<DatabaseServiceEndpoint>>,
    /// What of it grows by itself; `null` when nothing does.
    #[nullable]
    pub autoscale: Maybe<DatabaseAutoscale>,
    /// Its settings that are DigitalOcean's own.
    #[nullable]
    pub do_settings: Maybe<DatabaseSettings>,
}

/// A cluster to create, empty or from a backup.
#[model]
pub struct DatabaseClusterCreate {
    /// Its name, unique in the account: 3 to 63 lower-case letters, digits and hyphens.
    pub name: String,
    /// What to run on it.
    pub engine: DatabaseEngine,
    /// Major version of the engine; the engine's default when left out.
    pub version: Maybe<String>,
    /// How many nodes: one, or more for standbys, as the layouts in the options allow.
    pub num_nodes: i64,
    /// Slug of the nodes' size, such as `db-s-1vcpu-1gb`.
    pub size: String,
    /// Slug of the region, such as `nyc3`.
    pub region: String,
    /// VPC to put it in (UUID); the region's default one when left out.
    pub private_network_uuid: Maybe<String>,
    /// Tags to give it. Needs the scope `tag:create`.
    #[nullable]
    pub tags: Maybe<Vec<String>>,
    /// Project to put it in (UUID); the default one when left out. Needs the scope `project:assign_resource`.
    pub project_id: Maybe<String>,
    /// Who may connect; everybody with the password when left out.
    pub rules: Maybe<Vec<DatabaseFirewallRule>>,
    /// Storage to add to what the size includes, in MiB; none when left out.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
    /// What of it grows by itself; nothing when left out.
    #[nullable]
    pub autoscale: Maybe<DatabaseAutoscale>,
    /// Settings that are DigitalOcean's own.
    pub do_settings: Maybe<DatabaseSettings>,
    /// The backup to start from; an empty cluster when left out.
    pub backup_restore: Maybe<DatabaseBackupRestore>,
}

/// Where to move a cluster.
#[model]
pub struct DatabaseClusterMigrate {
    /// Slug of the region, such as `lon1`.
    pub region: String,
    /// VPC of that region to put it in (UUID); the region's default one when left out.
    pub private_network_uuid: Maybe<String>,
}

/// How large to make a cluster.
#[model]
pub struct DatabaseClusterResize {
    /// Slug of the nodes' size, such as `db-s-4vcpu-8gb`; the present one to keep it.
    pub size: String,
    /// How many nodes: 1 to 3, all but one of them standbys; the present number to keep it.
    pub num_nodes: i64,
    /// Storage to add to what the size includes, in MiB. When left out or `null`, what was added before stays.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
}

/// Which version to bring a cluster to.
#[model]
pub struct DatabaseClusterUpgrade {
    /// Major version of the engine, such as `17`, newer than the present one.
    pub version: String,
}

/// Which clusters to list.
#[model]
pub struct DatabaseListQuery {
    /// Only those that carry this tag.
    pub tag_name: Maybe<String>,
}

/// What runs on a cluster.
#[model]
pub enum DatabaseEngine {
    /// PostgreSQL.
    #[serde(rename = "pg")]
    Postgres,
    /// MySQL.
    #[serde(rename = "mysql")]
    Mysql,
    /// Caching; no new clusters since 2025-04-30.
    #[serde(rename = "redis")]
    Redis,
    /// Valkey.
    #[serde(rename = "valkey")]
    Valkey,
    /// MongoDB.
    #[serde(rename = "mongodb")]
    Mongodb,
    /// Kafka.
    #[serde(rename = "kafka")]
    Kafka,
    /// OpenSearch.
    #[serde(rename = "opensearch")]
    Opensearch,
    /// PostgreSQL Advanced Edition.
    #[serde(rename = "advanced_pg")]
    AdvancedPostgres,
    /// MySQL Advanced Edition.
    #[serde(rename = "advanced_mysql")]
    AdvancedMysql,
}

/// What a cluster is doing.
#[model]
pub enum DatabaseClusterStatus {
    /// It is being set up; about five minutes.
    #[serde(rename = "creating")]
    Creating,
    /// It serves.
    #[serde(rename = "online")]
    Online,
    /// Its size or number of nodes is changing.
    #[serde(rename = "resizing")]
    Resizing,
    /// It is moving to another region.
    #[serde(rename = "migrating")]
    Migrating,
    /// It is being filled from another cluster's backup.
    #[serde(rename = "forking")]
    Forking,
}
