//! Errors in the API's shape: an id, a message, and for databases the request's id.

use std::borrow::Cow;

use serde_json::json;

use crate::json::{text, with};
use crate::response::Response;

/// The words for an account with several registries, which `/v2/registry` does not serve.
pub(crate) const SEVERAL_REGISTRIES: &str = "This API is not supported if you have created multiple registries. Please use \n‘/v2/registries/{registry_name}’ instead. Refer to \nhttps://docs.digitalocean.com/reference/api/digitalocean/#tag/Container-Registry for more info.";

/// A response other than 2xx.
#[derive(Debug)]
pub(crate) struct Error {
    status: u16,
    id: Cow<'static, str>,
    message: String,
    /// Seconds to wait, when too many requests came in a minute.
    retry_after: Option<u64>,
}

impl Error {
    pub(crate) fn new(status: u16, id: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            status,
            id: id.into(),
            message: message.into(),
            retry_after: None,
        }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "bad_request", message)
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(401, "unauthorized", "Unable to authenticate you.")
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(403, "forbidden", "You are not authorized to perform this operation")
    }

    pub(crate) fn not_found(resource: &str) -> Self {
        Self::new(404, "not_found", format!("{resource} not found"))
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(405, "method_not_allowed", "this path does not know this method")
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, "conflict", message)
    }

    pub(crate) fn precondition_failed(message: impl Into<String>) -> Self {
        Self::new(412, "precondition_failed", message)
    }

    pub(crate) fn too_large() -> Self {
        Self::new(413, "request_entity_too_large", "the body is too long")
    }

    pub(crate) fn unprocessable(message: impl Into<String>) -> Self {
        Self::new(422, "unprocessable_entity", message)
    }

    pub(crate) fn too_many_requests(retry_after: Option<u64>) -> Self {
        Self::new(429, "too_many_requests", "API rate limit exceeded.").with_retry_after(retry_after)
    }

    pub(crate) fn with_retry_after(self, retry_after: Option<u64>) -> Self {
        Self { retry_after, ..self }
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The response to send. Only errors of databases carry the request's id.
    pub(crate) fn response(&self, request_id: Option<&str>) -> Response {
        let body = json!({ "id": self.id, "message": self.message });
        let body = with(body, "request_id", request_id);
        let mut response = Response::with_json(self.status, text(&body));
        if let Some(seconds) = self.retry_after {
            response.set("retry-after", &seconds);
        }
        response
    }
}
