//! What an account has subscribed to, for all its registries together.

use serde_json::{Value, json};

use super::options::{self, Obstacles};
use super::refuse_several;
use crate::account::Account;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::time::{Time, rfc3339};

/// Begins with the first registry and ends with the last.
pub(crate) struct Subscription {
    pub(crate) tier: &'static Value,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

pub(crate) fn get(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let subscription = call.account.subscription.as_ref();
    let subscription = subscription.ok_or_else(|| Error::not_found("subscription"))?;
    Ok(Response::ok(&json!({ "subscription": subscription.describe() })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let slug = fields.required("tier_slug", fields.string("tier_slug")?)?;
    let tier = options::tier(slug).ok_or_else(|| fields.wrong("tier_slug", "is unknown"))?;
    if call.account.subscription.is_none() {
        return Err(Error::not_found("subscription"));
    }
    let registries = call.account.registries.len();
    let subscription = subscribe(call.account, tier, registries, call.now)?;
    Ok(Response::ok(&json!({ "subscription": subscription.describe() })))
}

/// Has the account, which is to have so many registries, on that tier.
pub(crate) fn subscribe<'a>(
    account: &'a mut Account,
    tier: &'static Value,
    registries: usize,
    now: Time,
) -> Result<&'a Subscription, Error> {
    if Obstacles::to(tier, account, registries).any() {
        return Err(Error::precondition_failed(
            "the account is over the limits of this tier",
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

impl Subscription {
    pub(crate) fn describe(&self) -> Value {
        json!({
            "tier": self.tier,
            "created_at": rfc3339(self.created_at),
            "updated_at": rfc3339(self.updated_at),
        })
    }
}
