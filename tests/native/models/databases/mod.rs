//! The models of databases.

mod config;
mod events;
mod eviction_policy;
mod logsinks;
mod pools;
mod topics;
mod users;
