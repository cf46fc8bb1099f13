//! Putting answers together.

use serde_json::Value;

/// Both objects in one.
pub(crate) fn merge(object: Value, more: Value) -> Value {
    match (object, more) {
        (Value::Object(mut object), Value::Object(more)) => {
            object.extend(more);
            Value::Object(object)
        }
        (object, _) => object,
    }
}
