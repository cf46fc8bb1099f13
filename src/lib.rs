#![doc = include_str!("../README.md")]

// The code that `#[model]` makes names this crate, here as in the tests.
extern crate self as digitalocean_wasm;

// Smaller than the standard library's, and for one thread only.
#[cfg(all(feature = "js", target_family = "wasm", not(target_feature = "atomics")))]
mod allocator;
#[cfg(feature = "client")]
pub mod client;
pub mod http;
#[cfg(feature = "js")]
pub mod js;
pub mod models;
pub mod requests;
pub mod schema;
