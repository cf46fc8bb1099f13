//! A call: attempts until one succeeds, or its failure stands. One loop, not generic, serves every operation.

use std::{borrow::Cow, time::Duration};

use js_sys::{Date, Math};
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::{
    Client, Error, Result,
    attempt::{RawResponse, attempt},
    json::{self, Borrowed},
    timer::{milliseconds, sleep, within},
};
use crate::http::{
    self, Decoded, Envelope, ErrorKind, Operation, PreparedRequest, path,
    retry::{RetryHint, retry_delay},
};

/// The response of a call that succeeded.
pub(super) struct Reply {
    operation: &'static Operation,
    /// The operation's name in errors.
    name: String,
    attempts: u32,
    status: u16,
    request_id: Option<String>,
    /// The parsed body; `None` if it is not read.
    body: Option<Value>,
}

/// The time limit that an attempt has.
struct Limit {
    name: &'static str,
    /// The limit as it was set.
    set: Duration,
    /// The part of it that is left.
    left: Duration,
}

impl Client {
    /// Sends a request until it succeeds, or its failure stands.
    pub(super) async fn call(&self, request: &PreparedRequest) -> Result<Reply> {
        let started = Date::now();
        let mut attempts = 0;
        let (error, hint) = loop {
            attempts += 1;
            let (error, hint) = match self.attempt(request, started).await {
                Ok(response) if (200..300).contains(&response.status) => {
                    self.budget().refund();
                    return self.read(request, response, attempts);
                }
                Ok(response) => {
                    let hint = response.hint;
                    (Error::from_response(response), hint)
                }
                Err(error) => (error, RetryHint::default()),
            };
            match self.delay(request, &error, hint, attempts - 1, started) {
                Some(delay) => sleep(delay).await,
                None => break (error, hint),
            }
        };
        Err(error
            .with_attempts(attempts, request.method, hint)
            .with_operation(&name(request))
            .without(self.token()))
    }

    /// Sends a request once, for as long as it may take.
    async fn attempt(&self, request: &PreparedRequest, started: f64) -> Result<RawResponse> {
        let limit = self.limit(started);
        let left = limit.as_ref().map(|limit| limit.left);
        let attempt = attempt(&self.base_url, self.token(), request);
        match (within(left, attempt).await, limit) {
            (None, Some(Limit { name, set, .. })) => {
                let message = format!("no whole response within {} ms, the {name}", milliseconds(set));
                Err(Error::new(ErrorKind::Timeout, message))
            }
            (None, None) => Err(Error::new(ErrorKind::Timeout, "no whole response".to_owned())),
            (Some(result), _) => Ok(result?),
        }
    }

    /// The shorter of timeout and what is left until the deadline.
    fn limit(&self, started: f64) -> Option<Limit> {
        let timeout = self.timeout.map(|set| Limit {
            name: "timeout",
            set,
            left: set,
        });
        let deadline = self.deadline.map(|set| Limit {
            name: "deadline",
            set,
            left: set.saturating_sub(since(started)),
        });
        match (timeout, deadline) {
            (Some(timeout), Some(deadline)) if deadline.left > timeout.left => Some(timeout),
            (timeout, deadline) => deadline.or(timeout),
        }
    }

    /// How long to wait for a retry; `None` when the failure stands.
    fn delay(
        &self,
        request: &PreparedRequest,
        error: &Error,
        hint: RetryHint,
        retries: u32,
        started: f64,
    ) -> Option<Duration> {
        let outcome = error.outcome()?;
        let delay = retry_delay(self.policy, request.method, outcome, hint, retries, Math::random())?;
        let delay = Duration::from_millis(delay.into());
        let is_in_time = self.deadline.is_none_or(|deadline| since(started) + delay < deadline);
        (is_in_time && self.budget().take()).then_some(delay)
    }

    /// Parses the body of a response inside 2xx.
    fn read(&self, request: &PreparedRequest, response: RawResponse, attempts: u32) -> Result<Reply> {
        let operation = request.operation;
        let mut reply = Reply {
            operation,
            name: name(request),
            attempts,
            status: response.status,
            request_id: response.request_id,
            body: None,
        };
        let is_blank = response.text.trim().is_empty();
        if operation.envelope == Envelope::Nothing || operation.optional && is_blank {
            return Ok(reply);
        }
        match serde_json::from_str(&response.text) {
            Ok(body) => reply.body = Some(body),
            Err(_) => {
                return Err(reply
                    .error(operation.not_json(is_blank, JsValue::UNDEFINED))
                    .without(self.token()));
            }
        }
        Ok(reply)
    }
}

impl Reply {
    /// The parts of the body.
    pub(super) fn open(&self) -> Result<Decoded<Borrowed<'_>>> {
        match &self.body {
            None => Ok(Decoded::EMPTY),
            Some(body) => self
                .operation
                .open(Some(Cow::Borrowed(body)))
                .map_err(|error| self.error(error)),
        }
    }

    /// Reads a part of the body as a type.
    pub(super) fn decode<T: DeserializeOwned>(&self, data: &Borrowed<'_>) -> Result<T> {
        json::read(data).map_err(|message| self.error(http::Error::new(ErrorKind::Decode, message)))
    }

    /// The body.
    pub(super) fn into_body(self) -> Value {
        self.body.unwrap_or_default()
    }

    /// The error of a response that cannot be understood.
    fn error(&self, error: http::Error) -> Error {
        Error::from(error)
            .with_operation(&self.name)
            .with_response(self.attempts, self.status, self.request_id.clone())
    }
}

/// The time since a moment of the platform's clock, which may have been set back.
fn since(started: f64) -> Duration {
    Duration::try_from_secs_f64((Date::now() - started) / 1000.0).unwrap_or_default()
}

/// Names the operation of a request in errors: without the values in its path, unless it is a request to any path.
pub(super) fn name(request: &PreparedRequest) -> String {
    let path = match request.operation.pattern {
        "" => request.path.split('?').next().unwrap_or_default().to_owned(),
        pattern => path::readable(pattern),
    };
    format!("{} {path}", request.method.as_str())
}
