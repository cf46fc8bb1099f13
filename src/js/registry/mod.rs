//! `client.registry`

pub mod garbage_collections;
pub mod manifests;

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{client::Client, types::RequestOptions};
use crate::requests::registry::options;
use garbage_collections::RegistryGarbageCollections;
use manifests::RegistryManifests;

/// The container registry of an account that has one.
#[wasm_bindgen]
pub struct Registry(Client);

impl Registry {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }
}

#[wasm_bindgen]
impl Registry {
    /// Manifests of a repository.
    #[wasm_bindgen(getter)]
    pub fn manifests(&self) -> RegistryManifests {
        RegistryManifests::new(&self.0)
    }

    /// Garbage collections of the registry.
    #[wasm_bindgen(getter, js_name = garbageCollections)]
    pub fn garbage_collections(&self) -> RegistryGarbageCollections {
        RegistryGarbageCollections::new(&self.0)
    }

    /// Gets the regions and subscription tiers a registry may have.
    ///
    /// `GET /v2/registry/options` · scope `registry:read`
    ///
    /// @param options - How to send it.
    /// @deprecated Use `registries.options` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<RegistryOptions>")]
    pub fn options(&self, options: Option<RequestOptions>) -> Promise {
        self.0.send(options::options(), options)
    }
}
