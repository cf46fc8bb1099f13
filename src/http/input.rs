//! Arguments of a call: in JavaScript any value at all, in Rust a string or a model.

use serde::Serialize;
use serde_json::Value;

use super::{Error, Result, path};
use crate::schema::Table;

/// A value that is checked while it is written.
pub trait Input {
    /// The value as a string.
    ///
    /// # Errors
    /// It is not a string; the message calls it `name`.
    fn text(&self, name: &str) -> Result<String>;

    /// The value as JSON, checked to fit a table; `None` when it is left out. Adds to `unknown` as a query does.
    ///
    /// # Errors
    /// The first field that is missing or of a wrong type.
    fn json(&self, table: Table, unknown: &mut String) -> Result<Option<String>>;

    /// The value as a URL's query, checked to have the fields of a table; empty when it is left out.
    ///
    /// Keys that the table does not have are written, too. For each, `unknown` gets a line: the names that
    /// the table has, each followed by a comma, then a space and the key's path.
    ///
    /// # Errors
    /// The first parameter that is of a wrong type.
    fn query(&self, table: Table, unknown: &mut String) -> Result<String>;
}

/// A Rust value. Its type, not a table, says that it is what the operation takes.
#[derive(Clone, Debug)]
pub struct Native<T>(pub T);

/// Nothing: an optional value that is left out.
pub const ABSENT: Native<()> = Native(());

impl<T: Serialize> Native<T> {
    fn value(&self) -> Result<Value> {
        serde_json::to_value(&self.0).map_err(|error| Error::invalid("value", &error.to_string()))
    }
}

impl<T: Serialize> Input for Native<T> {
    fn text(&self, name: &str) -> Result<String> {
        match self.value()? {
            Value::String(text) => Ok(text),
            _ => Err(Error::invalid(name, "expected string")),
        }
    }

    fn json(&self, _table: Table, _unknown: &mut String) -> Result<Option<String>> {
        match self.value()? {
            Value::Null => Ok(None),
            value => Ok(Some(value.to_string())),
        }
    }

    fn query(&self, _table: Table, _unknown: &mut String) -> Result<String> {
        let value = self.value()?;
        let mut query = String::new();
        let given = value
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| !value.is_null());
        for (name, value) in given {
            let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            path::push_parameter(&mut query, name, &text);
        }
        Ok(query)
    }
}
