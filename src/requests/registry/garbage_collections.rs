//! `/v2/registry/{registry}/garbage-collection` and `/garbage-collections`

use crate::{
    http::{Body, Query, Request, Result, operations},
    models::{
        PageQuery,
        registry::garbage_collections::{GarbageCollection, GarbageCollectionStart, GarbageCollectionUpdate},
    },
};

operations! {
    START = "registry.garbageCollections.start", Post "/v2/registry/{registry}/garbage-collection" {
        id: "registry_run_garbageCollection",
        scopes: &["registry:update"],
        replaced_by: Some("registries.garbageCollections.start"),
        envelope: Some("garbage_collection"),
    }
    GET_ACTIVE = "registry.garbageCollections.getActive", Get "/v2/registry/{registry}/garbage-collection" {
        id: "registry_get_garbageCollection",
        scopes: &["registry:read"],
        replaced_by: Some("registries.garbageCollections.getActive"),
        envelope: Some("garbage_collection"),
    }
    LIST = "registry.garbageCollections.list", Get "/v2/registry/{registry}/garbage-collections" {
        id: "registry_list_garbageCollections",
        scopes: &["registry:read"],
        replaced_by: Some("registries.garbageCollections.list"),
        envelope: Some("garbage_collections"),
        list: true,
        paged: true,
    }
    UPDATE = "registry.garbageCollections.update", Put "/v2/registry/{registry}/garbage-collection/{uuid}" {
        id: "registry_update_garbageCollection",
        scopes: &["registry:update"],
        replaced_by: Some("registries.garbageCollections.update"),
        envelope: Some("garbage_collection"),
    }
}

/// Starts a garbage collection.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn start(registry: &str, body: Option<Body<GarbageCollectionStart>>) -> Result<Request<GarbageCollection>> {
    Ok(Request::new(&START, &[registry])?.body(body))
}

/// Gets the garbage collection that is running.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn get_active(registry: &str) -> Result<Request<GarbageCollection>> {
    Request::new(&GET_ACTIVE, &[registry])
}

/// Lists the garbage collections of a registry, the newest first.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn list(registry: &str, query: &Query<PageQuery>) -> Result<Request<Vec<GarbageCollection>>> {
    Ok(Request::new(&LIST, &[registry])?.query(query))
}

/// Changes a running garbage collection: stops it.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn update(registry: &str, uuid: &str, body: Body<GarbageCollectionUpdate>) -> Result<Request<GarbageCollection>> {
    Ok(Request::new(&UPDATE, &[registry, uuid])?.body(body))
}
