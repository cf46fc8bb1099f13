//! Request bodies: checked and written by the tables of the models.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::arguments::{entries, is_array, is_safe_integer, items, mistyped};
use crate::{
    http::{Error, Result, decimal},
    schema::{Table, Tag},
};

/// How deep a body may nest; one that goes deeper most likely holds itself.
const DEPTH: u32 = 64;

#[wasm_bindgen]
extern "C" {
    // A string, number or boolean in JSON: the engine escapes what Rust's strings cannot hold.
    #[wasm_bindgen(js_namespace = JSON, js_name = stringify)]
    fn quoted(value: &JsValue) -> String;
    #[wasm_bindgen(js_name = String)]
    fn digits(value: &JsValue) -> String;
}

/// `value` as JSON, checked to fit a table.
///
/// # Errors
/// The first field that is missing or of a wrong type, by its path.
pub fn write(table: Table, value: &JsValue) -> Result<String> {
    let mut writer = Writer {
        json: String::new(),
        path: String::new(),
        depth: 0,
    };
    writer.value(table, value)?;
    Ok(writer.json)
}

struct Writer {
    json: String,
    /// Where in the body the writer is, as the caller would write it: `rules[0].type`.
    path: String,
    depth: u32,
}

impl Writer {
    fn value(&mut self, table: Table, value: &JsValue) -> Result<()> {
        match table.tag() {
            Tag::Any => return self.any(value),
            Tag::String if value.is_string() => self.json.push_str(&quoted(value)),
            Tag::Boolean if value.as_bool().is_some() => self.json.push_str(&quoted(value)),
            Tag::Integer | Tag::Number if value.is_bigint() => self.json.push_str(&digits(value)),
            Tag::Integer if is_safe_integer(value) => self.json.push_str(&quoted(value)),
            Tag::Integer if value.as_f64().is_some_and(|number| number.fract() == 0.0) => {
                return Err(Error::invalid(
                    self.place(),
                    "is beyond 2^53, where numbers are rounded; give it as a bigint, such as 9223372036854775807n",
                ));
            }
            Tag::Number if value.as_f64().is_some_and(f64::is_finite) => self.json.push_str(&quoted(value)),
            Tag::List if is_array(value) => return self.list(table.inner(), value),
            Tag::Map => return self.object(Table::OBJECT, table.inner(), value),
            // A field of a newer API passes through.
            Tag::Object => return self.object(table, Table::ANY, value),
            tag => return Err(mistyped(self.place(), name(tag), value)),
        }
        Ok(())
    }

    /// A value of which nothing is known but that it must be JSON.
    fn any(&mut self, value: &JsValue) -> Result<()> {
        if value.is_null() {
            self.json.push_str("null");
            return Ok(());
        }
        let table = if value.is_string() {
            Table::STRING
        } else if value.as_bool().is_some() {
            Table::BOOLEAN
        } else if value.as_f64().is_some() || value.is_bigint() {
            Table::NUMBER
        } else if is_array(value) {
            Table::LIST
        } else if value.is_object() {
            Table::MAP
        } else {
            return Err(mistyped(self.place(), "a JSON value", value));
        };
        self.value(table, value)
    }

    fn list(&mut self, table: Table, value: &JsValue) -> Result<()> {
        self.descend()?;
        self.json.push('[');
        for (index, item) in (0..).zip(items(self.place(), value)?.iter()) {
            if index > 0 {
                self.json.push(',');
            }
            let length = self.path.len();
            self.enter_bracket(&decimal(index));
            self.value(table, &item)?;
            self.path.truncate(length);
        }
        self.json.push(']');
        self.depth -= 1;
        Ok(())
    }

    /// An object: the fields of the table as it says, all others by `others`.
    fn object(&mut self, table: Table, others: Table, value: &JsValue) -> Result<()> {
        self.descend()?;
        let entries = entries(self.place(), value)?;
        let is_given = |name: &str| entries.iter().any(|(key, _)| key == name);
        if let Some(missing) = table.fields().find(|field| field.required && !is_given(field.name)) {
            self.enter(missing.name);
            return Err(Error::invalid(
                &self.path,
                &["missing, expected ", name(missing.table.tag())].concat(),
            ));
        }
        self.json.push('{');
        for (index, (key, item)) in entries.iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.json.push_str(&quoted(&key.into()));
            self.json.push(':');
            let table = match table.fields().find(|field| field.name == key) {
                Some(field) if field.nullable && item.is_null() => Table::ANY,
                Some(field) => field.table,
                None => others,
            };
            let length = self.path.len();
            self.enter(key);
            self.value(table, item)?;
            self.path.truncate(length);
        }
        self.json.push('}');
        self.depth -= 1;
        Ok(())
    }

    fn descend(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > DEPTH {
            let problem = ["nests deeper than ", &decimal(DEPTH), " levels; does it hold itself?"].concat();
            return Err(Error::invalid("body", &problem));
        }
        Ok(())
    }

    /// Makes the path one key longer.
    fn enter(&mut self, key: &str) {
        if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return self.enter_bracket(&["\"", key, "\""].concat());
        }
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(key);
    }

    fn enter_bracket(&mut self, inside: &str) {
        self.path.push('[');
        self.path.push_str(inside);
        self.path.push(']');
    }

    fn place(&self) -> &str {
        if self.path.is_empty() { "body" } else { &self.path }
    }
}

/// The kind of value that a table expects, in words.
pub fn name(tag: Tag) -> &'static str {
    match tag {
        Tag::Any => "a JSON value",
        Tag::String => "string",
        Tag::Integer => "integer",
        Tag::Number => "number",
        Tag::Boolean => "boolean",
        Tag::List => "array",
        Tag::Map | Tag::Object => "object",
    }
}
