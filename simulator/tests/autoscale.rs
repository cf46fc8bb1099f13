#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::Api;

#[test]
fn storage_grows_by_itself_when_it_is_told_to() {
    let mut api = Api::new();
    let target = api.path("backend") + "/autoscale";
    assert_eq!(
        api.get(&target),
        json!({ "autoscale": { "storage": { "enabled": false } } })
    );
    let storage = json!({ "enabled": true, "threshold_percent": 70, "increment_gib": 20 });
    api.write(204, "PUT", &target, &json!({ "storage": storage }));
    assert_eq!(api.get(&target)["autoscale"]["storage"], storage);

    api.write(204, "PUT", &target, &json!({}));
    assert_eq!(
        api.get(&target)["autoscale"]["storage"],
        storage,
        "nothing was asked for"
    );
    api.write(204, "PUT", &target, &json!({ "storage": { "enabled": false } }));
    assert_eq!(api.get(&target)["autoscale"]["storage"]["enabled"], false);
}

#[test]
fn a_cluster_can_be_created_with_it() {
    let mut api = Api::new();
    let body = json!({
        "name": "growing", "engine": "pg", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "nyc3",
        "autoscale": { "storage": { "enabled": true, "increment_gib": 30 } },
    });
    let created = api.expect(201, "POST", "/v2/databases", &body);
    let target = format!(
        "/v2/databases/{}/autoscale",
        created["database"]["id"].as_str().unwrap()
    );
    assert_eq!(
        api.get(&target)["autoscale"]["storage"],
        json!({ "enabled": true, "threshold_percent": 80, "increment_gib": 30 })
    );
}

#[test]
fn what_is_wrong_is_complained_about_by_name() {
    let mut api = Api::new();
    let target = api.path("backend") + "/autoscale";
    for (storage, complaint) in [
        (json!(true), "storage must be an object"),
        (json!({}), "storage.enabled is required"),
        (json!({ "enabled": "yes" }), "storage.enabled must be a boolean"),
        (
            json!({ "enabled": true, "threshold_percent": 14 }),
            "storage.threshold_percent must be from 15 to 95",
        ),
        (
            json!({ "enabled": true, "increment_gib": 501 }),
            "storage.increment_gib must be from 10 to 500",
        ),
    ] {
        let message = api.refuse(422, "PUT", &target, &json!({ "storage": storage }));
        assert_eq!(message, complaint);
    }
    assert_eq!(api.get(&target)["autoscale"]["storage"], json!({ "enabled": false }));
    let nowhere = "/v2/databases/nope/autoscale";
    api.refuse(404, "GET", nowhere, &json!({}));
    api.refuse(404, "PUT", nowhere, &json!({}));
}
