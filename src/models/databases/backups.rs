//! Backups of a cluster.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// The list of a cluster's backups as it comes, with when the next ones are made.
#[model]
pub struct DatabaseBackups {
    /// The backups there are.
    pub backups: Vec<DatabaseBackup>,
    /// When backups are made.
    #[nullable]
    pub scheduled_backup_time: Maybe<DatabaseBackupSchedule>,
    /// How far the backup that is being made is, in percent; absent while none is.
    pub backup_progress: Maybe<String>,
}

/// A backup of a cluster.
#[model]
pub struct DatabaseBackup {
    /// When it was made (RFC 3339); this is how `backup_restore` names it.
    pub created_at: String,
    /// Its size, in GB.
    pub size_gigabytes: f64,
    /// Whether it holds only what changed since the one before; MySQL only.
    pub incremental: Maybe<bool>,
}

/// When backups of a cluster are made.
#[model]
pub struct DatabaseBackupSchedule {
    /// Hour of the day, in UTC: 0 to 23.
    pub backup_hour: Maybe<i64>,
    /// Minute of that hour: 0 to 59.
    pub backup_minute: Maybe<i64>,
    /// Hours from one backup to the next.
    pub backup_interval_hours: Maybe<i64>,
}

/// The backup that a new cluster starts from.
#[model]
pub struct DatabaseBackupRestore {
    /// Name of the existing cluster whose backup it is.
    pub database_name: String,
    /// When the backup was made (RFC 3339); the newest one when left out.
    pub backup_created_at: Maybe<String>,
}
