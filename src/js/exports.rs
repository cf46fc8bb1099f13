//! The functions that the shell calls: `prepare` checks and writes a request, `read` reads a response, `judge` decides on
//! a retry.
//!
//! They are synchronous, and nothing of a call is kept between them. A refusal is a returned value: anything that is
//! thrown out of here is a trap, after which the instance is not used again.

use serde_wasm_bindgen::to_value;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    arguments::{entries, unknown, written},
    error::to_js,
    json,
    kind::is_missing,
};
use crate::{
    http::{
        Decoded, Envelope, Input, Json as _, Method, PreparedRequest, RequestParts, Result,
        pages::Parameter,
        retry::{self, Outcome, Policy, RetryHint},
    },
    requests::{self, raw},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Array)]
    fn prepared(method: &str, path: &str, body: Option<&str>, unknown: Option<&str>) -> JsValue;
    #[wasm_bindgen(js_name = Object)]
    fn object() -> JsValue;
}

#[wasm_bindgen(module = "/src/js/values.js")]
extern "C" {
    /// An array.
    fn triple(first: &JsValue, second: &JsValue, third: &JsValue) -> JsValue;
}

/// The fingerprint of the table of operations, to be compared with the shell's.
#[wasm_bindgen(skip_typescript)]
pub fn fingerprint() -> u32 {
    requests::FINGERPRINT
}

/// Checks and writes the request of an operation, by its number: `[method, path, body?, unknown?]`, or the parts of an
/// error. `unknown` has a line for each key that the operation does not have, as [`Input`] writes them.
///
/// The parameters are those of the path, then the query or body, if it takes one. Surplus ones are ignored. Any other
/// number is a request to any path: its parameters are method, path and `{ query, body }`.
///
/// One function for all operations: as many exports as there are operations would be most of the module.
#[wasm_bindgen(skip_typescript)]
pub fn prepare(operation: usize, first: &JsValue, second: &JsValue, third: &JsValue) -> JsValue {
    let given = [first, second, third];
    let request = match requests::operation(operation) {
        Some(operation) => RequestParts {
            operation,
            given: given.map(|value| Some(value as &dyn Input)),
        }
        .prepare(),
        None => read_payload(third).and_then(|(query, body)| raw::request(first, second, &query, &body)),
    };
    match request {
        Ok(PreparedRequest {
            method,
            path,
            body,
            unknown,
            ..
        }) => {
            let unknown = (!unknown.is_empty()).then_some(unknown.as_str());
            prepared(method.as_str(), &path, body.as_deref(), unknown)
        }
        Err(error) => to_js(error),
    }
}

/// Reads the text of a response inside 2xx: `[data, body, next]`, or the parts of an error.
#[wasm_bindgen(skip_typescript)]
pub fn read(operation: usize, text: &JsValue) -> JsValue {
    let operation = requests::operation(operation).unwrap_or(&raw::RAW);
    let has_nothing = operation.envelope == Envelope::Nothing || operation.optional && json::is_blank(text);
    let result = if has_nothing {
        Ok(Decoded::EMPTY)
    } else {
        json::parse(operation, text).and_then(|body| operation.open(body))
    };
    match result {
        Ok(Decoded { data, body, next }) => triple(&data, &body, &parameters(next)),
        Err(error) => to_js(error),
    }
}

/// Judges an attempt that failed with `status`, 0 when no response came: `[isRetryable, retryAfter?, delay?]`. Both are
/// milliseconds from now: when the API asked to be called again, and when the attempt is retried, if it is. So are the
/// API's own answers `retry_after` and `reset`, which are not a number (in JavaScript, `undefined`) when it gave none.
#[wasm_bindgen(skip_typescript)]
#[allow(clippy::too_many_arguments)] // One by one they cross as they are; an object would have to be taken apart.
pub fn judge(
    method: &JsValue,
    status: u16,
    retry_after: f64,
    reset: f64,
    retries: u32,
    max_retries: u32,
    max_retry_after: f64,
    random: f64,
) -> JsValue {
    let method = Method::parse(&written(method)).unwrap_or(Method::Post);
    let outcome = match status {
        0 => Outcome::Lost,
        status => Outcome::Status(status),
    };
    let given = |time: f64| (!time.is_nan()).then_some(time);
    let hint = RetryHint {
        retry_after: given(retry_after),
        reset: given(reset),
    };
    let policy = Policy {
        max_retries,
        max_retry_after,
    };
    let number = |number: Option<f64>| number.map_or(JsValue::UNDEFINED, JsValue::from_f64);
    let delay = retry::retry_delay(policy, method, outcome, hint, retries, random);
    triple(
        &retry::is_retryable(method, outcome).into(),
        &number(hint.delay(outcome)),
        &number(delay.map(f64::from)),
    )
}

/// The next page's parameters as an object; `undefined` on the last page.
fn parameters(next: Vec<(String, Parameter)>) -> JsValue {
    if next.is_empty() {
        return JsValue::ABSENT;
    }
    // One by one: a map would bring a message about keys that are no strings, and what formats it.
    let mut parameters = object();
    for (name, value) in next {
        parameters.set(&name, to_value(&value).unwrap_or_default());
    }
    parameters
}

/// The query and body of a request to any path.
fn read_payload(payload: &JsValue) -> Result<(JsValue, JsValue)> {
    let (mut query, mut body) = (JsValue::UNDEFINED, JsValue::UNDEFINED);
    if !is_missing(payload) {
        for (key, value) in entries("content", payload)? {
            match key.as_str() {
                "query" => query = value,
                "body" => body = value,
                other => return Err(unknown("content", other, "query and body")),
            }
        }
    }
    Ok((query, body))
}
