//! Credentials for `docker login`.

use serde_json::json;

use super::lookup::find;
use crate::base64;
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::route::{Route, route};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries/{registry}/docker-credentials", "registry:read registry:update", get),
    route("GET", "/v2/registry/docker-credentials", "registry:read registry:update", get),
];

/// A Docker `config.json`. Only the server knows its expiry and rights.
fn get(call: &mut Call) -> Answer {
    check(call, "expiry_seconds", "a number of seconds", |text| {
        text.parse::<u64>().is_ok()
    })?;
    check(call, "read_write", "true or false", |text| text.parse::<bool>().is_ok())?;
    find(call.account, &call.parameters)?;
    let token = call.ids.hex_64();
    let auth = base64::encode(format!("{token}:{token}").as_bytes());
    Ok(Response::ok(
        &json!({ "auths": { "registry.digitalocean.com": { "auth": auth } } }),
    ))
}

fn check(call: &Call, name: &str, expected: &str, is_valid: fn(&str) -> bool) -> Result<(), Error> {
    match call.request.query(name) {
        Some(text) if !is_valid(&text) => Err(Error::unprocessable(format!("{name} must be {expected}: {text:?}"))),
        _ => Ok(()),
    }
}
