//! The time of the week in which a cluster may be updated.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::time::Millis;

pub(crate) const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MaintenanceWindow {
    /// `None` until it is chosen: it then follows from the cluster's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<String>,
    /// Time after midnight.
    #[serde(rename = "hour", with = "time_of_day")]
    pub(crate) begins: Millis,
    /// Updates that wait for the window, each in words.
    #[serde(default, rename = "description")]
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
        let by_id = DAYS.get(cluster_id.bytes().map(usize::from).sum::<usize>() % DAYS.len());
        let day = self.day.as_deref().or(by_id.copied());
        json!({ "day": day, "hour": time_of_day::write(self.begins), "pending": !self.updates.is_empty(), "description": self.updates })
    }
}

/// How the hour stands in answers and in a state.
mod time_of_day {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::time::{DAY, Millis, parse_time_of_day, rfc3339};

    pub(super) fn write(time: Millis) -> String {
        let time = rfc3339(time % DAY);
        let time = time.trim_start_matches("1970-01-01T");
        time.trim_end_matches('Z').to_owned()
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(super) fn serialize<S: Serializer>(time: &Millis, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&write(*time))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Millis, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_time_of_day(&text).ok_or_else(|| de::Error::custom(format!("not a time of day such as 03:00: {text:?}")))
    }
}
