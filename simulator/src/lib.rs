#![doc = include_str!("../README.md")]
// All handlers have one type, also those that cannot fail.
#![allow(clippy::unnecessary_wraps)]

/// Declares the module of each resource of a group, and lists their routes and the types of their extensions.
macro_rules! resources {
    ($($resource:ident $(: $extension:ty)?),* $(,)?) => {
        $(pub(crate) mod $resource;)*

        /// The types of state that the resources keep.
        pub(crate) const EXTENSIONS: &[crate::state::extensions::ExtensionType] =
            &[$($(crate::state::extensions::ExtensionType::of::<$extension>(),)?)*];

        /// The routes of the resources. Their order does not matter.
        pub(crate) const ROUTES: &[&[crate::route::Route]] = &[$($resource::ROUTES),*];
    };
}

mod auth;
mod base64;
mod body;
mod call;
mod cors;
mod databases;
mod errors;
mod faults;
mod ids;
#[cfg(feature = "js")]
pub mod js;
mod json;
mod limits;
mod located;
mod pages;
mod parameters;
mod push;
mod registry;
mod request;
mod response;
mod route;
mod routes;
mod secrets;
mod seeds;
mod simulator;
mod state;
mod store;
mod time;

pub use auth::{ALL_SCOPES, AccountKind, READ_SCOPES, Token};
pub use push::Image;
pub use request::{MAX_BODY_BYTES, Request};
pub use response::Response;
pub use routes::operations;
pub use seeds::Seed;
pub use simulator::{Options, Simulator};
pub use time::{Millis, Time};
