//! Reading arguments, and naming what was given instead.

use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::http::{Error, Result};

#[wasm_bindgen(module = "/src/js/values.js")]
extern "C" {
    /// The kind of a value, in a word.
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(value: &JsValue) -> String;
    /// The entries of a plain object that are not `undefined`; nothing for other values.
    #[wasm_bindgen(catch, js_name = entriesOf)]
    fn entries_of(value: &JsValue) -> Result<Option<Array>, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn array_is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn array_from(value: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Number, js_name = isSafeInteger)]
    pub fn is_safe_integer(value: &JsValue) -> bool;
}

/// The entries of a plain object that are not `undefined`.
pub fn entries(path: &str, value: &JsValue) -> Result<Vec<(String, JsValue)>> {
    let entries = entries_of(value).map_err(|_| unreadable(path))?;
    let entries = entries.ok_or_else(|| mistyped(path, "object", value))?;
    let pair = |entry: JsValue| {
        let entry = Array::from(&entry);
        (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
    };
    Ok(entries.iter().map(pair).collect())
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
    Error::invalid(path, &["expected ", expected, ", got ", &kind_of(value)].concat())
}

/// Whether an argument was left out.
pub fn is_missing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// An error for a key that means nothing; silence would hide a misspelling.
pub fn unknown(path: &str, key: &str, known: &str) -> Error {
    Error::invalid(
        &[path, ".", key].concat(),
        &["does not exist; there are ", known].concat(),
    )
}
