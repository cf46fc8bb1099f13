//! A cluster's maintenance window.

use super::lookup::find_mut;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::event::EventKind;
use crate::state::maintenance_window::DAYS;
use crate::time::{HOUR, MINUTE, Millis, SECOND};

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
    let begins = time_of_day(hour).ok_or_else(|| fields.wrong("hour", "must be a time of day: HH:MM"))?;
    cluster.maintenance.begins = begins;
    cluster.maintenance.day = Some(day.to_owned());
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

/// Reads `HH:MM`, or `HH:MM:SS` as answers have it.
fn time_of_day(text: &str) -> Option<Millis> {
    let units = [(HOUR, 24), (MINUTE, 60), (SECOND, 60)];
    let parts: Vec<_> = text.split(':').collect();
    if !matches!(parts.len(), 2 | 3) {
        return None;
    }
    let mut time = 0;
    for (part, (unit, limit)) in parts.into_iter().zip(units) {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = part.parse::<Millis>().ok().filter(|&number| digits && number < limit)?;
        time += number * unit;
    }
    Some(time)
}
