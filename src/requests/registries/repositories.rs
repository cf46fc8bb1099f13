//! `/v2/registries/{registry}/repositoriesV2` and `/repositories/{repository}`

use digitalocean_wasm_derive::resource;

use crate::models::registry::repositories::{RepositoryPageQuery, RepositoryV2};

/// Repositories of a registry: images of one name, in all their versions.
#[resource(
    "registries.repositories",
    parameters(
        registry = "Name of the registry.",
        repository = "Name of the repository, its slashes as they are: `my/repo`."
    ),
    reserved(registry = "options subscription validate-name")
)]
trait RegistriesRepositoriesResource {
    /// Lists the repositories of a registry, in pages, each with its latest manifest.
    ///
    /// @param query - The first page to fetch, and the length of pages.
    /// @throws `NotFoundError` when there is no such registry.
    /// @example
    /// ```ts
    /// for await (const repository of client.registries.repositories.list("example")) {
    ///   console.log(repository.name, repository.tag_count);
    /// }
    /// ```
    #[get(
        "/v2/registries/{registry}/repositoriesV2",
        id = "registries_list_repositoriesV2",
        scope = "registry:read",
        key = "repositories",
        paged
    )]
    fn list(registry: &str, query: Option<RepositoryPageQuery>) -> Vec<RepositoryV2>;

    /// Deletes a repository with all its tags. Its blobs stay until a garbage collection.
    ///
    /// @throws `NotFoundError` when there is no such repository, `PreconditionFailedError` during a garbage
    /// collection.
    #[delete(
        "/v2/registries/{registry}/repositories/{repository}",
        id = "registries_delete_repository",
        scope = "registry:delete"
    )]
    fn delete(registry: &str, repository: &str);
}
