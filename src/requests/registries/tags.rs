//! `/v2/registries/{registry}/repositories/{repository}/tags`

use digitalocean_wasm_derive::resource;

use crate::models::{PageQuery, registry::tags::RepositoryTag};

/// Tags of a repository: names for its manifests.
#[resource(
    "registries.tags",
    parameters(
        registry = "Name of the registry.",
        repository = "Name of the repository, its slashes as they are: `my/repo`.",
        tag = "The tag, such as `latest`."
    ),
    reserved(registry = "options subscription validate-name")
)]
trait RegistriesTagsResource {
    /// Lists the tags of a repository, in pages.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such repository.
    /// @example
    /// ```ts
    /// for await (const { tag, manifest_digest } of client.registries.tags.list("example", "my/repo")) {
    ///   console.log(tag, manifest_digest);
    /// }
    /// ```
    #[get(
        "/v2/registries/{registry}/repositories/{repository}/tags",
        id = "registries_list_repositoryTags",
        scope = "registry:read",
        key = "tags",
        paged
    )]
    fn list(registry: &str, repository: &str, query: Option<PageQuery>) -> Vec<RepositoryTag>;

    /// Deletes a tag. The manifest it points at stays, though perhaps with no tag left.
    ///
    /// @throws `NotFoundError` when there is no such tag, `PreconditionFailedError` during a garbage collection.
    /// @example
    /// ```ts
    /// await client.registries.tags.delete("example", "my/repo", "v1.0.0");
    /// ```
    #[delete(
        "/v2/registries/{registry}/repositories/{repository}/tags/{tag}",
        id = "registries_delete_repositoryTag",
        scope = "registry:delete"
    )]
    fn delete(registry: &str, repository: &str, tag: &str);
}
