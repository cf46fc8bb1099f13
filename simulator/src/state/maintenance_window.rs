//! The time of the week in which a cluster may be updated.

use serde_json::{Value, json};

use crate::time::{DAY, Millis, rfc3339};

pub(crate) const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[derive(Clone)]
pub(crate) struct MaintenanceWindow {
    /// `None` until it is chosen: it then follows from the cluster's id.
    pub(crate) day: Option<String>,
    /// Time after midnight.
    pub(crate) begins: Millis,
    /// Updates that wait for the window, each in words.
    pub(crate) updates: Vec<String>,
}

impl MaintenanceWindow {
    /// A window that begins so long after midnight.
    pub(crate) fn at(begins: Millis) -> Self {
        Self {
            day: None,
            begins,
            updates: Vec::new(),
        }
    }

    /// Reads with seconds, though it is written without.
    pub(crate) fn describe(&self, cluster_id: &str) -> Value {
        let by_id = DAYS.iter().cycle().nth(cluster_id.bytes().map(usize::from).sum());
        let day = self.day.as_deref().or(by_id.copied());
        let hour = rfc3339(self.begins % DAY);
        let hour = hour.trim_start_matches("1970-01-01T").trim_end_matches('Z');
        json!({ "day": day, "hour": hour, "pending": !self.updates.is_empty(), "description": self.updates })
    }
}
