//! An error as the shell makes an instance of its class from.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::http::{
    Error,
    error::{ErrorKind, Failure},
};

#[wasm_bindgen(module = "/src/js/failure.js")]
extern "C" {
    fn failure(code: &JsValue, message: &JsValue, cause: &JsValue) -> JsValue;
}

/// The parts of an error, as a plain object.
pub fn to_js(error: Error) -> JsValue {
    let Failure { kind, message, cause } = error.into_failure();
    // The core sends nothing: it refuses a request, or does not understand a response.
    let code = match kind {
        ErrorKind::InvalidRequest => ErrorKind::InvalidRequest.code(),
        _ => ErrorKind::Decode.code(),
    };
    failure(&code.into(), &message.into(), &cause)
}
