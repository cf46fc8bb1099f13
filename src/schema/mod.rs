//! How a type of the API is described: the kinds of values, and the states of a key.
//!
//! `#[model]` makes a [`Shape`] of each model; bodies and queries are checked and written by its [`Table`].

mod extra;
mod maybe;
mod nullable;
mod secret;
mod shape;
mod table;
mod wide_integer;

pub use extra::Extra;
pub use maybe::Maybe;
pub use nullable::Nullable;
pub use secret::Secret;
pub use shape::{Field, Kind, Shape};
pub use table::{Entry, Fields, Table, Tag, table, text};
pub(crate) use table::{push, split_name};
pub use wide_integer::WideInteger;
