//! An answer inside 2xx.

use serde::Serializer as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::platform;
use crate::http::{Operation, exact, pages};

/// What came back.
pub struct Answer {
    /// The resource, or the list's items; `undefined` where the operation answers without a body.
    pub data: JsValue,
    /// A list's `meta`, or `undefined`.
    pub meta: JsValue,
    /// The query parameters of a list's next page, or `undefined`.
    pub next: JsValue,
    /// The platform's response, its body read.
    pub response: web_sys::Response,
}

/// Reads a body, or says why it cannot be read and what was thrown.
pub fn read(operation: &Operation, response: web_sys::Response, text: &JsValue) -> Result<Answer, (String, JsValue)> {
    let mut answer = Answer {
        data: JsValue::UNDEFINED,
        meta: JsValue::UNDEFINED,
        next: JsValue::UNDEFINED,
        response,
    };
    let parsed = if operation.wide {
        parse_exactly(text)
    } else {
        platform::parse(text)
    };
    let body = match (parsed, operation.envelope) {
        (Ok(body), _) => body,
        (Err(_), None) if platform::is_blank(text) => return Ok(answer),
        (Err(_), Some(key)) if platform::is_blank(text) => {
            return Err((format!("the body is empty; it should hold `{key}`"), JsValue::UNDEFINED));
        }
        (Err(thrown), _) => return Err(("the body is not JSON".to_owned(), thrown)),
    };
    let Some(key) = operation.envelope else {
        answer.data = body;
        return Ok(answer);
    };

    let field = |key: &str| platform::get(&body, key).unwrap_or(JsValue::UNDEFINED);
    answer.data = field(key);
    if operation.list {
        answer.meta = field("meta");
        answer.next = next(&field("links"));
        if answer.data.is_null() {
            answer.data = js_sys::Array::new().into();
        }
    }
    if answer.data.is_undefined() || operation.list && !js_sys::Array::is_array(&answer.data) {
        return Err((format!("the body lacks `{key}`"), JsValue::UNDEFINED));
    }
    Ok(answer)
}

/// Parses JSON with integers beyond 2^53 as `bigint`s.
fn parse_exactly(text: &JsValue) -> Result<JsValue, JsValue> {
    let plain = text.as_string().unwrap_or_default();
    let mark = exact::mark(&plain);
    match exact::quote(&plain, &mark) {
        None => platform::parse(text),
        Some(quoted) => platform::parse_marked(&quoted, &mark),
    }
}

/// The next page's parameters as an object; numbers where the API's parameters are numbers.
fn next(links: &JsValue) -> JsValue {
    let url = platform::get(links, "pages").and_then(|pages| platform::get(&pages, "next"));
    let url = url.and_then(|url| url.as_string()).unwrap_or_default();
    let parameters = pages::next(&url);
    if parameters.is_empty() {
        return JsValue::UNDEFINED;
    }
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    serializer.collect_map(parameters).unwrap_or(JsValue::UNDEFINED)
}
