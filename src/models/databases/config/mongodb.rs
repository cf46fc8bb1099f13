//! MongoDB configuration.

use crate::schema::Maybe;
use digitalocean_wasm_derive::model;

/// Settings of a MongoDB cluster.
#[model]
pub struct MongodbConfig {
    /// How well confirmed data must be for a read to see it. Default `local`.
    pub default_read_concern: Maybe<MongodbReadConcern>,
    /// Who must confirm a write: `majority`, or a number of nodes as a string. Default `majority`;
    /// `0` asks for no confirmation.
    pub default_write_concern: Maybe<String>,
    /// Seconds a multi-document transaction may live before it is aborted (at least 1). Default 60.
    /// A change restarts MongoDB.
    pub transaction_lifetime_limit_seconds: Maybe<i64>,
    /// Milliseconds from which an operation counts as slow and is logged (at least 0). Default 100.
    /// A change restarts MongoDB.
    pub slow_op_threshold_ms: Maybe<i64>,
    /// Detail of the log: 0 information only, 1 to 5 ever more debugging. Default 0.
    /// A change restarts MongoDB.
    pub verbosity: Maybe<i64>,
}

/// How well confirmed the data that is read must be. Open: a value not listed here is kept.
#[model]
pub enum MongodbReadConcern {
    /// The node's own data, which may yet be rolled back.
    #[serde(rename = "local")]
    Local,
    /// As `local`; with shards, orphaned documents may appear too.
    #[serde(rename = "available")]
    Available,
    /// Data confirmed by most of the nodes.
    #[serde(rename = "majority")]
    Majority,
}
