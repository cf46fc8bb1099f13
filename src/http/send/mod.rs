//! Sending a request: the only place that touches the platform.
//!
//! One loop, not generic, serves every operation. An attempt is one `fetch` and the reading of its body, waited for
//! together. What follows an attempt is decided by [`retry`].

mod answer;
mod platform;
mod wait;

use std::{cell::RefCell, rc::Rc};

use gloo_net::http::{Headers, Response};
use js_sys::Function;
use wasm_bindgen::JsValue;

pub use answer::Received;
pub use platform::now;
use wait::{Exchanged, answer, time};

use super::{
    Error, Kind, Prepared, Result,
    retry::{self, Credit, Policy},
};

/// What a client sends with. The shell has checked it all.
pub struct Sender {
    /// Where requests go, without a trailing slash.
    base_url: String,
    /// The token; `None` where each request asks for it.
    token: Option<String>,
    /// The caller's `fetch`, if there is one.
    fetch: Option<Function>,
    /// The headers of a call that adds none.
    headers: web_sys::Headers,
    /// How much may still be repeated.
    credit: RefCell<Credit>,
}

/// How a request is sent. The shell has checked it all.
pub struct Options {
    /// What ends the call when it is aborted; `undefined` for nothing.
    pub signal: JsValue,
    /// Milliseconds each attempt may take, its body included; infinity for ever.
    pub timeout: f64,
    /// Milliseconds all attempts may take together, waiting included; infinity for ever.
    pub deadline: f64,
    /// When attempts are repeated.
    pub policy: Policy,
    /// Headers to add: name, value, name, value…
    pub headers: Option<Vec<String>>,
}

/// A call: a request, and how it is sent.
pub struct Call {
    /// What sends it.
    pub sender: Rc<Sender>,
    /// What is sent.
    pub request: Prepared,
    /// How it is sent.
    pub options: Options,
    /// When its time is over, in milliseconds since 1970; infinity for never.
    pub until: f64,
    /// What the shell does beside sending, if anything: `attempt` before one, `ended` after it, `retry` before the wait
    /// for another.
    pub hooks: JsValue,
    /// How often it was sent.
    pub attempts: u32,
}

/// What a call comes back with.
pub struct Reply {
    /// What the body holds.
    pub received: Received,
    /// The platform's response, its body read.
    pub response: Response,
    /// The body's text.
    pub text: JsValue,
}

impl Sender {
    /// What sends for a client.
    pub fn new(base_url: String, token: Option<String>, fetch: Option<Function>) -> Self {
        let headers = header_fields(token.as_deref(), &[]);
        Self {
            base_url,
            token,
            fetch,
            headers,
            credit: RefCell::default(),
        }
    }
}

/// A request's headers. The type of its body is added when it is sent, and so is a token that is asked for.
fn header_fields(token: Option<&str>, added: &[String]) -> web_sys::Headers {
    let headers = Headers::new();
    if let Some(token) = token {
        headers.set("authorization", &format!("Bearer {token}"));
    }
    headers.set("accept", "application/json");
    for field in added.chunks(2) {
        if let [name, value] = field {
            headers.set(name, value);
        }
    }
    headers.into_raw()
}

impl Call {
    /// Sends the request and gives its answer, or what went wrong. Always settles.
    ///
    /// # Errors
    /// What the last attempt, or the wait for another, ended with.
    pub async fn send(&mut self) -> Result<Reply> {
        let sender = Rc::clone(&self.sender);
        let own = self
            .options
            .headers
            .as_deref()
            .map(|added| header_fields(sender.token.as_deref(), added));
        let headers = own.as_ref().unwrap_or(&sender.headers);
        let mut was_refused = false;
        loop {
            let exchanged = answer(self, headers).await;
            let error = match exchanged.and_then(|exchanged| read(&self.request, exchanged)) {
                Ok(reply) => {
                    sender.credit.borrow_mut().refund();
                    return Ok(reply);
                }
                Err(error) => error,
            };
            // A token that is asked for is asked for once more: it may just have been replaced.
            let wait = if error.kind == Kind::Api(401) && sender.token.is_none() && !was_refused {
                was_refused = true;
                Some(0)
            } else {
                self.repetition(&error)
            };
            let Some(wait) = wait else {
                return Err(error);
            };
            time(self, wait).await?;
        }
    }

    /// In how many milliseconds a failed attempt is repeated, if it is.
    fn repetition(&self, error: &Error) -> Option<u32> {
        let repeated = self.attempts.saturating_sub(1);
        let (policy, method) = (self.options.policy, self.request.method);
        let wait = retry::delay(
            policy,
            method,
            error.outcome()?,
            error.told,
            repeated,
            platform::random(),
        )?;
        let is_in_time = now() + f64::from(wait) < self.until;
        (is_in_time && self.sender.credit.borrow_mut().take()).then_some(wait)
    }
}

/// What an answer says.
fn read(request: &Prepared, exchanged: Exchanged) -> Result<Reply> {
    let Exchanged {
        response,
        status,
        text,
        told,
    } = exchanged;
    let result = match status {
        200..300 => answer::read(request.operation, &text)
            .map_err(|(message, cause)| Error::thrown(Kind::Decode, message, cause)),
        // A redirect that was not followed has status 0 in browsers.
        0 | 300..400 => {
            let message = "the answer was a redirect, which is not followed; check baseUrl";
            Err(Error::new(Kind::Misdirected, message.to_owned()))
        }
        // The shell reads what it says.
        _ => Err(Error::new(Kind::Api(status), String::new()).told(told)),
    };
    match result {
        Ok(received) => Ok(Reply {
            received,
            response: Response::from(response),
            text,
        }),
        Err(error) => Err(error.of(response.into(), text)),
    }
}
