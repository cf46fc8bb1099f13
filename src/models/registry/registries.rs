//! Registries.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::subscription::{RegistrySubscription, RegistryTierSlug};

/// A container registry.
#[model]
pub struct Registry {
    /// Its name, unique in all of DigitalOcean: images are `registry.digitalocean.com/<name>/<repository>:<tag>`.
    pub name: String,
    /// When it was created (RFC 3339).
    pub created_at: String,
    /// Slug of the region its data is in.
    pub region: String,
    /// Storage it uses, in bytes, as of `storage_usage_bytes_updated_at`: computed now and then, not with each push.
    pub storage_usage_bytes: i64,
    /// When its storage was last computed (RFC 3339).
    pub storage_usage_bytes_updated_at: Maybe<String>,
    /// Whether it refuses pushes, as it does during a garbage collection.
    pub read_only: Maybe<bool>,
    /// What the account pays for all its registries. Not in every answer; `subscription.get` gets it.
    pub subscription: Maybe<RegistrySubscription>,
}

/// A registry to create in an account that may have several.
#[model]
pub struct RegistryCreate {
    /// Its name, unique in all of DigitalOcean: 1 to 63 lower-case letters, digits and hyphens.
    pub name: String,
    /// Tier to subscribe to with the account's first registry; further ones are part of that subscription.
    pub subscription_tier_slug: Maybe<RegistryTierSlug>,
    /// Slug of a region from the options, such as `fra1`; the API chooses one when left out.
    pub region: Maybe<String>,
}

/// The registry to create in an account that has a single one.
#[model]
pub struct SingleRegistryCreate {
    /// Its name, unique in all of DigitalOcean: 1 to 63 lower-case letters, digits and hyphens.
    pub name: String,
    /// Tier to subscribe to.
    pub subscription_tier_slug: RegistryTierSlug,
    /// Slug of a region from the options, such as `fra1`; the API chooses one when left out.
    pub region: Maybe<String>,
}

/// A name that a registry may be given.
#[model]
pub struct RegistryNameValidate {
    /// The name: 1 to 63 lower-case letters, digits and hyphens.
    pub name: String,
}
