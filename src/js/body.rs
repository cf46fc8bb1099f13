//! Request bodies: checked and written by the tables of the models.

use wasm_bindgen::JsValue;

use super::{
    arguments::{entries, item, length, mistyped, quoted, too_large, written},
    kind::{ARRAY, BIGINT, BOOLEAN, FRACTION, INTEGER, NOT_FINITE, NULL, OBJECT, STRING, WIDE_INTEGER, kind},
};
use crate::{
    http::{
        Error, Result,
        text::{concat, decimal},
    },
    schema::{Table, Tag},
};

/// How deep a body may nest; one that goes deeper most likely holds itself.
const DEPTH: u32 = 64;
/// The most bytes that a body has before another string: far less than the WebAssembly's memory.
const MAX_BEFORE: usize = 1 << 26;
/// The most bytes that reports of unknown keys have before another: some callers make their keys up.
const MAX_UNKNOWN: usize = 1 << 16;

/// `value` as JSON, checked to fit a table.
///
/// # Errors
/// The first field that is missing or of a wrong type, by its path.
pub fn write(table: Table, value: &JsValue, unknown: &mut String) -> Result<String> {
    let mut writer = Writer {
        json: String::new(),
        unknown,
        path: String::new(),
        depth: 0,
    };
    writer.value(table, value)?;
    Ok(writer.json)
}

struct Writer<'a> {
    json: String,
    unknown: &'a mut String,
    /// Where in the body the writer is, as the caller would write it: `rules[0].type`.
    path: String,
    depth: u32,
}

impl Writer<'_> {
    fn value(&mut self, table: Table, value: &JsValue) -> Result<()> {
        let (tag, kind) = (table.tag(), kind(value));
        match tag {
            _ if is_scalar(tag, kind) => {
                let text = if kind == STRING {
                    if self.json.len() > MAX_BEFORE {
                        return Err(too_large(self.place()));
                    }
                    quoted(value)
                } else {
                    written(value)
                };
                self.json.push_str(&text);
                Ok(())
            }
            Tag::Any => self.any(kind, value),
            Tag::List if kind == ARRAY => self.list(table.inner(), value),
            Tag::Map => self.object(Table::OBJECT, table.inner(), value),
            // A field of a newer API passes through.
            Tag::Object => self.object(table, Table::ANY, value),
            Tag::Integer if kind == WIDE_INTEGER => Err(Error::invalid(
                self.place(),
                "is beyond 2^53, where numbers are rounded; give it as a bigint, such as 9223372036854775807n",
            )),
            _ => Err(mistyped(self.place(), name(tag), value)),
        }
    }

    /// A value of which nothing is known but that it must be JSON.
    fn any(&mut self, kind: u8, value: &JsValue) -> Result<()> {
        let table = match kind {
            NULL => {
                self.json.push_str("null");
                return Ok(());
            }
            STRING => Table::STRING,
            BOOLEAN => Table::BOOLEAN,
            BIGINT..=NOT_FINITE => Table::NUMBER,
            ARRAY => Table::LIST,
            OBJECT => Table::MAP,
            _ => return Err(mistyped(self.place(), "a JSON value", value)),
        };
        self.value(table, value)
    }

    fn list(&mut self, table: Table, value: &JsValue) -> Result<()> {
        self.descend()?;
        self.json.push_str("[");
        // One by one: an array can be almost endless without holding anything.
        for index in 0..length(self.place(), value)? {
            if index > 0 {
                self.json.push_str(",");
            }
            let length = self.path.len();
            enter_bracket(&mut self.path, &decimal(index));
            self.value(table, &item(value, index))?;
            self.path.truncate(length);
        }
        self.json.push_str("]");
        self.depth -= 1;
        Ok(())
    }

    /// An object: the fields of the table as it says, all others by `others`.
    fn object(&mut self, table: Table, others: Table, value: &JsValue) -> Result<()> {
        self.descend()?;
        let entries = entries(self.place(), value)?;
        let is_given = |name: &str| entries.iter().any(|(key, _)| key == name);
        if let Some(missing) = table.fields().find(|field| field.required && !is_given(field.name)) {
            enter(&mut self.path, missing.name);
            return Err(Error::invalid(
                &self.path,
                &concat(&["missing, expected ", name(missing.table.tag())]),
            ));
        }
        self.json.push_str("{");
        for (index, (key, item)) in entries.iter().enumerate() {
            if index > 0 {
                self.json.push_str(",");
            }
            self.json.push_str(&quoted(&key.into()));
            self.json.push_str(":");
            let length = self.path.len();
            enter(&mut self.path, key);
            let table = match table.field(key) {
                Some(field) if field.nullable && kind(item) == NULL => Table::ANY,
                Some(field) => field.table,
                None => {
                    push_unknown(table, &self.path, self.unknown);
                    others
                }
            };
            self.value(table, item)?;
            self.path.truncate(length);
        }
        self.json.push_str("}");
        self.depth -= 1;
        Ok(())
    }

    fn descend(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > DEPTH {
            let problem = concat(&["nests deeper than ", &decimal(DEPTH), " levels; does it hold itself?"]);
            return Err(Error::invalid("body", &problem));
        }
        Ok(())
    }

    fn place(&self) -> &str {
        if self.path.is_empty() { "body" } else { &self.path }
    }
}

/// Reports the key at the end of a path, which is not a field of `table`, unless nothing is known of its object: in a
/// line, the names that it could have, each followed by a comma, a space and the path.
pub fn push_unknown(table: Table, path: &str, unknown: &mut String) {
    let length = unknown.len();
    if length > MAX_UNKNOWN {
        return;
    }
    for field in table.fields() {
        unknown.push_str(field.name);
        unknown.push_str(",");
    }
    if unknown.len() > length {
        unknown.push_str(" ");
        unknown.push_str(path);
        unknown.push_str("\n");
    }
}

/// Makes a path one key longer.
pub fn enter(path: &mut String, key: &str) {
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return enter_bracket(path, &quoted(&key.into()));
    }
    if !path.is_empty() {
        path.push_str(".");
    }
    path.push_str(key);
}

fn enter_bracket(path: &mut String, inside: &str) {
    path.push_str("[");
    path.push_str(inside);
    path.push_str("]");
}

/// Whether a kind of value is what a table of neither a list nor an object expects.
pub fn is_scalar(tag: Tag, kind: u8) -> bool {
    match tag {
        Tag::String => kind == STRING,
        Tag::Integer => matches!(kind, BIGINT | INTEGER),
        Tag::Number => matches!(kind, BIGINT..=FRACTION),
        Tag::Boolean => kind == BOOLEAN,
        Tag::Any | Tag::List | Tag::Map | Tag::Object => false,
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
