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
    /// When it was created (RFC 3339).
    pub created_time: String,
    /// Whether it can be used.
    pub status: Maybe<OpensearchIndexStatus>,
    /// Whether its shards are all there.
    pub health: Maybe<OpensearchIndexHealth>,
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
