//! Subscription tiers and regions of registries.

use std::sync::LazyLock;

use serde_json::Value;

use super::account::Account;
use super::registry::Registry;

/// The answer of the API, from which the rules follow.
static OPTIONS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../data/registry_options.json")).unwrap_or_default());

pub(crate) fn has_region(slug: &str) -> bool {
    regions().iter().any(|region| region == slug)
}

/// The tier of that slug.
pub(crate) fn tier(slug: &str) -> Option<&'static Value> {
    tiers().iter().find(|tier| tier.get("slug") == Some(&slug.into()))
}

pub(crate) fn tiers() -> &'static [Value] {
    list("subscription_tiers")
}

pub(crate) fn regions() -> &'static [Value] {
    list("available_regions")
}

fn list(key: &str) -> &'static [Value] {
    let list = OPTIONS.get("options").and_then(|options| options.get(key));
    let list = list.and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

/// Reasons that keep an account from a tier.
pub(crate) struct Obstacles {
    too_many_registries: bool,
    too_many_repositories: bool,
    too_much_storage: bool,
}

impl Obstacles {
    /// Counts `registries` in place of the account's own number; repositories and storage count together.
    pub(crate) fn to(tier: &Value, account: &Account, registries: usize) -> Self {
        let limit = |key: &str| tier.get(key).and_then(Value::as_u64).unwrap_or_default();
        let repositories = account.registries.iter().map(|registry| registry.repositories.len());
        let repositories = repositories.sum::<usize>() as u64;
        let storage = account.registries.iter().map(Registry::storage_usage_bytes);
        let is_overage_sold = tier.get("allow_storage_overage") == Some(&true.into());
        Self {
            too_many_registries: registries > most_registries(tier),
            // Zero included means any number.
            too_many_repositories: repositories > limit("included_repositories") && limit("included_repositories") > 0,
            too_much_storage: storage.sum::<u64>() > limit("included_storage_bytes") && !is_overage_sold,
        }
    }

    pub(crate) fn any(&self) -> bool {
        self.too_many_registries || self.too_many_repositories || self.too_much_storage
    }

    /// The API's words; it has none for too many registries.
    pub(crate) fn reasons(&self) -> Vec<&'static str> {
        let reasons = [
            (self.too_many_repositories, "OverRepositoryLimit"),
            (self.too_much_storage, "OverStorageLimit"),
        ];
        reasons
            .into_iter()
            .filter(|reason| reason.0)
            .map(|reason| reason.1)
            .collect()
    }
}

fn most_registries(tier: &Value) -> usize {
    if tier.get("slug") == Some(&"professional".into()) {
        10
    } else {
        1
    }
}
