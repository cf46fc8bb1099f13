//! Subscription to container registries.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// The subscription that all registries of an account share.
#[model]
pub struct RegistrySubscription {
    /// Included repositories, storage and transfer, and the price.
    pub tier: RegistrySubscriptionTier,
    /// When it began (RFC 3339).
    pub created_at: String,
    /// When it last changed (RFC 3339).
    pub updated_at: String,
}

/// A subscription tier.
#[model]
pub struct RegistrySubscriptionTier {
    /// Name for people, such as `Basic`.
    pub name: String,
    /// Name for requests, such as `basic`.
    pub slug: RegistryTierSlug,
    /// Repositories included; 0 means any number.
    pub included_repositories: i64,
    /// Storage included, in bytes.
    pub included_storage_bytes: i64,
    /// Whether more storage may be bought, by the GiB.
    pub allow_storage_overage: bool,
    /// Outbound transfer included, in bytes a month.
    pub included_bandwidth_bytes: i64,
    /// Price of a month, in US cents.
    pub monthly_price_in_cents: i64,
    /// Price of a GiB beyond what is included, in US cents a month.
    pub storage_overage_price_in_cents: Maybe<i64>,
}

/// Name of a subscription tier; the options say what each includes.
#[model]
pub enum RegistryTierSlug {
    /// Free, for one repository.
    #[serde(rename = "starter")]
    Starter,
    /// For a few repositories.
    #[serde(rename = "basic")]
    Basic,
    /// For any number of repositories, and several registries.
    #[serde(rename = "professional")]
    Professional,
}

/// A change of the subscription.
#[model]
pub struct RegistrySubscriptionUpdate {
    /// Tier to change to.
    pub tier_slug: RegistryTierSlug,
}
