//! Backups of a cluster.

use digitalocean_wasm_derive::model;

use crate::models::Maybe;

/// Which backup a new cluster starts from.
#[model]
pub struct DatabaseBackupRestore {
    /// Name of the existing cluster whose backup it is.
    pub database_name: String,
    /// When the backup was made (RFC 3339); the newest one when left out.
    pub backup_created_at: Maybe<String>,
}
