//! An error as the shell turns it into an instance of its class.

use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::http::Error;

#[wasm_bindgen]
extern "C" {
    type Fields;
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &Fields, key: &str, value: JsValue);
}

/// The error as a plain object: `code`, `message`, `attempts`, `cause`, and what the API answered.
pub fn to_js(error: Error, attempts: u32) -> JsValue {
    let error = error.into_failure();
    let fields: Fields = Object::new().unchecked_into();
    fields.set("code", error.kind.code().into());
    fields.set("message", error.message.into());
    fields.set("attempts", attempts.into());
    fields.set("cause", error.cause);
    if let Some(answered) = error.answered {
        fields.set("status", answered.status.into());
        fields.set("id", answered.id.into());
        fields.set("requestId", answered.request_id.into());
        fields.set("body", answered.body.into());
    }
    fields.into()
}
