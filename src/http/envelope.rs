//! Opening the envelope of a response: the key under which the API puts a resource.

use super::{Error, ErrorKind, Operation, Payload, Result, pages, pages::Parameter, split::split, text::concat};

/// Where a response holds the resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// Nowhere: the body is not read.
    Nothing,
    /// The body is the result, whatever it is, and may be missing.
    Anything,
    /// The body is the resource.
    Whole,
    /// Under this key.
    Resource(&'static str),
    /// Under the first key. The second one may stand beside it; its value belongs into the resource.
    Merged(&'static str, &'static str),
    /// A list under this key.
    List(&'static str),
}

impl Envelope {
    /// The key that holds the resource or list, if any.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Resource(key) | Self::Merged(key, _) | Self::List(key) => Some(key),
            Self::Nothing | Self::Anything | Self::Whole => None,
        }
    }
}

/// A parsed body or a part of it, whoever parsed it: the JavaScript engine or serde_json.
pub trait Json: Clone {
    /// The value of what is absent.
    const ABSENT: Self;
    /// The value under a key; absent where there is none, or this is not an object.
    #[must_use]
    fn field(&self, key: &str) -> Self;
    /// Sets a value under a key of an object.
    fn set(&mut self, key: &str, value: Self);
    /// Whether it is absent or `null`.
    fn is_missing(&self) -> bool;
    /// Whether it is `null`.
    fn is_null(&self) -> bool;
    /// Whether it is an object or array.
    fn is_object(&self) -> bool;
    /// Whether it is an array.
    fn is_array(&self) -> bool;
    /// The string that it is, if it is one.
    fn text(&self) -> Option<String>;
    /// An empty array.
    fn empty_list() -> Self;
    /// Decodes a name or a value of a URL's query, as the parser's surroundings do.
    #[must_use]
    fn decode(text: &str) -> String;
}

/// The parts of a response body.
#[derive(Clone, Debug)]
pub struct Decoded<J> {
    /// The resource, or the list's items; absent where the operation reads nothing.
    pub data: J,
    /// The whole body of a list; absent otherwise.
    pub body: J,
    /// The query parameters of a list's next page; empty on the last one.
    pub next: Vec<(String, Parameter)>,
}

impl<J: Json> Decoded<J> {
    /// The result of a response whose body is not read, or is missing and may be.
    pub const EMPTY: Self = Self {
        data: J::ABSENT,
        body: J::ABSENT,
        next: Vec::new(),
    };
}

impl Operation {
    /// Takes the resource out of a body.
    ///
    /// # Errors
    /// The body lacks it.
    pub fn open<J: Json>(&self, body: J) -> Result<Decoded<J>> {
        let mut decoded = Decoded::EMPTY;
        match self.envelope {
            Envelope::Whole if !body.is_object() => return Err(self.lacks()),
            Envelope::Nothing => {}
            Envelope::Anything | Envelope::Whole => decoded.data = body,
            Envelope::Resource(key) | Envelope::Merged(key, _) => {
                decoded.data = body.field(key);
                if decoded.data.is_missing() && !self.optional {
                    return Err(self.lacks());
                }
                if let Envelope::Merged(_, sibling) = self.envelope {
                    merge(&mut decoded.data, sibling, &body);
                }
            }
            Envelope::List(key) => {
                decoded.data = body.field(key);
                // An operation without a query cannot be asked for another page.
                if let Payload::Query(query) = self.payload {
                    let url = body.field("links").field("pages").field("next").text();
                    decoded.next = pages::next(&url.unwrap_or_default(), query, J::decode);
                }
                if decoded.data.is_null() {
                    decoded.data = J::empty_list();
                }
                if !decoded.data.is_array() {
                    return Err(self.lacks());
                }
                decoded.body = body;
            }
        }
        for key in split(self.unwrap, b' ').filter(|key| !key.is_empty()) {
            let nested = decoded.data.field(key);
            if nested.is_object() {
                decoded.data = nested;
            }
        }
        Ok(decoded)
    }

    /// The error for a body that is not JSON, with what the parser threw.
    pub fn not_json(&self, is_blank: bool, cause: wasm_bindgen::JsValue) -> Error {
        let message = if is_blank {
            concat(&["the body is empty; it should hold ", &self.expected()])
        } else {
            concat(&["the body is not JSON"])
        };
        Error::thrown(ErrorKind::Decode, message, cause)
    }

    fn lacks(&self) -> Error {
        Error::new(ErrorKind::Decode, concat(&["the body lacks ", &self.expected()]))
    }

    /// The content that a body should have, in words.
    fn expected(&self) -> String {
        match self.envelope.key() {
            Some(key) => concat(&["`", key, "`"]),
            None => concat(&["an object"]),
        }
    }
}

/// Moves the object under `key` of a body into its resource, unless the resource has one.
fn merge<J: Json>(resource: &mut J, key: &str, body: &J) {
    let sibling = body.field(key);
    if sibling.is_object() && resource.is_object() && !resource.field(key).is_object() {
        resource.set(key, sibling);
    }
}
