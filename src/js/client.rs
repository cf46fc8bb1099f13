//! The client: what all resources share.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;

use super::{
    arguments::{entries, is_missing, unknown},
    error::to_js,
};
use crate::{
    http::{
        Input, Parts, Result,
        retry::Policy,
        send::{Call, Options, Reply, Sender, now},
    },
    requests::{self, raw},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Array)]
    fn list(
        data: &JsValue,
        response: &JsValue,
        attempts: u32,
        text: &JsValue,
        body: &JsValue,
        next: &JsValue,
    ) -> JsValue;
}

/// What tells this module from another version's, to be compared with what the shell was built with.
#[wasm_bindgen(skip_typescript)]
pub fn fingerprint() -> u32 {
    requests::FINGERPRINT
}

/// A client of the API.
#[wasm_bindgen(skip_typescript)]
pub struct Client(Rc<Sender>);

#[wasm_bindgen]
impl Client {
    /// A client, told what the shell has checked.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(base_url: String, token: Option<String>, fetch: Option<Function>) -> Client {
        Self(Rc::new(Sender::new(base_url, token, fetch)))
    }

    /// Calls an operation by its number. Given are the parameters of its path and its query or body, if it takes one;
    /// what comes after means nothing. The rest is how to send it: `hooks` are what is done beside that, and `headers`
    /// is a list of names and values, if any are added.
    ///
    /// One function for all operations: as many exports as there are operations would be most of the module.
    #[wasm_bindgen(skip_typescript)]
    #[allow(clippy::too_many_arguments)] // One by one they cross as they are; an object would have to be taken apart.
    pub fn call(
        &self,
        operation: usize,
        first: &JsValue,
        second: &JsValue,
        third: &JsValue,
        hooks: &JsValue,
        signal: &JsValue,
        timeout: f64,
        deadline: f64,
        max_retries: u32,
        max_retry_after: f64,
        headers: Option<Vec<String>>,
    ) -> Promise {
        let given = [first, second, third];
        let request = match requests::operation(operation) {
            Some(operation) => Parts {
                operation,
                given: given.map(|value| Some(value as &dyn Input)),
            }
            .prepare(),
            // Any other request: its method, its path and `{ query, body }`.
            None => read_content(third).and_then(|(query, body)| raw::request(first, second, &query, &body)),
        };
        let request = match request {
            Ok(request) => request,
            Err(error) => return Promise::reject(&to_js(error, 0, None)),
        };
        let options = Options {
            signal: signal.clone(),
            timeout,
            deadline,
            policy: Policy {
                max_retries,
                max_retry_after,
            },
            headers,
        };
        let mut call = Call {
            sender: Rc::clone(&self.0),
            request,
            until: now() + options.deadline,
            options,
            hooks: hooks.clone(),
            attempts: 0,
        };
        future_to_promise(async move {
            let result = call.send().await;
            result
                .map(|answer| reply(answer, call.attempts))
                .map_err(|error| to_js(error, call.attempts, Some(call.request.method)))
        })
    }
}

/// What the shell makes a result of: `[data, response, attempts, text, body, next]`.
fn reply(
    Reply {
        received,
        response,
        text,
    }: Reply,
    attempts: u32,
) -> JsValue {
    let response = web_sys::Response::from(response);
    list(
        &received.data,
        &response,
        attempts,
        &text,
        &received.body,
        &received.next,
    )
}

/// The query and body of a raw request.
fn read_content(content: &JsValue) -> Result<(JsValue, JsValue)> {
    let (mut query, mut body) = (JsValue::UNDEFINED, JsValue::UNDEFINED);
    if !is_missing(content) {
        for (key, value) in entries("content", content)? {
            match key.as_str() {
                "query" => query = value,
                "body" => body = value,
                other => return Err(unknown("content", other, "query and body")),
            }
        }
    }
    Ok((query, body))
}
