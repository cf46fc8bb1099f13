//! Reading arguments, and naming what was given instead.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::kind::{ARRAY, LONG_STRING, STRING, UNREADABLE, kind, kind_in_words};
use crate::http::{Error, Result, text::concat};

#[wasm_bindgen(module = "/src/js/values.js")]
extern "C" {
    /// The entries of a plain object that are not `undefined`; `undefined` for other values.
    #[wasm_bindgen(js_name = entriesOf)]
    fn entries_of(value: &JsValue) -> JsValue;
    /// The length of an array; negative if it cannot be read.
    #[wasm_bindgen(js_name = lengthOf)]
    fn length_of(array: &JsValue) -> f64;
    /// An item of an array.
    #[wasm_bindgen(js_name = itemOf)]
    fn item_of(array: &JsValue, index: f64) -> JsValue;
    #[wasm_bindgen(js_name = textOf)]
    fn text_of(value: &JsValue, is_quoted: i32) -> String;
}

/// A string, number, boolean or `bigint`, as URLs have it.
pub fn written(value: &JsValue) -> String {
    text_of(value, 0)
}

/// A string in JSON.
pub fn quoted(value: &JsValue) -> String {
    text_of(value, 1)
}

/// The entries of a plain object that are not `undefined`.
pub fn entries(path: &str, value: &JsValue) -> Result<Vec<(String, JsValue)>> {
    let entries = entries_of(value);
    match kind(&entries) {
        ARRAY => {}
        UNREADABLE => return Err(unreadable(path)),
        _ => return Err(mistyped(path, "object", value)),
    }
    let mut pairs = Vec::new();
    for index in 0..length(path, &entries)? {
        let entry = item(&entries, index);
        pairs.push((text(path, &item(&entry, 0))?, item(&entry, 1)));
    }
    Ok(pairs)
}

/// The number of items of an array.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Its own length, or a negative number.
pub fn length(path: &str, array: &JsValue) -> Result<u32> {
    let length = length_of(array);
    if length < 0.0 {
        return Err(unreadable(path));
    }
    Ok(length as u32)
}

/// An item of an array.
pub fn item(array: &JsValue, index: u32) -> JsValue {
    item_of(array, f64::from(index))
}

/// The string that a value is, if it is one that UTF-8 can hold.
pub fn text(path: &str, value: &JsValue) -> Result<String> {
    if kind(value) != STRING {
        return Err(mistyped(path, "string", value));
    }
    let text = written(value);
    // A replaced character is the caller's own only if the string is still the same.
    if text.as_bytes().windows(3).any(|bytes| bytes == "\u{fffd}".as_bytes()) {
        let read = JsValue::from(&text);
        if read == *value {
            return Ok(text);
        }
        return Err(Error::invalid(path, "holds half a surrogate pair, which UTF-8 cannot"));
    }
    Ok(text)
}

/// The error for what could exhaust the WebAssembly's memory.
pub fn too_large(path: &str) -> Error {
    Error::invalid(path, "is too large")
}

fn unreadable(path: &str) -> Error {
    Error::invalid(path, "cannot be read: it threw")
}

/// An error that says what was expected and what was given, but never the value.
pub fn mistyped(path: &str, expected: &str, value: &JsValue) -> Error {
    match kind(value) {
        LONG_STRING => too_large(path),
        UNREADABLE => unreadable(path),
        _ => Error::invalid(
            path,
            &concat(&["expected ", expected, ", got ", &written(&kind_in_words(value))]),
        ),
    }
}

/// An error for a key that means nothing; silence would hide a misspelling.
pub fn unknown(path: &str, key: &str, known: &str) -> Error {
    Error::invalid(
        &concat(&[path, ".", key]),
        &concat(&["does not exist; there are ", known]),
    )
}
