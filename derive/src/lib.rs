//! The two attributes that the crate's tables are made with.
//!
//! `#[model]`: one definition of an API type makes the Rust type, its serde
//! implementations, its row in the tables that check request bodies, and its TypeScript type.
//!
//! ```ignore
//! /// A rule of a cluster's firewall.
//! #[model]
//! pub struct FirewallRule {
//!     /// Kind of resource that may connect.
//!     pub r#type: FirewallRuleType,          // required: the key must be there
//!     /// Purpose of the rule.
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
//!
//! `#[resource]`: one signature for each operation makes its row in the table of operations, its function, its entry
//! in `operations.json` and its TypeScript method.
//!
//! ```ignore
//! /// Replicas of a cluster.
//! #[resource(
//!     "databases.replicas",                           // how JavaScript reaches it on a client
//!     parameters(cluster_id = "The cluster's `id`."), // parameters of its paths
//! )]
//! trait DatabasesReplicasResource {                   // the name of its TypeScript interface
//!     /// Creates a replica.
//!     ///
//!     /// @param body - The replica.
//!     #[post(
//!         "/v2/databases/{clusterId}/replicas",       // parameters of the path come first, in its order
//!         id = "databases_create_replica",            // operationId in the published description
//!         scope = "database:create",                  // or `scopes = ["…", "…"]`
//!         key = "replica",                            // the answer's envelope; none: the whole body
//!     )]
//!     fn create(cluster_id: &str, body: DatabaseReplicaCreate) -> DatabaseReplica;
//! }
//! ```
//!
//! `query: Option<Model>` is a query, `body: Model` or `body: Option<Model>` a body, `-> Vec<Model>` a list, no return
//! type a response that is not read. Facts of an operation:
//!
//! - `paged`: the list comes in pages;
//! - `optional`: the response may lack the resource; Rust gets an `Option`;
//! - `unwrap = "…"`: a key under which some responses nest the resource again;
//! - `merge = "…"`: a key that may stand beside the resource's; its object is moved into the resource;
//! - `default_body`: an optional body that is sent as `{}` when it is left out;
//! - `exact_integers`: the response can hold integers beyond 2^53;
//! - `queued`: the API can take one such call at a time, for the same first parameter;
//! - `named_by = "…"`: for a create, the field that holds the name;
//! - `hints(NAME)`: hints of `requests::hints` for its error responses;
//! - `replaced_by = "registries.list"`: deprecated;
//! - `typescript = "…"`: the method's own signature, where the generated one says too little.
//!
//! Facts of a resource: `parameters(cluster_id = "…")`, the documentation of its paths' parameters;
//! `unescaped(digest = ":")`, characters that a parameter keeps; `reserved(id = "options")`, words that have another
//! meaning in its place; `hints(NAME)` for all its operations. The name of the trait follows from the path:
//! `databases.replicas` is `DatabasesReplicasResource`.

mod attributes;
mod enumeration;
mod operation;
mod resource;
mod structure;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Turns a struct into an API object, an enum of unit variants into an open string enum.
///
/// A struct also gets `extra`, the keys it does not name; an enum also gets `Other(String)`.
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(&arguments.into(), item.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// Turns a trait of signatures into the operations of a resource.
#[proc_macro_attribute]
pub fn resource(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = syn::parse_macro_input!(arguments as resource::Resource);
    let item = syn::parse_macro_input!(item as syn::ItemTrait);
    resource::expand(&arguments, item)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

fn expand(
    arguments: &proc_macro2::TokenStream,
    item: proc_macro2::TokenStream,
) -> syn::Result<proc_macro2::TokenStream> {
    if !arguments.is_empty() {
        return Err(syn::Error::new(
            proc_macro2::Span::call_site(),
            "#[model] takes no arguments",
        ));
    }
    match syn::parse2(item)? {
        syn::Item::Struct(item) => structure::expand(item),
        syn::Item::Enum(item) => enumeration::expand(item),
        other => Err(syn::Error::new_spanned(
            other,
            "#[model] goes on a struct with named fields or an enum of unit variants",
        )),
    }
}
