//! What can go wrong.

use std::ops::Deref;

use wasm_bindgen::JsValue;

use super::retry::{Outcome, Told};

/// The result of anything that can go wrong.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed. It is boxed, because every result has room for it.
#[derive(Debug)]
pub struct Error(Box<Failure>);

/// What a failure is made of.
#[derive(Debug)]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: Kind,
    /// What happened and, where there is something to do, what to do. Of a refused field it begins with its path; of a
    /// refusal of the API's it is empty, for the shell to read from the body.
    pub message: String,
    /// What was thrown underneath, whatever it is; `undefined` if nothing was.
    pub cause: JsValue,
    /// The response, if there was one.
    pub response: JsValue,
    /// Its body's text.
    pub text: JsValue,
    /// What the API said of when to come back.
    pub told: Told,
}

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Refused before anything was sent.
    InvalidRequest,
    /// No answer came, or not all of it.
    Connection,
    /// What came is no answer of the API's, and would not be one the next time.
    Misdirected,
    /// No whole answer came in time.
    Timeout,
    /// The caller's signal was aborted.
    Abort,
    /// The API agreed, in a body that cannot be understood.
    Decode,
    /// The API refused, with this status.
    Api(u16),
}

impl Error {
    /// A failure without a cause or an answer.
    pub fn new(kind: Kind, message: String) -> Self {
        Self::thrown(kind, message, JsValue::UNDEFINED)
    }

    /// A failure for which something was thrown.
    pub fn thrown(kind: Kind, message: String, cause: JsValue) -> Self {
        Self(Box::new(Failure {
            kind,
            message,
            cause,
            response: JsValue::UNDEFINED,
            text: JsValue::UNDEFINED,
            told: Told::default(),
        }))
    }

    /// A refusal of the field at `path`.
    pub fn invalid(path: &str, problem: &str) -> Self {
        Self::new(Kind::InvalidRequest, format!("{path}: {problem}"))
    }

    /// The same of an answer.
    #[must_use]
    pub fn of(mut self, response: JsValue, text: JsValue) -> Self {
        self.0.response = response;
        self.0.text = text;
        self
    }

    /// The same with what the API said of when to come back.
    #[must_use]
    pub fn told(mut self, told: Told) -> Self {
        self.0.told = told;
        self
    }

    /// How an attempt failed, as far as repeating it is concerned; `None` where that would change nothing.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.kind {
            Kind::Connection | Kind::Timeout => Some(Outcome::Lost),
            Kind::Api(status) => Some(Outcome::Status(status)),
            _ => None,
        }
    }

    /// What it is made of.
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

impl Kind {
    /// The stable name of the kind, for programs. The shell tells refusals by their status.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::Connection => "connection_failed",
            Self::Misdirected => "not_an_answer",
            Self::Timeout => "timeout",
            Self::Abort => "aborted",
            Self::Decode => "undecodable",
            Self::Api(_) => "refused",
        }
    }
}
