//! A resource: the operations of the API that belong together.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{
    Attribute, FnArg, GenericArgument, Ident, ItemTrait, LitStr, Pat, PathArguments, ReturnType, Token, TraitItem,
    TraitItemFn, Type,
    meta::ParseNestedMeta,
    parse::{Parse, ParseStream, Parser},
    spanned::Spanned,
};

use crate::attributes::doc_text;

pub fn expand(group: &LitStr, item: ItemTrait) -> syn::Result<TokenStream> {
    let interface = item.ident.to_string();
    let about = doc_text(&item.attrs);
    let mut rows = Vec::new();
    let mut functions = Vec::new();
    for (index, item) in item.items.into_iter().enumerate() {
        let TraitItem::Fn(function) = item else {
            return Err(syn::Error::new(
                item.span(),
                "a resource holds operations: functions without a body",
            ));
        };
        let operation = Operation::read(function)?;
        rows.push(operation.row(group));
        functions.push(operation.function(index));
    }
    let count = rows.len();
    Ok(quote! {
        /// What the operations of this resource are.
        static ROWS: [::digitalocean_wasm::http::Operation; #count] = [#(#rows),*];

        /// The operations of this resource.
        pub static RESOURCE: ::digitalocean_wasm::http::Resource = ::digitalocean_wasm::http::Resource {
            operations: &ROWS,
            #[cfg(not(target_family = "wasm"))]
            about: ::digitalocean_wasm::http::AboutResource { path: #group, interface: #interface, docs: #about },
        };

        #(#functions)*
    })
}

/// What stands in `#[get(…)]`: the path, then what is given by name.
struct Arguments {
    path: LitStr,
    rest: TokenStream,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.parse()?;
        input.parse::<Token![,]>()?;
        Ok(Self {
            path,
            rest: input.parse()?,
        })
    }
}

/// What goes with the path: a query, or a body that is or is not required.
enum Payload {
    None,
    Query(Type),
    Body(Type),
    OptionalBody(Type),
}

struct Operation {
    name: Ident,
    docs: Vec<Attribute>,
    method: Ident,
    path: LitStr,
    /// The fields of the row that are given by name.
    id: LitStr,
    scopes: Vec<LitStr>,
    key: Option<LitStr>,
    unwrap: Option<LitStr>,
    optional: bool,
    replaced_by: Option<LitStr>,
    paged: bool,
    exact_integers: bool,
    typescript: Option<LitStr>,
    parameters: Vec<Ident>,
    payload: Payload,
    response: Option<Type>,
}

impl Operation {
    fn read(function: TraitItemFn) -> syn::Result<Self> {
        let signature = function.sig;
        let (mut parameters, mut payload) = (Vec::new(), Payload::None);
        for input in &signature.inputs {
            let (name, ty) = parameter(input)?;
            match name.to_string().as_str() {
                "query" => payload = Payload::Query(optional(ty).unwrap_or(ty).clone()),
                "body" => {
                    payload =
                        optional(ty).map_or_else(|| Payload::Body(ty.clone()), |ty| Payload::OptionalBody(ty.clone()));
                }
                _ => parameters.push(name.clone()),
            }
        }
        let response = match signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(*ty),
        };
        let (docs, said): (Vec<_>, Vec<_>) = function
            .attrs
            .into_iter()
            .partition(|attribute| attribute.path().is_ident("doc"));
        let [said] = said.as_slice() else {
            return Err(syn::Error::new(
                signature.ident.span(),
                "say the request: #[get(\"/v2/…\", …)]",
            ));
        };
        let mut operation = Self {
            method: method(said)?,
            path: LitStr::new("", said.span()),
            id: LitStr::new("", said.span()),
            name: signature.ident,
            docs,
            scopes: Vec::new(),
            key: None,
            unwrap: None,
            optional: false,
            replaced_by: None,
            paged: false,
            exact_integers: false,
            typescript: None,
            parameters,
            payload,
            response,
        };
        let arguments: Arguments = said.parse_args()?;
        operation.path = arguments.path;
        let mut said = |meta: ParseNestedMeta<'_>| operation.said(&meta);
        syn::meta::parser(&mut said).parse2(arguments.rest)?;
        operation.check()?;
        Ok(operation)
    }

    fn said(&mut self, meta: &ParseNestedMeta) -> syn::Result<()> {
        let Some(name) = meta.path.get_ident() else {
            return Err(meta.error("expected a name"));
        };
        match name.to_string().as_str() {
            "id" => self.id = meta.value()?.parse()?,
            "key" => self.key = Some(meta.value()?.parse()?),
            "unwrap" => self.unwrap = Some(meta.value()?.parse()?),
            "optional" => self.optional = true,
            "replaced_by" => self.replaced_by = Some(meta.value()?.parse()?),
            "typescript" => self.typescript = Some(meta.value()?.parse()?),
            "paged" => self.paged = true,
            "exact_integers" => self.exact_integers = true,
            "scope" => self.scopes = vec![meta.value()?.parse()?],
            "scopes" => {
                let list = meta.value()?.parse::<syn::ExprArray>()?;
                for scope in list.elems {
                    self.scopes.push(syn::parse2(scope.into_token_stream())?);
                }
            }
            _ => {
                return Err(meta.error(
                    "expected id, scope, scopes, key, unwrap, optional, paged, exact_integers, replaced_by or typescript",
                ));
            }
        }
        Ok(())
    }

    /// The parameters are those of the path, in its order.
    fn check(&self) -> syn::Result<()> {
        let path = self.path.value();
        let expected: Vec<_> = path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .collect();
        let given: Vec<_> = self
            .parameters
            .iter()
            .map(|name| camel_case(&name.to_string()))
            .collect();
        if expected != given {
            let problem = format!("the path has {expected:?}, the function {given:?}");
            return Err(syn::Error::new(self.name.span(), problem));
        }
        if self.key.is_some() && self.response.is_none() {
            return Err(syn::Error::new(
                self.name.span(),
                "a key needs something that is under it",
            ));
        }
        Ok(())
    }

    /// The operation as data.
    fn row(&self, group: &LitStr) -> TokenStream {
        let Self {
            method,
            path,
            id,
            scopes,
            paged,
            exact_integers,
            ..
        } = self;
        let call = format!("{}.{}", group.value(), camel_case(&self.name.to_string()));
        let envelope = match (&self.response, &self.key) {
            (None, _) => quote!(Nothing),
            (Some(ty), Some(key)) if item(ty).is_some() => quote!(List(#key)),
            (Some(_), Some(key)) => quote!(Resource(#key)),
            (Some(_), None) => quote!(Whole),
        };
        let kind = |ty: &Type| quote!(::digitalocean_wasm::models::table!(#ty));
        let payload = match &self.payload {
            Payload::None => quote!(Nothing),
            Payload::Query(ty) => {
                let kind = kind(ty);
                quote!(Query(#kind))
            }
            Payload::Body(ty) => {
                let kind = kind(ty);
                quote!(Body(#kind))
            }
            Payload::OptionalBody(ty) => {
                let kind = kind(ty);
                quote!(OptionalBody(#kind))
            }
        };
        let optional = self.optional;
        let unwrap = self.unwrap.as_ref().map(LitStr::value).unwrap_or_default();
        let replaced_by = option(self.replaced_by.as_ref());
        let typescript = option(self.typescript.as_ref());
        let model = |ty: &Type| {
            let name = ty.to_token_stream().to_string();
            quote!(::digitalocean_wasm::http::Model::of::<#ty>(#name))
        };
        let payload_model = match &self.payload {
            Payload::None => quote!(None),
            Payload::Query(ty) | Payload::Body(ty) | Payload::OptionalBody(ty) => {
                let model = model(ty);
                quote!(Some(#model))
            }
        };
        let response_model = option(self.response.as_ref().map(|ty| model(item(ty).unwrap_or(ty))).as_ref());
        let docs = doc_text(&self.docs);
        quote! {
            ::digitalocean_wasm::http::Operation {
                method: ::digitalocean_wasm::http::Method::#method,
                path: #path,
                payload: ::digitalocean_wasm::http::Payload::#payload,
                envelope: ::digitalocean_wasm::http::Envelope::#envelope,
                unwrap: #unwrap,
                optional: #optional,
                exact_integers: #exact_integers,
                #[cfg(not(target_family = "wasm"))]
                about: ::digitalocean_wasm::http::About {
                    call: #call,
                    id: #id,
                    scopes: &[#(#scopes),*],
                    replaced_by: #replaced_by,
                    paged: #paged,
                    docs: #docs,
                    payload: #payload_model,
                    response: #response_model,
                    typescript: #typescript,
                },
            }
        }
    }

    /// The operation as a function from its parameters to its request.
    fn function(&self, index: usize) -> TokenStream {
        let Self {
            name, docs, parameters, ..
        } = self;
        let response = self
            .response
            .as_ref()
            .map_or_else(|| quote!(()), ToTokens::to_token_stream);
        let payload = match self.payload {
            Payload::None => None,
            Payload::Query(_) => Some(format_ident!("query")),
            Payload::Body(_) | Payload::OptionalBody(_) => Some(format_ident!("body")),
        };
        let all = parameters.iter().chain(&payload);
        let given = option(payload.as_ref());
        quote! {
            #(#docs)*
            pub fn #name<'a>(#(#all: &'a dyn ::digitalocean_wasm::http::Input),*) -> ::digitalocean_wasm::http::Request<'a, #response> {
                ::digitalocean_wasm::http::Request::new(&ROWS[#index], [#(#parameters),*], #given)
            }
        }
    }
}

fn method(attribute: &Attribute) -> syn::Result<Ident> {
    let known = [
        ("get", "Get"),
        ("post", "Post"),
        ("put", "Put"),
        ("patch", "Patch"),
        ("delete", "Delete"),
    ];
    let found = known.into_iter().find(|(name, _)| attribute.path().is_ident(name));
    let (_, method) =
        found.ok_or_else(|| syn::Error::new(attribute.span(), "expected get, post, put, patch or delete"))?;
    Ok(Ident::new(method, attribute.span()))
}

fn parameter(input: &FnArg) -> syn::Result<(&Ident, &Type)> {
    if let FnArg::Typed(typed) = input
        && let Pat::Ident(pattern) = typed.pat.as_ref()
    {
        return Ok((&pattern.ident, &typed.ty));
    }
    Err(syn::Error::new(
        input.span(),
        "expected a parameter of the path, query or body",
    ))
}

fn option(value: Option<&impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// `T` of an `Option<T>`.
fn optional(ty: &Type) -> Option<&Type> {
    argument(ty, "Option")
}

/// `T` of a `Vec<T>`.
fn item(ty: &Type) -> Option<&Type> {
    argument(ty, "Vec")
}

fn argument<'a>(ty: &'a Type, of: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == of)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}

fn camel_case(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for character in name.trim_start_matches("r#").chars() {
        match character {
            '_' => upper = true,
            _ if upper => {
                out.extend(character.to_uppercase());
                upper = false;
            }
            _ => out.push(character),
        }
    }
    out
}
