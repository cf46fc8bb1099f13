//! Managed databases: `/v2/databases…`.

pub(crate) mod autoscale;
pub(crate) mod backups;
pub(crate) mod ca;
pub(crate) mod changes;
pub(crate) mod clusters;
pub(crate) mod config;
mod connections;
mod create;
pub(crate) mod dbs;
pub(crate) mod do_settings;
pub(crate) mod events;
pub(crate) mod eviction_policy;
pub(crate) mod firewall;
pub(crate) mod indexes;
pub(crate) mod logsinks;
pub(crate) mod maintenance;
pub(crate) mod metrics;
pub(crate) mod online_migrations;
pub(crate) mod options;
pub(crate) mod pools;
pub(crate) mod replicas;
pub(crate) mod schema_registry;
pub(crate) mod sql_mode;
pub(crate) mod topics;
pub(crate) mod users;

pub(crate) use create::included_storage;
