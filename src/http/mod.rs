//! How to ask: paths, headers, one send, errors.
//!
//! What is decided here is decided by pure functions of plain values. Only [`send`] touches the platform.

pub mod base_url;
pub mod config;
pub mod error;
pub mod exact;
pub mod failure;
pub mod headers;
pub mod input;
pub mod operation;
pub mod pages;
pub mod path;
pub mod request;
pub mod send;

pub use config::{Config, RequestConfig};
pub use error::{Answered, Error, Kind, Result};
pub use input::{Checked, Input, NOTHING};
#[cfg(not(target_family = "wasm"))]
pub use operation::{About, AboutResource, Model};
pub use operation::{Answer, Content, Method, Operation, Resource};
pub use request::{Parts, Prepared, Request};
