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

fn created(api: &mut Api, engine: &str, num_nodes: u64) -> String {
    let name = format!("new-{}", engine.replace('_', "-"));
    let body =
        json!({ "name": name, "engine": engine, "num_nodes": num_nodes, "size": "db-s-2vcpu-4gb", "region": "fra1" });
    let response = api.call_with("POST", "/v2/databases", &body);
    assert_eq!(response.status, 201, "{}", response.body);
    format!(
        "/v2/databases/{}/config",
        response.json()["database"]["id"].as_str().unwrap()
    )
}

fn seeded(api: &mut Api, name: &str) -> Value {
    let target = format!("/v2/databases/{}/config", api.cluster(name));
    api.get(&target)["config"].clone()
}

#[test]
fn a_cluster_being_created_has_no_config_yet() {
    let mut api = Api::new();
    let target = created(&mut api, "opensearch", 1);
    assert_error(&api.call("GET", &target), 412, "precondition_failed");
    api.now += 5 * MINUTE;
    assert_eq!(api.get(&target)["config"]["http_max_header_size_bytes"], 8192);
}

#[test]
fn every_engine_has_its_own_complete_config() {
    let mut api = Api::new();
    let made = [
        ("mongodb", 1),
        ("opensearch", 1),
        ("valkey", 1),
        ("pg", 1),
        ("mysql", 1),
        ("kafka", 3),
    ]
    .map(|(engine, num_nodes)| (engine, created(&mut api, engine, num_nodes)));
    api.now += 5 * MINUTE;
    let fields = [
        ("mongodb", 5, "default_write_concern"),
        ("opensearch", 41, "search_max_buckets"),
        ("valkey", 13, "valkey_maxmemory_policy"),
        ("pg", 56, "pg_stat_statements.track"),
        ("mysql", 51, "sql_mode"),
        ("kafka", 40, "log_retention_ms"),
    ];
    for ((engine, target), (_, count, field)) in made.iter().zip(fields) {
        let config = api.get(target)["config"].clone();
        assert_eq!(config.as_object().unwrap().len(), count, "{engine}");
        assert!(config.get(field).is_some(), "{engine}");
    }
}

#[test]
fn integers_of_64_bits_appear_digit_by_digit() {
    let mut api = Api::new();
    let events = seeded(&mut api, "events");
    assert_eq!(events["log_flush_interval_messages"], i64::MAX);
    let orders = seeded(&mut api, "orders");
    assert_eq!(orders["max_seeks_for_key"], u64::MAX);
    let target = format!("/v2/databases/{}/config", api.cluster("orders"));
    assert!(
        api.call("GET", &target)
            .body
            .contains(r#""max_seeks_for_key":18446744073709551615"#)
    );
}

#[test]
fn advanced_engines_list_their_settings() {
    let mut api = Api::new();
    let targets = ["advanced_pg", "advanced_mysql"].map(|engine| created(&mut api, engine, 1));
    api.now += 5 * MINUTE;
    for target in targets {
        let config = api.get(&target)["config"].clone();
        let settings = config.as_array().unwrap();
        assert!(settings.len() >= 10);
        assert!(
            settings
                .iter()
                .all(|setting| setting["name"].is_string() && setting["value"].is_string())
        );
        assert!(
            settings
                .iter()
                .all(|setting| setting["value"] == setting["default_value"])
        );
        assert!(settings.iter().any(|setting| setting["requires_restart"] == true));
    }
}

#[test]
fn an_unknown_cluster_is_not_found() {
    assert_error(&Api::new().call("GET", "/v2/databases/nope/config"), 404, "not_found");
}
