//! An operation of a resource: its signature and the facts in its attribute.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{
    Attribute, FnArg, GenericArgument, Ident, LitStr, Pat, PathArguments, ReturnType, Token, TraitItemFn, Type,
    meta::ParseNestedMeta,
    parse::{Parse, ParseStream, Parser},
    punctuated::Punctuated,
    spanned::Spanned,
};

use crate::{attributes::doc_text, resource::Resource};

/// The arguments of `#[get(…)]`: the path, then facts by name.
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

/// The query or body: a body may be required or not.
enum Payload {
    None,
    Query(Type),
    Body(Type),
    OptionalBody(Type),
    DefaultBody(Type),
}

#[allow(clippy::struct_excessive_bools)] // Each is a flag of the attribute.
pub struct Operation {
    pub name: Ident,
    docs: Vec<Attribute>,
    method: Ident,
    path: LitStr,
    id: LitStr,
    scopes: Vec<LitStr>,
    key: Option<LitStr>,
    unwrap: Option<LitStr>,
    merge: Option<LitStr>,
    optional: bool,
    replaced_by: Option<LitStr>,
    paged: bool,
    exact_integers: bool,
    queued: bool,
    named_by: Option<LitStr>,
    hints: Vec<Ident>,
    typescript: Option<LitStr>,
    parameters: Vec<Ident>,
    payload: Payload,
    response: Option<Type>,
}

impl Operation {
    pub fn read(function: TraitItemFn) -> syn::Result<Self> {
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
        let (docs, others): (Vec<_>, Vec<_>) = function
            .attrs
            .into_iter()
            .partition(|attribute| attribute.path().is_ident("doc"));
        let [attribute] = others.as_slice() else {
            return Err(syn::Error::new(
                signature.ident.span(),
                "say the request: #[get(\"/v2/…\", …)]",
            ));
        };
        let mut operation = Self {
            method: method(attribute)?,
            path: LitStr::new("", attribute.span()),
            id: LitStr::new("", attribute.span()),
            name: signature.ident,
            docs,
            scopes: Vec::new(),
            key: None,
            unwrap: None,
            merge: None,
            optional: false,
            replaced_by: None,
            paged: false,
            exact_integers: false,
            queued: false,
            named_by: None,
            hints: Vec::new(),
            typescript: None,
            parameters,
            payload,
            response,
        };
        let arguments: Arguments = attribute.parse_args()?;
        operation.path = arguments.path;
        let mut fact = |meta: ParseNestedMeta<'_>| operation.read_fact(&meta);
        syn::meta::parser(&mut fact).parse2(arguments.rest)?;
        operation.check()?;
        Ok(operation)
    }

    /// Reads a fact that is given by name.
    fn read_fact(&mut self, meta: &ParseNestedMeta) -> syn::Result<()> {
        let Some(name) = meta.path.get_ident() else {
            return Err(meta.error("expected a name"));
        };
        match name.to_string().as_str() {
            "id" => self.id = meta.value()?.parse()?,
            "key" => self.key = Some(meta.value()?.parse()?),
            "unwrap" => self.unwrap = Some(meta.value()?.parse()?),
            "merge" => self.merge = Some(meta.value()?.parse()?),
            "default_body" => match std::mem::replace(&mut self.payload, Payload::None) {
                Payload::OptionalBody(ty) => self.payload = Payload::DefaultBody(ty),
                _ => return Err(meta.error("default_body goes with `body: Option<…>`")),
            },
            "optional" => self.optional = true,
            "replaced_by" => self.replaced_by = Some(meta.value()?.parse()?),
            "typescript" => self.typescript = Some(meta.value()?.parse()?),
            "paged" => self.paged = true,
            "exact_integers" => self.exact_integers = true,
            "queued" => self.queued = true,
            "named_by" => self.named_by = Some(meta.value()?.parse()?),
            "hints" => self.hints = idents(meta)?,
            "scope" => self.scopes = vec![meta.value()?.parse()?],
            "scopes" => {
                let list = meta.value()?.parse::<syn::ExprArray>()?;
                for scope in list.elems {
                    self.scopes.push(syn::parse2(scope.into_token_stream())?);
                }
            }
            _ => {
                return Err(meta.error(
                    "expected id, scope, scopes, key, unwrap, merge, optional, default_body, paged, exact_integers, queued, named_by, hints, replaced_by or typescript",
                ));
            }
        }
        Ok(())
    }

    /// The names of the path's parameters, as the path writes them.
    pub fn parameter_names(&self) -> impl Iterator<Item = String> {
        self.parameters.iter().map(|name| camel_case(&name.to_string()))
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
        let given: Vec<_> = self.parameter_names().collect();
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
        if self.merge.is_some() && (self.key.is_none() || self.response.as_ref().is_some_and(|ty| item(ty).is_some())) {
            return Err(syn::Error::new(
                self.name.span(),
                "merge goes with the key of a single resource",
            ));
        }
        Ok(())
    }

    /// The operation as data.
    pub fn row(&self, resource: &Resource) -> TokenStream {
        let Self {
            method,
            path,
            id,
            scopes,
            paged,
            exact_integers,
            queued,
            hints,
            ..
        } = self;
        let pattern = resource.pattern(path);
        let call = format!("{}.{}", resource.path.value(), camel_case(&self.name.to_string()));
        let envelope = match (&self.response, &self.key, &self.merge) {
            (None, ..) => quote!(Nothing),
            (Some(ty), Some(key), _) if item(ty).is_some() => quote!(List(#key)),
            (Some(_), Some(key), Some(sibling)) => quote!(Merged(#key, #sibling)),
            (Some(_), Some(key), None) => quote!(Resource(#key)),
            (Some(_), None, _) => quote!(Whole),
        };
        let kind = |ty: &Type| quote!(::digitalocean_wasm::schema::table!(#ty));
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
            Payload::DefaultBody(ty) => {
                let kind = kind(ty);
                quote!(DefaultBody(#kind))
            }
        };
        let optional = self.optional;
        let unwrap = self.unwrap.as_ref().map(LitStr::value).unwrap_or_default();
        let replaced_by = option(self.replaced_by.as_ref());
        let typescript = option(self.typescript.as_ref());
        let named_by = option(self.named_by.as_ref());
        let model = |ty: &Type| {
            let name = ty.to_token_stream().to_string();
            quote!(::digitalocean_wasm::http::Model::of::<#ty>(#name))
        };
        let payload_model = match &self.payload {
            Payload::None => quote!(None),
            Payload::Query(ty) | Payload::Body(ty) | Payload::OptionalBody(ty) | Payload::DefaultBody(ty) => {
                let model = model(ty);
                quote!(Some(#model))
            }
        };
        let response_model = option(self.response.as_ref().map(|ty| model(item(ty).unwrap_or(ty))).as_ref());
        let docs = doc_text(&self.docs);
        quote! {
            ::digitalocean_wasm::http::Operation {
                method: ::digitalocean_wasm::http::Method::#method,
                #[cfg(not(target_family = "wasm"))]
                path: #path,
                pattern: #pattern,
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
                    queued: #queued,
                    named_by: #named_by,
                    hints: &[#(&crate::requests::hints::#hints),*],
                    docs: #docs,
                    payload: #payload_model,
                    response: #response_model,
                    typescript: #typescript,
                },
            }
        }
    }

    /// The operation as a function from its parameters to its request.
    pub fn function(&self, index: usize) -> TokenStream {
        let Self {
            name, docs, parameters, ..
        } = self;
        let response = self
            .response
            .as_ref()
            .map_or_else(|| quote!(()), ToTokens::to_token_stream);
        let response = if self.optional {
            quote!(Option<#response>)
        } else {
            response
        };
        let payload = match self.payload {
            Payload::None => None,
            Payload::Query(_) => Some(format_ident!("query")),
            Payload::Body(_) | Payload::OptionalBody(_) | Payload::DefaultBody(_) => Some(format_ident!("body")),
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

/// The identifiers of `name(A, B)`.
pub fn idents(meta: &ParseNestedMeta) -> syn::Result<Vec<Ident>> {
    let content;
    syn::parenthesized!(content in meta.input);
    Ok(Punctuated::<Ident, Token![,]>::parse_terminated(&content)?
        .into_iter()
        .collect())
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

/// `T` of an `Of<T>`.
pub(crate) fn argument<'a>(ty: &'a Type, of: &str) -> Option<&'a Type> {
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

pub fn camel_case(name: &str) -> String {
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
