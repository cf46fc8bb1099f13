//! `client.registry.manifests`

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{js::client::Client, requests::registry::manifests};

/// Manifests of a repository: its images, tagged or not.
#[wasm_bindgen]
pub struct RegistryManifests(Client);

impl RegistryManifests {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }
}

#[wasm_bindgen]
impl RegistryManifests {
    /// Lists the manifests of a repository, in pages.
    ///
    /// `GET /v2/registry/{registry}/repositories/{repository}/digests` · scope `registry:read`
    ///
    /// @deprecated Use `registries.manifests.list` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "PagePromise<Manifest>")]
    pub fn list(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "Name of the registry.")]
        registry: &JsValue,
        #[wasm_bindgen(
            unchecked_param_type = "string",
            param_description = "Name of the repository, its slashes as they are: `my/repo`."
        )]
        repository: &JsValue,
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
        self.0.send(manifests::list(registry, repository, query), options)
    }

    /// Deletes a manifest and the tags that point at it. Its blobs stay until a garbage collection.
    ///
    /// `DELETE /v2/registry/{registry}/repositories/{repository}/digests/{digest}` · scope `registry:delete`
    ///
    /// @deprecated Use `registries.manifests.delete` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<void>")]
    pub fn delete(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string", param_description = "Name of the registry.")]
        registry: &JsValue,
        #[wasm_bindgen(
            unchecked_param_type = "string",
            param_description = "Name of the repository, its slashes as they are: `my/repo`."
        )]
        repository: &JsValue,
        #[wasm_bindgen(
            unchecked_param_type = "string",
            param_description = "Digest of the manifest: `sha256:` and 64 hexadecimal digits."
        )]
        digest: &JsValue,
        #[wasm_bindgen(
            unchecked_optional_param_type = "RequestOptions",
            param_description = "How to send it."
        )]
        options: &JsValue,
    ) -> Promise {
        self.0.send(manifests::delete(registry, repository, digest), options)
    }
}
