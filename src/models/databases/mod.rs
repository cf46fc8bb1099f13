//! Managed databases.

pub mod autoscale;
pub mod backups;
pub mod clusters;
pub mod config;
pub mod connections;
pub mod firewall;
pub mod maintenance;
pub mod options;
pub mod settings;
pub mod users;
