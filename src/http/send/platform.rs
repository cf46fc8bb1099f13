//! What the platform offers, imported so that whatever it throws comes back as an error.

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// An abort signal of any realm.
    #[derive(Clone)]
    pub type AbortSignalLike;
    #[wasm_bindgen(method, catch, getter)]
    pub fn aborted(this: &AbortSignalLike) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, getter)]
    pub fn reason(this: &AbortSignalLike) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = Headers)]
    type HeadersLike;
    #[wasm_bindgen(method, catch)]
    fn get(this: &HeadersLike, name: &str) -> Result<JsValue, JsValue>;

    type Anything;
    #[wasm_bindgen(method, structural, catch, indexing_getter)]
    fn property_of(this: &Anything, key: &str) -> Result<JsValue, JsValue>;

    type Parsed;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn field_of(this: &Parsed, key: &str) -> JsValue;

    /// A response of any realm or library, each part of which may throw.
    pub type ResponseLike;
    #[wasm_bindgen(method, catch, getter)]
    fn headers(this: &ResponseLike) -> Result<HeadersLike, JsValue>;

    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json_with(text: &str, reviver: &mut dyn FnMut(JsValue, JsValue) -> JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = BigInt)]
    fn bigint(digits: &str) -> Result<JsValue, JsValue>;
}

/// A header of a response, if it has it and gives it.
pub fn header(response: &ResponseLike, name: &str) -> Option<String> {
    let headers = response.headers().ok()?;
    headers.get(name).ok()?.as_string()
}

/// Whether a body has nothing to parse.
pub fn is_blank(text: &JsValue) -> bool {
    text.unchecked_ref::<JsString>().trim().length() == 0
}

/// Parses JSON as the engine does.
pub fn parse(text: &JsValue) -> Result<JsValue, JsValue> {
    parse_json(text)
}

/// Parses JSON; strings that begin with `mark` become `bigint`s of what follows.
pub fn parse_marked(text: &str, mark: &str) -> Result<JsValue, JsValue> {
    parse_json_with(text, &mut |_, value| {
        let digits = value.as_string();
        let digits = digits.as_deref().and_then(|text| text.strip_prefix(mark));
        digits.and_then(|digits| bigint(digits).ok()).unwrap_or(value)
    })
}

/// Whether a value has all that is used of an abort signal.
pub fn is_signal(value: &JsValue) -> bool {
    get(value, "aborted").is_some_and(|aborted| aborted.as_bool().is_some())
        && is_function(value, "addEventListener")
        && is_function(value, "removeEventListener")
}

/// What was thrown, in a line: its message, and its cause's code or message (Node hides the reason there).
pub fn describe(thrown: &JsValue) -> String {
    let text = |key: &str, of: &JsValue| get(of, key).and_then(|value| value.as_string());
    let message = text("message", thrown).or_else(|| thrown.as_string());
    let message = message.unwrap_or_else(|| "the request failed".to_owned());
    let reason = get(thrown, "cause").and_then(|cause| text("code", &cause).or_else(|| text("message", &cause)));
    match reason {
        Some(reason) if !reason.is_empty() => format!("{message} ({reason})"),
        _ => message,
    }
}

/// Whether a property of a value that may be anything is a function.
fn is_function(value: &JsValue, key: &str) -> bool {
    get(value, key).is_some_and(|property| property.is_function())
}

/// A field of what was parsed from JSON; `undefined` of what has none.
pub fn field(parsed: &JsValue, key: &str) -> JsValue {
    if parsed.is_null_or_undefined() {
        return JsValue::UNDEFINED;
    }
    parsed.unchecked_ref::<Parsed>().field_of(key)
}

/// A property of a value that may be anything.
pub fn get(value: &JsValue, key: &str) -> Option<JsValue> {
    // What has no properties throws.
    value.unchecked_ref::<Anything>().property_of(key).ok()
}
