//! What to ask: a function per endpoint, from its parameters to its request.
//!
//! One file per resource, beside what belongs to the operation and never changes: method, path, scopes.

pub mod databases;
pub mod raw;
pub mod registry;

use crate::http::Operation;

/// The operations of every resource.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [
        databases::clusters::OPERATIONS,
        databases::config::OPERATIONS,
        databases::options::OPERATIONS,
        registry::garbage_collections::OPERATIONS,
        registry::manifests::OPERATIONS,
        registry::options::OPERATIONS,
    ]
    .into_iter()
    .flatten()
    .copied()
}
