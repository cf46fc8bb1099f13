//! Registries.

use digitalocean_wasm_derive::model;
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::schema::Maybe;

use super::subscription::{RegistrySubscription, RegistryTierSlug};

/// The slug of a region for registries. TypeScript lists the known ones.
pub type RegistryRegion = String;

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = r#"
/** The slug of a region for registries. Open: `registries.options()` has those of today. */
export type RegistryRegion =
  | "ams3" | "blr1" | "fra1" | "nyc3" | "sfo2" | "sfo3" | "sgp1" | "syd1"
  | (string & {});
"#;

/// The list of registries as it comes, with the storage they use together.
#[model]
pub struct RegistryList {
    /// The registries.
    pub registries: Vec<Registry>,
    /// Storage that all registries of the account use, in bytes.
    pub total_storage_usage_bytes: Maybe<i64>,
}

/// A container registry.
#[model]
pub struct Registry {
    /// Its name, unique in all of DigitalOcean: images are `registry.digitalocean.com/<name>/<repository>:<tag>`.
    pub name: String,
    /// When it was created (RFC 3339).
    pub created_at: String,
    /// Slug of the region its data is in.
    pub region: RegistryRegion,
    /// Storage it uses, in bytes, as of `storage_usage_bytes_updated_at`: computed now and then, not with each push.
    pub storage_usage_bytes: i64,
    /// When its storage was last computed (RFC 3339).
    pub storage_usage_bytes_updated_at: Maybe<String>,
    /// Whether it refuses pushes; `true` during a garbage collection.
    pub read_only: Maybe<bool>,
    /// The subscription that pays for all registries of the account. Lists often lack it; `subscription.get` gets it.
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
    pub region: Maybe<RegistryRegion>,
}

/// The registry to create in an account that has a single one.
#[model]
pub struct SingleRegistryCreate {
    /// Its name, unique in all of DigitalOcean: 1 to 63 lower-case letters, digits and hyphens.
    pub name: String,
    /// Tier to subscribe to.
    pub subscription_tier_slug: RegistryTierSlug,
    /// Slug of a region from the options, such as `fra1`; the API chooses one when left out.
    pub region: Maybe<RegistryRegion>,
}

/// A name that a registry may be given.
#[model]
pub struct RegistryNameValidate {
    /// The name: 1 to 63 lower-case letters, digits and hyphens.
    pub name: String,
}
