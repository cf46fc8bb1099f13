//! Errors on demand: each status in the API's own words.

use crate::errors::{Error, SEVERAL_REGISTRIES};
use crate::limits::RateLimit;
use crate::response::Response;
use crate::time::Time;

/// A fault that answers a request in place of the API.
pub(crate) enum Fault {
    /// The API's own error.
    Error(Error, RateLimit),
    /// A web page of the servers in front of the API, who know nothing of requests and limits.
    Page(Response),
}

/// The ids that choose a limit, when the status is 429.
const MINUTE: &str = "minute";
const HOUR: &str = "hour";

/// Seconds that the minute's limit asks to wait.
const RETRY_AFTER: u64 = 30;

/// The fault of that status for a request to `path`. An id or a message that is given replaces the API's.
pub(crate) fn fault(status: u16, id: Option<&str>, message: Option<&str>, path: &str, now: Time) -> Fault {
    if let (None, None, Some(title)) = (id, message, page_title(status)) {
        return Fault::Page(page(status, title));
    }
    let limit = id.filter(|id| [MINUTE, HOUR].contains(id));
    let (rate_limit, retry_after) = match (status, limit) {
        (429, Some(HOUR)) => (RateLimit::of_full_hour(now), None),
        (429, _) => (RateLimit::of_full_minute(now), Some(RETRY_AFTER)),
        _ => (RateLimit::untouched(now), None),
    };
    let (usual_id, usual_message) = words(status, path);
    let id = id.filter(|_| limit.is_none()).unwrap_or(usual_id);
    let error = Error::new(status, id.to_owned(), message.unwrap_or(usual_message));
    Fault::Error(error.with_retry_after(retry_after), rate_limit)
}

/// The id and the message of a status. Some messages were seen at certain paths only.
fn words(status: u16, path: &str) -> (&'static str, &'static str) {
    let ends_in = |end: &str| path.ends_with(end);
    match status {
        400 if path.contains("/digests/") => ("bad_request", "invalid digest: invalid checksum digest format"),
        400 => ("bad_request", "error parsing request body"),
        401 => ("unauthorized", "Unable to authenticate you."),
        403 => ("forbidden", "You are not authorized to perform this operation"),
        404 => ("not_found", "The resource you requested could not be found."),
        408 => ("request_timeout", "the request timed out"),
        409 if ends_in("/garbage-collection") => (
            "conflict",
            "requesting garbage collection: only one active garbage collection allowed per registry",
        ),
        409 if ends_in("/v2/registry") || ends_in("/v2/registries") => ("conflict", "registry name is already in use"),
        409 => ("conflict", "The request could not be completed due to a conflict."),
        412 if ends_in("/replicas") => ("precondition_failed", "the cluster's first backup is not complete"),
        412 if path.starts_with("/v2/registry") => ("precondition_failed", SEVERAL_REGISTRIES),
        412 => ("precondition_failed", "cluster is not ready: it is being created"),
        422 if ends_in("/resize") => ("unprocessable_entity", "cannot scale to same size and node count"),
        422 => ("unprocessable_entity", "request payload validation failed"),
        429 => ("too_many_requests", "API rate limit exceeded."),
        502 => ("bad_gateway", "Bad Gateway"),
        503 => ("service_unavailable", "Service Unavailable"),
        504 => ("gateway_timeout", "Gateway Timeout"),
        500.. => ("server_error", "Unexpected server-side error"),
        _ => ("error", "The request failed."),
    }
}

/// The title of a status that the servers in front answer.
fn page_title(status: u16) -> Option<&'static str> {
    match status {
        408 => Some("Request Time-out"),
        502 => Some("Bad Gateway"),
        503 => Some("Service Temporarily Unavailable"),
        504 => Some("Gateway Time-out"),
        _ => None,
    }
}

fn page(status: u16, title: &str) -> Response {
    let heading = format!("{status} {title}");
    Response {
        status,
        headers: vec![("content-type", "text/html".to_owned())],
        body: format!("<html>\n<head><title>{heading}</title></head>\n<body><h1>{heading}</h1></body>\n</html>\n"),
    }
}
