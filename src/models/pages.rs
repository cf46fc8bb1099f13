//! Lists that come in pages.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// A page of a list, and the length of its pages.
#[model]
pub struct PageQuery {
    /// Number of the page, from 1.
    ///
    /// @default 1
    pub page: Maybe<i64>,
    /// Items on a page: 1 to 200.
    ///
    /// @default 20
    pub per_page: Maybe<i64>,
}

/// Facts about a whole list.
#[model]
pub struct Meta {
    /// Items on all pages together.
    pub total: Maybe<i64>,
}
