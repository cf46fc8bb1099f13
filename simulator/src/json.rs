//! Merging of JSON objects.

use serde_json::Value;

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
