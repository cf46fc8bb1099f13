//! The container registry.

pub mod garbage_collections;
pub mod manifests;
pub mod options;
