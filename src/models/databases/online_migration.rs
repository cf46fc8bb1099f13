//! Online migration: copying another database into a cluster while it is in use.

use digitalocean_wasm_derive::model;

use crate::schema::{Maybe, Secret};

/// An online migration into a cluster.
#[model]
pub struct DatabaseOnlineMigration {
    /// Identifies the migration (UUID); what stops it.
    pub id: String,
    /// How far it is.
    pub status: DatabaseOnlineMigrationStatus,
    /// When it was started (RFC 3339).
    pub created_at: String,
}

/// How far an online migration is.
#[model]
pub enum DatabaseOnlineMigrationStatus {
    /// The databases are being copied.
    #[serde(rename = "running")]
    Running,
    /// All is copied; changes in the source follow, for up to two weeks.
    #[serde(rename = "syncing")]
    Syncing,
    /// It was stopped.
    #[serde(rename = "canceled")]
    Canceled,
    /// It failed, which may be long after it was started.
    #[serde(rename = "error")]
    Error,
    /// It is complete.
    #[serde(rename = "done")]
    Done,
}

/// Source and options of an online migration.
#[model]
pub struct DatabaseOnlineMigrationStart {
    /// The database to copy.
    pub source: DatabaseOnlineMigrationSource,
    /// Whether to connect to the source without TLS. `false` when left out.
    pub disable_ssl: Maybe<bool>,
    /// Databases of the source to leave out; none when left out.
    pub ignore_dbs: Maybe<Vec<String>>,
}

/// The database that an online migration copies.
#[model]
pub struct DatabaseOnlineMigrationSource {
    /// Host name or address it can be reached at from the cluster.
    pub host: String,
    /// Port it listens on.
    pub port: i64,
    /// Database to connect to first, such as `defaultdb`; none where the engine has none.
    pub dbname: Maybe<String>,
    /// User to log in as.
    pub username: Maybe<String>,
    /// Password of that user.
    pub password: Maybe<Secret>,
}
