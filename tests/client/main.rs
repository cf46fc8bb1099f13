//! The client for Rust programs, in Node and in a browser, against a simulator and a server that fails as it is asked to.
//! `scripts/test.mjs` starts both, and says where they are when this is compiled.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod failures;
mod limits;
mod lists;
mod resources;
mod secrets;
mod sending;
mod support;
