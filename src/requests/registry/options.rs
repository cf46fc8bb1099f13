//! `/v2/registry/options`

use crate::{
    http::{Request, Result, operations},
    models::registry::options::RegistryOptions,
};

operations! {
    OPTIONS = "registry.options", Get "/v2/registry/options" {
        id: "registry_get_options",
        scopes: &["registry:read"],
        replaced_by: Some("registries.options"),
        envelope: Some("options"),
    }
}

/// Gets the regions and subscription tiers a registry may have.
///
/// # Errors
/// None; as every request.
pub fn options() -> Result<Request<RegistryOptions>> {
    Request::new(&OPTIONS, &[])
}
