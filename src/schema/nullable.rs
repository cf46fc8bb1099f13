//! The TypeScript name for a value that may also be `null`.

use std::marker::PhantomData;

#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Stands in TypeScript declarations for a value or `null`; Rust has [`Maybe`](super::Maybe).
#[derive(Debug)]
pub struct Nullable<T>(PhantomData<T>);

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATION: &str = "
/** A value, or `null`. */
export type Nullable<T> = T | null;
";
