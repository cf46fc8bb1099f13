//! Making of JSON objects.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::located::Located;

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

/// An object of one field. It takes the value, where `json!` would copy all that is in it.
pub(crate) fn object(key: &str, value: impl Into<Value>) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value.into())]))
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

/// Adds the fields that an object lacks, or those that each object of a list lacks.
pub(crate) fn fill(value: &mut Value, mut defaults: impl FnMut() -> Value) {
    match value {
        Value::Object(_) => *value = merge(defaults(), value.take()),
        Value::Array(items) => {
            for item in items.iter_mut().filter(|item| item.is_object()) {
                *item = merge(defaults(), item.take());
            }
        }
        _ => {}
    }
}

/// The text of a value. It is faster than the value's own `to_string`.
pub(crate) fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes a value of the state. All of them are written and read in the same way, as each way costs its own code.
pub(crate) fn write(value: &impl Serialize) -> Value {
    serde_json::from_str(&text(value)).unwrap_or_default()
}

/// Reads what is at `path`. The error begins with the path of the wrong value.
pub(crate) fn read<T: DeserializeOwned>(value: Value, path: &str) -> Result<T, String> {
    T::deserialize(Located(value)).map_err(|error| error.within(path).to_string())
}
