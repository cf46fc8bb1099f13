//! Reading arguments, and naming what was given instead.

use js_sys::{Array, JsString};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::http::{Error, Result};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn object_keys(value: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn reflect_get(value: &JsValue, key: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn array_is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn array_from(value: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Number, js_name = isSafeInteger)]
    pub fn is_safe_integer(value: &JsValue) -> bool;
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn class_of(value: &JsValue) -> Result<String, JsValue>;
}

/// The entries of a plain object that are not `undefined`.
pub fn entries(path: &str, value: &JsValue) -> Result<Vec<(String, JsValue)>> {
    if !is_plain(value) {
        return Err(mistyped(path, "object", value));
    }
    let unreadable = |_| unreadable(path);
    let mut entries = Vec::new();
    for key in object_keys(value).map_err(unreadable)? {
        let value = reflect_get(value, &key).map_err(unreadable)?;
        if !value.is_undefined() {
            entries.push((key.as_string().unwrap_or_default(), value));
        }
    }
    Ok(entries)
}

/// The items of an array.
pub fn items(path: &str, value: &JsValue) -> Result<Array> {
    array_from(value).map_err(|_| unreadable(path))
}

/// Whether a value is an array; a revoked proxy throws and is not one.
pub fn is_array(value: &JsValue) -> bool {
    array_is_array(value).unwrap_or_default()
}

/// The string that a value is, if it is one that UTF-8 can hold.
pub fn text(path: &str, value: &JsValue) -> Result<String> {
    let text = value.as_string().ok_or_else(|| mistyped(path, "string", value))?;
    // A replaced character is the caller's own only if the string is still the same.
    if text.chars().any(|c| c == char::REPLACEMENT_CHARACTER) {
        let read = JsValue::from(&text);
        if read == *value {
            return Ok(text);
        }
        return Err(Error::invalid(
            path,
            "holds half a surrogate pair, which no URL or header can",
        ));
    }
    Ok(text)
}

fn unreadable(path: &str) -> Error {
    Error::invalid(path, "cannot be read: it threw")
}

/// An error that says what was expected and what was given, but never the value.
pub fn mistyped(path: &str, expected: &str, value: &JsValue) -> Error {
    Error::invalid(path, &["expected ", expected, ", got ", &kind(value)].concat())
}

/// Whether an argument was left out.
pub fn is_missing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// Whether a value is an object that JSON can hold, not an instance such as a Date or a Map.
fn is_plain(value: &JsValue) -> bool {
    value.is_object() && !is_array(value) && class(value) == "Object"
}

/// `Object`, `Date`, `Map`…
fn class(value: &JsValue) -> String {
    let tag = class_of(value).unwrap_or_default();
    let name = tag.strip_prefix("[object ").and_then(|rest| rest.strip_suffix(']'));
    name.unwrap_or("Object").to_owned()
}

/// The kind of a value, in a word.
fn kind(value: &JsValue) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    if is_array(value) {
        return "array".to_owned();
    }
    if value.is_object() {
        let class = class(value);
        return if class == "Object" { "object".to_owned() } else { class };
    }
    let kind = value.js_typeof();
    let kind = kind.dyn_ref::<JsString>().map(String::from).unwrap_or_default();
    match value.as_f64() {
        Some(number) if number.is_nan() => "NaN".to_owned(),
        Some(number) if number.is_infinite() => "Infinity".to_owned(),
        _ => kind,
    }
}

/// An error for a key that means nothing; silence would hide a misspelling.
pub fn unknown(path: &str, key: &str, known: &str) -> Error {
    Error::invalid(
        &[path, ".", key].concat(),
        &["does not exist; there are ", known].concat(),
    )
}
