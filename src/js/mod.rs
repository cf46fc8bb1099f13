//! The WebAssembly's exports, and the conversions of JavaScript's values that they need. The decisions are in
//! [`requests`](crate::requests) and [`http`](crate::http).

mod arguments;
mod body;
mod error;
pub mod exports;
mod input;
mod json;
mod kind;
mod query;
