//! Sending a request: the only place that touches the platform.
//!
//! One function, not generic, serves every operation. An attempt is one `fetch` and the reading of its body,
//! under one `Cancel`; [`send`] is where attempts would be repeated.

mod answer;
mod cancel;
mod platform;

use gloo_net::http::{Headers, Response};
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

pub use answer::Received;
pub use cancel::Signal;
use cancel::{Cancel, Interruption};

use super::{Config, Error, Method, Prepared, RequestConfig, Result, failure};

/// What a client sends with: its checked options and what the platform, or the caller, gave it.
pub struct Sender {
    /// What the client was told.
    pub config: Config,
    /// The caller's `fetch`, if there is one.
    pub fetch: Option<Function>,
    /// What every call's `init` begins with.
    init: platform::Init,
    /// The headers every call begins with.
    headers: web_sys::Headers,
}

/// What a call comes back with.
pub struct Reply {
    /// What the body holds.
    pub received: Received,
    /// The platform's response, its body read.
    pub response: Response,
}

impl Sender {
    /// What sends for a client.
    pub fn new(config: Config, fetch: Option<Function>) -> Self {
        let init = platform::Init::new();
        init.set_method(Method::Get.as_str());
        // The API never redirects; following one would take the token along.
        init.set_redirect("manual");
        if platform::knows_credentials() {
            init.set_credentials("omit");
        }
        let headers = Headers::new();
        headers.set("authorization", &format!("Bearer {}", config.token));
        headers.set("accept", "application/json");
        Self {
            config,
            fetch,
            init,
            headers: headers.into_raw(),
        }
    }

    /// The second argument of `fetch`: the call's own, for a caller's `fetch` may change it.
    fn init(&self, request: &Prepared, config: &RequestConfig, cancel: &Cancel) -> platform::Init {
        let headers = Headers::from_raw(platform::copy_headers(&self.headers));
        if request.body.is_some() {
            headers.set("content-type", "application/json");
        }
        for (name, value) in &config.headers {
            headers.set(name, value);
        }

        let init = self.init.copy();
        if request.method != Method::Get {
            init.set_method(request.method.as_str());
        }
        if let Some(body) = &request.body {
            init.set_body(body);
        }
        init.set_headers(&headers.into_raw());
        init.set_signal(&cancel.signal());
        init
    }
}

/// Sends a request and gives its answer, or what went wrong, and how often it was tried. Always settles.
pub async fn send(
    sender: &Sender,
    request: &Prepared,
    config: &RequestConfig,
    signal: Option<&Signal>,
) -> (u32, Result<Reply>) {
    let cancel = match Cancel::new(signal, config.timeout) {
        Ok(cancel) => cancel,
        Err(error) => return (0, Err(error)),
    };
    (1, attempt(sender, request, config, &cancel).await)
}

/// One try.
async fn attempt(sender: &Sender, request: &Prepared, config: &RequestConfig, cancel: &Cancel) -> Result<Reply> {
    let url = format!("{}{}", sender.config.base_url, request.path);
    let init = sender.init(request, config, cancel);
    let interrupted = |error| interrupted(error, &sender.config.base_url);
    let call = platform::fetch(sender.fetch.as_ref(), &url, &init);
    let answer = cancel.or(call).await.map_err(interrupted)?;
    let (response, status) = platform::response(answer)?;
    let text = cancel.or(platform::text(&response)).await.map_err(interrupted)?;
    if !text.is_string() {
        return Err(platform::not_a_response());
    }
    let received = read(request, &response, status, &text)?;
    Ok(Reply {
        received,
        response: Response::from(response.unchecked_into::<web_sys::Response>()),
    })
}

/// What an answer says.
fn read(request: &Prepared, response: &platform::ResponseLike, status: u16, text: &JsValue) -> Result<Received> {
    let request_id = || platform::header(response, "x-request-id");
    match status {
        200..300 => answer::read(request.operation, text).map_err(|(message, cause)| Error::Decode {
            message,
            status,
            request_id: request_id(),
            cause,
        }),
        // A redirect that was not followed has status 0 in browsers.
        0 | 300..400 => Err(Error::Connection {
            message: "the answer was a redirect, which is not followed; check baseUrl".to_owned(),
            cause: JsValue::UNDEFINED,
        }),
        _ => {
            let parsed = platform::parse(text).unwrap_or(JsValue::UNDEFINED);
            let field = |key: &str| platform::get(&parsed, key).and_then(|value| value.as_string());
            let parsed = failure::ErrorBody {
                id: field("id"),
                message: field("message"),
                request_id: field("request_id"),
            };
            let body = text.as_string().unwrap_or_default();
            let refusal = failure::refusal(status, request_id(), parsed, body);
            Err(Error::Api(Box::new(refusal)))
        }
    }
}

/// No answer, or not all of it.
fn interrupted(interruption: Interruption, base_url: &str) -> Error {
    match interruption {
        Interruption::Aborted(reason) => Error::Abort { reason },
        Interruption::TimedOut(after) => Error::Timeout { after },
        Interruption::Failed(cause) => Error::Connection {
            message: format!("no whole answer from {base_url}: {}", platform::describe(&cause)),
            cause,
        },
    }
}

/// A value that is a function, if it is one.
pub fn function(value: &JsValue) -> Option<Function> {
    value.dyn_ref::<Function>().cloned()
}
