//! What can go wrong.

use wasm_bindgen::JsValue;

/// The result of anything that can go wrong.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed.
#[derive(Debug)]
pub enum Error {
    /// Refused before anything was sent.
    InvalidRequest {
        /// What is wrong and what to do; begins with the field's path.
        message: String,
    },
    /// No answer came.
    Connection {
        /// What happened.
        message: String,
        /// What the platform threw.
        cause: JsValue,
    },
    /// No whole answer came in time.
    Timeout {
        /// How long was waited, in milliseconds.
        after: u32,
    },
    /// The caller's signal was aborted.
    Abort {
        /// The signal's reason, whatever it is.
        reason: JsValue,
    },
    /// The API refused.
    Api(Box<Refusal>),
    /// The API agreed, in a body that cannot be understood.
    Decode(Box<Unreadable>),
}

/// A body inside 2xx that cannot be understood. Like a refusal it is boxed: every result has room for the largest error.
#[derive(Debug)]
pub struct Unreadable {
    /// What is wrong with it.
    pub message: String,
    /// The HTTP status.
    pub status: u16,
    /// The API's name for the call, to quote to its support.
    pub request_id: Option<String>,
    /// What the parser threw.
    pub cause: JsValue,
}

/// An answer outside 2xx.
#[derive(Debug, Default, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The API's own short name for the error, if its body has one.
    pub id: Option<String>,
    /// What happened, from the API's body where it says so.
    pub message: String,
    /// The API's name for the call, to quote to its support.
    pub request_id: Option<String>,
    /// The body as it came.
    pub body: String,
}

impl Error {
    /// A refusal of the field at `path`.
    pub fn invalid(path: &str, problem: &str) -> Self {
        Self::InvalidRequest {
            message: format!("{path}: {problem}"),
        }
    }

    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest { .. } => "invalid_request",
            Self::Connection { .. } => "connection_failed",
            Self::Timeout { .. } => "timeout",
            Self::Abort { .. } => "aborted",
            Self::Decode(_) => "undecodable",
            Self::Api(refusal) => refusal.code(),
        }
    }
}

impl Refusal {
    /// The stable name of the refusal, by its status.
    pub fn code(&self) -> &'static str {
        match self.status {
            400 => "bad_request",
            401 => "unauthorized",
            403 => "forbidden",
            404 => "not_found",
            409 => "conflict",
            412 => "precondition_failed",
            422 => "unprocessable_entity",
            429 => "too_many_requests",
            500.. => "server_error",
            _ => "unexpected_status",
        }
    }
}
