//! JavaScript values as what a caller gives.

use wasm_bindgen::JsValue;

use super::{
    arguments::{is_missing, mistyped},
    body, query,
};
use crate::{
    http::{Input, Result},
    models::{Field, Kind},
};

impl Input for JsValue {
    fn text(&self, name: &str) -> Result<String> {
        self.as_string().ok_or_else(|| mistyped(name, "string", self))
    }

    fn json(&self, kind: Kind) -> Result<Option<String>> {
        if is_missing(self) {
            Ok(None)
        } else {
            body::write(kind, self).map(Some)
        }
    }

    fn query(&self, fields: &[Field]) -> Result<String> {
        if is_missing(self) {
            Ok(String::new())
        } else {
            query::write(fields, self)
        }
    }
}
