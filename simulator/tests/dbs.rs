#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::{Api, assert_error};

#[test]
fn databases_come_and_go() {
    let mut api = Api::new();
    let path = api.path("orders");
    let dbs = format!("{path}/dbs");
    assert_eq!(api.get(&dbs), json!({ "dbs": [{ "name": "defaultdb" }] }));
    let created = api.expect(201, "POST", &dbs, &json!({ "name": "a/b" }));
    assert_eq!(created, json!({ "db": { "name": "a/b" } }));
    assert_eq!(
        api.get(&dbs),
        json!({ "dbs": [{ "name": "defaultdb" }, { "name": "a/b" }] })
    );
    assert_eq!(api.get(&path)["database"]["db_names"], json!(["defaultdb", "a/b"]));
    let one = format!("{dbs}/a%2Fb");
    assert_eq!(api.get(&one), json!({ "db": { "name": "a/b" } }));

    assert_eq!(api.call("DELETE", &one).status, 204);
    for method in ["GET", "DELETE"] {
        assert_error(&api.call(method, &one), 404, "not_found");
    }
    assert_eq!(api.call("DELETE", &format!("{dbs}/defaultdb")).status, 204);
    assert_eq!(api.get(&dbs), json!({ "dbs": [] }));
    assert_eq!(
        api.get(&path)["database"]["db_names"],
        json!([]),
        "none, which is not null"
    );
}

#[test]
fn invalid_bodies_are_refused() {
    let mut api = Api::new();
    let dbs = format!("{}/dbs", api.path("backend"));
    for (name, complaint) in [
        (json!(1), "name must be a string"),
        (json!(""), "name must be 1 to 63 characters"),
        (json!("x".repeat(64)), "name must be 1 to 63 characters"),
        (json!("defaultdb"), "database name is not available"),
    ] {
        assert_eq!(api.refuse(422, "POST", &dbs, &json!({ "name": name })), complaint);
    }
    assert_eq!(api.refuse(422, "POST", &dbs, &json!({})), "name is required");
    let pooled = format!("{dbs}/defaultdb");
    assert_eq!(
        api.refuse(422, "DELETE", &pooled, &json!({})),
        "a connection pool is for this database"
    );
    assert_error(&api.call("GET", "/v2/databases/nope/dbs"), 404, "not_found");
}

#[test]
fn some_engines_lack_this_resource() {
    let mut api = Api::new();
    for name in ["events", "sessions"] {
        let dbs = format!("{}/dbs", api.path(name));
        for (method, target) in [
            ("GET", dbs.clone()),
            ("POST", dbs.clone()),
            ("GET", format!("{dbs}/x")),
            ("DELETE", format!("{dbs}/x")),
        ] {
            let complaint = "databases are not available for this engine";
            assert_eq!(api.refuse(422, method, &target, &json!({ "name": "x" })), complaint);
        }
    }
    let mongodb = format!("{}/dbs", api.created("mongodb"));
    assert_eq!(api.get(&mongodb), json!({ "dbs": [{ "name": "admin" }] }));
}
