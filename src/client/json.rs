//! Values of serde_json's parser.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::http::{Json, path};

static NULL: Value = Value::Null;
static EMPTY: Value = Value::Array(Vec::new());

/// A parsed body or a part of it, borrowed until it is changed; `None` where it is absent.
pub(super) type Borrowed<'a> = Option<Cow<'a, Value>>;

impl Json for Borrowed<'_> {
    const ABSENT: Self = None;

    fn field(&self, key: &str) -> Self {
        match self {
            Some(Cow::Borrowed(value)) => value.get(key).map(Cow::Borrowed),
            Some(Cow::Owned(value)) => value.get(key).cloned().map(Cow::Owned),
            None => None,
        }
    }

    fn set(&mut self, key: &str, value: Self) {
        let object = self.as_mut().and_then(|object| object.to_mut().as_object_mut());
        if let (Some(object), Some(value)) = (object, value) {
            object.insert(key.to_owned(), value.into_owned());
        }
    }

    fn is_missing(&self) -> bool {
        self.as_deref().is_none_or(Value::is_null)
    }

    fn is_null(&self) -> bool {
        self.as_deref().is_some_and(Value::is_null)
    }

    fn is_object(&self) -> bool {
        self.as_deref()
            .is_some_and(|value| value.is_object() || value.is_array())
    }

    fn is_array(&self) -> bool {
        self.as_deref().is_some_and(Value::is_array)
    }

    fn text(&self) -> Option<String> {
        self.as_deref().and_then(Value::as_str).map(str::to_owned)
    }

    fn empty_list() -> Self {
        Some(Cow::Borrowed(&EMPTY))
    }

    fn decode(text: &str) -> String {
        path::decode(text)
    }
}

/// Reads a value as a type; an absent one as `null`. Fails with what was expected, never with a value of the body.
pub(super) fn read<T: DeserializeOwned>(value: &Borrowed<'_>) -> Result<T, String> {
    T::deserialize(value.as_deref().unwrap_or(&NULL)).map_err(|error| describe(&error.to_string()))
}

/// The part of a serde message that names no value.
fn describe(message: &str) -> String {
    if message.starts_with("missing field") {
        return format!("the body is not of the expected form: {message}");
    }
    match message.rsplit_once("expected ") {
        Some((_, expected)) => format!("the body is not of the expected form: it should hold {expected}"),
        None => "the body is not of the expected form".to_owned(),
    }
}
