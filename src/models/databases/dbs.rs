//! Databases of a cluster.

use digitalocean_wasm_derive::model;

/// A database of a cluster.
#[model]
pub struct DatabaseDb {
    /// Its name, unique in the cluster.
    pub name: String,
}
