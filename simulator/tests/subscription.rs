#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, DAY, EMPTY, HOUR, SEVERAL, assert_error};

const OLD: &str = "/v2/registry/subscription";
const NEW: &str = "/v2/registries/subscription";

fn tier(slug: &str) -> Value {
    json!({ "tier_slug": slug })
}

#[test]
fn a_subscription_is_changed_by_either_path() {
    let mut api = Api::new();
    for (target, slug, cents) in [(OLD, "professional", 2000), (NEW, "basic", 500)] {
        api.now += HOUR;
        let changed = api.call_with("POST", target, &tier(slug));
        assert_eq!(changed.status, 200, "{}", changed.body);
        let subscription = changed.json()["subscription"].clone();
        assert_eq!(subscription["tier"]["slug"], slug);
        assert_eq!(subscription["tier"]["monthly_price_in_cents"], cents);
        assert_eq!(subscription["tier"].get("eligible"), None, "that is for options to say");
        assert_eq!(subscription["created_at"], "2025-09-03T00:00:00Z");
        for path in [OLD, NEW] {
            assert_eq!(api.get(path)["subscription"], subscription);
        }
    }
    assert_eq!(api.get(NEW)["subscription"]["updated_at"], "2026-01-01T02:00:00Z");
    api.now += DAY;
    let same = api.call_with("POST", NEW, &tier("basic")).json();
    assert_eq!(same["subscription"]["updated_at"], "2026-01-01T02:00:00Z");
}

#[test]
fn a_tier_must_fit_the_account() {
    let mut api = Api::new();
    // Three repositories; the free tier has room for one. Source: the examples of the description.
    let message = api.refuse(412, "POST", NEW, &tier("starter"));
    assert_eq!(
        message,
        "registry is not eligible for tier because: [OverRegistryLimit]"
    );
    assert_eq!(api.get(NEW)["subscription"]["tier"]["slug"], "basic");
    for repository in ["my%2Frepo", "empty"] {
        let target = format!("/v2/registries/example/repositories/{repository}");
        assert_eq!(api.call("DELETE", &target).status, 204);
    }
    assert_eq!(api.call_with("POST", NEW, &tier("starter")).status, 200);
}

#[test]
fn options_list_eligible_tiers() {
    let mut api = Api::new();
    let eligible = |api: &mut Api, token: &str| {
        let answer = api.call_as(token, "GET", "/v2/registries/options").json();
        let tiers = answer["options"]["subscription_tiers"].as_array().unwrap().iter();
        tiers
            .map(|tier| (tier["eligible"].as_bool().unwrap(), tier["eligibility_reasons"].clone()))
            .collect::<Vec<_>>()
    };
    let yes = (true, Value::Null);
    let over = (false, json!(["OverRepositoryLimit"]));
    assert_eq!(
        eligible(&mut api, support::ALL),
        [over.clone(), yes.clone(), yes.clone()]
    );
    assert_eq!(eligible(&mut api, EMPTY), [yes.clone(), yes.clone(), yes.clone()]);
    let too_many = (false, Value::Null);
    assert_eq!(eligible(&mut api, SEVERAL), [over, too_many, yes]);
}

#[test]
fn bodies_are_checked() {
    let mut api = Api::new();
    for target in [OLD, NEW] {
        for body in [json!({}), tier("gold"), json!({ "tier_slug": 1 })] {
            let message = api.refuse(422, "POST", target, &body);
            assert!(message.starts_with("tier_slug "), "{message}");
        }
        assert_error(&api.call("POST", target), 400, "bad_request");
        assert_error(&api.call_as(EMPTY, "GET", target), 404, "not_found");
    }
    let target = digitalocean_simulator::Request::new("POST", NEW).with_token(EMPTY);
    assert_error(&api.send(&target.with_json(&tier("basic"))), 404, "not_found");
}

#[test]
fn several_registries_share_one_subscription() {
    let mut api = Api::new();
    let shared = api.call_as(SEVERAL, "GET", NEW).json();
    assert_eq!(shared["subscription"]["tier"]["slug"], "professional");
    assert_error(&api.call_as(SEVERAL, "GET", OLD), 412, "precondition_failed");
    assert_error(&api.call_as(SEVERAL, "POST", OLD), 412, "precondition_failed");
    let request = digitalocean_simulator::Request::new("POST", NEW).with_token(SEVERAL);
    assert_error(
        &api.send(&request.with_json(&tier("basic"))),
        412,
        "precondition_failed",
    );
}
