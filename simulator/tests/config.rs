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

fn seeded(api: &mut Api, name: &str) -> Value {
    let target = format!("{}/config", api.path(name));
    api.get(&target)["config"].clone()
}

#[test]
fn a_cluster_being_created_has_no_config_yet() {
    let mut api = Api::new();
    let target = format!("{}/config", api.created("opensearch"));
    assert_error(&api.call("GET", &target), 412, "precondition_failed");
    api.now += 5 * MINUTE;
    assert_eq!(api.get(&target)["config"]["http_max_header_size_bytes"], 8192);
}

#[test]
fn every_engine_has_its_own_complete_config() {
    let mut api = Api::new();
    let made = ["mongodb", "opensearch", "valkey", "pg", "mysql", "kafka"]
        .map(|engine| (engine, format!("{}/config", api.created(engine))));
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
    let targets = ["advanced_pg", "advanced_mysql"].map(|engine| format!("{}/config", api.created(engine)));
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

#[test]
fn a_change_leaves_other_settings_alone() {
    let mut api = Api::new();
    let target = format!("{}/config", api.path("backend"));
    let before = api.get(&target)["config"].clone();
    let change = json!({
        "jit": false,
        "autovacuum_vacuum_scale_factor": 1,
        "shared_buffers_percentage": 41.5,
        "pg_partman_bgw.role": "keeper",
        "pgbouncer": { "min_pool_size": 7, "ignore_startup_parameters": ["search_path"] },
    });
    api.write(200, "PATCH", &target, &json!({ "config": change }));
    api.write(
        200,
        "PATCH",
        &target,
        &json!({ "config": { "pgbouncer": { "server_lifetime": 60 } } }),
    );

    let mut expected = before.clone();
    for (name, value) in change.as_object().unwrap() {
        if name != "pgbouncer" {
            expected[name] = value.clone();
        }
    }
    expected["pgbouncer"]["min_pool_size"] = json!(7);
    expected["pgbouncer"]["ignore_startup_parameters"] = json!(["search_path"]);
    expected["pgbouncer"]["server_lifetime"] = json!(60);
    assert_eq!(api.get(&target)["config"], expected);
    let other = format!("{}/config", api.online("pg"));
    assert_eq!(api.get(&other)["config"], before, "another cluster has its own");
}

#[test]
fn integers_of_64_bits_are_kept_digit_by_digit() {
    let mut api = Api::new();
    for (name, setting, value) in [
        ("orders", "max_seeks_for_key", json!(u64::MAX - 1)),
        ("events", "log_retention_ms", json!(i64::MAX - 1)),
        ("events", "log_retention_bytes", json!(i64::MIN + 1)),
    ] {
        let target = format!("{}/config", api.path(name));
        api.write(200, "PATCH", &target, &json!({ "config": { setting: value } }));
        assert!(
            api.call("GET", &target)
                .body
                .contains(&format!(r#""{setting}":{value},"#))
        );
    }
}

#[test]
fn a_setting_that_may_be_null_can_be_set_and_unset() {
    let mut api = Api::new();
    let target = format!("{}/config", api.path("orders"));
    for value in [json!("db/words"), json!(null)] {
        let body = json!({ "config": { "innodb_ft_user_stopword_table": value } });
        api.write(200, "PATCH", &target, &body);
        assert_eq!(api.get(&target)["config"]["innodb_ft_user_stopword_table"], value);
    }
}

#[test]
fn advanced_engines_take_strings() {
    let mut api = Api::new();
    let target = format!("{}/config", api.online("advanced_pg"));
    let change = json!({ "max_connections": "250", "work_mem": "8MB" });
    api.write(200, "PATCH", &target, &json!({ "config": { "pg_parameters": change } }));
    let listed = api.get(&target)["config"].clone();
    let setting = |name: &str| {
        listed
            .as_array()
            .unwrap()
            .iter()
            .find(|setting| setting["name"] == name)
            .unwrap()
    };
    assert_eq!(
        setting("max_connections"),
        &json!({
            "name": "max_connections", "value": "250", "default_value": "100",
            "data_type": "integer", "requires_restart": true,
        })
    );
    assert_eq!(setting("work_mem")["value"], "8MB");
    assert_eq!(setting("timezone")["value"], "UTC");
    for (config, complaint) in [
        (
            json!({ "max_connections": 250 }),
            "config.pg_parameters.max_connections must be a string",
        ),
        (
            json!({ "max_connections": "many" }),
            "config.pg_parameters.max_connections must spell an integer",
        ),
        (
            json!({ "track_io_timing": "maybe" }),
            "config.pg_parameters.track_io_timing must be on or off",
        ),
        (
            json!({ "jit": "on" }),
            "config.pg_parameters.jit is not a setting of this engine",
        ),
    ] {
        assert_eq!(
            api.refuse(422, "PATCH", &target, &json!({ "config": { "pg_parameters": config } })),
            complaint
        );
    }
}

#[test]
fn invalid_settings_are_refused_and_change_nothing() {
    let mut api = Api::new();
    let backend = format!("{}/config", api.path("backend"));
    let orders = format!("{}/config", api.path("orders"));
    let before = api.get(&backend);
    assert_eq!(api.refuse(422, "PATCH", &backend, &json!({})), "config is required");
    for (target, config, complaint) in [
        (&backend, json!([]), "config must be an object"),
        (
            &backend,
            json!({ "jit": false, "sql_mode": "ANSI" }),
            "config.sql_mode is not a setting of this engine",
        ),
        (&backend, json!({ "jit": "false" }), "config.jit must be a boolean"),
        (
            &backend,
            json!({ "autovacuum_vacuum_scale_factor": true }),
            "config.autovacuum_vacuum_scale_factor must be a number",
        ),
        (&backend, json!({ "timezone": 1 }), "config.timezone must be a string"),
        (
            &backend,
            json!({ "pgbouncer": 1 }),
            "config.pgbouncer must be an object",
        ),
        (
            &backend,
            json!({ "pgbouncer": { "x": 1 } }),
            "config.pgbouncer.x is not a setting of this engine",
        ),
        (
            &backend,
            json!({ "pgbouncer": { "ignore_startup_parameters": [1] } }),
            "config.pgbouncer.ignore_startup_parameters must be an array of strings",
        ),
        (
            &orders,
            json!({ "innodb_ft_user_stopword_table": 1 }),
            "config.innodb_ft_user_stopword_table must be a string or null",
        ),
        (&orders, json!({ "sql_mode": "ansi" }), "config.sql_mode is unknown"),
    ] {
        assert_eq!(
            api.refuse(422, "PATCH", target, &json!({ "config": config })),
            complaint
        );
    }
    assert_eq!(api.get(&backend), before);
}

#[test]
fn an_integer_has_no_fraction_and_no_quotes() {
    let mut api = Api::new();
    let backend = format!("{}/config", api.path("backend"));
    for value in [json!("4"), json!(4.5), json!(1e20)] {
        let body = json!({ "config": { "work_mem": value } });
        let message = api.refuse(422, "PATCH", &backend, &body);
        assert_eq!(message, "config.work_mem must be an integer");
    }
}

#[test]
fn the_config_of_a_cluster_being_created_cannot_be_changed() {
    let mut api = Api::new();
    let created = format!("{}/config", api.created("pg"));
    api.refuse(412, "PATCH", &created, &json!({ "config": {} }));
}
