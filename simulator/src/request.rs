//! Requests.

use serde_json::Value;

/// The longest body that is read: 1 MiB.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// A request, as it is on the wire.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method, in capitals.
    pub method: String,
    /// The path, still percent-encoded, and the query.
    pub target: String,
    /// Names and values; names match in any case.
    pub headers: Vec<(String, String)>,
    /// The body; empty when there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds the token the request is made with.
    #[must_use]
    pub fn with_token(self, token: &str) -> Self {
        self.with_header("authorization", &format!("Bearer {token}"))
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn with_json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with_header("content-type", "application/json")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The path as sent, without the query.
    pub(crate) fn path(&self) -> &str {
        path(&self.target)
    }

    /// The first value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let query = self.target.split_once('?')?.1;
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let decoded = |text: &str| percent_decode(&text.replace('+', " "));
        pairs
            .into_iter()
            .find_map(|(key, value)| (decoded(key)? == name).then(|| decoded(value).unwrap_or_default()))
    }
}

/// The path of a target.
pub(crate) fn path(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

/// `None` when an escape is malformed or the result is not UTF-8.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            16 * hex(bytes.next()?)? + hex(bytes.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::{Request, percent_decode};

    #[test]
    fn escapes_are_decoded_or_refused() {
        assert_eq!(percent_decode("my%2Frepo").as_deref(), Some("my/repo"));
        for broken in ["%", "%2", "%zz", "%ff", "%+1"] {
            assert_eq!(percent_decode(broken), None, "{broken}");
        }
    }

    #[test]
    fn the_first_value_of_a_parameter_counts() {
        let request = Request::new("GET", "/v2/databases?x&tag%5Fname=a+b%21&tag_name=c");
        assert_eq!(request.path(), "/v2/databases");
        assert_eq!(request.query("tag_name").as_deref(), Some("a b!"));
        assert_eq!(request.query("x").as_deref(), Some(""));
        assert_eq!(request.query("page"), None);
    }
}
