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
fn modes_are_a_setting_of_the_engine() {
    let mut api = Api::new();
    let path = api.path("orders");
    let (target, config) = (format!("{path}/sql_mode"), format!("{path}/config"));
    let at_first = api.get(&target);
    assert!(at_first["sql_mode"].as_str().unwrap().starts_with("ANSI,"));
    for modes in ["ANSI,TRADITIONAL", "NO_ZERO_DATE", ""] {
        api.write(204, "PUT", &target, &json!({ "sql_mode": modes }));
        assert_eq!(api.get(&target), json!({ "sql_mode": modes }));
        assert_eq!(api.get(&config)["config"]["sql_mode"], modes);
    }
    api.write(200, "PATCH", &config, &json!({ "config": { "sql_mode": "ANSI" } }));
    assert_eq!(api.get(&target), json!({ "sql_mode": "ANSI" }));
}

#[test]
fn modes_are_capitals_and_commas() {
    let mut api = Api::new();
    let target = format!("{}/sql_mode", api.path("orders"));
    assert_eq!(api.refuse(422, "PUT", &target, &json!({})), "sql_mode is required");
    assert_eq!(
        api.refuse(422, "PUT", &target, &json!({ "sql_mode": null })),
        "sql_mode must be a string"
    );
    let long = "A".repeat(1025);
    for modes in ["ansi", "ANSI,", "ANSI TRADITIONAL", long.as_str()] {
        let complaint = "sql_mode must be modes in capitals with commas between them";
        assert_eq!(
            api.refuse(422, "PUT", &target, &json!({ "sql_mode": modes })),
            complaint
        );
    }
}

#[test]
fn other_engines_lack_this_setting() {
    let mut api = Api::new();
    for name in ["backend", "events", "sessions"] {
        let target = format!("{}/sql_mode", api.path(name));
        for method in ["GET", "PUT"] {
            // Source: the live service for the status; the words are our own.
            let response = api.call_with(method, &target, &json!({ "sql_mode": "ANSI" }));
            assert_eq!(assert_error(&response, 404, "not_found"), "SQL mode not found");
        }
    }
}
