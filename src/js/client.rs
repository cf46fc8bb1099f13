//! The client: what all resources share.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;

use super::{
    arguments::{entries, is_missing, unknown},
    error::to_js,
    options,
};
use crate::{
    http::{
        Error, Input, Parts, Prepared, Result,
        send::{Reply, Sender, send},
    },
    requests::{self, raw},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Array)]
    fn list(data: &JsValue, response: &JsValue, attempts: u32, body: &JsValue, next: &JsValue) -> JsValue;
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
    /// A client with these options.
    ///
    /// # Errors
    /// The first option that is unknown or cannot be used.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(options: &JsValue) -> std::result::Result<Client, JsValue> {
        let sender = options::client(options).map_err(|error| to_js(error, 0))?;
        Ok(Self(Rc::new(sender)))
    }

    /// Calls an operation by its number. Given are the parameters of its path, its query or body if it takes one, and
    /// how to send it, in this order; what comes after means nothing.
    ///
    /// One function for all operations: as many exports as there are operations would be most of the module.
    #[wasm_bindgen(skip_typescript)]
    pub fn call(
        &self,
        operation: usize,
        first: &JsValue,
        second: &JsValue,
        third: &JsValue,
        fourth: &JsValue,
    ) -> Promise {
        let (given, none) = ([first, second, third, fourth], JsValue::UNDEFINED);
        let Some(operation) = requests::operation(operation) else {
            return self.send(Err(Error::invalid("operation", "does not exist")), &none);
        };
        let options = given.get(operation.parameters()).copied().unwrap_or(&none);
        let parts = Parts {
            operation,
            given: given.map(|value| Some(value as &dyn Input)),
        };
        self.send(parts.prepare(), options)
    }

    /// Sends a request to any path. Given are its method, its path, `{ query, body }` and how to send it.
    #[wasm_bindgen(skip_typescript)]
    pub fn request(&self, method: &JsValue, path: &JsValue, content: &JsValue, options: &JsValue) -> Promise {
        let request = read_content(content).and_then(|(query, body)| raw::request(method, path, &query, &body));
        self.send(request, options)
    }
}

impl Client {
    /// Sends a request, or rejects with why it cannot be sent.
    fn send(&self, request: Result<Prepared>, options: &JsValue) -> Promise {
        let told = options::request(options, &self.0.config.request);
        match request.and_then(|request| Ok((request, told?))) {
            Err(error) => Promise::reject(&to_js(error, 0)),
            Ok((request, (config, signal))) => {
                let sender = Rc::clone(&self.0);
                future_to_promise(async move {
                    let (attempts, result) = send(&sender, &request, &config, signal.as_ref()).await;
                    result
                        .map(|answer| reply(answer, attempts))
                        .map_err(|error| to_js(error, attempts))
                })
            }
        }
    }
}

/// What the shell makes a result of: `[data, response, attempts, body, next]`.
fn reply(Reply { received, response }: Reply, attempts: u32) -> JsValue {
    let response = web_sys::Response::from(response);
    list(&received.data, &response, attempts, &received.body, &received.next)
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
