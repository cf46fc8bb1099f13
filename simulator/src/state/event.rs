//! Events in the life of a cluster.

use serde_json::{Value, json};

use crate::ids::Ids;
use crate::time::{Time, rfc3339};

pub(crate) struct Event {
    id: String,
    kind: EventKind,
    created_at: Time,
}

/// The API has four more, for events that do not occur here.
#[derive(Clone, Copy)]
pub(crate) enum EventKind {
    Created,
    Updated,
    Maintained,
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
        let kind = match self.kind {
            EventKind::Created => "cluster_create",
            EventKind::Updated => "cluster_update",
            EventKind::Maintained => "cluster_maintenance_perform",
        };
        json!({
            "id": self.id,
            "cluster_name": cluster_name,
            "event_type": kind,
            "create_time": rfc3339(self.created_at),
        })
    }
}
