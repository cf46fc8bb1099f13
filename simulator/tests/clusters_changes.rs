#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, MINUTE};

fn facts(api: &mut Api, path: &str) -> Value {
    let cluster = &api.get(path)["database"];
    json!([
        cluster["status"],
        cluster["region"],
        cluster["size"],
        cluster["num_nodes"],
        cluster["storage_size_mib"]
    ])
}

#[test]
fn a_migrating_cluster_arrives_after_ten_minutes() {
    let mut api = Api::new();
    let path = api.online("pg");
    let before = api.get(&path)["database"].clone();
    api.write(202, "PUT", &format!("{path}/migrate"), &json!({ "region": "nyc3" }));
    assert_eq!(
        facts(&mut api, &path),
        json!(["migrating", "fra1", "db-s-2vcpu-4gb", 1, 61_440])
    );
    api.now += 10 * MINUTE - 1;
    assert_eq!(facts(&mut api, &path)[0], "migrating");
    api.now += 1;
    assert_eq!(
        facts(&mut api, &path),
        json!(["online", "nyc3", "db-s-2vcpu-4gb", 1, 61_440])
    );
    let after = api.get(&path)["database"].clone();
    assert_ne!(after["private_network_uuid"], before["private_network_uuid"]);
    assert_eq!(after["connection"], before["connection"]);

    let network = "d455e75d-4858-4eec-8c95-da2f0a5f93a7";
    let body = json!({ "region": "ams3", "private_network_uuid": network });
    api.write(202, "PUT", &format!("{path}/migrate"), &body);
    api.now += 10 * MINUTE;
    assert_eq!(api.get(&path)["database"]["private_network_uuid"], network);
}

#[test]
fn a_region_must_be_another_that_is_offered() {
    let mut api = Api::new();
    let target = format!("{}/migrate", api.path("backend"));
    for (body, complaint) in [
        (json!({}), "region is required"),
        (json!({ "region": 1 }), "region must be a string"),
        (json!({ "region": "mars1" }), "region is not available for this engine"),
        (json!({ "region": "fra1" }), "region is where the cluster is"),
        (
            json!({ "region": "ams3", "private_network_uuid": "x" }),
            "private_network_uuid must be a UUID",
        ),
    ] {
        assert_eq!(api.refuse(422, "PUT", &target, &body), complaint);
    }
}

#[test]
fn a_resized_cluster_is_larger_after_five_minutes() {
    let mut api = Api::new();
    let path = api.path("backend");
    let target = format!("{path}/resize");
    assert_eq!(
        facts(&mut api, &path),
        json!(["online", "fra1", "db-s-2vcpu-4gb", 2, 61_440])
    );
    let body = json!({ "size": "db-s-4vcpu-8gb", "num_nodes": 3, "storage_size_mib": 204_800 });
    api.write(202, "PUT", &target, &body);
    api.now += 5 * MINUTE - 1;
    assert_eq!(
        facts(&mut api, &path),
        json!(["resizing", "fra1", "db-s-2vcpu-4gb", 2, 61_440])
    );
    api.now += 1;
    assert_eq!(
        facts(&mut api, &path),
        json!(["online", "fra1", "db-s-4vcpu-8gb", 3, 204_800])
    );

    // Added storage stays added: 204,800 - 122,880 to the 61,440 of the smaller size.
    let body = json!({ "size": "db-s-2vcpu-4gb", "num_nodes": 1, "storage_size_mib": null });
    api.write(202, "PUT", &target, &body);
    api.now += 5 * MINUTE;
    assert_eq!(
        facts(&mut api, &path),
        json!(["online", "fra1", "db-s-2vcpu-4gb", 1, 143_360])
    );
    assert_eq!(api.get(&path)["database"].get("standby_connection"), None);
}

// Source: the live service's words, and Terraform, which grows the disk of a size that stays.
#[test]
fn a_resize_to_the_same_size_needs_more_storage() {
    let mut api = Api::new();
    let path = api.path("backend");
    let target = format!("{path}/resize");
    let same = |storage: Value| json!({ "size": "db-s-2vcpu-4gb", "num_nodes": 2, "storage_size_mib": storage });
    for storage in [json!(null), json!(61_440)] {
        let message = api.refuse(422, "PUT", &target, &same(storage));
        assert_eq!(message, "cannot scale to same size and node count");
    }
    api.write(202, "PUT", &target, &same(json!(81_920)));
    api.now += 5 * MINUTE;
    assert_eq!(
        facts(&mut api, &path),
        json!(["online", "fra1", "db-s-2vcpu-4gb", 2, 81_920])
    );
}

#[test]
fn a_size_must_be_one_that_is_offered() {
    let mut api = Api::new();
    let target = format!("{}/resize", api.path("backend"));
    let with = |key: &str, value: Value| {
        let mut body = json!({ "size": "db-s-4vcpu-8gb", "num_nodes": 2 });
        body[key] = value;
        body
    };
    for (body, complaint) in [
        (json!({ "num_nodes": 2 }), "size is required"),
        (json!({ "size": "db-s-4vcpu-8gb" }), "num_nodes is required"),
        (with("num_nodes", json!("2")), "num_nodes must be an integer"),
        (
            with("num_nodes", json!(4)),
            "num_nodes is not available for this engine",
        ),
        (
            with("size", json!("huge")),
            "size is not available for this engine and num_nodes",
        ),
        (
            with("storage_size_mib", json!("1")),
            "storage_size_mib must be an integer",
        ),
        (
            with("storage_size_mib", json!(122_879)),
            "storage_size_mib must be at least 122880: the size's own part is included",
        ),
    ] {
        assert_eq!(api.refuse(422, "PUT", &target, &body), complaint);
    }
    let path = api.path("backend");
    assert_eq!(facts(&mut api, &path)[0], "online", "none of them was begun");
}

#[test]
fn an_upgrade_is_to_a_newer_version() {
    let mut api = Api::new();
    let body = json!({ "name": "older", "engine": "pg", "version": "15", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "fra1" });
    let id = api.call_with("POST", "/v2/databases", &body).json()["database"]["id"].clone();
    api.now += 5 * MINUTE;
    let path = format!("/v2/databases/{}", id.as_str().unwrap());
    let target = format!("{path}/upgrade");
    for (body, complaint) in [
        (json!({}), "version is required"),
        (json!({ "version": 17 }), "version must be a string"),
        (json!({ "version": "99" }), "version is not available for this engine"),
        (json!({ "version": "15" }), "version must be newer than the cluster's"),
        (json!({ "version": "14" }), "version must be newer than the cluster's"),
    ] {
        assert_eq!(api.refuse(422, "PUT", &target, &body), complaint);
    }
    api.write(204, "PUT", &target, &json!({ "version": "17" }));
    let upgraded = api.get(&path)["database"].clone();
    assert_eq!(upgraded["version"], "17");
    assert_eq!(upgraded["semantic_version"], "17.4");
    assert_eq!(upgraded["version_end_of_life"], "2029-11-08T00:00:00Z");
}

#[test]
fn updates_are_installed_without_a_body() {
    let mut api = Api::new();
    let path = api.path("orders");
    let pending = |api: &mut Api| {
        let window = api.get(&path)["database"]["maintenance_window"].clone();
        (window["pending"].clone(), window["description"].clone())
    };
    assert_eq!(pending(&mut api), (json!(true), json!(["Upgrade to MySQL 8.0.36"])));
    let response = api.call("PUT", &format!("{path}/install_update"));
    assert_eq!((response.status, response.body.as_str()), (204, ""));
    assert_eq!(pending(&mut api), (json!(false), json!([])));
}

#[test]
fn a_cluster_is_changed_when_it_is_online_and_found() {
    let mut api = Api::new();
    let created = api.created("pg");
    let resizing = api.path("orders");
    let resize = json!({ "size": "db-s-2vcpu-4gb", "num_nodes": 1 });
    api.write(202, "PUT", &format!("{resizing}/resize"), &resize);
    for (operation, body) in [
        ("migrate", json!({ "region": "nyc3" })),
        ("resize", json!({ "size": "db-s-4vcpu-8gb", "num_nodes": 1 })),
        ("upgrade", json!({ "version": "17" })),
        ("install_update", json!({})),
    ] {
        for (path, status) in [(&created, "creating"), (&resizing, "resizing")] {
            let message = api.refuse(412, "PUT", &format!("{path}/{operation}"), &body);
            assert_eq!(message, format!("cluster is not ready: its status is {status}"));
        }
        api.refuse(404, "PUT", &format!("/v2/databases/nope/{operation}"), &body);
    }
}
