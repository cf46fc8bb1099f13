#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::Api;

#[test]
fn autoscaling_can_be_set() {
    let mut api = Api::new();
    let target = api.path("backend") + "/autoscale";
    // Source: doctl against the service; the description has it under `autoscale`.
    assert_eq!(api.get(&target), json!({ "storage": { "enabled": false } }));
    let storage = json!({ "enabled": true, "threshold_percent": 70, "increment_gib": 20 });
    api.write(204, "PUT", &target, &json!({ "storage": storage }));
    assert_eq!(api.get(&target)["storage"], storage);

    api.write(204, "PUT", &target, &json!({}));
    assert_eq!(api.get(&target)["storage"], storage, "nothing was asked for");
    api.write(204, "PUT", &target, &json!({ "storage": { "enabled": false } }));
    assert_eq!(api.get(&target)["storage"]["enabled"], false);
}

fn create(api: &mut Api, fields: &Value) -> Value {
    let mut body = json!({
        "name": "growing", "engine": "pg", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "nyc3",
    });
    body.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    api.expect(201, "POST", "/v2/databases", &body)["database"].clone()
}

// Sources: the description for `autoscale`, godo and Terraform for `storage_autoscale`.
#[test]
fn a_cluster_can_be_created_with_autoscaling_in_either_way() {
    let sent = json!({ "enabled": true, "increment_gib": 30 });
    let read = json!({ "enabled": true, "threshold_percent": 80, "increment_gib": 30 });
    for fields in [
        json!({ "autoscale": { "storage": sent } }),
        json!({ "storage_autoscale": sent }),
        json!({ "autoscale": null, "storage_autoscale": sent }),
        json!({ "autoscale": { "storage": sent }, "storage_autoscale": null }),
    ] {
        let mut api = Api::new();
        let created = create(&mut api, &fields);
        let path = format!("/v2/databases/{}", created["id"].as_str().unwrap());
        assert_eq!(api.get(&format!("{path}/autoscale"))["storage"], read, "{fields}");
        for cluster in [created, api.get(&path)["database"].clone()] {
            assert_eq!(cluster["storage_autoscale"], read, "{fields}");
        }
    }
    let cluster = create(&mut Api::new(), &json!({}));
    assert_eq!(cluster.get("storage_autoscale"), None);
}

#[test]
fn invalid_bodies_are_refused_by_field() {
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
    assert_eq!(api.get(&target)["storage"], json!({ "enabled": false }));
    let nowhere = "/v2/databases/nope/autoscale";
    api.refuse(404, "GET", nowhere, &json!({}));
    api.refuse(404, "PUT", nowhere, &json!({}));
}
