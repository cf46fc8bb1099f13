//! Options for new registries.

use serde_json::json;

use super::lookup::refuse_several;
use crate::call::{Answer, Call};
use crate::json::with;
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
        let tier = with(tier.clone(), "eligible", Some(!obstacles.any()));
        let reasons = Some(obstacles.reasons()).filter(|reasons| !reasons.is_empty());
        with(tier, "eligibility_reasons", reasons)
    });
    let tiers: Vec<_> = tiers.collect();
    let options = json!({ "available_regions": regions(), "subscription_tiers": tiers });
    Ok(Response::ok(&json!({ "options": options })))
}
