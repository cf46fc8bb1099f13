//! JavaScript values as what a caller gives.

use wasm_bindgen::JsValue;

use super::{
    arguments::{is_missing, text},
    body, query,
};
use crate::{
    http::{Input, Result},
    models::{Field, Kind},
};

impl Input for JsValue {
    fn text(&self, name: &str) -> Result<String> {
        text(name, self)
    }

    fn json(&self, kind: Kind) -> Result<Option<String>> {
        // `null` is JSON, where anything may be; elsewhere it is an argument left out.
        if self.is_undefined() || self.is_null() && !matches!(kind, Kind::Any) {
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
