//! Regions and subscription tiers of registries.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::{registries::RegistryRegion, subscription::RegistryTierSlug};

/// Regions and subscription tiers a registry may have.
#[model]
pub struct RegistryOptions {
    /// Slugs of the regions a registry may be in.
    pub available_regions: Vec<RegistryRegion>,
    /// Subscription tiers on offer.
    pub subscription_tiers: Vec<RegistrySubscriptionTierOption>,
}

/// A subscription tier, and whether the account may take it.
#[model]
pub struct RegistrySubscriptionTierOption {
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
    /// Whether the account may take the tier as it is now.
    pub eligible: Maybe<bool>,
    /// Why it may not.
    pub eligibility_reasons: Maybe<Vec<RegistryIneligibility>>,
}

/// Why an account may not take a subscription tier.
#[model]
pub enum RegistryIneligibility {
    /// It has more repositories than the tier includes.
    #[serde(rename = "OverRepositoryLimit")]
    OverRepositoryLimit,
    /// It stores more than the tier includes.
    #[serde(rename = "OverStorageLimit")]
    OverStorageLimit,
}
