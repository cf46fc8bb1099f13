//! Garbage collections of a registry.

use serde_json::json;

use super::lookup::find;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::with;
use crate::pages;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::garbage_collection::{DELETING, GarbageCollection, Kind};
use crate::time::rfc3339_nanos;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("POST", "/v2/registries/{registry}/garbage-collection", "registry:update", start),
    route("GET", "/v2/registries/{registry}/garbage-collection", "registry:read", get_active),
    route("PUT", "/v2/registries/{registry}/garbage-collection/{uuid}", "registry:update", update),
    route("GET", "/v2/registries/{registry}/garbage-collections", "registry:read", list),
    route("POST", "/v2/registry/{registry}/garbage-collection", "registry:update", start),
    route("GET", "/v2/registry/{registry}/garbage-collection", "registry:read", get_active),
    route("PUT", "/v2/registry/{registry}/garbage-collection/{uuid}", "registry:update", update),
    route("GET", "/v2/registry/{registry}/garbage-collections", "registry:read", list),
];

fn start(call: &mut Call) -> Answer {
    let kind = if call.request.body.is_empty() {
        Kind::default()
    } else {
        let body = body::parse(&call.request.body)?;
        let fields = Fields::of(&body);
        match fields.string("type")? {
            Some(name) => Kind::named(name).ok_or_else(|| fields.wrong("type", "is unknown"))?,
            None => Kind::default(),
        }
    };
    let registry = find(call.account, &call.parameters)?;
    if registry.is_read_only() {
        return Err(Error::conflict(
            "requesting garbage collection: only one active garbage collection allowed per registry",
        ));
    }
    let registry_name = registry.name.clone();
    let mut collection = GarbageCollection::new(call.ids.uuid(), registry_name, kind, call.now);
    let since_delete = registry.last_delete.map(|time| call.now.saturating_sub(time));
    collection.after_delete = since_delete.is_some_and(|since| since < DELETING);
    // Only this answer dates it to the nanosecond.
    let created_at = rfc3339_nanos(call.now, call.ids.between(0, 1_000_000));
    let described = with(collection.describe(), "created_at", Some(created_at));
    let answer = Response::created(&json!({ "garbage_collection": described }));
    registry.garbage_collections.push(collection);
    Ok(answer)
}

fn get_active(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let active = registry
        .active()
        .ok_or_else(|| Error::not_found("active garbage collection"))?;
    Ok(Response::ok(&json!({ "garbage_collection": active.describe() })))
}

fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let newest_first: Vec<_> = registry.garbage_collections.iter().rev().collect();
    let page = pages::page(call.request, "garbage_collections", &newest_first, |collection| {
        collection.describe()
    });
    Ok(Response::ok(&page?))
}

/// Cancels, which is the only change possible.
fn update(call: &mut Call) -> Answer {
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    if !fields.required("cancel", fields.boolean("cancel")?)? {
        return Err(fields.wrong("cancel", "must be true"));
    }
    let uuid = call.parameters.get("uuid");
    let registry = find(call.account, &call.parameters)?;
    let active = registry.active().filter(|collection| collection.uuid == uuid);
    let active = active.ok_or_else(|| Error::not_found("active garbage collection"))?;
    active.cancelled_at.get_or_insert(call.now);
    active.advance(call.now);
    Ok(Response::ok(&json!({ "garbage_collection": active.describe() })))
}
