//! When a cluster's storage grows by itself.

use serde_json::{Value, json};

use super::{clusters, reach};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;

const DEFAULT_THRESHOLD_PERCENT: i64 = 80;
const DEFAULT_INCREMENT_GIB: i64 = 10;

pub(crate) fn get(call: &mut Call) -> Answer {
    let autoscale = clusters::find(call)?.belongings.autoscale.clone();
    let storage = autoscale.unwrap_or_else(|| json!({ "enabled": false }));
    Ok(Response::ok(&json!({ "autoscale": { "storage": storage } })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let body = &call.request.body;
    let cluster = reach::cluster(call)?;
    let body = body::parse(body)?;
    let storage = storage(Fields::of(&body), "storage.")?;
    if storage.is_some() {
        cluster.belongings.autoscale = storage;
    }
    Ok(Response::no_content())
}

/// What the `storage` of a body says, when it is there; its fields stand at `path`.
pub(super) fn storage(fields: Fields, path: &str) -> Result<Option<Value>, Error> {
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
