#![doc = include_str!("../README.md")]

// The code that `#[model]` makes names this crate, here as in the tests.
extern crate self as digitalocean_wasm;

pub mod http;
pub mod js;
pub mod models;
pub mod requests;
