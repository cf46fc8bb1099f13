//! Storage that grows by itself.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// What of a cluster grows by itself.
#[model]
pub struct DatabaseAutoscale {
    /// Its storage; the only thing that can so far.
    pub storage: Maybe<DatabaseStorageAutoscale>,
}

/// When and by how much a cluster's storage grows.
#[model]
pub struct DatabaseStorageAutoscale {
    /// Whether it grows by itself.
    pub enabled: bool,
    /// How full, in percent, the storage is when it grows: 15 to 95.
    pub threshold_percent: Maybe<i64>,
    /// How much is added each time, in GiB: 10 to 500.
    pub increment_gib: Maybe<i64>,
}
