//! What can go wrong.

use std::ops::Deref;

use wasm_bindgen::JsValue;

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
    /// What happened and, where there is something to do, what to do. Of a refused field it begins with its path.
    pub message: String,
    /// What was thrown underneath, whatever it is; `undefined` if nothing was.
    pub cause: JsValue,
    /// What the API answered, if it did.
    pub answered: Option<Answered>,
}

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Refused before anything was sent.
    InvalidRequest,
    /// No answer came.
    Connection,
    /// No whole answer came in time.
    Timeout,
    /// The caller's signal was aborted.
    Abort,
    /// The API agreed, in a body that cannot be understood.
    Decode,
    /// The API refused, with this status.
    Api(u16),
}

/// What came with an answer that is no success.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// The API's own short name for the error, if its body has one.
    pub id: Option<String>,
    /// The API's name for the call, to quote to its support.
    pub request_id: Option<String>,
    /// The body as it came, of a refusal.
    pub body: Option<String>,
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
            answered: None,
        }))
    }

    /// A refusal of the field at `path`.
    pub fn invalid(path: &str, problem: &str) -> Self {
        Self::new(Kind::InvalidRequest, format!("{path}: {problem}"))
    }

    /// The same of an answer.
    #[must_use]
    pub fn of(mut self, answered: Answered) -> Self {
        self.0.answered = Some(answered);
        self
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
    /// The stable name of the kind, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::Connection => "connection_failed",
            Self::Timeout => "timeout",
            Self::Abort => "aborted",
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
