//! Request bodies: checked and written by the tables of the models.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::arguments::{entries, is_missing, key_text, mistyped};
use crate::{
    http::{Body, Error, Result},
    models::{Field, Kind, Shape},
};

/// How deep a body may nest; one that goes deeper most likely holds itself.
const DEPTH: usize = 64;

#[wasm_bindgen]
extern "C" {
    // A string, number or boolean in JSON: the engine escapes what Rust's strings cannot hold.
    #[wasm_bindgen(js_namespace = JSON, js_name = stringify)]
    fn quoted(value: &JsValue) -> String;
    #[wasm_bindgen(js_namespace = Number, js_name = isSafeInteger)]
    fn is_safe_integer(value: &JsValue) -> bool;
    #[wasm_bindgen(js_name = String)]
    fn digits(value: &JsValue) -> String;
}

/// The body that `value` is.
///
/// # Errors
/// The first field that is missing or of a wrong type, by its path.
pub fn body<T: Shape>(value: &JsValue) -> Result<Body<T>> {
    Ok(Body::checked(write(T::KIND, value)?))
}

/// The body that `value` is, if it is given.
///
/// # Errors
/// As [`body`].
pub fn optional_body<T: Shape>(value: &JsValue) -> Result<Option<Body<T>>> {
    if is_missing(value) {
        Ok(None)
    } else {
        body(value).map(Some)
    }
}

/// `value` as JSON, checked to be of a kind. Not generic, so that all models share it.
fn write(kind: Kind, value: &JsValue) -> Result<String> {
    let mut writer = Writer {
        json: String::new(),
        path: String::new(),
        depth: 0,
    };
    writer.value(kind, value)?;
    Ok(writer.json)
}

struct Writer {
    json: String,
    /// Where in the body the writer is, as the caller would write it: `rules[0].type`.
    path: String,
    depth: usize,
}

impl Writer {
    fn value(&mut self, kind: Kind, value: &JsValue) -> Result<()> {
        match kind {
            Kind::Any => return self.any(value),
            Kind::String if value.is_string() => self.json.push_str(&quoted(value)),
            Kind::Boolean if value.as_bool().is_some() => self.json.push_str(&quoted(value)),
            Kind::Integer | Kind::Number if value.is_bigint() => self.json.push_str(&digits(value)),
            Kind::Integer if is_safe_integer(value) => self.json.push_str(&quoted(value)),
            Kind::Integer if value.as_f64().is_some_and(|number| number.fract() == 0.0) => {
                return Err(Error::invalid(
                    self.place(),
                    "is beyond 2^53, where numbers are rounded; give it as a bigint, such as 9223372036854775807n",
                ));
            }
            Kind::Number if value.as_f64().is_some_and(f64::is_finite) => self.json.push_str(&quoted(value)),
            Kind::List(kind) if Array::is_array(value) => return self.list(*kind, value),
            Kind::Map(kind) => return self.object(value, |_| Some(*kind), &[]),
            Kind::Object(fields) => {
                let kind_of = |key: &str| fields.iter().find(|field| field.name == key).map(|field| field.kind);
                return self.object(value, kind_of, fields);
            }
            _ => return Err(mistyped(self.place(), name(kind), value)),
        }
        Ok(())
    }

    /// A value of which nothing is known but that it must be JSON.
    fn any(&mut self, value: &JsValue) -> Result<()> {
        if value.is_null() {
            self.json.push_str("null");
            return Ok(());
        }
        let kind = if value.is_string() {
            Kind::String
        } else if value.as_bool().is_some() {
            Kind::Boolean
        } else if value.as_f64().is_some() || value.is_bigint() {
            Kind::Number
        } else if Array::is_array(value) {
            Kind::List(&Kind::Any)
        } else if value.is_object() {
            Kind::Map(&Kind::Any)
        } else {
            return Err(mistyped(self.place(), "a JSON value", value));
        };
        self.value(kind, value)
    }

    fn list(&mut self, kind: Kind, value: &JsValue) -> Result<()> {
        self.descend()?;
        self.json.push('[');
        for (index, item) in value.unchecked_ref::<Array>().iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.at(&format!("[{index}]"), |writer| writer.value(kind, &item))?;
        }
        self.json.push(']');
        self.depth -= 1;
        Ok(())
    }

    fn object(&mut self, value: &JsValue, kind_of: impl Fn(&str) -> Option<Kind>, fields: &[Field]) -> Result<()> {
        self.descend()?;
        let entries = entries(self.place(), value)?;
        let is_given = |name: &str| entries.iter().any(|(key, _)| key_text(key) == name);
        if let Some(missing) = fields.iter().find(|field| field.required && !is_given(field.name)) {
            let expected = name(missing.kind);
            return self.at(&segment(missing.name), |writer| {
                Err(Error::invalid(writer.place(), &format!("missing, expected {expected}")))
            });
        }
        self.json.push('{');
        for (index, (key, item)) in entries.iter().enumerate() {
            let text = key_text(key);
            if index > 0 {
                self.json.push(',');
            }
            self.json.push_str(&quoted(key));
            self.json.push(':');
            let may_be_null = || fields.iter().any(|field| field.name == text && field.nullable);
            let kind = match kind_of(&text) {
                Some(_) if item.is_null() && may_be_null() => Kind::Any,
                Some(kind) => kind,
                // A field of a newer API passes through.
                None => Kind::Any,
            };
            self.at(&segment(&text), |writer| writer.value(kind, item))?;
        }
        self.json.push('}');
        self.depth -= 1;
        Ok(())
    }

    fn descend(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > DEPTH {
            let problem = format!("nests deeper than {DEPTH} levels; does it hold itself?");
            return Err(Error::invalid("body", &problem));
        }
        Ok(())
    }

    /// Runs `inner` one key or index further in.
    fn at(&mut self, segment: &str, inner: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let length = self.path.len();
        let segment = if length == 0 {
            segment.trim_start_matches('.')
        } else {
            segment
        };
        self.path.push_str(segment);
        inner(self)?;
        self.path.truncate(length);
        Ok(())
    }

    fn place(&self) -> &str {
        if self.path.is_empty() { "body" } else { &self.path }
    }
}

/// A key as part of a path.
fn segment(key: &str) -> String {
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain {
        format!(".{key}")
    } else {
        format!("[\"{key}\"]")
    }
}

/// A kind, in words.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Any => "a JSON value",
        Kind::String => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::List(_) => "array",
        Kind::Map(_) | Kind::Object(_) => "object",
    }
}
