//! What the API says: its objects, as Rust types, TypeScript types and the tables that check request bodies.
//!
//! One file per resource. Field names are the API's.

pub mod databases;
mod extra;
mod maybe;
mod nullable;
mod pages;
pub mod registry;
mod secret;
mod shape;
mod table;
mod wide_integer;

pub use extra::Extra;
pub use maybe::Maybe;
pub use nullable::Nullable;
pub use pages::{Meta, PageQuery};
pub use secret::Secret;
pub use shape::{Field, Kind, Shape};
pub use table::{Entry, Table, Tag, table};
pub use wide_integer::WideInteger;
