//! `/v2/registry/{registry}/repositories/{repository}/digests`

use digitalocean_wasm_derive::resource;

use crate::models::{PageQuery, registry::manifests::Manifest};

/// Manifests of a repository: its images, tagged or not.
#[resource(
    "registry.manifests",
    parameters(
        registry = "Name of the registry.",
        repository = "Name of the repository, its slashes as they are: `my/repo`.",
        digest = "Digest of the manifest: `sha256:` and 64 hexadecimal digits."
    ),
    unescaped(digest = ":"),
    reserved(registry = "options subscription validate-name")
)]
trait RegistryManifestsResource {
    /// Lists the manifests of a repository, in pages: tagged images, untagged ones, and the manifest for each platform of
    /// multi-arch images, which carries no tag.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such repository.
    #[get(
        "/v2/registry/{registry}/repositories/{repository}/digests",
        id = "registry_list_repositoryManifests",
        scope = "registry:read",
        key = "manifests",
        paged,
        replaced_by = "registries.manifests.list"
    )]
    fn list(registry: &str, repository: &str, query: Option<PageQuery>) -> Vec<Manifest>;

    /// Deletes a manifest and the tags that point at it. Its blobs stay until a garbage collection.
    ///
    /// Mind multi-arch images: the manifests that their index refers to, one for each platform and attestation, carry no tag.
    /// Deleting one as untagged breaks the tagged image. Keep a manifest whose digest is among the `blobs` of another.
    ///
    /// @throws `NotFoundError` when there is no such manifest, `PreconditionFailedError` during a garbage collection.
    #[delete(
        "/v2/registry/{registry}/repositories/{repository}/digests/{digest}",
        id = "registry_delete_repositoryManifest",
        scope = "registry:delete",
        replaced_by = "registries.manifests.delete"
    )]
    fn delete(registry: &str, repository: &str, digest: &str);
}
