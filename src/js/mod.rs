//! What JavaScript sees: one exported class per resource. Conversions only; what they do is in
//! [`requests`](crate::requests) and [`http`](crate::http).

mod arguments;
mod body;
pub mod client;
pub mod databases;
mod error;
mod input;
mod options;
mod query;
pub mod registry;
pub mod types;
