//! Reading arguments, and naming what was given instead.

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::kind::{LONG_STRING, STRING, is_missing, kind, kind_in_words};
use crate::http::{Error, Result};

#[wasm_bindgen(module = "/src/js/values.js")]
extern "C" {
    /// The entries of a plain object that are not `undefined`; nothing for other values.
    #[wasm_bindgen(catch, js_name = entriesOf)]
    fn entries_of(value: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// An array, or a proxy of one.
    type List;
    #[wasm_bindgen(catch, method, structural, getter, js_name = length)]
    fn length_of(this: &List) -> Result<u32, JsValue>;
    #[wasm_bindgen(catch, method, structural, indexing_getter)]
    fn item_of(this: &List, index: u32) -> Result<JsValue, JsValue>;
    /// A string, number, boolean or `bigint`, as URLs have it.
    #[wasm_bindgen(js_name = String)]
    pub fn written(value: &JsValue) -> String;
}

/// The entries of a plain object that are not `undefined`.
pub fn entries(path: &str, value: &JsValue) -> Result<Vec<(String, JsValue)>> {
    let entries = entries_of(value).map_err(|_| unreadable(path))?;
    if is_missing(&entries) {
        return Err(mistyped(path, "object", value));
    }
    let mut pairs = Vec::new();
    for index in 0..length(path, &entries)? {
        let entry = item(path, &entries, index)?;
        pairs.push((text(path, &item(path, &entry, 0)?)?, item(path, &entry, 1)?));
    }
    Ok(pairs)
}

/// The number of items of an array.
pub fn length(path: &str, array: &JsValue) -> Result<u32> {
    array.unchecked_ref::<List>().length_of().map_err(|_| unreadable(path))
}

/// An item of an array.
pub fn item(path: &str, array: &JsValue, index: u32) -> Result<JsValue> {
    let array = array.unchecked_ref::<List>();
    array.item_of(index).map_err(|_| unreadable(path))
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
    if kind(value) == LONG_STRING {
        return too_large(path);
    }
    Error::invalid(
        path,
        &["expected ", expected, ", got ", &written(&kind_in_words(value))].concat(),
    )
}

/// An error for a key that means nothing; silence would hide a misspelling.
pub fn unknown(path: &str, key: &str, known: &str) -> Error {
    Error::invalid(
        &[path, ".", key].concat(),
        &["does not exist; there are ", known].concat(),
    )
}
