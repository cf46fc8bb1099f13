//! How to ask: paths, pages, retries, one send, errors.
//!
//! What is decided here is decided by pure functions of plain values. Only [`send`] touches the platform.

pub mod error;
pub mod input;
pub mod operation;
pub mod pages;
pub mod path;
pub mod request;
pub mod retry;
pub mod send;

pub use error::{Error, Kind, Result};
pub use input::{Checked, Input, NOTHING};
#[cfg(not(target_family = "wasm"))]
pub use operation::{About, AboutResource, Model};
pub use operation::{Answer, Content, Method, Operation, Resource};
pub use request::{Parts, Prepared, Request};
