//! `/v2/registries/{registry}/repositories/{repository}/digests`

use digitalocean_wasm_derive::resource;

use crate::models::{PageQuery, registry::manifests::Manifest};

/// Manifests of a repository: its images, tagged or not.
#[resource(
    "registries.manifests",
    parameters(
        registry = "Name of the registry.",
        repository = "Name of the repository, its slashes as they are: `my/repo`.",
        digest = "Digest of the manifest: `sha256:` and 64 hexadecimal digits."
    ),
    unescaped(digest = ":"),
    reserved(registry = "options subscription validate-name")
)]
trait RegistriesManifestsResource {
    /// Lists the manifests of a repository, in pages: tagged images, untagged ones, and the manifest for each platform of
    /// multi-arch images, which carries no tag.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such repository.
    /// @example
    /// ```ts
    /// for await (const manifest of client.registries.manifests.list("example", "my/repo", { per_page: 200 })) {
    ///   console.log(manifest.digest, manifest.tags, manifest.compressed_size_bytes);
    /// }
    /// ```
    #[get(
        "/v2/registries/{registry}/repositories/{repository}/digests",
        id = "registries_list_repositoryManifests",
        scope = "registry:read",
        key = "manifests",
        paged
    )]
    fn list(registry: &str, repository: &str, query: Option<PageQuery>) -> Vec<Manifest>;

    /// Deletes a manifest and the tags that point at it. Its blobs stay until a garbage collection.
    ///
    /// Mind multi-arch images: the manifests that their index refers to, one for each platform and attestation, carry no tag.
    /// Deleting one as untagged breaks the tagged image. Keep a manifest whose digest is among the `blobs` of another.
    ///
    /// @throws `NotFoundError` when there is no such manifest, `PreconditionFailedError` during a garbage collection.
    /// @example
    /// ```ts
    /// const manifests = await client.registries.manifests.list("example", "my/repo").all();
    /// const children = new Set(manifests.flatMap(({ blobs = [] }) => blobs.map(({ digest }) => digest)));
    /// for (const { digest, tags } of manifests) {
    ///   if (tags.length === 0 && !children.has(digest)) {
    ///     await client.registries.manifests.delete("example", "my/repo", digest);
    ///   }
    /// }
    /// ```
    #[delete(
        "/v2/registries/{registry}/repositories/{repository}/digests/{digest}",
        id = "registries_delete_repositoryManifest",
        scope = "registry:delete"
    )]
    fn delete(registry: &str, repository: &str, digest: &str);
}
