//! The exports of the npm package: JSON as bytes.

use std::mem::take;
use std::vec::IntoIter;

use serde::{Deserialize, Serialize};
use serde_json::Error;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::plan::Entry;
use crate::reader::Reader;

/// The manifests of a plan that are handed over at a time.
const PART: usize = 1_000;

/// A registry, which is read page by page, and then planned or compared, once.
#[wasm_bindgen]
pub struct Registry {
    reader: Reader,
    /// The manifests of the plan that were not handed over yet.
    keep: IntoIter<Entry>,
    delete: IntoIter<Entry>,
}

#[wasm_bindgen]
impl Registry {
    /// Begins to read a registry. The JSON is a snapshot without repositories.
    #[wasm_bindgen(constructor)]
    pub fn new(snapshot: Vec<u8>) -> Result<Self, JsError> {
        Ok(Self {
            reader: Reader::new(read(snapshot)?),
            keep: IntoIter::default(),
            delete: IntoIter::default(),
        })
    }

    /// Takes a page of a repository.
    pub fn add(&mut self, page: Vec<u8>) -> Result<(), JsError> {
        self.reader.add(read(page)?);
        Ok(())
    }

    /// Makes a plan by rules; returns it without its manifests.
    pub fn plan(&mut self, rules: Vec<u8>) -> Result<Vec<u8>, JsError> {
        let mut plan = crate::plan::plan(&take(&mut self.reader).finish(), &read(rules)?);
        self.keep = take(&mut plan.keep).into_iter();
        self.delete = take(&mut plan.delete).into_iter();
        write(&plan)
    }

    /// The next manifests of the plan: an array of some to keep, and of some to delete. At the end, both are empty.
    pub fn manifests(&mut self) -> Result<Vec<u8>, JsError> {
        let keep: Vec<_> = self.keep.by_ref().take(PART).collect();
        let delete: Vec<_> = self.delete.by_ref().take(PART - keep.len()).collect();
        write(&(keep, delete))
    }

    /// Compares an earlier plan with the registry.
    pub fn check(&mut self, plan: Vec<u8>) -> Result<Vec<u8>, JsError> {
        write(&crate::check::check(&read(plan)?, &take(&mut self.reader).finish()))
    }
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
