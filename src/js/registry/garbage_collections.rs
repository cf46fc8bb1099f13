//! `client.registry.garbageCollections`

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{
    js::{
        client::Client,
        types::{Js, RequestOptions, Text},
    },
    models::{
        PageQuery,
        registry::garbage_collections::{GarbageCollectionStart, GarbageCollectionUpdate},
    },
    requests::registry::garbage_collections,
};

/// Garbage collections of the registry: runs that remove what nothing refers to.
#[wasm_bindgen]
pub struct RegistryGarbageCollections(Client);

impl RegistryGarbageCollections {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }
}

#[wasm_bindgen]
impl RegistryGarbageCollections {
    /// Starts a garbage collection. The registry is read-only until it ends; one runs at a time.
    ///
    /// `POST /v2/registry/{registry}/garbage-collection` · scope `registry:update`
    ///
    /// @param registry - Name of the registry.
    /// @param body - What to remove.
    /// @param options - How to send it.
    /// @throws `ConflictError` or `PreconditionFailedError` when one is running.
    /// @deprecated Use `registries.garbageCollections.start` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<GarbageCollection>")]
    pub fn start(
        &self,
        registry: &Text,
        body: Option<Js<GarbageCollectionStart>>,
        options: Option<RequestOptions>,
    ) -> Promise {
        self.0
            .send(garbage_collections::start(registry, &JsValue::from(body)), options)
    }

    /// Gets the garbage collection that is running.
    ///
    /// `GET /v2/registry/{registry}/garbage-collection` · scope `registry:read`
    ///
    /// @param registry - Name of the registry.
    /// @param options - How to send it.
    /// @throws `NotFoundError` when none is running.
    /// @deprecated Use `registries.garbageCollections.getActive` where the account has it.
    #[wasm_bindgen(js_name = getActive, unchecked_return_type = "ApiPromise<GarbageCollection>")]
    pub fn get_active(&self, registry: &Text, options: Option<RequestOptions>) -> Promise {
        self.0.send(garbage_collections::get_active(registry), options)
    }

    /// Lists the garbage collections of the registry, in pages, the newest first.
    ///
    /// `GET /v2/registry/{registry}/garbage-collections` · scope `registry:read`
    ///
    /// @param registry - Name of the registry.
    /// @param query - Which page to begin with, and how long pages are.
    /// @param options - How to send it.
    /// @deprecated Use `registries.garbageCollections.list` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "PagePromise<GarbageCollection>")]
    pub fn list(&self, registry: &Text, query: Option<Js<PageQuery>>, options: Option<RequestOptions>) -> Promise {
        self.0
            .send(garbage_collections::list(registry, &JsValue::from(query)), options)
    }

    /// Changes a running garbage collection: `{ cancel: true }` stops it.
    ///
    /// `PUT /v2/registry/{registry}/garbage-collection/{uuid}` · scope `registry:update`
    ///
    /// @param registry - Name of the registry.
    /// @param uuid - The run's `uuid`.
    /// @param body - What to change.
    /// @param options - How to send it.
    /// @throws `NotFoundError` when it is not running.
    /// @deprecated Use `registries.garbageCollections.update` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<GarbageCollection>")]
    pub fn update(
        &self,
        registry: &Text,
        uuid: &Text,
        body: &Js<GarbageCollectionUpdate>,
        options: Option<RequestOptions>,
    ) -> Promise {
        self.0.send(garbage_collections::update(registry, uuid, body), options)
    }
}
