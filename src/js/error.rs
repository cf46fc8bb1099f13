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

/// The error as a plain object: `code`, `message`, `attempts` and what its kind adds.
pub fn to_js(error: Error, attempts: u32) -> JsValue {
    let fields: Fields = Object::new().unchecked_into();
    fields.set("code", error.code().into());
    fields.set("attempts", attempts.into());
    let message = match error {
        Error::InvalidRequest { message } => message,
        Error::Connection { message, cause } => {
            fields.set("cause", cause);
            message
        }
        Error::Timeout { after } => format!("no whole answer within {after} ms"),
        Error::Abort { reason } => {
            fields.set("cause", reason);
            "the call was aborted".to_owned()
        }
        Error::Decode(body) => {
            fields.set("status", body.status.into());
            fields.set("requestId", body.request_id.into());
            fields.set("cause", body.cause);
            body.message
        }
        Error::Api(refusal) => {
            fields.set("status", refusal.status.into());
            fields.set("id", refusal.id.into());
            fields.set("requestId", refusal.request_id.into());
            fields.set("body", refusal.body.into());
            refusal.message
        }
    };
    fields.set("message", message.into());
    fields.into()
}
