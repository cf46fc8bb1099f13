//! Registries.

use digitalocean_wasm::models::registry::{
    registries::{Registry, RegistryCreate, RegistryList, RegistryNameValidate, SingleRegistryCreate},
    subscription::{RegistrySubscriptionUpdate, RegistryTierSlug},
};
use digitalocean_wasm::schema::{Kind, Maybe, Shape};
use serde_json::json;

use crate::support::{fixture, kept, unreadable};

#[test]
fn registries_are_read_with_and_without_a_subscription() {
    let got: Registry = kept(&fixture("registry/registry")["registry"]);
    let subscription = got.subscription.value().unwrap();
    assert_eq!(subscription.tier.slug, RegistryTierSlug::Basic);
    assert_eq!(subscription.tier.storage_overage_price_in_cents, Maybe::Value(2));
    assert_eq!(got.read_only, Maybe::Value(false));

    let created: Registry = kept(&fixture("registry/registry_created")["registry"]);
    assert_eq!(created.storage_usage_bytes_updated_at, Maybe::Absent);
    assert_eq!(created.subscription, Maybe::Absent);

    let all: Vec<Registry> = kept(&fixture("registry/registries")["registries"]);
    let names: Vec<_> = all.iter().map(|registry| registry.name.as_str()).collect();
    assert_eq!(names, ["lighthouse", "harbour-2", "semaphore"]);
    assert_eq!(all[0].read_only, Maybe::Value(true));
}

#[test]
fn a_list_of_registries_has_the_storage_they_use_together() {
    let list: RegistryList = kept(&fixture("registry/registries"));
    assert_eq!(list.total_storage_usage_bytes, Maybe::Value(6_639_583_232));
    assert_eq!(list.registries.len(), 3);
}

#[test]
fn unknown_keys_of_a_registry_are_kept() {
    let mut value = fixture("registry/registry")["registry"].take();
    value["replicated_to"] = json!(["fra1", null]);
    value["subscription"]["tier"]["included_registries"] = json!(10);
    let registry: Registry = kept(&value);
    assert_eq!(registry.extra.0["replicated_to"], json!(["fra1", null]));
}

#[test]
fn bodies_are_read_and_written_back() {
    let smallest: RegistryCreate = kept(&fixture("registry/create_smallest"));
    assert_eq!(smallest.subscription_tier_slug, Maybe::Absent);
    let full: RegistryCreate = kept(&fixture("registry/create_full"));
    assert_eq!(full.region, Maybe::Value("blr1".to_owned()));
    let single: SingleRegistryCreate = kept(&fixture("registry/create_single"));
    assert_eq!(single.subscription_tier_slug, RegistryTierSlug::Starter);
    kept::<SingleRegistryCreate>(&fixture("registry/create_full"));
    kept::<RegistryNameValidate>(&json!({ "name": "lighthouse" }));
}

#[test]
fn required_fields_of_bodies_are_required() {
    assert!(unreadable::<SingleRegistryCreate>(fixture("registry/create_smallest")).contains("subscription_tier_slug"));
    assert!(unreadable::<RegistryCreate>(json!({ "region": "fra1" })).contains("name"));
    assert!(unreadable::<RegistryNameValidate>(json!({})).contains("name"));
    assert!(unreadable::<RegistrySubscriptionUpdate>(json!({})).contains("tier_slug"));
    let required = |kind: Kind| -> Vec<_> {
        let fields = kind.fields().iter().filter(|field| field.required);
        fields.map(|field| field.name).collect()
    };
    assert_eq!(required(RegistryCreate::KIND), ["name"]);
    assert_eq!(required(SingleRegistryCreate::KIND), ["name", "subscription_tier_slug"]);
    assert_eq!(required(RegistrySubscriptionUpdate::KIND), ["tier_slug"]);
}
