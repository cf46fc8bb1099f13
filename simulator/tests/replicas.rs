#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::Request;
use serde_json::{Value, json};
use support::{Api, MINUTE, READ};

fn small() -> Value {
    json!({ "name": "small-read" })
}

fn names(api: &mut Api, target: &str, key: &str) -> Vec<String> {
    let listed = api.get(target)[key].clone();
    let names = listed.as_array().unwrap().iter();
    names.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_replica_is_like_its_cluster_by_default() {
    let mut api = Api::new();
    let target = api.path("backend") + "/replicas";
    let cluster = api.path("backend");
    let cluster = api.get(&cluster)["database"].clone();
    let created = api.expect(201, "POST", &target, &small())["replica"].clone();
    for key in ["region", "size", "storage_size_mib", "private_network_uuid"] {
        assert_eq!(created[key], cluster[key], "{key}");
    }
    assert_eq!((&created["status"], &created["tags"]), (&json!("forking"), &json!([])));
    assert_eq!(created.get("do_settings"), None);
    let (connection, password) = (&created["connection"], &cluster["connection"]["password"]);
    assert_eq!(&connection["password"], password);
    let host = connection["host"].as_str().unwrap();
    assert!(host.starts_with("small-read-"), "{host}");
    assert_eq!(created["private_connection"]["host"], format!("private-{host}"));

    let body = json!({
        "name": "far-read", "region": "nyc3", "size": "db-s-4vcpu-8gb", "storage_size_mib": 200_000, "tags": ["web"],
        "private_network_uuid": "d455e75d-4858-4eec-8c95-da2f0a5f93a7",
        "do_settings": { "service_cnames": ["read.example.com"] },
    });
    let far = api.expect(201, "POST", &target, &body)["replica"].clone();
    for (key, value) in body.as_object().unwrap() {
        assert_eq!(&far[key], value, "{key}");
    }
    assert_eq!(
        names(&mut api, &target, "replicas"),
        ["backend-read", "small-read", "far-read"]
    );
    let mut read = api.get(&format!("{target}/far-read"))["replica"].clone();
    assert_eq!(read["status"], "creating");
    read["status"] = far["status"].clone();
    assert_eq!(read, far);
}

#[test]
fn a_replica_waits_for_the_first_backup_and_then_for_itself() {
    let mut api = Api::new();
    let cluster = api.online("mysql");
    let target = format!("{cluster}/replicas");
    assert_eq!(api.get(&cluster)["database"]["status"], "online");
    api.now += 5 * MINUTE - 1;
    let message = api.refuse(412, "POST", &target, &small());
    assert!(message.contains("backup"), "{message}");
    api.now += 1;
    // Source: answers of the live service.
    let created = api.expect(201, "POST", &target, &small());
    assert_eq!(created["replica"]["status"], "forking");
    let replica = format!("{target}/small-read");
    for (after, status) in [(0, "creating"), (5 * MINUTE - 1, "creating"), (1, "online")] {
        api.now += after;
        assert_eq!(api.get(&replica)["replica"]["status"], status);
    }
}

#[test]
fn a_promoted_replica_is_a_cluster() {
    let mut api = Api::new();
    let target = api.path("backend") + "/replicas";
    let created = api.expect(201, "POST", &target, &small())["replica"].clone();
    let promote = format!("{target}/small-read/promote");
    api.refuse(412, "PUT", &promote, &json!({}));
    api.now += 5 * MINUTE;
    let response = api.call("PUT", &promote);
    assert_eq!((response.status, response.body.as_str()), (204, ""));

    api.refuse(404, "PUT", &promote, &json!({}));
    assert_eq!(names(&mut api, &target, "replicas"), ["backend-read"]);
    let clusters = names(&mut api, "/v2/databases", "databases");
    assert_eq!(clusters, ["backend", "orders", "events", "sessions", "small-read"]);
    let path = api.path("small-read");
    let cluster = api.get(&path)["database"].clone();
    for key in ["id", "created_at", "region", "size", "connection"] {
        assert_eq!(cluster[key], created[key], "{key}");
    }
    assert_eq!(
        (&cluster["status"], &cluster["engine"], &cluster["num_nodes"]),
        (&json!("online"), &json!("pg"), &json!(1))
    );
    assert_eq!(api.get(&format!("{path}/replicas"))["replicas"], json!([]));
}

#[test]
fn a_promoted_replica_keeps_the_data_and_begins_a_new_history() {
    let mut api = Api::new();
    let primary = api.path("backend");
    let app = json!({ "name": "app" });
    api.expect(201, "POST", &format!("{primary}/users"), &app);
    api.expect(201, "POST", &format!("{primary}/dbs"), &app);
    api.write(
        200,
        "PATCH",
        &format!("{primary}/config"),
        &json!({ "config": { "jit": false } }),
    );
    let rules = json!({ "rules": [{ "type": "tag", "value": "web" }] });
    api.write(204, "PUT", &format!("{primary}/firewall"), &rules);
    let storage = json!({ "storage": { "enabled": true } });
    api.write(204, "PUT", &format!("{primary}/autoscale"), &storage);
    let resize = json!({ "size": "db-s-4vcpu-8gb", "num_nodes": 2 });
    api.write(202, "PUT", &format!("{primary}/resize"), &resize);
    api.now += MINUTE;
    api.write(
        204,
        "PUT",
        &format!("{primary}/replicas/backend-read/promote"),
        &json!({}),
    );

    let path = api.path("backend-read");
    let (old, new) = (
        api.get(&primary)["database"].clone(),
        api.get(&path)["database"].clone(),
    );
    for key in ["users", "db_names", "version", "project_id"] {
        assert_eq!(new[key], old[key], "{key}");
    }
    for of in ["users", "dbs", "config"] {
        assert_eq!(
            api.get(&format!("{path}/{of}")),
            api.get(&format!("{primary}/{of}")),
            "{of}"
        );
    }
    assert_eq!((&old["status"], &new["status"]), (&json!("resizing"), &json!("online")));
    assert_eq!(new["rules"], json!([]));
    assert_eq!(api.get(&format!("{path}/pools")), json!({ "pools": [] }));
    assert_eq!(api.get(&format!("{path}/logsink")), json!({ "sinks": [] }));
    let autoscale = api.get(&format!("{path}/autoscale"));
    assert_eq!(autoscale, json!({ "storage": { "enabled": false } }));
    let events = api.get(&format!("{path}/events"))["events"].clone();
    let seen = events.as_array().unwrap().iter();
    let seen: Vec<_> = seen
        .map(|event| [&event["cluster_name"], &event["event_type"], &event["create_time"]])
        .collect();
    assert_eq!(seen, [["backend-read", "cluster_create", "2026-01-01T00:01:00Z"]]);
}

#[test]
fn a_promoted_replica_has_passwords_of_its_own_from_then_on() {
    let mut api = Api::new();
    let primary = api.path("backend");
    let before = api.get(&primary)["database"]["users"].clone();
    api.write(
        204,
        "PUT",
        &format!("{primary}/replicas/backend-read/promote"),
        &json!({}),
    );
    let path = api.path("backend-read");
    api.expect(200, "POST", &format!("{path}/users/doadmin/reset_auth"), &json!({}));
    assert_eq!(api.get(&primary)["database"]["users"], before);
    assert_ne!(api.get(&path)["database"]["users"], before);
}

#[test]
fn a_deleted_replica_is_gone_and_its_name_free() {
    let mut api = Api::new();
    let target = api.path("backend") + "/replicas";
    let replica = format!("{target}/backend-read");
    let again = json!({ "name": "backend-read" });
    let taken = api.refuse(422, "POST", &target, &again);
    assert_eq!(taken, "replica name is not available");
    let of_cluster = json!({
        "name": "backend-read", "engine": "pg", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "fra1",
    });
    api.refuse(422, "POST", "/v2/databases", &of_cluster);

    api.write(204, "DELETE", &replica, &json!({}));
    api.refuse(404, "GET", &replica, &json!({}));
    api.refuse(404, "DELETE", &replica, &json!({}));
    api.expect(201, "POST", &target, &again);
}

#[test]
fn credentials_are_blank_without_their_scope() {
    let mut api = Api::new();
    let target = api.path("backend") + "/replicas";
    let password = api.get(&target)["replicas"][0]["connection"]["password"].clone();
    for target in [target.clone(), format!("{target}/backend-read")] {
        let response = api.send(&Request::new("GET", &target).with_token(READ));
        assert_eq!(response.status, 200);
        assert!(!response.body.contains(password.as_str().unwrap()), "{target}");
    }
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    let target = api.path("backend") + "/replicas";
    assert_eq!(api.refuse(422, "POST", &target, &json!({})), "name is required");
    for (key, value, complaint) in [
        ("name", json!("Read"), "name must be 3 to 63"),
        ("name", json!("orders"), "replica name is not available"),
        ("region", json!("mars1"), "region is not available"),
        ("size", json!("huge"), "size is not available"),
        ("size", json!("db-s-1vcpu-1gb"), "size must be at least the cluster's"),
        (
            "storage_size_mib",
            json!(61_439),
            "storage_size_mib must be at least 61440",
        ),
        ("tags", json!([1]), "tags must be an array of strings"),
        (
            "private_network_uuid",
            json!("x"),
            "private_network_uuid must be a UUID",
        ),
        ("do_settings", json!([]), "do_settings must be an object"),
    ] {
        let mut body = small();
        body[key] = value;
        let message = api.refuse(422, "POST", &target, &body);
        assert!(message.starts_with(complaint), "{message}");
    }
    let events = api.path("events") + "/replicas";
    api.refuse(422, "POST", &events, &small());
    api.refuse(422, "GET", &events, &json!({}));
    api.refuse(404, "POST", "/v2/databases/nope/replicas", &small());
    api.refuse(404, "PUT", &format!("{target}/nope/promote"), &json!({}));
}

// Source: godo sends an empty network with every replica.
#[test]
fn an_empty_network_counts_as_left_out() {
    let mut api = Api::new();
    let path = api.path("backend");
    let body = json!({ "name": "small-read", "private_network_uuid": "" });
    let created = api.expect(201, "POST", &format!("{path}/replicas"), &body)["replica"].clone();
    let cluster = api.get(&path)["database"].clone();
    assert_eq!(created["private_network_uuid"], cluster["private_network_uuid"]);
}
