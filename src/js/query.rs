//! Queries: checked by the tables of the models, like bodies, and written as URLs have them.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    arguments::{entries, is_safe_integer, mistyped, text},
    body::{enter, name, push_unknown},
};
use crate::{
    http::{Result, path},
    schema::{Table, Tag},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String)]
    fn string(value: &JsValue) -> JsValue;
}

/// `value` as a query, checked to have the fields of a table.
///
/// # Errors
/// The first parameter of a wrong type.
pub fn write(table: Table, value: &JsValue, unknown: &mut String) -> Result<String> {
    let mut out = String::new();
    for (key, value) in entries("query", value)? {
        let mut path = "query".to_owned();
        enter(&mut path, &key);
        let tag = table
            .fields()
            .find(|field| field.name == key)
            .map(|field| field.table.tag());
        if tag.is_none() {
            push_unknown(table, &path, unknown);
        }
        let is_number = value.as_f64().is_some_and(f64::is_finite) || value.is_bigint();
        let fits = match tag {
            Some(Tag::String) => value.is_string(),
            Some(Tag::Integer) => is_safe_integer(&value) || value.is_bigint(),
            Some(Tag::Boolean) => value.as_bool().is_some(),
            _ => value.is_string() || is_number || value.as_bool().is_some(),
        };
        if !fits {
            let expected = tag.map_or("string, number or boolean", name);
            return Err(mistyped(&path, expected, &value));
        }
        let value = text(&path, &string(&value))?;
        path::push_parameter(&mut out, &key, &value);
    }
    Ok(out)
}
