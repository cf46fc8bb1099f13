//! What to ask: a signature per endpoint, which makes a function from its parameters to its request and a row in the
//! table that JavaScript's calls are made by.
//!
//! One file per resource.

pub mod databases;
pub mod raw;
pub mod registries;
pub mod registry;

use crate::http::{Operation, Resource};

/// Every resource. An operation's number is its place in this order.
pub static RESOURCES: &[&Resource] = &[
    &databases::clusters::RESOURCE,
    &databases::autoscale::RESOURCE,
    &databases::backups::RESOURCE,
    &databases::ca::RESOURCE,
    &databases::config::RESOURCE,
    &databases::dbs::RESOURCE,
    &databases::events::RESOURCE,
    &databases::eviction_policy::RESOURCE,
    &databases::firewall::RESOURCE,
    &databases::indexes::RESOURCE,
    &databases::logsinks::RESOURCE,
    &databases::maintenance::RESOURCE,
    &databases::metrics_credentials::RESOURCE,
    &databases::online_migration::RESOURCE,
    &databases::pools::RESOURCE,
    &databases::replicas::RESOURCE,
    &databases::schemas::RESOURCE,
    &databases::schemas::config::RESOURCE,
    &databases::settings::RESOURCE,
    &databases::sql_mode::RESOURCE,
    &databases::topics::RESOURCE,
    &databases::users::RESOURCE,
    &registries::RESOURCE,
    &registries::garbage_collections::RESOURCE,
    &registries::manifests::RESOURCE,
    &registries::repositories::RESOURCE,
    &registries::subscription::RESOURCE,
    &registries::tags::RESOURCE,
    &registry::RESOURCE,
    &registry::garbage_collections::RESOURCE,
    &registry::manifests::RESOURCE,
    &registry::repositories::RESOURCE,
    &registry::subscription::RESOURCE,
    &registry::tags::RESOURCE,
];

/// The operations of every resource.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    RESOURCES.iter().flat_map(|resource| resource.operations)
}

/// The operation of a number.
pub fn operation(mut number: usize) -> Option<&'static Operation> {
    for resource in RESOURCES {
        if let Some(operation) = resource.operations.get(number) {
            return Some(operation);
        }
        number -= resource.operations.len();
    }
    None
}

/// What tells this table from another version's: calls are made by number, so both sides must mean the same.
pub const FINGERPRINT: u32 = {
    let mut hash = hashed(0x811c_9dc5, env!("CARGO_PKG_VERSION"));
    let mut resources: &[&Resource] = RESOURCES;
    while let Some((resource, others)) = resources.split_first() {
        let mut operations = resource.operations;
        while let Some((operation, others)) = operations.split_first() {
            hash = hashed(hashed(hash, operation.method.as_str()), operation.path);
            operations = others;
        }
        resources = others;
    }
    hash
};

/// FNV-1a, a step further.
const fn hashed(mut hash: u32, text: &str) -> u32 {
    let mut bytes = text.as_bytes();
    while let Some((byte, others)) = bytes.split_first() {
        hash = (hash ^ *byte as u32).wrapping_mul(0x0100_0193);
        bytes = others;
    }
    hash
}
