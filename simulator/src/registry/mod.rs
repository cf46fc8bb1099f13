//! Container registries: `/v2/registries/…`, and `/v2/registry/…` for accounts with one registry.

pub(crate) mod docker_credentials;
pub(crate) mod garbage_collections;
mod lookup;
pub(crate) mod manifests;
pub(crate) mod options;
pub(crate) mod registries;
pub(crate) mod repositories;
pub(crate) mod subscription;
pub(crate) mod tags;
