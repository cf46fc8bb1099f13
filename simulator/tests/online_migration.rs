#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, MINUTE, SECOND};

fn source() -> Value {
    json!({
        "source": {
            "host": "db.example.com", "port": 5432, "dbname": "defaultdb", "username": "doadmin", "password": "secret",
        },
        "disable_ssl": false,
        "ignore_dbs": ["db0"],
    })
}

#[test]
fn a_migration_goes_through_its_statuses() {
    let mut api = Api::new();
    let target = api.path("backend") + "/online-migration";
    api.refuse(404, "GET", &target, &json!({}));
    let started = api.expect(200, "PUT", &target, &source());
    assert_eq!(started["status"], "running");
    assert_eq!(started["created_at"], "2026-01-01T00:00:00Z");
    for (after, status) in [(59, "running"), (1, "syncing"), (239, "syncing"), (1, "done")] {
        api.now += after * SECOND;
        let migration = api.get(&target);
        assert_eq!(
            (&migration["status"], &migration["id"]),
            (&json!(status), &started["id"])
        );
    }
    let next = api.expect(200, "PUT", &target, &source());
    assert_ne!(next["id"], started["id"], "the latest is shown");
    assert_eq!(api.get(&target), next);
}

#[test]
fn a_migration_is_cancelled_once_and_only_under_its_id() {
    let mut api = Api::new();
    let target = api.path("orders") + "/online-migration";
    let started = api.expect(200, "PUT", &target, &source());
    let message = api.refuse(412, "PUT", &target, &source());
    assert!(message.contains("running already"), "{message}");

    let path = format!("{target}/{}", started["id"].as_str().unwrap());
    api.refuse(404, "DELETE", &format!("{target}/nope"), &json!({}));
    api.write(204, "DELETE", &path, &json!({}));
    api.now += 10 * MINUTE;
    assert_eq!(api.get(&target)["status"], "canceled");
    api.refuse(404, "DELETE", &path, &json!({}));
}

#[test]
fn a_source_that_cannot_be_reached_fails_it_later() {
    let mut api = Api::new();
    let target = api.path("backend") + "/online-migration";
    let mut body = source();
    body["source"]["host"] = json!("db.invalid");
    assert_eq!(api.expect(200, "PUT", &target, &body)["status"], "running");
    api.now += MINUTE;
    assert_eq!(api.get(&target)["status"], "error");
}

#[test]
fn a_migration_needs_a_supported_engine_and_a_running_cluster() {
    let mut api = Api::new();
    let events = api.path("events") + "/online-migration";
    api.refuse(422, "PUT", &events, &source());
    api.refuse(422, "GET", &events, &json!({}));
    let sessions = api.path("sessions") + "/online-migration";
    api.refuse(412, "PUT", &sessions, &source());
    api.now += 5 * MINUTE;
    api.expect(200, "PUT", &sessions, &source());
    api.refuse(404, "PUT", "/v2/databases/nope/online-migration", &source());
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    let target = api.path("backend") + "/online-migration";
    for (pointer, value, complaint) in [
        ("/source", json!(1), "source must be an object"),
        ("/source", json!({}), "source.host is required"),
        ("/source", json!({ "host": "h" }), "source.port is required"),
        ("/source/port", json!("5432"), "source.port must be an integer"),
        ("/source/port", json!(65_536), "source.port must be from 1 to 65535"),
        ("/source/password", json!(1), "source.password must be a string"),
        ("/disable_ssl", json!(0), "disable_ssl must be a boolean"),
        ("/ignore_dbs", json!("db0"), "ignore_dbs must be an array of strings"),
    ] {
        let mut body = source();
        *body.pointer_mut(pointer).unwrap() = value;
        assert_eq!(api.refuse(422, "PUT", &target, &body), complaint);
    }
    assert_eq!(api.refuse(422, "PUT", &target, &json!({})), "source is required");
}
