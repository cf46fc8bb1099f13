//! `/v2/registry/subscription`

use digitalocean_wasm_derive::resource;

use crate::models::registry::subscription::{RegistrySubscription, RegistrySubscriptionUpdate};

/// The subscription that pays for all registries of the account.
#[resource("registry.subscription")]
trait RegistrySubscriptionResource {
    /// Gets the subscription. It begins with the account's first registry.
    #[get(
        "/v2/registry/subscription",
        id = "registry_get_subscription",
        scope = "registry:read",
        key = "subscription",
        replaced_by = "registries.subscription.get"
    )]
    fn get() -> RegistrySubscription;

    /// Changes to another tier, and with it the price of a month. `options` says which the account may take.
    ///
    /// @param body - The tier.
    /// @throws `PreconditionFailedError` when the account has more than the tier includes, or several registries.
    #[post(
        "/v2/registry/subscription",
        id = "registry_update_subscription",
        scope = "registry:update",
        key = "subscription",
        replaced_by = "registries.subscription.update"
    )]
    fn update(body: RegistrySubscriptionUpdate) -> RegistrySubscription;
}
