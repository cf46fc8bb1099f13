//! Responses.

use serde_json::Value;

use crate::json;

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON, or empty.
    pub body: String,
}

impl Response {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as JSON; `null` when there is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    pub(crate) fn ok(body: &Value) -> Self {
        Self::with_json(200, json::text(body))
    }

    pub(crate) fn created(body: &Value) -> Self {
        Self::with_json(201, json::text(body))
    }

    pub(crate) fn no_content() -> Self {
        Self::empty(204)
    }

    /// A response without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    pub(crate) fn with_json(status: u16, body: String) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { status, headers, body }
    }

    pub(crate) fn set(&mut self, name: &'static str, value: &(impl ToString + ?Sized)) {
        self.headers.push((name, value.to_string()));
    }
}
