//! `client.registry.garbageCollections`

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{js::client::Client, requests::registry::garbage_collections};

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
    /// @deprecated Use `registries.garbageCollections.start` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<GarbageCollection>")]
    pub fn start(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "Name of the registry.")]
        registry: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "GarbageCollectionStart",
            param_description = "What to remove."
        )]
        body: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "RequestOptions",
            param_description = "How to send it."
        )]
        options: &JsValue,
    ) -> Promise {
        self.0.send(garbage_collections::start(registry, body), options)
    }

    /// Gets the garbage collection that is running. Rejects with a `NotFoundError` when none is.
    ///
    /// `GET /v2/registry/{registry}/garbage-collection` · scope `registry:read`
    ///
    /// @deprecated Use `registries.garbageCollections.getActive` where the account has it.
    #[wasm_bindgen(js_name = getActive, unchecked_return_type = "ApiPromise<GarbageCollection>")]
    pub fn get_active(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "Name of the registry.")]
        registry: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "RequestOptions",
            param_description = "How to send it."
        )]
        options: &JsValue,
    ) -> Promise {
        self.0.send(garbage_collections::get_active(registry), options)
    }

    /// Lists the garbage collections of the registry, in pages, the newest first.
    ///
    /// `GET /v2/registry/{registry}/garbage-collections` · scope `registry:read`
    ///
    /// @deprecated Use `registries.garbageCollections.list` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "PagePromise<GarbageCollection>")]
    pub fn list(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "Name of the registry.")]
        registry: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "PageQuery",
            param_description = "Which page to begin with, and how long pages are."
        )]
        query: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "RequestOptions",
            param_description = "How to send it."
        )]
        options: &JsValue,
    ) -> Promise {
        self.0.send(garbage_collections::list(registry, query), options)
    }

    /// Changes a running garbage collection: `{ cancel: true }` stops it.
    ///
    /// `PUT /v2/registry/{registry}/garbage-collection/{uuid}` · scope `registry:update`
    ///
    /// @deprecated Use `registries.garbageCollections.update` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<GarbageCollection>")]
    pub fn update(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "Name of the registry.")]
        registry: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "The run's `uuid`.")] uuid: &JsValue,
        #[wasm_bindgen(
            unchecked_param_type = "GarbageCollectionUpdate",
            param_description = "What to change."
        )]
        body: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "RequestOptions",
            param_description = "How to send it."
        )]
        options: &JsValue,
    ) -> Promise {
        self.0.send(garbage_collections::update(registry, uuid, body), options)
    }
}
