//! A resource: the operations of the API that belong together.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Ident, ItemTrait, LitStr, Token, TraitItem,
    meta::ParseNestedMeta,
    parse::{Parse, ParseStream, Parser},
    spanned::Spanned,
};

use crate::{
    attributes::doc_text,
    operation::{Operation, camel_case, idents},
};

/// The facts in `#[resource(…)]`, which all operations of the resource share.
pub struct Resource {
    /// How JavaScript reaches it on a client, such as `databases.users`.
    pub path: LitStr,
    /// The parameters of its paths with their documentation.
    parameters: Vec<(String, LitStr)>,
    /// Characters that a parameter's value keeps as they are.
    unescaped: Vec<(String, LitStr)>,
    /// Words that have another meaning in a parameter's place, separated by spaces.
    reserved: Vec<(String, LitStr)>,
    hints: Vec<Ident>,
}

impl Parse for Resource {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut resource = Self {
            path: input.parse()?,
            parameters: Vec::new(),
            unescaped: Vec::new(),
            reserved: Vec::new(),
            hints: Vec::new(),
        };
        if input.is_empty() {
            return Ok(resource);
        }
        input.parse::<Token![,]>()?;
        let rest: TokenStream = input.parse()?;
        let fact = |meta: ParseNestedMeta<'_>| match meta.path.get_ident().map(ToString::to_string).as_deref() {
            Some("parameters") => texts(&meta).map(|texts| resource.parameters = texts),
            Some("unescaped") => texts(&meta).map(|texts| resource.unescaped = texts),
            Some("reserved") => texts(&meta).map(|texts| resource.reserved = texts),
            Some("hints") => idents(&meta).map(|hints| resource.hints = hints),
            _ => Err(meta.error("expected parameters, unescaped, reserved or hints")),
        };
        syn::meta::parser(fact).parse2(rest)?;
        Ok(resource)
    }
}

impl Resource {
    /// The path with the rules for its parameters: `{name+characters}` to keep unescaped, `{name!words}` to refuse.
    pub fn pattern(&self, path: &LitStr) -> LitStr {
        let mut pattern = path.value();
        for (mark, rules) in [('+', &self.unescaped), ('!', &self.reserved)] {
            for (name, text) in rules {
                pattern = pattern.replace(&format!("{{{name}}}"), &format!("{{{name}{mark}{}}}", text.value()));
            }
        }
        LitStr::new(&pattern, path.span())
    }

    /// The name of the TypeScript interface: the path's words, each with a capital, and `Resource`.
    fn interface(&self) -> String {
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let words: String = self.path.value().split('.').map(capital).collect();
        words + "Resource"
    }

    /// The documented parameters are those that the paths have.
    fn check(&self, operations: &[Operation]) -> syn::Result<()> {
        let used: Vec<_> = operations.iter().flat_map(Operation::parameter_names).collect();
        let is_documented = |name: &String| self.parameters.iter().any(|(documented, _)| documented == name);
        if let Some(missing) = used.iter().find(|name| !is_documented(name)) {
            let problem = format!("say in parameters(…) what {missing} is");
            return Err(syn::Error::new(self.path.span(), problem));
        }
        let others = self.parameters.iter().chain(&self.unescaped).chain(&self.reserved);
        if let Some((name, text)) = others.into_iter().find(|(name, _)| !used.contains(name)) {
            return Err(syn::Error::new(
                text.span(),
                format!("no path has the parameter {name}"),
            ));
        }
        Ok(())
    }
}

pub fn expand(resource: &Resource, item: ItemTrait) -> syn::Result<TokenStream> {
    let interface = resource.interface();
    if item.ident != interface {
        return Err(syn::Error::new(
            item.ident.span(),
            format!("its path makes it {interface}"),
        ));
    }
    let docs = doc_text(&item.attrs);
    let mut operations = Vec::new();
    for item in item.items {
        let TraitItem::Fn(function) = item else {
            return Err(syn::Error::new(
                item.span(),
                "a resource holds operations: functions without a body",
            ));
        };
        operations.push(Operation::read(function)?);
    }
    resource.check(&operations)?;
    let rows = operations.iter().map(|operation| operation.row(resource));
    let functions = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| operation.function(index));
    let count = operations.len();
    let Resource { path, hints, .. } = resource;
    let parameters = resource.parameters.iter().map(|(name, docs)| quote!((#name, #docs)));
    Ok(quote! {
        /// The rows of this resource's operations.
        static ROWS: [::digitalocean_wasm::http::Operation; #count] = [#(#rows),*];

        /// The operations of this resource.
        pub static RESOURCE: ::digitalocean_wasm::http::Resource = ::digitalocean_wasm::http::Resource {
            operations: &ROWS,
            #[cfg(not(target_family = "wasm"))]
            about: ::digitalocean_wasm::http::AboutResource {
                path: #path,
                interface: #interface,
                docs: #docs,
                parameters: &[#(#parameters),*],
                hints: &[#(&crate::requests::hints::#hints),*],
            },
        };

        #(#functions)*
    })
}

/// The texts of `name(parameter = "…", other = "…")`, by the names that the paths give them.
fn texts(meta: &ParseNestedMeta) -> syn::Result<Vec<(String, LitStr)>> {
    let mut texts = Vec::new();
    meta.parse_nested_meta(|text| {
        let name = text.path.require_ident()?;
        texts.push((camel_case(&name.to_string()), text.value()?.parse()?));
        Ok(())
    })?;
    Ok(texts)
}
