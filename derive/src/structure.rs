//! A struct: an object of the API.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemStruct, ext::IdentExt, parse_quote};

use crate::{
    attributes::{docs, rename, take_marker},
    operation::argument,
};

pub fn expand(mut item: ItemStruct) -> syn::Result<TokenStream> {
    let Fields::Named(fields) = &mut item.fields else {
        return Err(syn::Error::new_spanned(item, "a model's fields have names"));
    };

    let mut rows = Vec::new();
    let mut typescript_fields = Vec::new();
    let mut all_optional = true;
    for field in &mut fields.named {
        let nullable = take_marker(&mut field.attrs, "nullable");
        let Some(ident) = &field.ident else { continue };
        let name = rename(&field.attrs)?.unwrap_or_else(|| ident.unraw().to_string());
        let docs = docs(&field.attrs);
        let (value, required) = match argument(&field.ty, "Maybe") {
            Some(value) => (value.clone(), false),
            None => (field.ty.clone(), true),
        };
        if nullable && required {
            return Err(syn::Error::new_spanned(ident, "#[nullable] goes on a Maybe<…>"));
        }

        rows.push(quote! {
            ::digitalocean_wasm::schema::Field {
                name: #name,
                kind: <#value as ::digitalocean_wasm::schema::Shape>::KIND,
                required: #required,
                nullable: #nullable,
            }
        });

        let (optional, typescript) = match (required, nullable) {
            (true, _) => (None, quote!(#value)),
            (false, false) => (Some(quote!(#[tsify(optional)])), quote!(Option<#value>)),
            (false, true) => (Some(quote!(#[tsify(optional)])), quote!(Option<Nullable<#value>>)),
        };
        typescript_fields.push(quote! {
            #(#docs)*
            #[serde(rename = #name)]
            #optional
            #ident: #typescript
        });

        all_optional &= !required;
        if !required {
            field.attrs.push(parse_quote! {
                #[serde(default, skip_serializing_if = "::digitalocean_wasm::schema::Maybe::is_absent")]
            });
        }
    }
    fields.named.push(parse_quote! {
        /// Keys of the answer that this version does not name, as they came.
        #[serde(flatten)]
        pub extra: ::digitalocean_wasm::schema::Extra
    });

    let ident = &item.ident;
    let name = ident.to_string();
    let docs = docs(&item.attrs);
    let default = all_optional.then(|| quote!(#[derive(Default)]));
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #default
        #item

        impl ::digitalocean_wasm::schema::Shape for #ident {
            const KIND: ::digitalocean_wasm::schema::Kind =
                ::digitalocean_wasm::schema::Kind::Object(&[#(#rows),*]);
        }

        // The TypeScript interface comes from a twin, because tsify knows optional keys only as `Option`.
        #[cfg(feature = "js")]
        const _: () = {
            #[allow(unused_imports)]
            use ::digitalocean_wasm::schema::Nullable;
            #(#docs)*
            #[derive(::tsify::Tsify)]
            #[tsify(hashmap_as_object, rename = #name)]
            #[allow(dead_code, missing_docs)]
            pub struct Twin { #(#typescript_fields),* }
        };
    })
}
