//! Managed databases.

pub mod ca;
pub mod clusters;
pub mod config;
pub mod dbs;
pub mod events;
pub mod eviction_policy;
pub mod firewall;
pub mod maintenance;
pub mod pools;
pub mod settings;
pub mod sql_mode;
pub mod users;
