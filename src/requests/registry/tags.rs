//! `/v2/registry/{registry}/repositories/{repository}/tags`

use digitalocean_wasm_derive::resource;

use crate::models::{PageQuery, registry::tags::RepositoryTag};

/// Tags of a repository: names for its manifests.
#[resource(
    "registry.tags",
    parameters(
        registry = "Name of the registry.",
        repository = "Name of the repository, its slashes as they are: `my/repo`.",
        tag = "The tag, such as `latest`."
    ),
    reserved(registry = "options subscription validate-name")
)]
trait RegistryTagsResource {
    /// Lists the tags of a repository, in pages.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such repository.
    #[get(
        "/v2/registry/{registry}/repositories/{repository}/tags",
        id = "registry_list_repositoryTags",
        scope = "registry:read",
        key = "tags",
        paged,
        replaced_by = "registries.tags.list"
    )]
    fn list(registry: &str, repository: &str, query: Option<PageQuery>) -> Vec<RepositoryTag>;

    /// Deletes a tag. The manifest it points at stays, though perhaps with no tag left.
    ///
    /// @throws `NotFoundError` when there is no such tag, `PreconditionFailedError` during a garbage collection.
    #[delete(
        "/v2/registry/{registry}/repositories/{repository}/tags/{tag}",
        id = "registry_delete_repositoryTag",
        scope = "registry:delete",
        replaced_by = "registries.tags.delete"
    )]
    fn delete(registry: &str, repository: &str, tag: &str);
}
