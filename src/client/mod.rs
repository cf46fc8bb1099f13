//! A client for Rust programs in browsers.
