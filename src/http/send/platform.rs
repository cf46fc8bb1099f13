//! What the platform offers, imported so that whatever it throws comes back as an error.

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/src/http/send/parse.js")]
extern "C" {
    /// Parses JSON as the engine does; with `is_wide`, integers that no number can hold become `bigint`s.
    #[wasm_bindgen(catch)]
    pub fn parse(text: &JsValue, is_wide: bool) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type Parsed;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn field_of(this: &Parsed, key: &str) -> JsValue;

    /// Milliseconds since 1970.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub fn now() -> f64;
    #[wasm_bindgen(js_namespace = Math, js_name = random)]
    pub fn random() -> f64;
}

/// Whether a body has nothing to parse.
pub fn is_blank(text: &JsValue) -> bool {
    text.unchecked_ref::<JsString>().trim().length() == 0
}

/// A field of what was parsed from JSON; `undefined` of what has none.
pub fn field(parsed: &JsValue, key: &str) -> JsValue {
    if parsed.is_null_or_undefined() {
        return JsValue::UNDEFINED;
    }
    parsed.unchecked_ref::<Parsed>().field_of(key)
}
