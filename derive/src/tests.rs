//! Mistakes that the attributes refuse, with their messages.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

fn model(arguments: TokenStream, item: TokenStream) -> String {
    super::expand(&arguments, item).unwrap_err().to_string()
}

fn resource(item: TokenStream) -> syn::Result<TokenStream> {
    super::resource::expand(
        &parse_quote!("databases.users", parameters(id = "An id.")),
        syn::parse2(item).unwrap(),
    )
}

/// Asserts that `#[resource]` refuses a trait with this function.
fn assert_refused(function: TokenStream, message: &str) {
    let error = resource(quote!(trait DatabasesUsersResource { #function })).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn a_model_is_a_struct_with_named_fields_or_an_enum_of_unit_variants() {
    let other = "#[model] goes on a struct with named fields or an enum of unit variants";
    let cases = [
        (
            quote!(),
            quote!(
                fn function() {}
            ),
            other,
        ),
        (quote!(), quote!(union Both { one: u8, other: i8 }), other),
        (
            quote!(),
            quote!(
                struct Pair(String, String);
            ),
            "a model's fields have names",
        ),
        (
            quote!(),
            quote!(
                struct Unit;
            ),
            "a model's fields have names",
        ),
        (
            quote!(argument),
            quote!(
                struct Empty {}
            ),
            "#[model] takes no arguments",
        ),
        (
            quote!(),
            quote!(
                enum Size {
                    #[serde(rename = "l")]
                    Large(u8),
                }
            ),
            "a model's variants hold nothing",
        ),
    ];
    for (arguments, item, message) in cases {
        let shown = item.to_string();
        assert_eq!(model(arguments, item), message, "{shown}");
    }
}

#[test]
fn each_variant_of_a_model_says_its_value() {
    let message = "say the value as the API writes it: #[serde(rename = \"…\")]";
    assert_eq!(
        model(
            quote!(),
            quote!(
                enum Size {
                    Large,
                }
            )
        ),
        message
    );
    let item = quote!(
        enum Size {
            #[serde(rename = "s")]
            Small,
            Large,
        }
    );
    assert_eq!(model(quote!(), item), message);
}

#[test]
fn a_model_takes_of_serde_only_rename() {
    for item in [
        quote!(
            struct Crate {
                #[serde(default)]
                label: Maybe<String>,
            }
        ),
        quote!(
            struct Crate {
                #[serde(rename = "a", alias = "b")]
                label: Maybe<String>,
            }
        ),
        quote!(
            enum Size {
                #[serde(alias = "l")]
                Large,
            }
        ),
    ] {
        assert_eq!(model(quote!(), item), "in a model, serde takes only `rename`");
    }
}

#[test]
fn a_required_field_is_not_nullable() {
    let item = quote!(
        struct Crate {
            #[nullable]
            label: String,
        }
    );
    assert_eq!(model(quote!(), item), "#[nullable] goes on a Maybe<…>");
    let item = quote!(
        struct Crate {
            #[nullable]
            label: Maybe<String>,
        }
    );
    assert!(super::expand(&quote!(), item).is_ok());
}

#[test]
fn a_resource_holds_operations() {
    let error = resource(quote!(
        trait DatabasesUsersResource {
            const COUNT: usize;
        }
    ))
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "a resource holds operations: functions without a body"
    );
    let operation = quote!(
        #[get("/v2/{id}/users", id = "list_users", scope = "database:read", key = "users")]
        fn list(id: &str) -> Vec<User>;
    );
    assert!(resource(quote!(trait DatabasesUsersResource { #operation })).is_ok());
}

#[test]
fn an_operation_says_its_request() {
    let missing = "say the request: #[get(\"/v2/…\", …)]";
    assert_refused(
        quote!(
            fn list();
        ),
        missing,
    );
    assert_refused(
        quote!(
            #[get("/a", id = "a")]
            #[put("/a", id = "a")]
            fn list();
        ),
        missing,
    );
    let method = "expected get, post, put, patch or delete";
    assert_refused(
        quote!(
            #[head("/a", id = "a")]
            fn list();
        ),
        method,
    );
    let names = "expected id, scope, scopes, key, unwrap, merge, optional, default_body, paged, exact_integers, queued, named_by, hints, replaced_by or typescript";
    assert_refused(
        quote!(
            #[get("/a", id = "a", pages)]
            fn list();
        ),
        names,
    );
    assert_refused(
        quote!(
            #[post("/a", id = "a", default_body)]
            fn create(body: Body);
        ),
        "default_body goes with `body: Option<…>`",
    );
    assert_refused(
        quote!(
            #[get("/a", id = "a", key = "list", merge = "other")]
            fn list() -> Vec<Item>;
        ),
        "merge goes with the key of a single resource",
    );
    assert_refused(
        quote!(
            #[get("/a", id = "a", merge = "other")]
            fn get() -> Item;
        ),
        "merge goes with the key of a single resource",
    );
    assert_refused(
        quote!(
            #[get("/a", other::id = "a")]
            fn list();
        ),
        "expected a name",
    );
    assert_refused(
        quote!(
            #[get("/a")]
            fn list();
        ),
        "expected `,`",
    );
    assert_refused(
        quote!(
            #[get(a)]
            fn list();
        ),
        "expected string literal",
    );
    assert_refused(
        quote!(
            #[get("/a", id = 5)]
            fn list();
        ),
        "expected string literal",
    );
}

#[test]
fn the_parameters_of_an_operation_are_those_of_its_path() {
    for (function, message) in [
        (
            quote!(
                #[get("/{clusterId}", id = "a")]
                fn get();
            ),
            "the path has [\"clusterId\"], the function []",
        ),
        (
            quote!(
                #[get("/a", id = "a")]
                fn get(cluster_id: &str);
            ),
            "the path has [], the function [\"clusterId\"]",
        ),
        (
            quote!(
                #[get("/{a}/{b}", id = "a")]
                fn get(b: &str, a: &str);
            ),
            "the path has [\"a\", \"b\"], the function [\"b\", \"a\"]",
        ),
        (
            quote!(
                #[get("/a", id = "a")]
                fn get(&self);
            ),
            "expected a parameter of the path, query or body",
        ),
        (
            quote!(
                #[get("/a", id = "a")]
                fn get((a, b): (u8, u8));
            ),
            "expected a parameter of the path, query or body",
        ),
    ] {
        assert_refused(function, message);
    }
}

#[test]
fn a_key_needs_a_response() {
    let function = quote!(
        #[delete("/a", id = "a", key = "user")]
        fn delete();
    );
    assert_refused(function, "a key needs something that is under it");
}

#[test]
fn the_facts_of_a_resource_fit_its_paths() {
    let operation = quote!(
        #[get("/v2/{id}/users", id = "list_users", scope = "database:read", key = "users")]
        fn list(id: &str) -> Vec<User>;
    );
    let item: syn::ItemTrait = parse_quote!(trait DatabasesUsersResource { #operation });
    for (arguments, message) in [
        (quote!("databases.users"), "say in parameters(…) what id is"),
        (
            quote!("databases.users", parameters(id = "An id.", name = "A name.")),
            "no path has the parameter name",
        ),
        (
            quote!("databases.users", parameters(id = "An id."), reserved(name = "x")),
            "no path has the parameter name",
        ),
        (
            quote!("databases.users", parameters(id = "An id."), unescaped(name = ":")),
            "no path has the parameter name",
        ),
        (
            quote!("databases.pools", parameters(id = "An id.")),
            "its path makes it DatabasesPoolsResource",
        ),
    ] {
        let resource = syn::parse2(arguments).unwrap();
        let error = super::resource::expand(&resource, item.clone()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let other = syn::parse2::<super::resource::Resource>(quote!("databases.users", scope = "x"));
    assert_eq!(
        other.err().map(|error| error.to_string()).as_deref(),
        Some("expected parameters, unescaped, reserved or hints")
    );
}
