//! Requests and responses as pure functions of plain values: paths, queries, pages, envelopes, retries, errors.
//!
//! Nothing here sends, waits or touches a platform.

pub mod envelope;
pub mod error;
pub mod input;
pub mod operation;
pub(crate) mod packed;
pub mod pages;
pub mod path;
pub mod request;
pub mod retry;
pub(crate) mod split;
pub(crate) mod text;

pub use envelope::{Decoded, Envelope, Json};
pub use error::{Error, ErrorKind, Result};
pub use input::{ABSENT, Input, Native};
#[cfg(not(target_family = "wasm"))]
pub use operation::{About, AboutResource, Hint, Model};
pub use operation::{Method, Operation, Payload, Resource};
pub use request::{PreparedRequest, Request, RequestParts};
