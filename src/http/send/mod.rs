//! Sending a request: the only place that touches the platform.
//!
//! One function, not generic, serves every operation. An attempt is one `fetch` and the reading of its body, waited
//! for together; [`send`] is where attempts would be repeated.

mod answer;
mod exchange;
mod platform;

use gloo_net::http::{Headers, Response};
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

pub use answer::Received;
pub use exchange::Signal;
use exchange::{Exchanged, exchange};

use super::{Answered, Config, Error, Kind, Prepared, RequestConfig, Result, failure};

/// What a client sends with: its checked options and what the platform, or the caller, gave it.
pub struct Sender {
    /// What the client was told.
    pub config: Config,
    /// The caller's `fetch`, if there is one.
    pub fetch: Option<Function>,
    /// The headers of a call that adds none.
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
        let headers = headers(&config.token, &config.request.headers);
        Self { config, fetch, headers }
    }
}

/// A request's headers; the type of its body is added to them when it is sent.
fn headers(token: &str, added: &[(String, String)]) -> web_sys::Headers {
    let headers = Headers::new();
    headers.set("authorization", &format!("Bearer {token}"));
    headers.set("accept", "application/json");
    for (name, value) in added {
        headers.set(name, value);
    }
    headers.into_raw()
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
    let sent = !matches!(&result, Err(error) if error.kind == Kind::InvalidRequest);
    (sent.into(), result)
}

/// One try.
async fn attempt(
    sender: &Sender,
    request: &Prepared,
    config: &RequestConfig,
    signal: Option<&Signal>,
) -> Result<Reply> {
    let own = (config.headers != sender.config.request.headers).then(|| headers(&sender.config.token, &config.headers));
    let headers = own.as_ref().unwrap_or(&sender.headers);
    let fetch = sender.fetch.as_ref();
    let answer = exchange(fetch, &sender.config.base_url, request, headers, signal, config.timeout).await?;
    let Exchanged { response, status, text } = answer;
    let status = status.ok_or_else(|| {
        let message = "`fetch` resolved to something that is not a Response";
        Error::new(Kind::Connection, message.to_owned())
    })?;
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
            Error::thrown(Kind::Decode, message, cause).of(Answered {
                status,
                request_id: request_id(),
                ..Answered::default()
            })
        }),
        // A redirect that was not followed has status 0 in browsers.
        0 | 300..400 => {
            let message = "the answer was a redirect, which is not followed; check baseUrl";
            Err(Error::new(Kind::Connection, message.to_owned()))
        }
        _ => {
            let parsed = platform::parse(text).unwrap_or(JsValue::UNDEFINED);
            let field = |key: &str| platform::field(&parsed, key).as_string();
            let parsed = failure::ErrorBody {
                id: field("id"),
                message: field("message"),
                request_id: field("request_id"),
            };
            let body = text.as_string().unwrap_or_default();
            Err(failure::refusal(status, request_id(), parsed, body))
        }
    }
}

/// A value that is a function, if it is one.
pub fn function(value: &JsValue) -> Option<Function> {
    value.dyn_ref::<Function>().cloned()
}
