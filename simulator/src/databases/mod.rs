//! Managed databases: `/v2/databases…`.

pub(crate) mod autoscale;
pub(crate) mod backups;
pub(crate) mod belongings;
pub(crate) mod clusters;
pub(crate) mod config;
mod connections;
mod create;
pub(crate) mod indexes;
pub(crate) mod logsinks;
pub(crate) mod metrics;
pub(crate) mod online_migrations;
pub(crate) mod options;
mod reach;
pub(crate) mod replicas;
pub(crate) mod schema_registry;
pub(crate) mod topics;

pub(crate) use create::included_storage;
