//! The state: accounts, their registries and clusters. It knows no requests; what it refuses, it refuses as a response.
//!
//! A resource that no other state depends on keeps its state in its own file, in the [`extensions`] of the cluster or
//! account it belongs to.

#[macro_use]
mod words;

pub(crate) mod account;
pub(crate) mod change;
pub(crate) mod cluster;
pub(crate) mod connections;
pub(crate) mod engines;
pub(crate) mod event;
pub(crate) mod extensions;
pub(crate) mod garbage_collection;
pub(crate) mod maintenance_window;
pub(crate) mod new_cluster;
pub(crate) mod registry;
pub(crate) mod repository;
pub(crate) mod subscription;
pub(crate) mod tier;
pub(crate) mod user;
