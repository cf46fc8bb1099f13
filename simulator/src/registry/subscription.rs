//! The subscription of an account.

use serde_json::{Value, json};

use super::lookup::refuse_several;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::account::Account;
use crate::state::subscription::Subscription;
use crate::state::tier::{self, Obstacles};
use crate::time::Time;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries/subscription", "registry:read", get),
    route("POST", "/v2/registries/subscription", "registry:update", update),
    route("GET", "/v2/registry/subscription", "registry:read", get),
    route("POST", "/v2/registry/subscription", "registry:update", update),
];

fn get(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let subscription = call.account.subscription.as_ref();
    let subscription = subscription.ok_or_else(|| Error::not_found("subscription"))?;
    Ok(Response::ok(&json!({ "subscription": subscription.describe() })))
}

fn update(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let slug = fields.required("tier_slug", fields.string("tier_slug")?)?;
    let tier = tier::tier(slug).ok_or_else(|| fields.wrong("tier_slug", "is unknown"))?;
    if call.account.subscription.is_none() {
        return Err(Error::not_found("subscription"));
    }
    let registries = call.account.registries.len();
    let subscription = subscribe(call.account, tier, registries, call.now)?;
    Ok(Response::ok(&json!({ "subscription": subscription.describe() })))
}

/// Puts an account that is to have so many registries on a tier.
pub(crate) fn subscribe<'a>(
    account: &'a mut Account,
    tier: &'static Value,
    registries: usize,
    now: Time,
) -> Result<&'a Subscription, Error> {
    if Obstacles::to(tier, account, registries).any() {
        return Err(Error::precondition_failed(
            "registry is not eligible for tier because: [OverRegistryLimit]",
        ));
    }
    let subscription = account.subscription.get_or_insert(Subscription {
        tier,
        created_at: now,
        updated_at: now,
    });
    if subscription.tier != tier {
        (subscription.tier, subscription.updated_at) = (tier, now);
    }
    Ok(subscription)
}
