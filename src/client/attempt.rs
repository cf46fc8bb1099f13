//! One HTTP request, sent by gloo-net, and the reading of its response.

use gloo_net::http::{Headers, Method as HttpMethod, RequestBuilder};
use js_sys::{Date, Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{AbortController, RequestCredentials, RequestRedirect};

use crate::http::{Error, ErrorKind, Method, PreparedRequest, Result, retry::RetryHint};

/// A response with its body.
pub(super) struct RawResponse {
    /// The HTTP status; 0 for a redirect in browsers.
    pub status: u16,
    /// The request id in its headers.
    pub request_id: Option<String>,
    /// When it asks to be called again.
    pub hint: RetryHint,
    /// Its body.
    pub text: String,
}

/// Aborts a request when it is dropped, which does nothing to one that is complete.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sends a request and reads its response. Dropping the future aborts the request.
pub(super) async fn attempt(base_url: &str, token: &str, request: &PreparedRequest) -> Result<RawResponse> {
    check_fetch()?;
    let controller = AbortController::new().map_err(|_| connection("there is no AbortController".to_owned()))?;
    let guard = AbortOnDrop(controller);
    let builder = RequestBuilder::new(&format!("{base_url}{}", request.path))
        .method(match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        })
        .header("authorization", &format!("Bearer {token}"))
        .header("accept", "application/json")
        .credentials(RequestCredentials::Omit)
        // The API never redirects; following one would take the token along.
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(&guard.0.signal()));
    let built = match &request.body {
        Some(body) => builder.header("content-type", "application/json").body(body.as_str()),
        None => builder.build(),
    };
    let built = built.map_err(|error| Error::invalid("base_url", &thrown(&error)))?;

    let host = host(base_url);
    let response = built
        .send()
        .await
        .map_err(|error| connection(format!("could not reach {host}: {}", thrown(&error))))?;
    let text = response
        .text()
        .await
        .map_err(|error| connection(format!("the response of {host} broke off: {}", thrown(&error))))?;
    let headers = response.headers();
    Ok(RawResponse {
        status: response.status(),
        request_id: headers.get("x-request-id"),
        hint: hint(&headers),
        text,
    })
}

/// Makes sure that there is a `fetch`, of this realm: gloo-net panics on the errors of another one's.
fn check_fetch() -> Result<()> {
    let fetch = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap_or_default();
    if <Function>::instanceof(&fetch) {
        Ok(())
    } else {
        Err(connection("there is no `fetch`, or it is of another realm".to_owned()))
    }
}

fn connection(message: String) -> Error {
    Error::new(ErrorKind::Connection, message)
}

/// The message of what gloo-net gives as an error.
fn thrown(error: &gloo_net::Error) -> String {
    // An `if`, because another crate's features may add kinds of error.
    if let gloo_net::Error::JsError(error) = error {
        error.message.clone()
    } else {
        error.to_string()
    }
}

/// The host of a base URL, with its port.
fn host(base_url: &str) -> &str {
    let (_, rest) = base_url.split_once("://").unwrap_or_default();
    rest.split('/').next().unwrap_or_default()
}

/// When a response asks to be called again. A browser hides headers that the API does not expose.
fn hint(headers: &Headers) -> RetryHint {
    let from_now = |at: f64| (!at.is_nan()).then(|| (at - Date::now()).max(0.0));
    let seconds = |text: &str| text.trim().parse::<f64>().ok().filter(|seconds| seconds.is_finite());
    let retry_after = headers.get("retry-after").and_then(|text| match seconds(&text) {
        Some(delay) if delay >= 0.0 => Some(delay * 1000.0),
        _ => from_now(Date::parse(&text)),
    });
    let reset = headers.get("ratelimit-reset").and_then(|text| seconds(&text));
    RetryHint {
        retry_after,
        reset: reset.and_then(|at| from_now(at * 1000.0)),
    }
}
