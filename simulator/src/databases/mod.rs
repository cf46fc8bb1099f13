//! Managed databases: `/v2/databases…`.

pub(crate) mod clusters;
pub(crate) mod config;
mod connections;
mod create;
pub(crate) mod options;

pub(crate) use create::included_storage;
