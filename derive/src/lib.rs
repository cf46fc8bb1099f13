//! The `#[model]` attribute: one definition of an API type makes the Rust type, its serde
//! implementations, its row in the tables that check request bodies, and its TypeScript type.
//!
//! ```ignore
//! /// A rule of a cluster's firewall.
//! #[model]
//! pub struct FirewallRule {
//!     /// Kind of resource that may connect.
//!     pub r#type: FirewallRuleType,          // required: the key must be there
//!     /// What the rule is for.
//!     pub description: Maybe<String>,        // optional: absent, null or a value, each kept
//!     /// Tags of the rule.
//!     #[nullable]
//!     pub tags: Maybe<Vec<String>>,          // may also be written as null
//!     /// A name that is no Rust identifier.
//!     #[serde(rename = "pg_partman_bgw.role")]
//!     pub role: Maybe<String>,
//! }
//!
//! /// Always open: a value not listed is kept as it came.
//! #[model]
//! pub enum FirewallRuleType {
//!     /// A Droplet, by its id.
//!     #[serde(rename = "droplet")]
//!     Droplet,
//! }
//! ```

mod attributes;
mod enumeration;
mod structure;

use proc_macro::TokenStream;

/// Turns a struct into an API object, an enum of unit variants into an open string enum.
///
/// A struct also gets `extra`, the keys it does not name; an enum also gets `Other(String)`.
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(&arguments, item)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

fn expand(arguments: &TokenStream, item: TokenStream) -> syn::Result<proc_macro2::TokenStream> {
    if !arguments.is_empty() {
        return Err(syn::Error::new(
            proc_macro2::Span::call_site(),
            "#[model] takes no arguments",
        ));
    }
    match syn::parse(item)? {
        syn::Item::Struct(item) => structure::expand(item),
        syn::Item::Enum(item) => enumeration::expand(item),
        other => Err(syn::Error::new_spanned(
            other,
            "#[model] goes on a struct with named fields or an enum of unit variants",
        )),
    }
}
