//! Making of JSON objects.

use serde_json::Value;

/// Adds a field to an object, when it has a value.
pub(crate) fn with(object: Value, key: &str, value: Option<impl Into<Value>>) -> Value {
    match (object, value) {
        (Value::Object(mut object), Some(value)) => {
            object.insert(key.to_owned(), value.into());
            Value::Object(object)
        }
        (object, _) => object,
    }
}

/// Merges two objects; the second wins.
pub(crate) fn merge(object: Value, more: Value) -> Value {
    match (object, more) {
        (Value::Object(mut object), Value::Object(more)) => {
            object.extend(more);
            Value::Object(object)
        }
        (object, _) => object,
    }
}
