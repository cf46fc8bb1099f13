//! Managed databases.

pub mod clusters;
pub mod config;
