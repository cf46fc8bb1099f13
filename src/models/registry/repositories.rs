//! Repositories of a registry.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::{manifests::Manifest, tags::RepositoryTag};

/// A repository, with its latest manifest.
#[model]
pub struct RepositoryV2 {
    /// Name of the registry.
    pub registry_name: String,
    /// Its name, slashes included.
    pub name: String,
    /// The manifest that changed last; absent or `null` while there is none.
    #[nullable]
    pub latest_manifest: Maybe<Manifest>,
    /// How many tags it has.
    pub tag_count: i64,
    /// How many manifests it has, untagged ones included.
    pub manifest_count: i64,
}

/// A repository, with its latest tag.
#[model]
pub struct Repository {
    /// Name of the registry.
    pub registry_name: String,
    /// Its name, slashes included.
    pub name: String,
    /// The tag that changed last; absent or `null` while there is none.
    #[nullable]
    pub latest_tag: Maybe<RepositoryTag>,
    /// How many tags it has.
    pub tag_count: i64,
}

/// A page of the repositories, and the length of pages.
#[model]
pub struct RepositoryPageQuery {
    /// Number of the page, from 1. `page_token` wins over it.
    ///
    /// @default 1
    pub page: Maybe<i64>,
    /// Items on a page: 1 to 200.
    ///
    /// @default 20
    pub per_page: Maybe<i64>,
    /// Token of a page, from `next` of the page before it. Faster than a number.
    pub page_token: Maybe<String>,
}
