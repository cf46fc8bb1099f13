//! Eviction policy: the keys a cache gives up when its memory is full. It is one setting of the engine.

use serde_json::json;

use super::engine_config::{self, EVICTION_POLICIES, REDIS_POLICY, VALKEY_POLICY, spell_policy};
use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::state::event::EventKind;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/eviction_policy", "database:read", get),
    route("PUT", "/v2/databases/{id}/eviction_policy", "database:update", update),
];

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let policy = engine_config::value(cluster, setting(cluster)?);
    let policy = policy.as_str().unwrap_or_default().replace('-', "_");
    Ok(Response::ok(&json!({ "eviction_policy": policy })))
}

fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let setting = setting(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let policy = fields.required("eviction_policy", fields.one_of("eviction_policy", &EVICTION_POLICIES)?)?;
    cluster
        .config
        .insert(setting.to_owned(), spell_policy(setting, policy).into());
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

fn setting(cluster: &Cluster) -> Result<&'static str, Error> {
    match cluster.engine.as_str() {
        "redis" => Ok(REDIS_POLICY),
        "valkey" => Ok(VALKEY_POLICY),
        _ => Err(Error::not_found("eviction policy")),
    }
}
