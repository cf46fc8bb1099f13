//! What JavaScript sees of the core: a client that makes calls by the table of operations. Conversions only; what calls
//! do is in [`requests`](crate::requests) and [`http`](crate::http).

mod arguments;
mod body;
pub mod client;
mod error;
mod input;
mod query;
