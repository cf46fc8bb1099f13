//! Indexes of an OpenSearch cluster.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// An index of an OpenSearch cluster.
#[model]
pub struct OpensearchIndex {
    /// Its name.
    pub index_name: String,
    /// How many shards it is split into.
    pub number_of_shards: i64,
    /// How many copies there are of each shard.
    pub number_of_replicas: i64,
    /// Its size, in bytes.
    pub size: i64,
    /// When it was created (RFC 3339). Responses may have `create_time` instead.
    pub created_time: Maybe<String>,
    /// When it was created (RFC 3339). Responses may have `created_time` instead.
    pub create_time: Maybe<String>,
    /// How many documents it holds.
    pub docs: Maybe<i64>,
    /// The index that it follows, where it is a replica of another cluster's.
    #[nullable]
    pub replication: Maybe<OpensearchIndexReplication>,
    /// Whether it can be used.
    pub status: Maybe<OpensearchIndexStatus>,
    /// Whether its shards are all there.
    pub health: Maybe<OpensearchIndexHealth>,
}

/// The index that another one follows.
#[model]
pub struct OpensearchIndexReplication {
    /// Name of the index.
    pub leader_index: Maybe<String>,
    /// Project of its cluster.
    pub leader_project: Maybe<String>,
    /// Service that its cluster is.
    pub leader_service: Maybe<String>,
}

/// Whether an index can be used.
#[model]
pub enum OpensearchIndexStatus {
    /// It can be read and written.
    #[serde(rename = "open")]
    Open,
    /// It is closed: kept, but neither read nor written.
    #[serde(rename = "close")]
    Close,
    /// It has no status.
    #[serde(rename = "none")]
    None,
    /// Nobody can tell.
    #[serde(rename = "unknown")]
    Unknown,
}

/// Whether the shards of an index are all there.
#[model]
pub enum OpensearchIndexHealth {
    /// All of them, and all copies.
    #[serde(rename = "green")]
    Green,
    /// All of them, but not all copies.
    #[serde(rename = "yellow")]
    Yellow,
    /// Some are missing.
    #[serde(rename = "red")]
    Red,
    /// As `red`; what the star adds, the API does not say.
    #[serde(rename = "red*")]
    RedStar,
    /// Nobody can tell.
    #[serde(rename = "unknown")]
    Unknown,
}
