//! Events of a cluster.

use serde_json::json;

use super::lookup::find;
use crate::call::{Answer, Call};
use crate::response::Response;
use crate::route::{Route, route};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/events", "database:read", list),
];

fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let events = cluster.events.iter().map(|event| event.describe(&cluster.name));
    Ok(Response::ok(&json!({ "events": events.collect::<Vec<_>>() })))
}
