#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, MINUTE, assert_error};

fn kinds(api: &mut Api, path: &str) -> Vec<Value> {
    let events = api.get(&format!("{path}/events"))["events"].clone();
    let kinds = events.as_array().unwrap().iter();
    kinds.map(|event| event["event_type"].clone()).collect()
}

#[test]
fn a_cluster_begins_with_its_creation() {
    let mut api = Api::new();
    api.now += MINUTE;
    let path = api.created("pg");
    let events = api.get(&format!("{path}/events"))["events"].clone();
    assert_eq!(events.as_array().unwrap().len(), 1);
    assert_eq!(events[0]["id"].as_str().unwrap().len(), 8);
    assert_eq!(events[0]["cluster_name"], "new-pg");
    assert_eq!(events[0]["event_type"], "cluster_create");
    assert_eq!(events[0]["create_time"], "2026-01-01T00:01:00Z");

    let backend = api.path("backend");
    assert_eq!(
        kinds(&mut api, &backend),
        ["cluster_create", "cluster_maintenance_perform"]
    );
}

#[test]
fn every_change_of_the_cluster_is_an_event() {
    let mut api = Api::new();
    let path = api.online("pg");
    for (method, operation, body) in [
        ("PUT", "install_update", json!({})),
        ("PUT", "maintenance", json!({ "day": "friday", "hour": "02:00" })),
        ("PUT", "firewall", json!({ "rules": [] })),
        ("PUT", "do_settings", json!({ "do_settings": {} })),
        ("PUT", "autoscale", json!({ "storage": { "enabled": true } })),
        ("PATCH", "config", json!({ "config": { "jit": false } })),
        ("PUT", "resize", json!({ "size": "db-s-4vcpu-8gb", "num_nodes": 1 })),
    ] {
        let before = kinds(&mut api, &path).len();
        let response = api.call_with(method, &format!("{path}/{operation}"), &body);
        assert!(response.status < 300, "{operation}: {}", response.body);
        let after = kinds(&mut api, &path);
        assert_eq!(after.len(), before + 1, "{operation}");
        let expected = match operation {
            "install_update" => "cluster_maintenance_perform",
            _ => "cluster_update",
        };
        assert_eq!(after[before], expected, "{operation}");
    }
    let before = kinds(&mut api, &path).len();
    let response = api.call_with("PUT", &format!("{path}/firewall"), &json!({}));
    assert_eq!(response.status, 422);
    assert_eq!(kinds(&mut api, &path).len(), before, "what is refused is none");
    assert_error(&api.call("GET", "/v2/databases/nope/events"), 404, "not_found");
}
