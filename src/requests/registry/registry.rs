//! `/v2/registry`: the container registry of an account that has a single one.

use digitalocean_wasm_derive::resource;

use crate::models::registry::{
    docker_credentials::{DockerCredentials, DockerCredentialsQuery},
    options::RegistryOptions,
    registries::{Registry, RegistryNameValidate, SingleRegistryCreate},
};

/// The container registry, by the API's paths for accounts with a single one. With several they are refused.
///
/// @deprecated The API replaces it by `client.registries`; it still works.
#[resource("registry")]
trait RegistryResource {
    /// Creates the registry, and begins the account's subscription.
    ///
    /// @param body - The registry to create.
    /// @throws `ConflictError` when the name is taken, `PreconditionFailedError` when the account has a registry,
    /// `UnprocessableEntityError` while the name of a deleted one is not free again.
    #[post(
        "/v2/registry",
        id = "registry_create",
        scope = "registry:create",
        key = "registry",
        merge = "subscription",
        replaced_by = "registries.create",
        named_by = "name",
        hints(REGISTRY_LIMIT)
    )]
    fn create(body: SingleRegistryCreate) -> Registry;

    /// Gets the registry, and with it its name, which most other calls need.
    ///
    /// @throws `NotFoundError` when the account has none, `PreconditionFailedError` when it has several.
    #[get(
        "/v2/registry",
        id = "registry_get",
        scope = "registry:read",
        key = "registry",
        merge = "subscription",
        replaced_by = "registries.get"
    )]
    fn get() -> Registry;

    /// Deletes the registry and all images in it, for good.
    ///
    /// @throws `NotFoundError` when the account has none, `PreconditionFailedError` when it has several.
    #[delete(
        "/v2/registry",
        id = "registry_delete",
        scope = "registry:delete",
        replaced_by = "registries.delete"
    )]
    fn delete();

    /// Gets the regions and subscription tiers a registry may have.
    #[get(
        "/v2/registry/options",
        id = "registry_get_options",
        scope = "registry:read",
        key = "options",
        replaced_by = "registries.options"
    )]
    fn options() -> RegistryOptions;

    /// Resolves when a registry may be given this name, and rejects when not.
    ///
    /// @param body - The name.
    /// @throws `ConflictError` when the name is taken.
    #[post(
        "/v2/registry/validate-name",
        id = "registry_validate_name",
        scope = "registry:create",
        replaced_by = "registries.validateName"
    )]
    fn validate_name(body: RegistryNameValidate);

    /// Makes credentials for Docker: its configuration itself, to be written to a `config.json` as it is.
    ///
    /// Unless the query says otherwise, they allow to pull only and never expire. Each call makes new ones. To revoke one,
    /// `POST` its token to `https://cloud.digitalocean.com/v1/oauth/revoke`.
    ///
    /// @param query - Permissions and lifetime.
    #[get(
        "/v2/registry/docker-credentials",
        id = "registry_get_dockerCredentials",
        scopes = ["registry:read", "registry:update"],
        replaced_by = "registries.dockerCredentials"
    )]
    fn docker_credentials(query: Option<DockerCredentialsQuery>) -> DockerCredentials;
}
