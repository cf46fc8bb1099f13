//! The exports of the npm package: JSON as bytes.

use serde::{Deserialize, Serialize};
use serde_json::Error;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::rules::Rules;
use crate::snapshot::Snapshot;

/// Makes a plan of a snapshot and rules, which are JSON each.
#[wasm_bindgen]
pub fn plan(snapshot: Vec<u8>, rules: Vec<u8>) -> Result<Vec<u8>, JsError> {
    let snapshot: Snapshot = read(snapshot)?;
    let rules: Rules = read(rules)?;
    write(&crate::plan::plan(&snapshot, &rules))
}

/// Compares a plan with a later snapshot, which are JSON each.
#[wasm_bindgen]
pub fn check(plan: Vec<u8>, snapshot: Vec<u8>) -> Result<Vec<u8>, JsError> {
    let snapshot: Snapshot = read(snapshot)?;
    write(&crate::check::check(&read(plan)?, &snapshot))
}

#[allow(clippy::needless_pass_by_value, reason = "the memory is free as soon as it was read")]
fn read<T: for<'de> Deserialize<'de>>(json: Vec<u8>) -> Result<T, JsError> {
    serde_json::from_slice(&json).map_err(error)
}

fn write(value: &impl Serialize) -> Result<Vec<u8>, JsError> {
    serde_json::to_vec(value).map_err(error)
}

#[allow(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn error(error: Error) -> JsError {
    JsError::new(&error.to_string())
}
