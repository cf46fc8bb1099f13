//! Queries: checked by the tables of the models, like bodies, and written as URLs have them.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    arguments::{entries, is_safe_integer, mistyped, text},
    body::name,
};
use crate::{
    http::{Result, path},
    models::{Field, Kind},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String)]
    fn string(value: &JsValue) -> JsValue;
}

/// `value` as a query, checked to have these fields.
///
/// # Errors
/// The first parameter of a wrong type.
pub fn write(fields: &[Field], value: &JsValue) -> Result<String> {
    let mut out = String::new();
    for (key, value) in entries("query", value)? {
        let field = fields.iter().find(|field| field.name == key);
        let is_number = value.as_f64().is_some_and(f64::is_finite) || value.is_bigint();
        let fits = match field.map(|field| field.kind) {
            Some(Kind::String) => value.is_string(),
            Some(Kind::Integer) => is_safe_integer(&value) || value.is_bigint(),
            Some(Kind::Boolean) => value.as_bool().is_some(),
            _ => value.is_string() || is_number || value.as_bool().is_some(),
        };
        if !fits {
            let expected = field.map_or("string, number or boolean", |field| name(field.kind));
            return Err(mistyped(&format!("query.{key}"), expected, &value));
        }
        let value = text(&format!("query.{key}"), &string(&value))?;
        path::push_parameter(&mut out, &key, &value);
    }
    Ok(out)
}
