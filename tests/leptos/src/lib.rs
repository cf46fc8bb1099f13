//! The Leptos program of the client's documentation.

include!("../../../src/client/example.rs");
