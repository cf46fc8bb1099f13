//! Subscriptions.

use digitalocean_wasm::models::registry::subscription::{
    RegistrySubscription, RegistrySubscriptionUpdate, RegistryTierSlug,
};
use digitalocean_wasm::schema::Maybe;
use serde_json::json;

use crate::support::{fixture, kept};

#[test]
fn an_unknown_tier_is_kept() {
    let subscription: RegistrySubscription = kept(&fixture("registry/subscription")["subscription"]);
    assert_eq!(subscription.tier.slug, RegistryTierSlug::Other("fleet".to_owned()));
    assert_eq!(subscription.tier.storage_overage_price_in_cents, Maybe::Absent);
    let update: RegistrySubscriptionUpdate = kept(&json!({ "tier_slug": "fleet" }));
    assert_eq!(update.tier_slug, subscription.tier.slug);
}
