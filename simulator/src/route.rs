//! A route: the method and path of an operation, the scope it needs, and its handler.

use crate::call::{Answer, Call};

pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// One scope, or several with a space between: the token needs all of them.
    pub(crate) scope: &'static str,
    pub(crate) handle: fn(&mut Call) -> Answer,
}

pub(crate) const fn route(
    method: &'static str,
    path: &'static str,
    scope: &'static str,
    handle: fn(&mut Call) -> Answer,
) -> Route {
    Route {
        method,
        path,
        scope,
        handle,
    }
}
