//! The client: what all resources share.

use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;

use super::{
    arguments::{entries, is_missing, unknown},
    databases::Databases,
    error::to_js,
    options,
    registry::Registry,
    types::{RequestOptions, Text},
};
use crate::{
    http::{
        Prepared, Request, Result,
        send::{Reply, Sender, send},
    },
    requests::raw,
};

#[wasm_bindgen]
extern "C" {
    /// An HTTP method.
    #[wasm_bindgen(typescript_type = "\"GET\" | \"POST\" | \"PUT\" | \"PATCH\" | \"DELETE\"")]
    pub type MethodName;

    /// What a raw request holds.
    #[wasm_bindgen(typescript_type = "{ query?: Record<string, string | number | boolean>; body?: unknown }")]
    pub type Content;
}

/// A client of the API. Its calls are grouped by resource.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Client(Rc<Sender>);

#[wasm_bindgen]
impl Client {
    #[doc(hidden)]
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(options: &JsValue) -> std::result::Result<Client, JsValue> {
        let sender = options::client(options).map_err(|error| to_js(error, 0))?;
        Ok(Self(Rc::new(sender)))
    }

    /// The container registry, by the API's paths for accounts with a single registry.
    ///
    /// @deprecated The API replaces `/v2/registry` by `/v2/registries`; it still works.
    #[wasm_bindgen(getter)]
    pub fn registry(&self) -> Registry {
        Registry::new(self)
    }

    /// Managed databases: clusters of PostgreSQL, MySQL, Valkey, MongoDB, Kafka and OpenSearch.
    #[wasm_bindgen(getter)]
    pub fn databases(&self) -> Databases {
        Databases::new(self)
    }

    /// Sends a request to any other path of the API, with the same checks, time-outs and errors.
    ///
    /// Resolves to the whole body, parsed, with integers beyond 2^53 as `bigint`; to `undefined` when there is none.
    ///
    /// @param method - The HTTP method.
    /// @param path - The path from the first slash, such as `/v2/account`, percent-encoded.
    /// @param content - What to send: `query` in the URL, `body` as JSON.
    /// @param options - How to send it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<unknown>")]
    pub fn request(
        &self,
        method: &MethodName,
        path: &Text,
        content: Option<Content>,
        options: Option<RequestOptions>,
    ) -> Promise {
        let request = read_content(&content.into()).and_then(|(query, body)| raw::request(method, path, &query, &body));
        self.start(request, options)
    }
}

impl Client {
    /// Sends a request, or rejects with why it cannot be sent.
    pub(super) fn send<T>(&self, request: Request<'_, T>, options: Option<RequestOptions>) -> Promise {
        self.start(request.parts().prepare(), options)
    }

    fn start(&self, request: Result<Prepared>, options: Option<RequestOptions>) -> Promise {
        let sender = Rc::clone(&self.0);
        let options = options::request(&options.into(), &sender.config.request);
        future_to_promise(async move {
            let unsent = |error| to_js(error, 0);
            let request = request.map_err(unsent)?;
            let (config, signal) = options.map_err(unsent)?;
            let (attempts, result) = send(&sender, &request, &config, signal.as_ref()).await;
            result
                .map(|answer| reply(answer, attempts))
                .map_err(|error| to_js(error, attempts))
        })
    }
}

/// What the shell makes a result of: `[data, response, attempts, meta, next]`.
fn reply(Reply { received, response }: Reply, attempts: u32) -> JsValue {
    let response = web_sys::Response::from(response);
    Array::of5(
        &received.data,
        &response,
        &attempts.into(),
        &received.meta,
        &received.next,
    )
    .into()
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
