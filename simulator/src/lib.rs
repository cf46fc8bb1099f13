#![doc = include_str!("../README.md")]
// All handlers have one type, those that cannot fail too.
#![allow(clippy::unnecessary_wraps)]

mod account;
mod auth;
mod base64;
mod body;
mod call;
mod cors;
mod databases;
mod errors;
mod ids;
mod json;
mod limits;
mod pages;
mod registry;
mod request;
mod response;
mod routes;
mod seed;
mod simulator;
mod time;

pub use auth::{ALL_SCOPES, READ_SCOPES, Token};
pub use request::{MAX_BODY_BYTES, Request};
pub use response::Response;
pub use seed::AccountKind;
pub use simulator::{Options, Simulator};
pub use time::{Millis, Time};
