//! An enum: a string of the API whose known values are listed.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemEnum};

use crate::attributes::{doc_text, docs, rename, take_marker};

pub fn expand(mut item: ItemEnum) -> syn::Result<TokenStream> {
    let mut names = Vec::new();
    let mut variants = Vec::new();
    let mut list = Vec::new();
    for variant in &mut item.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(syn::Error::new_spanned(variant, "a model's variants hold nothing"));
        }
        let Some(name) = rename(&variant.attrs)? else {
            return Err(syn::Error::new_spanned(
                variant,
                "say the value as the API writes it: #[serde(rename = \"…\")]",
            ));
        };
        list.push(format!(" - `{name}`: {}", doc_text(&variant.attrs).replace('\n', " ")));
        take_marker(&mut variant.attrs, "serde");
        names.push(name);
        variants.push(variant.ident.clone());
    }
    item.variants.push(syn::parse_quote! {
        /// A value this version does not name, as it came.
        Other(String)
    });

    let ident = &item.ident;
    let docs = docs(&item.attrs);
    let literals: Vec<_> = names.iter().map(|name| format!("{name:?}")).collect();
    let typescript = format!("{} | (string & {{}})", literals.join(" | "));
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq, Eq)]
        #item

        impl #ident {
            /// The value as the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #names,)*
                    Self::Other(value) => value,
                }
            }
        }

        impl From<&str> for #ident {
            fn from(value: &str) -> Self {
                match value {
                    #(#names => Self::#variants,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as ::serde::Deserialize>::deserialize(deserializer)
                    .map(|value| Self::from(value.as_str()))
            }
        }

        impl ::digitalocean_wasm::schema::Shape for #ident {
            const KIND: ::digitalocean_wasm::schema::Kind = ::digitalocean_wasm::schema::Kind::String;
        }

        #[cfg(feature = "js")]
        const _: () = {
            #(#docs)*
            #[doc = ""]
            #(#[doc = #list])*
            #[derive(::tsify::Tsify)]
            #[tsify(type = #typescript)]
            #[allow(dead_code)]
            struct #ident(String);
        };
    })
}
