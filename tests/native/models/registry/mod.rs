//! The models of registries.

mod docker_credentials;
mod registries;
mod repositories;
mod subscription;
mod tags;
