//! `/v2/registry/{registry}/repositories` and `/repositoriesV2`

use digitalocean_wasm_derive::resource;

use crate::models::{
    PageQuery,
    registry::repositories::{Repository, RepositoryPageQuery, RepositoryV2},
};

/// Repositories of the registry: images of one name, in all their versions.
#[resource(
    "registry.repositories",
    parameters(registry = "Name of the registry."),
    reserved(registry = "options subscription validate-name")
)]
trait RegistryRepositoriesResource {
    /// Lists the repositories of the registry, in pages, each with its latest tag.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such registry.
    #[get(
        "/v2/registry/{registry}/repositories",
        id = "registry_list_repositories",
        scope = "registry:read",
        key = "repositories",
        paged,
        replaced_by = "registries.repositories.list"
    )]
    fn list(registry: &str, query: Option<PageQuery>) -> Vec<Repository>;

    /// Lists the repositories of the registry, in pages, each with its latest manifest.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such registry.
    #[get(
        "/v2/registry/{registry}/repositoriesV2",
        id = "registry_list_repositoriesV2",
        scope = "registry:read",
        key = "repositories",
        paged,
        replaced_by = "registries.repositories.list"
    )]
    fn list_v2(registry: &str, query: Option<RepositoryPageQuery>) -> Vec<RepositoryV2>;
}
