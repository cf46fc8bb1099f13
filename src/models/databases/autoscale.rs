//! Autoscaling of storage.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// Autoscaling of a cluster.
#[model]
pub struct DatabaseAutoscale {
    /// Autoscaling of its storage, the only kind there is.
    pub storage: Maybe<DatabaseStorageAutoscale>,
}

/// Autoscaling of a cluster's storage.
#[model]
pub struct DatabaseStorageAutoscale {
    /// Whether the storage grows by itself. It never shrinks.
    pub enabled: bool,
    /// Usage at which the storage grows, in percent: 15 to 95.
    pub threshold_percent: Maybe<i64>,
    /// Storage that is added each time, in GiB: 10 to 500.
    pub increment_gib: Maybe<i64>,
}
