//! Read-only replicas of a cluster.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::{
    clusters::DatabaseClusterStatus,
    connections::DatabaseConnection,
    options::{DatabaseRegion, DatabaseSize},
    settings::DatabaseSettings,
};

/// A read-only replica of a cluster.
#[model]
pub struct DatabaseReplica {
    /// Identifies the replica (UUID). Calls take its name.
    pub id: Maybe<String>,
    /// Its name.
    pub name: String,
    /// Slug of its region.
    pub region: DatabaseRegion,
    /// Slug of its node's size.
    pub size: Maybe<DatabaseSize>,
    /// State of the replica: `forking` when it is created, then `creating`, then `online`.
    pub status: DatabaseClusterStatus,
    /// Its tags. Needs the scope `tag:read`.
    #[nullable]
    pub tags: Maybe<Vec<String>>,
    /// When it was created (RFC 3339).
    pub created_at: String,
    /// The VPC it belongs to (UUID). Needs the scope `vpc:read`.
    pub private_network_uuid: Maybe<String>,
    /// Connection to it, from anywhere.
    #[nullable]
    pub connection: Maybe<DatabaseConnection>,
    /// Connection to it, from its VPC.
    #[nullable]
    pub private_connection: Maybe<DatabaseConnection>,
    /// Whole disk of a node, in MiB, the part that the size includes with it.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
    /// Its settings that are DigitalOcean's own.
    #[nullable]
    pub do_settings: Maybe<DatabaseSettings>,
}

/// A read-only replica to create.
#[model]
pub struct DatabaseReplicaCreate {
    /// Its name.
    pub name: String,
    /// Slug of the region, such as `nyc3`; the cluster's when left out.
    pub region: Maybe<DatabaseRegion>,
    /// Slug of its node's size, such as `db-s-2vcpu-4gb`: at least that of the cluster's nodes.
    pub size: DatabaseSize,
    /// Tags to give it, existing ones or new. Needs the scope `tag:create`.
    #[nullable]
    pub tags: Maybe<Vec<String>>,
    /// VPC to put it in (UUID); the region's default one when left out. Needs the scope `vpc:read`.
    pub private_network_uuid: Maybe<String>,
    /// Whole disk of its node, in MiB, the part that the size includes with it: less than that part is refused. When left
    /// out or `null`, no more than that part is asked for.
    #[nullable]
    pub storage_size_mib: Maybe<i64>,
    /// Settings that are DigitalOcean's own.
    pub do_settings: Maybe<DatabaseSettings>,
}
