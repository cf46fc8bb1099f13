//! Managed databases: `/v2/databases…`.

pub(crate) mod autoscale;
pub(crate) mod backups;
pub(crate) mod ca;
pub(crate) mod clusters;
pub(crate) mod config;
pub(crate) mod dbs;
mod engine_config;
pub(crate) mod events;
pub(crate) mod eviction_policy;
mod fields;
pub(crate) mod firewall;
pub(crate) mod indexes;
pub(crate) mod logsinks;
mod lookup;
pub(crate) mod maintenance;
pub(crate) mod metrics_credentials;
pub(crate) mod online_migration;
pub(crate) mod options;
pub(crate) mod pools;
pub(crate) mod replicas;
pub(crate) mod schemas;
pub(crate) mod settings;
pub(crate) mod sql_mode;
pub(crate) mod topics;
pub(crate) mod users;
