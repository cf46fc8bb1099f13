//! Managed databases.

pub mod autoscale;
pub mod backups;
pub mod ca;
pub mod clusters;
pub mod config;
pub mod connections;
pub mod dbs;
pub mod events;
pub mod eviction_policy;
pub mod firewall;
pub mod maintenance;
pub mod options;
pub mod pools;
pub mod settings;
pub mod sql_mode;
pub mod users;
