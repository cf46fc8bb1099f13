//! DigitalOcean's own settings of a cluster: further host names for it.

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
    route("GET", "/v2/databases/{id}/do_settings", "database:read", get),
    route("PUT", "/v2/databases/{id}/do_settings", "database:update", update),
];

fn get(call: &mut Call) -> Answer {
    let settings = find(call)?.do_settings.clone();
    let settings = settings.unwrap_or_else(|| json!({ "service_cnames": [] }));
    Ok(Response::ok(&json!({ "do_settings": settings })))
}

fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    cluster.do_settings = Some(fields.required("do_settings", read(fields)?)?);
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

pub(super) fn read(fields: Fields) -> Result<Option<Value>, Error> {
    let Some(settings) = fields.object("do_settings")? else {
        return Ok(None);
    };
    let settings = Fields::inside("do_settings.", settings);
    let names = settings.strings("service_cnames")?.unwrap_or_default();
    if names.len() > 16 || !names.iter().all(|name| is_host_name(name)) {
        return Err(settings.wrong("service_cnames", "must be at most 16 host names"));
    }
    Ok(Some(json!({ "service_cnames": names })))
}

fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        let allowed = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        allowed && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}
