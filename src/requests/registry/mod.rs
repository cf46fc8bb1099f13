//! The container registry, by its single-registry paths.

pub mod garbage_collections;
pub mod manifests;
pub mod options;
