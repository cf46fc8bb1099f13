//! An error as the shell turns it into an instance of its class.

use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::http::Error;

/// What every error has, and what its kind adds.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    code: &'static str,
    message: String,
    attempts: u32,
    status: Option<u16>,
    id: Option<String>,
    request_id: Option<String>,
    body: Option<String>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    cause: JsValue,
}

/// The error as a plain object.
pub fn to_js(error: Error, attempts: u32) -> JsValue {
    let code = error.code();
    let fields = match error {
        Error::InvalidRequest { message } => Fields {
            message,
            ..Fields::default()
        },
        Error::Connection { message, cause } => Fields {
            message,
            cause,
            ..Fields::default()
        },
        Error::Timeout { after } => Fields {
            message: format!("no whole answer within {after} ms"),
            ..Fields::default()
        },
        Error::Abort { reason } => Fields {
            message: "the call was aborted".to_owned(),
            cause: reason,
            ..Fields::default()
        },
        Error::Decode {
            message,
            status,
            request_id,
            cause,
        } => Fields {
            message,
            status: Some(status),
            request_id,
            cause,
            ..Fields::default()
        },
        Error::Api(refusal) => Fields {
            message: refusal.message,
            status: Some(refusal.status),
            id: refusal.id,
            request_id: refusal.request_id,
            body: Some(refusal.body),
            ..Fields::default()
        },
    };
    let fields = Fields {
        code,
        attempts,
        ..fields
    };
    // Plain fields always become an object.
    serde_wasm_bindgen::to_value(&fields).unwrap_or(JsValue::UNDEFINED)
}
