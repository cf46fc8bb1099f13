//! One signature per endpoint; `#[resource]` makes of it a function and a row of the table of operations.
//!
//! One file per resource.

#[cfg(not(target_family = "wasm"))]
pub mod hints;
pub mod raw;

use std::cell::Cell;

use crate::{
    http::{Operation, Resource, packed},
    schema::text,
};

/// Declares the module of each resource, and lists its operations in the table, whose order numbers them.
macro_rules! resources {
    ($($(#[doc = $docs:literal])* $group:ident(hints($($hint:ident),*)) { $($resource:ident),* $(,)? })*) => {
        $($(#[doc = $docs])* pub mod $group { $(pub mod $resource;)* })*

        /// Every resource. An operation's number is its place in this order.
        pub static RESOURCES: &[&Resource] = &[$($(&$group::$resource::RESOURCE),*),*];

        /// The groups of resources, in the same order.
        #[cfg(not(target_family = "wasm"))]
        pub static GROUPS: &[Group] = &[$(Group {
            resources: &[$(&$group::$resource::RESOURCE),*],
            hints: &[$(&hints::$hint),*],
        }),*];
    };
}

resources! {
    /// Managed databases.
    databases(hints(CLUSTER_NOT_READY)) {
        clusters,
        autoscale,
        backups,
        ca,
        config,
        dbs,
        events,
        eviction_policy,
        firewall,
        indexes,
        logsinks,
        maintenance,
        metrics_credentials,
        online_migration,
        pools,
        replicas,
        schemas,
        schemas_config,
        settings,
        sql_mode,
        topics,
        users,
    }
    /// Container registries, named in each path.
    registries(hints()) {
        registries,
        garbage_collections,
        manifests,
        repositories,
        subscription,
        tags,
    }
    /// The one container registry of an account (deprecated).
    registry(hints(SEVERAL_REGISTRIES)) {
        registry,
        garbage_collections,
        manifests,
        repositories,
        subscription,
        tags,
    }
}

/// Resources that share a first segment of their paths.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug)]
pub struct Group {
    /// The resources.
    pub resources: &'static [&'static Resource],
    /// Hints for error responses to their operations.
    pub hints: &'static [&'static crate::http::Hint],
}

/// The operations of every resource.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    RESOURCES.iter().flat_map(|resource| resource.operations)
}

/// The operations of every resource, as the WebAssembly carries them.
pub static PACKED: &str = {
    const BYTES: [u8; packed::length(RESOURCES)] = packed::pack(RESOURCES);
    text(&BYTES)
};

/// The operation of a number, from [`PACKED`].
pub fn operation(number: usize) -> Option<&'static Operation> {
    thread_local! {
        static OPERATIONS: Cell<&'static [Operation]> = const { Cell::new(&[]) };
    }
    OPERATIONS.with(|operations| {
        if operations.get().is_empty() {
            operations.set(packed::unpack(PACKED).leak());
        }
        operations.get().get(number)
    })
}

/// A fingerprint of this table. Calls are made by number, so the shell and the core must have the same table.
pub const FINGERPRINT: u32 = {
    let mut hash = hashed(0x811c_9dc5, env!("CARGO_PKG_VERSION"));
    let mut resources: &[&Resource] = RESOURCES;
    while let Some((resource, others)) = resources.split_first() {
        let mut operations = resource.operations;
        while let Some((operation, others)) = operations.split_first() {
            hash = hashed(hashed(hash, operation.method.as_str()), operation.pattern);
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
