//! When a cluster's storage grows by itself.

use serde_json::{Value, json};

use super::clusters::{find, find_mut};
use super::events::Kind;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;

const DEFAULT_THRESHOLD_PERCENT: i64 = 80;
const DEFAULT_INCREMENT_GIB: i64 = 10;

pub(crate) fn get(call: &mut Call) -> Answer {
    let storage = find(call)?.autoscale.clone();
    let storage = storage.unwrap_or_else(|| json!({ "enabled": false }));
    Ok(Response::ok(&json!({ "autoscale": { "storage": storage } })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    if let Some(storage) = storage(Fields::of(&body), "storage.")? {
        cluster.autoscale = Some(storage);
        cluster.record(Kind::Updated, call.ids, call.now);
    }
    Ok(Response::no_content())
}

/// What a body says under `autoscale`.
pub(super) fn read(fields: Fields) -> Result<Option<Value>, Error> {
    if fields.is_null("autoscale") {
        return Ok(None);
    }
    let Some(autoscale) = fields.object("autoscale")? else {
        return Ok(None);
    };
    storage(Fields::inside("autoscale.", autoscale), "autoscale.storage.")
}

/// What is said under `storage`, whose fields stand at `path`.
fn storage(fields: Fields, path: &str) -> Result<Option<Value>, Error> {
    let Some(storage) = fields.object("storage")? else {
        return Ok(None);
    };
    let storage = Fields::inside(path, storage);
    let enabled = storage.required("enabled", storage.boolean("enabled")?)?;
    storage.integer_within("threshold_percent", 15, 95)?;
    storage.integer_within("increment_gib", 10, 500)?;
    Ok(Some(json!({
        "enabled": enabled,
        "threshold_percent": storage.integer("threshold_percent")?.unwrap_or(DEFAULT_THRESHOLD_PERCENT),
        "increment_gib": storage.integer("increment_gib")?.unwrap_or(DEFAULT_INCREMENT_GIB),
    })))
}
