//! `/v2/registries`: the container registries of an account.

use digitalocean_wasm_derive::resource;

use crate::models::registry::{
    docker_credentials::{DockerCredentials, DockerCredentialsQuery},
    options::RegistryOptions,
    registries::{Registry, RegistryCreate, RegistryNameValidate},
};

/// Container registries: repositories of images, which `docker` pushes to and pulls from.
#[resource(
    "registries",
    parameters(registry = "Name of the registry."),
    reserved(registry = "options subscription validate-name")
)]
trait RegistriesResource {
    /// Lists the registries of the account, all of them in one request.
    ///
    /// The page's `body` also holds `total_storage_usage_bytes`, which all of them use together.
    ///
    /// @example
    /// ```ts
    /// const page = await client.registries.list();
    /// console.log(page.data.map(({ name }) => name), page.body.total_storage_usage_bytes);
    /// ```
    #[get(
        "/v2/registries",
        id = "registries_list",
        scope = "registry:read",
        key = "registries",
        typescript = "list(options?: RequestOptions | null): PagePromise<Registry, RegistryList>"
    )]
    fn list() -> Vec<Registry>;

    /// Creates a registry.
    ///
    /// The account's first one begins its subscription, of the tier that is given then; further ones are part of it.
    /// `subscription` of the response may be left out.
    ///
    /// @param body - The registry to create.
    /// @throws `ConflictError` when the name is taken, `PreconditionFailedError` when the account has as many
    /// registries as its tier allows, `UnprocessableEntityError` while the name of a deleted one is not free again.
    /// @example
    /// ```ts
    /// const registry = await client.registries.create({
    ///   name: "example",
    ///   subscription_tier_slug: "basic",
    ///   region: "fra1",
    /// });
    /// console.log(`registry.digitalocean.com/${registry.name}`);
    /// ```
    #[post(
        "/v2/registries",
        id = "registries_create",
        scope = "registry:create",
        key = "registry",
        merge = "subscription",
        named_by = "name",
        hints(REGISTRY_LIMIT)
    )]
    fn create(body: RegistryCreate) -> Registry;

    /// Gets a registry.
    ///
    /// @throws `NotFoundError` when there is no such registry.
    #[get(
        "/v2/registries/{registry}",
        id = "registries_get",
        scope = "registry:read",
        key = "registry",
        merge = "subscription"
    )]
    fn get(registry: &str) -> Registry;

    /// Deletes a registry and all images in it, for good.
    ///
    /// @throws `NotFoundError` when there is no such registry.
    #[delete("/v2/registries/{registry}", id = "registries_delete", scope = "registry:delete")]
    fn delete(registry: &str);

    /// Gets the regions and subscription tiers a registry may have.
    #[get(
        "/v2/registries/options",
        id = "registries_get_options",
        scope = "registry:read",
        key = "options"
    )]
    fn options() -> RegistryOptions;

    /// Resolves when a registry may be given this name, and rejects when not.
    ///
    /// @param body - The name.
    /// @throws `ConflictError` when the name is taken.
    #[post(
        "/v2/registries/validate-name",
        id = "registries_validate_name",
        scope = "registry:create"
    )]
    fn validate_name(body: RegistryNameValidate);

    /// Makes credentials for Docker: its configuration itself, to be written to a `config.json` as it is.
    ///
    /// Unless the query says otherwise, they allow to pull only and never expire. Each call makes new ones. To revoke one,
    /// `POST` its token to `https://cloud.digitalocean.com/v1/oauth/revoke`.
    ///
    /// @param query - Permissions and lifetime.
    /// @throws `NotFoundError` when there is no such registry.
    /// @example
    /// ```ts
    /// const credentials = await client.registries.dockerCredentials("example", { expiry_seconds: 3600, read_write: true });
    /// const json = JSON.stringify(credentials); // a config.json
    /// ```
    #[get(
        "/v2/registries/{registry}/docker-credentials",
        id = "registries_get_dockerCredentials",
        scopes = ["registry:read", "registry:update"]
    )]
    fn docker_credentials(registry: &str, query: Option<DockerCredentialsQuery>) -> DockerCredentials;
}
