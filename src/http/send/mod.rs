//! Sending a request: the only place that touches the platform.
//!
//! One function, not generic, serves every operation. An attempt is one `fetch` and the reading of its body, waited
//! for together; [`send`] is where attempts would be repeated.

mod answer;
mod cancel;
mod platform;

use gloo_net::http::{Headers, Response};
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal};

pub use answer::Received;
use cancel::Interruption;
pub use cancel::Signal;

use super::{Config, Error, Method, Prepared, RequestConfig, Result, Unreadable, failure};

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
    /// What reads the bodies of responses.
    reader: platform::Reader,
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
            reader: platform::reader(),
        }
    }

    /// The second argument of `fetch`: the call's own, for a caller's `fetch` may change it.
    fn init(&self, request: &Prepared, config: &RequestConfig, signal: &AbortSignal) -> platform::Init {
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
        init.set_signal(signal);
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
    if let Some(Err(error)) = signal.map(Signal::check) {
        return (0, Err(error));
    }
    let result = attempt(sender, request, config, signal).await;
    // A signal that cannot be listened to is refused before anything is sent.
    let sent = !matches!(result, Err(Error::InvalidRequest { .. }));
    (sent.into(), result)
}

/// One try.
async fn attempt(
    sender: &Sender,
    request: &Prepared,
    config: &RequestConfig,
    signal: Option<&Signal>,
) -> Result<Reply> {
    let controller = AbortController::new().map_err(|cause| Error::Connection {
        message: "this platform has no AbortController".to_owned(),
        cause,
    })?;
    let base_url = &sender.config.base_url;
    let url = format!("{base_url}{}", request.path);
    let init = sender.init(request, config, &controller.signal());
    let fetch = sender.fetch.as_ref();
    let exchange = || platform::exchange(fetch, &url, &init, &sender.reader);
    let ended = cancel::wait(signal, config.timeout, exchange).await;
    if !matches!(ended, Ok(Ok(_))) {
        // Nobody waits for it any more.
        controller.abort();
    }
    let exchanged = ended?.and_then(|exchanged| platform::response(exchanged).map_err(Interruption::Failed));
    let (response, status, text) = exchanged.map_err(|interruption| interrupted(interruption, base_url))??;
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
        200..300 => answer::read(request.operation, text).map_err(|(message, cause)| {
            Error::Decode(Box::new(Unreadable {
                message,
                status,
                request_id: request_id(),
                cause,
            }))
        }),
        // A redirect that was not followed has status 0 in browsers.
        0 | 300..400 => Err(Error::Connection {
            message: "the answer was a redirect, which is not followed; check baseUrl".to_owned(),
            cause: JsValue::UNDEFINED,
        }),
        _ => {
            let parsed = platform::parse(text).unwrap_or(JsValue::UNDEFINED);
            let field = |key: &str| platform::field(&parsed, key).as_string();
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
