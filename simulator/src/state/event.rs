//! Events in the life of a cluster.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::time::{Time, rfc3339};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    id: String,
    #[serde(rename = "event_type")]
    kind: EventKind,
    #[serde(rename = "create_time", with = "crate::time::text")]
    created_at: Time,
}

words! {
    /// The API has four more, for events that do not occur here.
    EventKind {
        Created = "cluster_create",
        Updated = "cluster_update",
        Maintained = "cluster_maintenance_perform",
    }
}

impl Event {
    pub(crate) fn new(kind: EventKind, ids: &mut Ids, now: Time) -> Self {
        Self {
            id: ids.word().chars().take(8).collect(),
            kind,
            created_at: now,
        }
    }

    pub(crate) fn describe(&self, cluster_name: &str) -> Value {
        json!({
            "id": self.id,
            "cluster_name": cluster_name,
            "event_type": self.kind.name(),
            "create_time": rfc3339(self.created_at),
        })
    }
}
