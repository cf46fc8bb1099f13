//! A cluster's maintenance window.

use super::lookup::find_mut;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::event::EventKind;
use crate::state::maintenance_window::DAYS;
use crate::time::parse_time_of_day;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("PUT", "/v2/databases/{id}/maintenance", "database:update", update),
];

fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let day = fields.required("day", fields.one_of("day", &DAYS)?)?;
    let hour = fields.required("hour", fields.string("hour")?)?;
    let begins = parse_time_of_day(hour).ok_or_else(|| fields.wrong("hour", "must be a time of day: HH:MM"))?;
    cluster.maintenance.begins = begins;
    cluster.maintenance.day = Some(day.to_owned());
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}
