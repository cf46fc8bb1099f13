//! JavaScript values as what a caller gives.

use wasm_bindgen::JsValue;

use super::{
    arguments::text,
    body,
    kind::{NULL, UNDEFINED, is_missing, kind},
    query,
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
        match kind(value) {
            UNDEFINED => Ok(None),
            NULL if table.tag() != Tag::Any => Ok(None),
            _ => body::write(table, value, unknown).map(Some),
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
