//! Sending a request: the only place that touches the platform.
//!
//! One function, not generic, serves every operation. An attempt is one `fetch` and the reading of its body,
//! under one [`Cancel`]; [`send`] is where attempts would be repeated.

mod answer;
mod cancel;
mod platform;

use gloo_net::http::{Headers, Response};
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

pub use answer::Answer;
use cancel::Cancel;
pub use cancel::Signal;

use super::{Config, Error, Prepared, RequestConfig, Result, failure, headers};

/// What a client sends with: its checked options and what the platform, or the caller, gave it.
pub struct Sender {
    /// What the client was told.
    pub config: Config,
    /// The caller's `fetch`, if there is one.
    pub fetch: Option<Function>,
    /// Whether requests here have a `credentials` field; some runtimes throw when it is set.
    knows_credentials: bool,
}

impl Sender {
    /// What sends for a client.
    pub fn new(config: Config, fetch: Option<Function>) -> Self {
        Self {
            config,
            fetch,
            knows_credentials: platform::knows_credentials(),
        }
    }
}

/// Sends a request and gives its answer, or what went wrong, and how often it was tried. Always settles.
pub async fn send(
    sender: &Sender,
    request: &Prepared,
    config: &RequestConfig,
    signal: Option<&Signal>,
) -> (u32, Result<Answer>) {
    let cancel = match Cancel::new(signal, config.timeout) {
        Ok(cancel) => cancel,
        Err(error) => return (0, Err(error)),
    };
    (1, attempt(sender, request, config, &cancel).await)
}

/// One try.
async fn attempt(sender: &Sender, request: &Prepared, config: &RequestConfig, cancel: &Cancel) -> Result<Answer> {
    let url = format!("{}{}", sender.config.base_url, request.path);
    let init = init(sender, request, config, cancel)?;
    let call = platform::fetch(sender.fetch.as_ref(), &url, &init);
    let answer = cancel.or(call).await.map_err(unsent)?;
    let raw = platform::response(&answer)?;
    let text = platform::text(&raw);
    let text = cancel.or(text).await.map_err(unsent)?;
    read(request, raw, &text)
}

/// The second argument of `fetch`.
fn init(sender: &Sender, request: &Prepared, config: &RequestConfig, cancel: &Cancel) -> Result<platform::Init> {
    let fields = Headers::new();
    fields.set("authorization", &format!("Bearer {}", sender.config.token));
    fields.set("accept", "application/json");
    if request.body.is_some() {
        fields.set("content-type", "application/json");
    }
    for (name, value) in &config.headers {
        headers::header(name, value)?;
        fields.set(name, value);
    }

    let init = platform::Init::new();
    init.set_method(request.method.as_str());
    init.set_headers(&fields.into_raw());
    if let Some(body) = &request.body {
        init.set_body(body);
    }
    init.set_signal(&cancel.signal());
    // The API never redirects; following one would take the token along.
    init.set_redirect("manual");
    if sender.knows_credentials {
        init.set_credentials("omit");
    }
    Ok(init)
}

/// What an answer says.
fn read(request: &Prepared, raw: web_sys::Response, text: &JsValue) -> Result<Answer> {
    // Not the clone that streams the body twice: another handle to the same response.
    let response = Response::from(Clone::clone(&raw));
    let status = response.status();
    let request_id = || response.headers().get("x-request-id");
    match status {
        200..300 => answer::read(request.operation, raw, text).map_err(|(message, cause)| Error::Decode {
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
            Err(Error::Api(Box::new(failure::refusal(
                status,
                request_id(),
                parsed,
                body,
            ))))
        }
    }
}

/// No answer, or not all of it.
fn unsent(error: cancel::Interruption) -> Error {
    match error {
        cancel::Interruption::Aborted(reason) => Error::Abort { reason },
        cancel::Interruption::TimedOut(after) => Error::Timeout { after },
        cancel::Interruption::Failed(cause) => Error::Connection {
            message: platform::describe(&cause),
            cause,
        },
    }
}

/// A value that is a function, if it is one.
pub fn function(value: &JsValue) -> Option<Function> {
    value.dyn_ref::<Function>().cloned()
}
