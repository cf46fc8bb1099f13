//! Database clusters.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::{
    autoscale::{DatabaseAutoscale, DatabaseStorageAutoscale},
    backups::DatabaseBackupRestore,
    connections::{DatabaseConnection, DatabaseServiceEndpoint, OpensearchConnection, SchemaRegistryConnection},
    firewall::DatabaseFirewallRule,
    maintenance::DatabaseMaintenanceWindow,
    options::{DatabaseRegion, DatabaseSize, DatabaseVersion},
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
    /// Database engine.
    pub engine: DatabaseEngine,
    /// Major version of the engine.
    pub version: Maybe<DatabaseVersion>,
    /// Full version of the engine.
    pub semantic_version: Maybe<String>,
    /// How many nodes it has.
    pub num_nodes: i64,
    /// Slug of the nodes' size.
    pub size: DatabaseSize,
    /// Slug of its region.
    pub region: DatabaseRegion,
    /// State of the cluster. A deleted one has no status: `get` rejects with a `NotFoundError` in the end.
    pub status: DatabaseClusterStatus,
    /// When it was created (RFC 3339).
    pub created_at: String,
    /// The VPC it belongs to (UUID). Needs the scope `vpc:read`.
    pub private_network_uuid: Maybe<String>,
    /// Its tags; `null` or absent when it has none.
    #[nullable]
    pub tags: Maybe<Vec<String>>,
    /// Names of the databases in it; `null` while it is created, and where the engine has none.
    #[nullable]
    pub db_names: Maybe<Vec<String>>,
    /// Connection to OpenSearch Dashboards; OpenSearch only.
    #[nullable]
    pub ui_connection: Maybe<OpensearchConnection>,
    /// Connection to the schema registry; Kafka only.
    #[nullable]
    pub schema_registry_connection: Maybe<SchemaRegistryConnection>,
    /// Connection to the primary node, from anywhere.
    #[nullable]
    pub connection: Maybe<DatabaseConnection>,
    /// Connection to the primary node, from its VPC.
    #[nullable]
    pub private_connection: Maybe<DatabaseConnection>,
    /// Connection to the standby node, from anywhere.
    #[nullable]
    pub standby_connection: Maybe<DatabaseConnection>,
    /// Connection to the standby node, from its VPC.
    #[nullable]
    pub standby_private_connection: Maybe<DatabaseConnection>,
    /// Its users; `null` where the engine has none.
    #[nullable]
    pub users: Maybe<Vec<DatabaseUser>>,
    /// Weekly maintenance window. The API chooses one at creation.
    #[nullable]
    pub maintenance_window: Maybe<DatabaseMaintenanceWindow>,
    /// The project it belongs to (UUID). Needs the scope `project:read`.
    pub project_id: Maybe<String>,
    /// Trusted sources: who may connect.
    #[nullable]
    pub rules: Maybe<Vec<DatabaseFirewallRule>>,
    /// When support for its version ends (RFC 3339); `null` while no date is set.
    #[nullable]
    pub version_end_of_life: Maybe<String>,
    /// When its version can no longer be chosen for a new cluster (RFC 3339); `null` while no date is set.
    #[nullable]
    pub version_end_of_availability: Maybe<String>,
    /// Whole disk of a node, in MiB, the part that the size includes with it.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
    /// Where its nodes' metrics can be read: the primary's first.
    #[nullable]
    pub metrics_endpoints: Maybe<Vec<DatabaseServiceEndpoint>>,
    /// Autoscaling; `null` when it is off. Answers may have `storage_autoscale` instead.
    #[nullable]
    pub autoscale: Maybe<DatabaseAutoscale>,
    /// Autoscaling of the storage, as other clients of the API name it; `null` when it is off.
    #[nullable]
    pub storage_autoscale: Maybe<DatabaseStorageAutoscale>,
    /// Its settings that are DigitalOcean's own.
    #[nullable]
    pub do_settings: Maybe<DatabaseSettings>,
}

/// A cluster to create, empty or from a backup.
#[model]
pub struct DatabaseClusterCreate {
    /// Its name, unique in the account: 3 to 63 lower-case letters, digits and hyphens.
    pub name: String,
    /// Database engine. It cannot be changed later.
    pub engine: DatabaseEngine,
    /// Major version of the engine, such as `17` of PostgreSQL; the engine's default when left out.
    pub version: Maybe<DatabaseVersion>,
    /// How many nodes: one, or more for standbys, as the layouts in the options allow.
    pub num_nodes: i64,
    /// Slug of the nodes' size, such as `db-s-1vcpu-1gb`.
    pub size: DatabaseSize,
    /// Slug of the region, such as `nyc3`.
    pub region: DatabaseRegion,
    /// VPC to put it in (UUID); the region's default one when left out.
    pub private_network_uuid: Maybe<String>,
    /// Tags to give it. Needs the scope `tag:create`.
    #[nullable]
    pub tags: Maybe<Vec<String>>,
    /// Project to put it in (UUID); the default one when left out. Needs the scope `project:assign_resource`.
    pub project_id: Maybe<String>,
    /// The trusted sources; when left out, everybody with the password may connect.
    pub rules: Maybe<Vec<DatabaseFirewallRule>>,
    /// Whole disk of a node, in MiB, the part that the size includes with it: less than that part is refused. When left
    /// out or `null`, that part alone.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
    /// Autoscaling; off when left out.
    #[nullable]
    pub autoscale: Maybe<DatabaseAutoscale>,
    /// Autoscaling of the storage, as DigitalOcean's Go client and Terraform write it. Use `autoscale`, as documented,
    /// unless it has no effect.
    pub storage_autoscale: Maybe<DatabaseStorageAutoscale>,
    /// Settings that are DigitalOcean's own.
    pub do_settings: Maybe<DatabaseSettings>,
    /// The backup to start from; an empty cluster when left out.
    pub backup_restore: Maybe<DatabaseBackupRestore>,
}

/// Region to move a cluster to.
#[model]
pub struct DatabaseClusterMigrate {
    /// Slug of the region, such as `lon1`.
    pub region: DatabaseRegion,
    /// VPC of that region to put it in (UUID); the region's default one when left out.
    pub private_network_uuid: Maybe<String>,
}

/// Size, number of nodes and storage to give a cluster. One of them must differ from the present ones.
#[model]
pub struct DatabaseClusterResize {
    /// Slug of the nodes' size, such as `db-s-4vcpu-8gb`; the present one to keep it.
    pub size: DatabaseSize,
    /// How many nodes: 1 to 3, all but one of them standbys; the present number to keep it.
    pub num_nodes: i64,
    /// Whole disk of a node, in MiB, the part that the size includes with it: less than that part is refused. Storage
    /// never shrinks. When left out or `null`, storage added before stays.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
}

/// Version to upgrade a cluster to.
#[model]
pub struct DatabaseClusterUpgrade {
    /// Major version of the engine, such as `17`, newer than the present one.
    pub version: DatabaseVersion,
}

/// Filter for a list of clusters.
#[model]
pub struct DatabaseListQuery {
    /// Only those that carry this tag.
    pub tag_name: Maybe<String>,
}

/// Database engine of a cluster.
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

/// State of a cluster or replica. Just after a resize or migration was accepted it may still be `online`.
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
    /// It is being filled: from another cluster's backup or, a replica, from its cluster.
    #[serde(rename = "forking")]
    Forking,
}
