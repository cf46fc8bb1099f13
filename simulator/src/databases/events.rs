//! What happened to a cluster.

use serde_json::{Value, json};

use super::clusters::{Cluster, find};
use crate::call::{Answer, Call};
use crate::ids::Ids;
use crate::response::Response;
use crate::time::{Time, rfc3339};

#[derive(Clone)]
pub(crate) struct Event {
    id: String,
    kind: Kind,
    created_at: Time,
}

/// The API has words for four more, for what does not happen here.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Created,
    Updated,
    Maintained,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let events = cluster.events.iter().map(|event| event.describe(&cluster.name));
    Ok(Response::ok(&json!({ "events": events.collect::<Vec<_>>() })))
}

impl Cluster {
    pub(crate) fn record(&mut self, kind: Kind, ids: &mut Ids, now: Time) {
        self.events.push(Event {
            id: ids.word().chars().take(8).collect(),
            kind,
            created_at: now,
        });
    }
}

impl Event {
    fn describe(&self, cluster: &str) -> Value {
        let kind = match self.kind {
            Kind::Created => "cluster_create",
            Kind::Updated => "cluster_update",
            Kind::Maintained => "cluster_maintenance_perform",
        };
        json!({
            "id": self.id,
            "cluster_name": cluster,
            "event_type": kind,
            "create_time": rfc3339(self.created_at),
        })
    }
}
