//! `/v2/registry/{registry}/garbage-collection` and `/garbage-collections`

use crate::{
    http::{Answer, Input, Request, operations},
    models::{
        PageQuery,
        registry::garbage_collections::{GarbageCollection, GarbageCollectionStart, GarbageCollectionUpdate},
    },
};

operations! {
    START = Post "/v2/registry/{registry}/garbage-collection" { answer: Answer::Resource("garbage_collection") }
        as "registry.garbageCollections.start" {
            id: "registry_run_garbageCollection",
            scopes: &["registry:update"],
            replaced_by: Some("registries.garbageCollections.start"),
        }
    GET_ACTIVE = Get "/v2/registry/{registry}/garbage-collection" { answer: Answer::Resource("garbage_collection") }
        as "registry.garbageCollections.getActive" {
            id: "registry_get_garbageCollection",
            scopes: &["registry:read"],
            replaced_by: Some("registries.garbageCollections.getActive"),
        }
    LIST = Get "/v2/registry/{registry}/garbage-collections" { answer: Answer::List("garbage_collections") }
        as "registry.garbageCollections.list" {
            id: "registry_list_garbageCollections",
            scopes: &["registry:read"],
            replaced_by: Some("registries.garbageCollections.list"),
            paged: true,
        }
    UPDATE = Put "/v2/registry/{registry}/garbage-collection/{uuid}" { answer: Answer::Resource("garbage_collection") }
        as "registry.garbageCollections.update" {
            id: "registry_update_garbageCollection",
            scopes: &["registry:update"],
            replaced_by: Some("registries.garbageCollections.update"),
        }
}

/// Starts a garbage collection.
pub fn start<'a>(registry: &'a dyn Input, body: &'a dyn Input) -> Request<'a, GarbageCollection> {
    Request::new(&START, [registry]).optional_body::<GarbageCollectionStart>(body)
}

/// Gets the garbage collection that is running.
pub fn get_active(registry: &dyn Input) -> Request<'_, GarbageCollection> {
    Request::new(&GET_ACTIVE, [registry])
}

/// Lists the garbage collections of a registry, the newest first.
pub fn list<'a>(registry: &'a dyn Input, query: &'a dyn Input) -> Request<'a, Vec<GarbageCollection>> {
    Request::new(&LIST, [registry]).query::<PageQuery>(query)
}

/// Changes a running garbage collection: stops it.
pub fn update<'a>(registry: &'a dyn Input, uuid: &'a dyn Input, body: &'a dyn Input) -> Request<'a, GarbageCollection> {
    Request::new(&UPDATE, [registry, uuid]).body::<GarbageCollectionUpdate>(body)
}
