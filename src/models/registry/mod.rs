//! Container registries: the models of `/v2/registries` and of `/v2/registry`, which say the same things in the same
//! words.

pub mod docker_credentials;
pub mod garbage_collections;
pub mod manifests;
pub mod options;
pub mod registries;
pub mod repositories;
pub mod subscription;
pub mod tags;
