//! The kind of a JavaScript value: one question, where `wasm-bindgen` has one for each kind.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/src/js/values.js")]
extern "C" {
    /// The kind of a value: one of the constants here.
    #[wasm_bindgen(js_name = kindNumber)]
    pub fn kind(value: &JsValue) -> u8;
    /// The kind of a value, in a word.
    #[wasm_bindgen(js_name = kindOf)]
    pub fn kind_in_words(value: &JsValue) -> JsValue;
}

pub const UNDEFINED: u8 = 0;
pub const NULL: u8 = 1;
pub const STRING: u8 = 2;
pub const BOOLEAN: u8 = 3;
pub const BIGINT: u8 = 4;
/// An integer that is not rounded.
pub const INTEGER: u8 = 5;
/// An integer beyond 2^53.
pub const WIDE_INTEGER: u8 = 6;
/// Another number that JSON can hold.
pub const FRACTION: u8 = 7;
pub const NOT_FINITE: u8 = 8;
/// An array, or a proxy of one.
pub const ARRAY: u8 = 9;
/// Any other object, be it plain or not.
pub const OBJECT: u8 = 10;
/// A string that could exhaust the WebAssembly's memory.
pub const LONG_STRING: u8 = 12;
/// The mark of a value that threw when it was read.
pub const UNREADABLE: u8 = 13;

/// Whether an argument was left out.
pub fn is_missing(value: &JsValue) -> bool {
    kind(value) <= NULL
}
