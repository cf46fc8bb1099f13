//! Storage autoscaling of a cluster.

use serde_json::{Value, json};

use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::event::EventKind;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/autoscale", "database:read", get),
    route("PUT", "/v2/databases/{id}/autoscale", "database:update", update),
];

const DEFAULT_THRESHOLD_PERCENT: i64 = 80;
const DEFAULT_INCREMENT_GIB: i64 = 10;

fn get(call: &mut Call) -> Answer {
    let storage = find(call)?.autoscale.clone();
    let storage = storage.unwrap_or_else(|| json!({ "enabled": false }));
    // The description has it under `autoscale`; the service answers without that key.
    Ok(Response::ok(&json!({ "storage": storage })))
}

fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    if let Some(storage) = storage(Fields::of(&body), "storage.")? {
        cluster.autoscale = Some(storage);
        cluster.record(EventKind::Updated, call.ids, call.now);
    }
    Ok(Response::no_content())
}

/// The settings of a new cluster's storage: `autoscale.storage` as the description has them, or
/// `storage_autoscale` as godo and Terraform send them.
pub(super) fn read(fields: Fields) -> Result<Option<Value>, Error> {
    let described = match fields.object_or_null("autoscale")? {
        Some(autoscale) => storage(Fields::inside("autoscale.", autoscale), "autoscale.storage.")?,
        None => None,
    };
    match fields.object_or_null("storage_autoscale")? {
        Some(practised) => settings(Fields::inside("storage_autoscale.", practised)).map(Some),
        None => Ok(described),
    }
}

/// The settings under `storage`, whose fields stand at `path`.
fn storage(fields: Fields, path: &str) -> Result<Option<Value>, Error> {
    match fields.object("storage")? {
        Some(storage) => settings(Fields::inside(path, storage)).map(Some),
        None => Ok(None),
    }
}

fn settings(storage: Fields) -> Result<Value, Error> {
    let enabled = storage.required("enabled", storage.boolean("enabled")?)?;
    storage.integer_within("threshold_percent", 15, 95)?;
    storage.integer_within("increment_gib", 10, 500)?;
    Ok(json!({
        "enabled": enabled,
        "threshold_percent": storage.integer("threshold_percent")?.unwrap_or(DEFAULT_THRESHOLD_PERCENT),
        "increment_gib": storage.integer("increment_gib")?.unwrap_or(DEFAULT_INCREMENT_GIB),
    }))
}
