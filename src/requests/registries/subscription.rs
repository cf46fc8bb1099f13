//! `/v2/registries/subscription`

use digitalocean_wasm_derive::resource;

use crate::models::registry::subscription::{RegistrySubscription, RegistrySubscriptionUpdate};

/// The subscription that pays for all registries of the account.
#[resource("registries.subscription")]
trait RegistriesSubscriptionResource {
    /// Gets the subscription. It begins with the account's first registry.
    #[get(
        "/v2/registries/subscription",
        id = "registries_get_subscription",
        scope = "registry:read",
        key = "subscription"
    )]
    fn get() -> RegistrySubscription;

    /// Changes to another tier, and with it the price of a month. `options` says which the account may take.
    ///
    /// @param body - The tier.
    /// @throws `PreconditionFailedError` when the account has more than the tier includes.
    #[post(
        "/v2/registries/subscription",
        id = "registries_update_subscription",
        scope = "registry:update",
        key = "subscription"
    )]
    fn update(body: RegistrySubscriptionUpdate) -> RegistrySubscription;
}
