//! Registries of an account.

use serde_json::json;

use super::lookup::{find, find_writable, is_singular, refuse_several};
use super::subscription;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::with;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::registry::Registry;
use crate::state::subscription::Subscription;
use crate::state::tier;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries", "registry:read", list),
    route("POST", "/v2/registries", "registry:create", create),
    route("POST", "/v2/registries/validate-name", "registry:create", validate_name),
    route("GET", "/v2/registries/{registry}", "registry:read", get),
    route("DELETE", "/v2/registries/{registry}", "registry:delete", delete),
    route("GET", "/v2/registry", "registry:read", get),
    route("POST", "/v2/registry", "registry:create", create),
    route("DELETE", "/v2/registry", "registry:delete", delete),
    route("POST", "/v2/registry/validate-name", "registry:create", validate_name),
];

/// The region of a registry that is created without one.
const DEFAULT_REGION: &str = "nyc3";

fn list(call: &mut Call) -> Answer {
    let subscription = call.account.subscription.as_ref().map(Subscription::describe);
    let registries = call.account.registries.iter();
    let described = registries
        .clone()
        .map(|registry| with(registry.describe(), "subscription", subscription.clone()));
    Ok(Response::ok(&json!({
        "registries": described.collect::<Vec<_>>(),
        "total_storage_usage_bytes": registries.map(Registry::storage_usage_bytes).sum::<u64>(),
    })))
}

fn create(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let is_singular_path = is_singular(&call.parameters);
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = name(fields)?;
    let tier = match (fields.string("subscription_tier_slug")?, &call.account.subscription) {
        (Some(slug), _) => tier::tier(slug),
        (None, Some(subscription)) if !is_singular_path => Some(subscription.tier),
        (None, _) => return Err(fields.wrong("subscription_tier_slug", "is required")),
    };
    let tier = tier.ok_or_else(|| fields.wrong("subscription_tier_slug", "is unknown"))?;
    let region = fields.string("region")?.unwrap_or(DEFAULT_REGION);
    if !tier::has_region(region) {
        return Err(fields.wrong("region", "is not available"));
    }
    refuse_taken(call, name)?;
    let registries = call.account.registries.len() + 1;
    let subscription = subscription::subscribe(call.account, tier, registries, call.now)?;
    let subscription = subscription.describe();
    let registry = Registry::new(name, region, call.now);
    let answer = json!({ "registry": registry.describe(), "subscription": subscription });
    call.account.registries.push(registry);
    Ok(Response::created(&answer))
}

/// Answers with the registry, and under `/v2/registry` with the subscription next to it.
fn get(call: &mut Call) -> Answer {
    let subscription = call.account.subscription.as_ref().map(Subscription::describe);
    let answer = json!({ "registry": find(call.account, &call.parameters)?.describe() });
    let subscription = subscription.filter(|_| is_singular(&call.parameters));
    Ok(Response::ok(&with(answer, "subscription", subscription)))
}

fn delete(call: &mut Call) -> Answer {
    let name = find_writable(call.account, &call.parameters)?.name.clone();
    call.account.registries.retain(|registry| registry.name != name);
    if call.account.registries.is_empty() {
        call.account.subscription = None;
    }
    Ok(Response::no_content())
}

fn validate_name(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let body = body::parse(&call.request.body)?;
    refuse_taken(call, name(Fields::of(&body))?)?;
    Ok(Response::no_content())
}

fn name(fields: Fields<'_>) -> Result<&str, Error> {
    let name = fields.required("name", fields.string("name")?)?;
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ends_well = name.starts_with(|first: char| first.is_ascii_lowercase()) && !name.ends_with('-');
    if name.len() > 63 || !name.bytes().all(allowed) || !ends_well {
        let rule = "must be at most 63 lowercase letters, digits and hyphens, beginning with a letter, \
                    not ending with a hyphen";
        return Err(fields.wrong("name", rule));
    }
    Ok(name)
}

/// A name is part of an image's address: no two accounts can have the same.
fn refuse_taken(call: &Call, name: &str) -> Result<(), Error> {
    let accounts = call.others.values().chain([&*call.account]);
    let mut registries = accounts.flat_map(|account| &account.registries);
    if registries.any(|registry| registry.name == name) {
        return Err(Error::conflict("registry name is already in use"));
    }
    Ok(())
}
