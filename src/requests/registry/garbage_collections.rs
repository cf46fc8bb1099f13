//! `/v2/registry/{registry}/garbage-collection` and `/garbage-collections`

use digitalocean_wasm_derive::resource;

use crate::models::{
    PageQuery,
    registry::garbage_collections::{GarbageCollection, GarbageCollectionStart, GarbageCollectionUpdate},
};

/// Garbage collections of the registry: runs that remove unused blobs or untagged manifests.
#[resource(
    "registry.garbageCollections",
    parameters(registry = "Name of the registry.", uuid = "The garbage collection's `uuid`."),
    reserved(registry = "options subscription validate-name")
)]
trait RegistryGarbageCollectionsResource {
    /// Starts a garbage collection. The registry is read-only until it ends; one runs at a time.
    ///
    /// Without a `type` it removes `unreferenced blobs only`: those of deleted manifests. An untagged manifest refers to its
    /// blobs, so they are not freed; `untagged manifests and unreferenced blobs` removes such manifests first. Untagged are
    /// also the manifests for each platform of a multi-arch image; whether a run spares them is not documented.
    ///
    /// Resolves at once, the run being `requested`. It may wait 15 minutes for pushes under way. It has ended when
    /// `getActive` finds none; `list` says how.
    ///
    /// @param body - Kind of content to remove; unreferenced blobs when left out.
    /// @throws `ConflictError` or `PreconditionFailedError` when one is running.
    #[post(
        "/v2/registry/{registry}/garbage-collection",
        id = "registry_run_garbageCollection",
        scope = "registry:update",
        key = "garbage_collection",
        replaced_by = "registries.garbageCollections.start",
        hints(GARBAGE_COLLECTION_RUNNING)
    )]
    fn start(registry: &str, body: Option<GarbageCollectionStart>) -> GarbageCollection;

    /// Gets the garbage collection that is running.
    ///
    /// @throws `NotFoundError` when none is running.
    #[get(
        "/v2/registry/{registry}/garbage-collection",
        id = "registry_get_garbageCollection",
        scope = "registry:read",
        key = "garbage_collection",
        replaced_by = "registries.garbageCollections.getActive"
    )]
    fn get_active(registry: &str) -> GarbageCollection;

    /// Lists the garbage collections of the registry, in pages, the newest first.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    #[get(
        "/v2/registry/{registry}/garbage-collections",
        id = "registry_list_garbageCollections",
        scope = "registry:read",
        key = "garbage_collections",
        paged,
        replaced_by = "registries.garbageCollections.list"
    )]
    fn list(registry: &str, query: Option<PageQuery>) -> Vec<GarbageCollection>;

    /// Changes a running garbage collection: `{ cancel: true }` stops it.
    ///
    /// Resolves at once; the run is `cancelling` for a while, then `cancelled`.
    ///
    /// @param body - The change.
    /// @throws `NotFoundError` when it is not running.
    #[put(
        "/v2/registry/{registry}/garbage-collection/{uuid}",
        id = "registry_update_garbageCollection",
        scope = "registry:update",
        key = "garbage_collection",
        replaced_by = "registries.garbageCollections.update"
    )]
    fn update(registry: &str, uuid: &str, body: GarbageCollectionUpdate) -> GarbageCollection;
}
