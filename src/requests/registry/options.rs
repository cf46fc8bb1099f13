//! `/v2/registry/options`

use crate::{
    http::{Answer, Request, operations},
    models::registry::options::RegistryOptions,
};

operations! {
    OPTIONS = Get "/v2/registry/options" { answer: Answer::Resource("options") }
        as "registry.options" {
            id: "registry_get_options",
            scopes: &["registry:read"],
            replaced_by: Some("registries.options"),
        }
}

/// Gets the regions and subscription tiers a registry may have.
pub fn options() -> Request<'static, RegistryOptions> {
    Request::new(&OPTIONS, [])
}
