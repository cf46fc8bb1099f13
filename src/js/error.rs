//! An error as the shell turns it into an instance of its class.

use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::http::{Error, Method, retry};

#[wasm_bindgen]
extern "C" {
    type Fields;
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &Fields, key: &str, value: JsValue);
}

/// The error as a plain object: its code, message and cause, how often its request was sent, the response and its text,
/// whether the call is worth repeating and when, in milliseconds from now, the API said to.
///
/// `method` is the request's, if it could be sent.
pub fn to_js(error: Error, attempts: u32, method: Option<Method>) -> JsValue {
    let fields: Fields = Object::new().unchecked_into();
    if let (Some(outcome), Some(method)) = (error.outcome(), method) {
        fields.set("retryable", retry::is_repeatable(method, outcome).into());
        fields.set("retryAfter", error.told.wait(outcome).into());
    }
    let error = error.into_failure();
    fields.set("code", error.kind.code().into());
    fields.set("message", error.message.into());
    fields.set("attempts", attempts.into());
    fields.set("cause", error.cause);
    fields.set("response", error.response);
    fields.set("body", error.text);
    fields.into()
}
