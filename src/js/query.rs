//! Queries: checked by the tables of the models, like bodies, and written as URLs have them.

use wasm_bindgen::JsValue;

use super::{
    arguments::{entries, mistyped, text, written},
    body::{enter, is_scalar, name, push_unknown},
    kind::{STRING, kind},
};
use crate::{
    http::{Result, path, text::concat},
    schema::{Table, Tag},
};

/// `value` as a query, checked to have the fields of a table.
///
/// # Errors
/// The first parameter of a wrong type.
pub fn write(table: Table, value: &JsValue, unknown: &mut String) -> Result<String> {
    let mut out = String::new();
    for (key, value) in entries("query", value)? {
        let mut path = concat(&["query"]);
        enter(&mut path, &key);
        let tag = table.field(&key).map(|field| field.table.tag());
        if tag.is_none() {
            push_unknown(table, &path, unknown);
        }
        let kind = kind(&value);
        let is = |tag| is_scalar(tag, kind);
        let fits = match tag {
            Some(tag) => is(tag),
            None => is(Tag::String) || is(Tag::Number) || is(Tag::Boolean),
        };
        if !fits {
            let expected = tag.map_or("string, number or boolean", name);
            return Err(mistyped(&path, expected, &value));
        }
        let value = if kind == STRING {
            text(&path, &value)?
        } else {
            written(&value)
        };
        path::push_parameter(&mut out, &key, &value);
    }
    Ok(out)
}
