//! `client.registry.manifests`

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{
    js::{
        client::Client,
        types::{Js, RequestOptions, Text},
    },
    models::PageQuery,
    requests::registry::manifests,
};

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
    /// @param registry - Name of the registry.
    /// @param repository - Name of the repository, its slashes as they are: `my/repo`.
    /// @param query - Which page to begin with, and how long pages are.
    /// @param options - How to send it.
    /// @throws `NotFoundError` when there is no such repository.
    /// @deprecated Use `registries.manifests.list` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "PagePromise<Manifest>")]
    pub fn list(
        &self,
        registry: &Text,
        repository: &Text,
        query: Option<Js<PageQuery>>,
        options: Option<RequestOptions>,
    ) -> Promise {
        self.0
            .send(manifests::list(registry, repository, &JsValue::from(query)), options)
    }

    /// Deletes a manifest and the tags that point at it. Its blobs stay until a garbage collection.
    ///
    /// `DELETE /v2/registry/{registry}/repositories/{repository}/digests/{digest}` · scope `registry:delete`
    ///
    /// @param registry - Name of the registry.
    /// @param repository - Name of the repository, its slashes as they are: `my/repo`.
    /// @param digest - Digest of the manifest: `sha256:` and 64 hexadecimal digits.
    /// @param options - How to send it.
    /// @throws `NotFoundError` when there is no such manifest, `PreconditionFailedError` during a garbage collection.
    /// @deprecated Use `registries.manifests.delete` where the account has it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<void>")]
    pub fn delete(
        &self,
        registry: &Text,
        repository: &Text,
        digest: &Text,
        options: Option<RequestOptions>,
    ) -> Promise {
        self.0.send(manifests::delete(registry, repository, digest), options)
    }
}
