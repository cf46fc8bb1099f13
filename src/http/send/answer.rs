//! An answer inside 2xx.

use js_sys::Array;
use serde::Serializer as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::platform;
use crate::{
    http::{Answer, Content, Operation, pages},
    models::Table,
};

/// What came back.
pub struct Received {
    /// The resource, or the list's items; `undefined` where the operation answers with nothing.
    pub data: JsValue,
    /// The whole body a list came in, or `undefined`.
    pub body: JsValue,
    /// The query parameters of a list's next page, or `undefined`.
    pub next: JsValue,
}

/// Why a body cannot be read, and what was thrown.
type Unreadable = (String, JsValue);

/// Reads a body.
///
/// # Errors
/// It is not JSON, or lacks what the operation answers with.
pub fn read(operation: &Operation, text: &JsValue) -> Result<Received, Unreadable> {
    let mut received = Received {
        data: JsValue::UNDEFINED,
        body: JsValue::UNDEFINED,
        next: JsValue::UNDEFINED,
    };
    let lacks = || Err((format!("the body lacks {}", what(operation.answer)), JsValue::UNDEFINED));
    let body = match operation.answer {
        Answer::Nothing => return Ok(received),
        _ if operation.optional && platform::is_blank(text) => return Ok(received),
        _ => parse(operation, text)?,
    };
    let field = |key: &str| platform::field(&body, key);
    match operation.answer {
        Answer::Whole if !body.is_object() => return lacks(),
        Answer::Nothing | Answer::Anything | Answer::Whole => received.data = body,
        Answer::Resource(key) => {
            received.data = field(key);
            if received.data.is_null_or_undefined() && !operation.optional {
                return lacks();
            }
        }
        Answer::List(key) => {
            received.data = field(key);
            // What takes no query cannot be asked for another page.
            if let Content::Query(query) = operation.content {
                received.next = next(&field("links"), query);
            }
            if received.data.is_null() {
                received.data = Array::new().into();
            }
            if !Array::is_array(&received.data) {
                return lacks();
            }
            received.body = body;
        }
    }
    for key in operation.inner.split(' ').filter(|key| !key.is_empty()) {
        let inner = platform::field(&received.data, key);
        if inner.is_object() {
            received.data = inner;
        }
    }
    Ok(received)
}

fn parse(operation: &Operation, text: &JsValue) -> Result<JsValue, Unreadable> {
    let parsed = platform::parse(text, operation.wide);
    parsed.map_err(|thrown| {
        let problem = if platform::is_blank(text) {
            format!("the body is empty; it should hold {}", what(operation.answer))
        } else {
            "the body is not JSON".to_owned()
        };
        (problem, thrown)
    })
}

/// What a body should hold, in words.
fn what(answer: Answer) -> String {
    match answer {
        Answer::Resource(key) | Answer::List(key) => format!("`{key}`"),
        _ => "an object".to_owned(),
    }
}

/// The next page's parameters as an object; numbers where the API's parameters are numbers.
fn next(links: &JsValue, query: Table) -> JsValue {
    let url = platform::field(&platform::field(links, "pages"), "next");
    let url = url.as_string().unwrap_or_default();
    let parameters = pages::next(&url, query);
    if parameters.is_empty() {
        return JsValue::UNDEFINED;
    }
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    serializer.collect_map(parameters).unwrap_or(JsValue::UNDEFINED)
}
