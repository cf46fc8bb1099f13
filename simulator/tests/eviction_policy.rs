#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::{Api, MINUTE};

#[test]
fn a_policy_is_a_setting_of_the_engine() {
    let mut api = Api::new();
    api.now += 5 * MINUTE;
    let path = api.path("sessions");
    let (target, config) = (format!("{path}/eviction_policy"), format!("{path}/config"));
    assert_eq!(api.get(&target), json!({ "eviction_policy": "noeviction" }));
    api.write(204, "PUT", &target, &json!({ "eviction_policy": "allkeys_lru" }));
    assert_eq!(api.get(&target), json!({ "eviction_policy": "allkeys_lru" }));
    assert_eq!(api.get(&config)["config"]["valkey_maxmemory_policy"], "allkeys_lru");

    let other = json!({ "config": { "valkey_maxmemory_policy": "volatile_ttl" } });
    api.write(200, "PATCH", &config, &other);
    assert_eq!(api.get(&target), json!({ "eviction_policy": "volatile_ttl" }));
}

#[test]
fn a_policy_must_be_one_of_six() {
    let mut api = Api::new();
    let target = format!("{}/eviction_policy", api.path("sessions"));
    assert_eq!(
        api.refuse(422, "PUT", &target, &json!({})),
        "eviction_policy is required"
    );
    let misspelt = json!({ "eviction_policy": "allkeys-lru" });
    assert_eq!(api.refuse(422, "PUT", &target, &misspelt), "eviction_policy is unknown");
}

#[test]
fn other_engines_lack_this_setting() {
    let mut api = Api::new();
    for name in ["backend", "orders", "events"] {
        let target = format!("{}/eviction_policy", api.path(name));
        let body = json!({ "eviction_policy": "noeviction" });
        for method in ["GET", "PUT"] {
            // Source: the live service for the status; the words are our own.
            let message = api.refuse(404, method, &target, &body);
            assert_eq!(message, "eviction policy not found");
        }
    }
}
