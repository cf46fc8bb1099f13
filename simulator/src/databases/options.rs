//! Options for new clusters.

use crate::call::{Answer, Call};
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::engines;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/options", "database:read", get),
];

fn get(_: &mut Call) -> Answer {
    Ok(Response::with_json(200, engines::OPTIONS.to_owned()))
}
