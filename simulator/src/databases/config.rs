//! Settings of a cluster's engine.

use serde_json::{Value, json};

use super::engine_config::{self, check, defaults};
use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::json::{merge, with};
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::state::event::EventKind;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/config", "database:read", get),
    route("PATCH", "/v2/databases/{id}/config", "database:update", update),
];

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    cluster.require_created(call.now)?;
    let config = match defaults(&cluster.engine) {
        Value::Array(settings) => settings.into_iter().map(|setting| listed(cluster, setting)).collect(),
        settings => merge(settings, Value::Object(cluster.config.clone())),
    };
    Ok(Response::ok(&json!({ "config": config })))
}

/// Changes the settings that are named.
fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_created(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let config = fields.required("config", fields.object("config")?)?;
    let config = match parameters(&cluster.engine) {
        None => config,
        Some(key) => {
            let fields = Fields::inside("config.", config);
            fields.required(key, fields.object(key)?)?
        }
    };
    let path = parameters(&cluster.engine).map_or_else(|| "config.".to_owned(), |key| format!("config.{key}."));
    check(&defaults(&cluster.engine), config, &path)?;
    for (name, value) in config {
        let value = match value {
            Value::Object(_) => merge(engine_config::value(cluster, name), value.clone()),
            value => value.clone(),
        };
        cluster.config.insert(name.clone(), value);
    }
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::empty(200))
}

/// The key under which a change holds the settings of an advanced engine; others have no such key.
fn parameters(engine: &str) -> Option<&'static str> {
    match engine {
        "advanced_pg" => Some("pg_parameters"),
        "advanced_mysql" => Some("mysql_parameters"),
        _ => None,
    }
}

/// A setting of an advanced engine with its value.
fn listed(cluster: &Cluster, setting: Value) -> Value {
    let name = setting.get("name").and_then(Value::as_str).unwrap_or_default();
    let value = cluster.config.get(name).cloned();
    with(setting, "value", value)
}
