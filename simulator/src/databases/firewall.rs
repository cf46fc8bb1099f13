//! Firewall rules of a cluster.

use serde_json::{Value, json};

use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::json::{merge, with};
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::event::EventKind;
use crate::time::{Time, rfc3339};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/firewall", "database:read", get),
    route("PUT", "/v2/databases/{id}/firewall", "database:update", update),
];

const TYPES: [&str; 5] = ["droplet", "k8s", "ip_addr", "tag", "app"];
const MAX_RULES: usize = 100;

fn get(call: &mut Call) -> Answer {
    Ok(Response::ok(&json!({ "rules": find(call)?.rules })))
}

/// Replaces all rules.
fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let rules = rules(fields, &cluster.id, &cluster.rules, call.ids, call.now)?;
    cluster.rules = fields.required("rules", rules)?;
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

/// The rules of a body; `null` is the same as left out. A rule whose `uuid` is present keeps its id
/// and date.
pub(super) fn rules(
    fields: Fields,
    cluster: &str,
    present: &[Value],
    ids: &mut Ids,
    now: Time,
) -> Result<Option<Vec<Value>>, Error> {
    if fields.is_null("rules") {
        return Ok(None);
    }
    let rules = fields.objects("rules", |rule| {
        let kind = rule.required("type", rule.one_of("type", &TYPES)?)?;
        let value = rule.required("value", rule.string("value")?)?;
        if kind == "ip_addr" && value.contains(':') {
            return Err(rule.wrong("value", "must not be an IPv6 address"));
        }
        let description = rule.string("description")?;
        let uuid = rule.string("uuid")?;
        let sent = |known: &&Value| uuid.is_some() && known.get("uuid").and_then(Value::as_str) == uuid;
        let answer = match present.iter().find(sent) {
            Some(known) => json!({ "uuid": uuid, "created_at": known.get("created_at") }),
            None => json!({ "uuid": ids.uuid(), "created_at": rfc3339(now) }),
        };
        let answer = merge(answer, json!({ "cluster_uuid": cluster, "type": kind, "value": value }));
        Ok(with(answer, "description", description))
    })?;
    if rules.as_ref().is_some_and(|rules| rules.len() > MAX_RULES) {
        return Err(fields.wrong("rules", "must be at most 100"));
    }
    Ok(rules)
}
