#![doc = include_str!("../README.md")]

// The code that `#[model]` makes names this crate, here as in the tests.
extern crate self as digitalocean_wasm;

#[cfg(feature = "client")]
pub mod client;
pub mod http;
#[cfg(feature = "js")]
pub mod js;
pub mod models;
pub mod requests;
pub mod schema;

// Smaller than the standard library's, and there is only one thread.
#[cfg(all(feature = "js", target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
