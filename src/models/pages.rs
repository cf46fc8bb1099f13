//! Lists that come in pages.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// Which page of a list, and how long its pages are.
#[model]
pub struct PageQuery {
    /// Number of the page, from 1 (the default).
    pub page: Maybe<i64>,
    /// Items on a page: 1 to 200, 20 by default.
    pub per_page: Maybe<i64>,
}

/// What the API says of a list beside its items.
#[model]
pub struct Meta {
    /// Items on all pages together.
    pub total: Maybe<i64>,
}
