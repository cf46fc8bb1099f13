//! Values of the engine's own JSON parser.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    arguments::written,
    kind::{ARRAY, NULL, OBJECT, STRING, UNDEFINED, is_missing, kind},
};
use crate::http::{Json, Operation, Result};

#[wasm_bindgen(module = "/src/js/parse.js")]
extern "C" {
    /// Parses JSON as the engine does; with `exact_integers`, integers that no number can hold become `bigint`s.
    #[wasm_bindgen(js_name = parse)]
    fn engine_parse(text: &JsValue, exact_integers: i32) -> JsValue;
    /// The error of a text that is no JSON.
    #[wasm_bindgen(js_name = syntaxError)]
    fn syntax_error(text: &JsValue) -> JsValue;
    /// Whether a body has nothing to parse.
    #[wasm_bindgen(js_name = isBlank)]
    pub fn is_blank(text: &JsValue) -> bool;
    #[wasm_bindgen(js_name = decodeParameter)]
    fn decode_parameter(text: &str) -> JsValue;
    /// The value under a key; `undefined` where there is none.
    fn field(value: &JsValue, key: &str) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    type Object;
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &Object, key: &str, value: JsValue);
}

/// Parses the body of a response.
///
/// # Errors
/// It is not JSON.
pub fn parse(operation: &Operation, text: &JsValue) -> Result<JsValue> {
    let parsed = engine_parse(text, i32::from(operation.exact_integers));
    if kind(&parsed) == UNDEFINED {
        return Err(operation.not_json(is_blank(text), syntax_error(text)));
    }
    Ok(parsed)
}

impl Json for JsValue {
    const ABSENT: Self = Self::UNDEFINED;

    fn field(&self, key: &str) -> Self {
        field(self, key)
    }

    fn set(&mut self, key: &str, value: Self) {
        self.unchecked_ref::<Object>().set(key, value);
    }

    fn is_missing(&self) -> bool {
        is_missing(self)
    }

    fn is_null(&self) -> bool {
        kind(self) == NULL
    }

    fn is_object(&self) -> bool {
        matches!(kind(self), ARRAY | OBJECT)
    }

    fn is_array(&self) -> bool {
        kind(self) == ARRAY
    }

    fn text(&self) -> Option<String> {
        (kind(self) == STRING).then(|| written(self))
    }

    fn empty_list() -> Self {
        Array::new().into()
    }

    fn decode(text: &str) -> String {
        written(&decode_parameter(text))
    }
}
