//! DigitalOcean's Container Registry, garbage collection and Managed Databases, as Rust types and requests.
//!
//! - [`models`]: the API's nouns, such as [`DatabaseCluster`](models::databases::clusters::DatabaseCluster). Keys and enum
//!   values that this version does not know survive.
//! - [`requests`]: one function per endpoint, such as [`clusters::list`](requests::databases::clusters::list), which
//!   checks nothing yet and sends nothing.
#![cfg_attr(
    feature = "client",
    doc = "- [`client`]: sends them from a program in a browser, such as one of Leptos or Yew."
)]
//!
//! ```toml
//! digitalocean-wasm = { version = "0.1", default-features = false, features = ["client"] }
//! ```
//!
//! [`http`] has the pure functions behind them, [`schema`] the description of types. The default feature `js` makes the
//! WebAssembly of the npm package `digitalocean-wasm`, whose documentation is its README.

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
