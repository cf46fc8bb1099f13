//! When a cluster may be updated.

use serde_json::{Value, json};

use super::clusters::find_mut;
use super::events::Kind;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::response::Response;
use crate::time::{DAY, HOUR, MINUTE, Millis, SECOND, rfc3339};

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[derive(Clone, Default)]
pub(crate) struct Window {
    /// `None` until it is chosen: it then follows from the cluster's id.
    day: Option<String>,
    /// After midnight.
    begins: Millis,
    /// Updates that wait for the window, each in words.
    updates: Vec<String>,
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let day = fields.required("day", fields.one_of("day", &DAYS)?)?;
    let hour = fields.required("hour", fields.string("hour")?)?;
    let begins = time_of_day(hour).ok_or_else(|| fields.wrong("hour", "must be a time of day: HH:MM"))?;
    cluster.maintenance.begins = begins;
    cluster.maintenance.day = Some(day.to_owned());
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

/// Of `HH:MM`, or with seconds, as it is read.
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

impl Window {
    /// One that begins so long after midnight.
    pub(crate) fn at(begins: Millis) -> Self {
        Self {
            begins,
            ..Self::default()
        }
    }

    /// Has an update wait for the window.
    pub(crate) fn plan_update(&mut self, description: &str) {
        self.updates.push(description.to_owned());
    }

    /// Leaves nothing to install.
    pub(crate) fn install_updates(&mut self) {
        self.updates.clear();
    }

    /// Read with seconds, though written without.
    pub(crate) fn describe(&self, cluster: &str) -> Value {
        let by_id = DAYS.iter().cycle().nth(cluster.bytes().map(usize::from).sum());
        let day = self.day.as_deref().or(by_id.copied());
        let hour = rfc3339(self.begins % DAY);
        let hour = hour.trim_start_matches("1970-01-01T").trim_end_matches('Z');
        json!({ "day": day, "hour": hour, "pending": !self.updates.is_empty(), "description": self.updates })
    }
}
