//! Reading an answer outside 2xx: the API's own words where there are any, else what can be said.

use super::{Answered, Error, Kind};

/// The longest piece of a foreign body that a message quotes, in characters.
const QUOTED: usize = 200;

/// The API's error body.
#[derive(Debug, Default)]
pub struct ErrorBody {
    /// The API's own short name for the error.
    pub id: Option<String>,
    /// What happened.
    pub message: Option<String>,
    /// The API's name for the call.
    pub request_id: Option<String>,
}

/// What an answer says that was refused with `status`. Its body may be the API's, empty, HTML or text.
pub fn refusal(status: u16, request_id: Option<String>, parsed: ErrorBody, body: String) -> Error {
    let message = match parsed.message {
        Some(message) if !message.is_empty() => message,
        _ => message(status, &body),
    };
    Error::new(Kind::Api(status), message).of(Answered {
        status,
        id: parsed.id,
        request_id: parsed.request_id.or(request_id),
        body: Some(body),
    })
}

/// A message for a body that is not the API's.
fn message(status: u16, body: &str) -> String {
    let text = body.trim();
    if text.is_empty() {
        return format!("the API answered {status} with no body");
    }
    if text.starts_with(['<', '{', '[']) {
        let kind = if text.starts_with('<') {
            "a web page"
        } else {
            "a body of another form"
        };
        return format!("the API, or something on the way to it, answered {status} with {kind}");
    }
    let line: String = text.lines().next().unwrap_or_default().chars().take(QUOTED).collect();
    format!("the API, or something on the way to it, answered {status}: {line}")
}
