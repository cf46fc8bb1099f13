//! The API's nouns, as Rust types, TypeScript types and the tables that check request bodies.
//!
//! One file per resource. Field names are the API's.

pub mod databases;
mod pages;
pub mod registry;

pub use pages::{Meta, PageQuery};
