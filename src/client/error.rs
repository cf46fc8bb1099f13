//! The error of a call.

use std::{fmt, ops::Deref, time::Duration};

use serde_json::Value;

use super::attempt::RawResponse;
use crate::http::{
    self, ErrorKind, Method,
    retry::{Outcome, RetryHint, is_retryable},
};

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed. Its fields are those of [`ErrorFields`].
///
/// Neither `Display` nor `Debug` shows the token or a body, so an error can be logged and shown to users.
///
/// ```no_run
/// # use digitalocean_wasm::{client::{Client, Result}, http::{ErrorKind, Native}, requests::databases::clusters};
/// # async fn example(client: &Client) -> Result<()> {
/// match client.send(&clusters::get(&Native("an id"))).await {
///     Ok(cluster) => println!("{}", cluster.name),
///     Err(error) if error.kind == ErrorKind::Api(404) => println!("there is no such cluster"),
///     Err(error) if error.retryable => println!("try again later: {error}"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Box<ErrorFields>);

/// The fields of an [`Error`].
#[derive(Clone)]
#[non_exhaustive]
pub struct ErrorFields {
    /// The kind of failure; [`ErrorKind::code`] is its stable name.
    pub kind: ErrorKind,
    /// The API's own words when it has any. Begins with the path of a field that was refused before sending.
    pub message: String,
    /// Method and path of the operation, such as `GET /v2/databases/{id}`. `None` when a client could not be made.
    pub operation: Option<String>,
    /// The HTTP status, if there was a response.
    pub status: Option<u16>,
    /// The API's short name for the error, such as `not_found`.
    pub id: Option<String>,
    /// The request id, to quote to DigitalOcean's support.
    pub request_id: Option<String>,
    /// How often the request was sent; 0 when it was refused before.
    pub attempts: u32,
    /// Whether the same call does no harm and may succeed later.
    pub retryable: bool,
    /// How long the API asked to wait, counted from the response.
    pub retry_after: Option<Duration>,
    /// The body of a response outside 2xx, as text.
    pub body: String,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, message: String) -> Self {
        Self(Box::new(ErrorFields {
            kind,
            message,
            operation: None,
            status: None,
            id: None,
            request_id: None,
            attempts: 0,
            retryable: false,
            retry_after: None,
            body: String::new(),
        }))
    }

    /// The error of a response outside 2xx.
    pub(super) fn from_response(response: RawResponse) -> Self {
        let RawResponse {
            status,
            request_id,
            text: body,
            ..
        } = response;
        if status < 400 {
            let message = "the response was a redirect, which is not followed; check base_url";
            let mut error = Self::new(ErrorKind::Redirect, message.to_owned());
            error.0.status = (status != 0).then_some(status);
            return error;
        }
        let said: Value = serde_json::from_str(&body).unwrap_or_default();
        let text = |key| said.get(key).and_then(Value::as_str).map(str::to_owned);
        let message = text("message").filter(|message| !message.is_empty());
        let message = message.unwrap_or_else(|| fallback_message(status, body.trim()));
        let mut error = Self::new(ErrorKind::Api(status), message);
        error.0.status = Some(status);
        error.0.id = text("id");
        error.0.request_id = text("request_id").or(request_id);
        error.0.body = body;
        error
    }

    /// Sets the fields that say how a request went.
    #[must_use]
    pub(super) fn with_attempts(mut self, attempts: u32, method: Method, hint: RetryHint) -> Self {
        self.0.attempts = attempts;
        if let Some(outcome) = self.outcome() {
            self.0.retryable = is_retryable(method, outcome);
            let delay = hint
                .delay(outcome)
                .map(|delay| Duration::try_from_secs_f64(delay / 1000.0));
            self.0.retry_after = delay.and_then(std::result::Result::ok);
        }
        self
    }

    #[must_use]
    pub(super) fn with_operation(mut self, operation: &str) -> Self {
        self.0.operation = Some(operation.to_owned());
        self
    }

    /// Sets the fields of a response inside 2xx.
    #[must_use]
    pub(super) fn with_response(mut self, attempts: u32, status: u16, request_id: Option<String>) -> Self {
        self.0.attempts = attempts;
        self.0.status = Some(status);
        self.0.request_id = request_id;
        self
    }

    /// Removes a token from the message, where something on the way may have quoted it.
    #[must_use]
    pub(super) fn without(mut self, token: &str) -> Self {
        // A shorter one is not a token, but part of a word.
        if token.len() >= 8 {
            self.0.message = self.0.message.replace(token, "…");
        }
        self
    }

    /// How an attempt failed, as far as a retry is concerned; `None` where one would change nothing.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        match self.kind {
            ErrorKind::Connection | ErrorKind::Timeout => Some(Outcome::Lost),
            ErrorKind::Api(status) => Some(Outcome::Status(status)),
            _ => None,
        }
    }
}

/// A message for a body that is not the API's.
fn fallback_message(status: u16, body: &str) -> String {
    if body.is_empty() {
        return format!("the API answered {status} with no body");
    }
    let answered = format!("the API, or something on the way to it, answered {status}");
    match body.chars().next() {
        Some('<') => format!("{answered} with a web page"),
        Some('{' | '[') => format!("{answered} with a body of another form"),
        _ => {
            let line: String = body
                .chars()
                .take_while(|&character| character != '\n')
                .take(200)
                .collect();
            format!("{answered}: {line}")
        }
    }
}

impl Deref for Error {
    type Target = ErrorFields;

    fn deref(&self) -> &ErrorFields {
        &self.0
    }
}

impl From<http::Error> for Error {
    fn from(error: http::Error) -> Self {
        let http::error::Failure { kind, message, .. } = error.into_failure();
        Self::new(kind, message)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = &self.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&self.message)?;
        // The other messages name the status, or it says nothing.
        match (&self.id, self.status) {
            (Some(_), Some(status)) => write!(f, " (status {status})"),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body is left out: it may hold anything.
        f.debug_struct("Error")
            .field("code", &self.kind.code())
            .field("message", &self.message)
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("id", &self.id)
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .field("retryable", &self.retryable)
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}
