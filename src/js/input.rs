//! JavaScript values as what a caller gives.

use wasm_bindgen::JsValue;

use super::{
    arguments::{is_missing, text},
    body, query,
};
use crate::{
    http::{Input, Result},
    schema::{Table, Tag},
};

impl<T: AsRef<JsValue>> Input for T {
    fn text(&self, name: &str) -> Result<String> {
        text(name, self.as_ref())
    }

    fn json(&self, table: Table, unknown: &mut String) -> Result<Option<String>> {
        let value = self.as_ref();
        // `null` is JSON, where anything may be; elsewhere it is an argument left out.
        if value.is_undefined() || value.is_null() && table.tag() != Tag::Any {
            Ok(None)
        } else {
            body::write(table, value, unknown).map(Some)
        }
    }

    fn query(&self, table: Table, unknown: &mut String) -> Result<String> {
        let value = self.as_ref();
        if is_missing(value) {
            Ok(String::new())
        } else {
            query::write(table, value, unknown)
        }
    }
}
