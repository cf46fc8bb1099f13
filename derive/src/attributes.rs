//! Reading attributes of fields and variants.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The wire name in `#[serde(rename = "…")]`, if there is one.
pub fn rename(attributes: &[Attribute]) -> syn::Result<Option<String>> {
    let mut name = None;
    for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("rename") {
                return Err(meta.error("in a model, serde takes only `rename`"));
            }
            name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            Ok(())
        })?;
    }
    Ok(name)
}

/// The doc comments, as attributes.
pub fn docs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|a| a.path().is_ident("doc"))
        .cloned()
        .collect()
}

/// The doc comments, as text.
pub fn doc_text(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(meta) = &attribute.meta else {
            return None;
        };
        match (&meta.value, meta.path.is_ident("doc")) {
            (
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text), ..
                }),
                true,
            ) => {
                let line = text.value();
                Some(line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned())
            }
            _ => None,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Removes the marker `#[name]` and says whether it was there.
pub fn take_marker(attributes: &mut Vec<Attribute>, name: &str) -> bool {
    let before = attributes.len();
    attributes.retain(|attribute| !attribute.path().is_ident(name));
    attributes.len() < before
}
