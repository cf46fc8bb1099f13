//! Options for new registries.

use serde_json::json;

use super::lookup::refuse_several;
use crate::call::{Answer, Call};
use crate::json::merge;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::tier::{Obstacles, regions, tiers};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries/options", "registry:read", get),
    route("GET", "/v2/registry/options", "registry:read", get),
];

fn get(call: &mut Call) -> Answer {
    refuse_several(call.account, &call.parameters)?;
    let registries = call.account.registries.len();
    let tiers = tiers().iter().map(|tier| {
        let obstacles = Obstacles::to(tier, call.account, registries);
        let tier = merge(tier.clone(), json!({ "eligible": !obstacles.any() }));
        match obstacles.reasons() {
            reasons if reasons.is_empty() => tier,
            reasons => merge(tier, json!({ "eligibility_reasons": reasons })),
        }
    });
    let tiers: Vec<_> = tiers.collect();
    let options = json!({ "available_regions": regions(), "subscription_tiers": tiers });
    Ok(Response::ok(&json!({ "options": options })))
}
