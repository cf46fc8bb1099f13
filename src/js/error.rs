//! An error as the shell makes an instance of its class from.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::http::{Error, error::Failure};

#[wasm_bindgen(module = "/src/js/failure.js")]
extern "C" {
    fn failure(code: &str, message: &str, cause: JsValue) -> JsValue;
}

/// The parts of an error, as a plain object.
pub fn to_js(error: Error) -> JsValue {
    let Failure { kind, message, cause } = error.into_failure();
    failure(kind.code(), &message, cause)
}
