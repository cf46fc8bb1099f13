//! `/v2/registry`: the container registry of an account that has a single one.

pub mod garbage_collections;
pub mod manifests;

use digitalocean_wasm_derive::resource;

use crate::models::registry::options::RegistryOptions;

/// The container registry, by the API's paths for accounts with a single registry.
#[resource("registry")]
trait Registry {
    /// Gets the regions and subscription tiers a registry may have.
    #[get(
        "/v2/registry/options",
        id = "registry_get_options",
        scope = "registry:read",
        key = "options",
        replaced_by = "registries.options"
    )]
    fn options() -> RegistryOptions;
}
