//! Errors of checking a request and reading a response.

use std::ops::Deref;

use wasm_bindgen::JsValue;

use super::text::concat;

/// The result of anything that can go wrong.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed. Boxed, because every result has room for it.
#[derive(Debug)]
pub struct Error(Box<Failure>);

/// The parts of an error.
#[derive(Debug)]
pub struct Failure {
    /// The kind of failure.
    pub kind: ErrorKind,
    /// A description of the problem and, where there is one, its remedy. Begins with the path of a refused field.
    pub message: String,
    /// The value that was thrown underneath; `undefined` if nothing was.
    pub cause: JsValue,
}

/// A kind of failure, the same for JavaScript and for Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Refused before anything was sent.
    InvalidRequest,
    /// No response came, or not all of it.
    Connection,
    /// The response was a redirect, which is not followed.
    Redirect,
    /// No whole response came in time.
    Timeout,
    /// A response inside 2xx cannot be understood.
    Decode,
    /// The API refused, with this status.
    Api(u16),
}

impl Error {
    /// An error without a cause.
    pub fn new(kind: ErrorKind, message: String) -> Self {
        Self::thrown(kind, message, JsValue::UNDEFINED)
    }

    /// An error with what was thrown.
    pub fn thrown(kind: ErrorKind, message: String, cause: JsValue) -> Self {
        Self(Box::new(Failure { kind, message, cause }))
    }

    /// A refusal of the field at `path`.
    pub fn invalid(path: &str, problem: &str) -> Self {
        Self::new(ErrorKind::InvalidRequest, concat(&[path, ": ", problem]))
    }

    /// Takes the error apart.
    pub fn into_failure(self) -> Failure {
        *self.0
    }
}

impl Deref for Error {
    type Target = Failure;

    fn deref(&self) -> &Failure {
        &self.0
    }
}

impl ErrorKind {
    /// The stable name of the kind, for programs; the `code` of JavaScript's errors.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::Connection => "connection_failed",
            Self::Redirect => "not_an_answer",
            Self::Timeout => "timeout",
            Self::Decode => "undecodable",
            Self::Api(400) => "bad_request",
            Self::Api(401) => "unauthorized",
            Self::Api(403) => "forbidden",
            Self::Api(404) => "not_found",
            Self::Api(409) => "conflict",
            Self::Api(412) => "precondition_failed",
            Self::Api(422) => "unprocessable_entity",
            Self::Api(429) => "too_many_requests",
            Self::Api(500..) => "server_error",
            Self::Api(_) => "unexpected_status",
        }
    }
}
