//! Configurations of clusters: one model per engine, and an update that takes the settings of all.

use std::collections::BTreeMap;

use digitalocean_wasm::{
    http::Native,
    models::databases::config::{
        AdvancedMysqlConfigUpdate, AdvancedPostgresConfigUpdate, DatabaseConfig, DatabaseConfigUpdate, KafkaConfig,
        MongodbConfig, MysqlConfig, OpensearchConfig, PostgresConfig, RedisConfig, ValkeyConfig,
    },
    requests::databases,
    schema::{Field, Shape},
};
use serde_json::{Value, json};

use crate::support::fixture;

/// The settings of each engine.
fn engines() -> [&'static [Field]; 9] {
    [
        PostgresConfig::KIND.fields(),
        MysqlConfig::KIND.fields(),
        RedisConfig::KIND.fields(),
        ValkeyConfig::KIND.fields(),
        MongodbConfig::KIND.fields(),
        KafkaConfig::KIND.fields(),
        OpensearchConfig::KIND.fields(),
        AdvancedPostgresConfigUpdate::KIND.fields(),
        AdvancedMysqlConfigUpdate::KIND.fields(),
    ]
}

fn shown(field: &Field) -> String {
    format!("{field:?}")
}

#[test]
fn an_update_has_the_settings_of_all_engines() {
    let [config] = DatabaseConfigUpdate::KIND.fields() else {
        panic!("an update holds the configuration alone")
    };
    assert!(config.name == "config" && config.required && !config.nullable);

    let all: Vec<_> = config.kind.fields().iter().map(shown).collect();
    let expected: Vec<_> = engines().into_iter().flatten().map(shown).collect();
    assert_eq!(all, expected);
    assert_eq!(all.len(), 219);
}

#[test]
fn a_setting_of_several_engines_is_the_same_in_all_of_them() {
    let mut by_name = BTreeMap::<_, Vec<_>>::new();
    for field in engines().into_iter().flatten() {
        by_name.entry(field.name).or_default().push(shown(field));
    }
    by_name.retain(|_, fields| fields.len() > 1);
    for fields in by_name.values_mut() {
        fields.dedup();
        assert_eq!(fields.len(), 1, "{fields:?}");
    }
    let names: Vec<_> = by_name.into_keys().collect();
    assert_eq!(names, ["backup_hour", "backup_minute"]);
}

#[test]
fn an_update_is_held_to_the_types_of_the_settings() {
    let read = |config: Value| serde_json::from_value::<DatabaseConfigUpdate>(json!({ "config": config }));
    let wrong = [
        json!({ "max_connections": "100" }),
        json!({ "sql_mode": 5 }),
        json!({ "redis_ssl": "yes" }),
        json!({ "valkey_timeout": 0.5 }),
        json!({ "verbosity": true }),
        json!({ "log_retention_ms": "-1" }),
        json!({ "reindex_remote_whitelist": "host:9200" }),
        json!({ "pgbouncer": { "min_pool_size": "4" } }),
        json!({ "pg_parameters": { "work_mem": 8192 } }),
        json!({ "pg_parameters": [{ "name": "work_mem", "value": "8192" }] }),
        json!({ "mysql_parameters": { "max_connections": 200 } }),
        json!([]),
        json!(null),
    ];
    for config in wrong {
        assert!(read(config.clone()).is_err(), "{config}");
    }
    let right = [
        json!({ "a setting of the future": [1, null], "max_connections": 100 }),
        json!({ "a parameter of the Advanced Edition": "on" }),
        json!({ "backup_hour": null, "pgbouncer": { "a setting of the future": {} } }),
    ];
    for config in right {
        let update = read(config.clone()).unwrap();
        assert_eq!(update.config, DatabaseConfig(config.clone()));
        assert_eq!(serde_json::to_value(&update).unwrap(), json!({ "config": config }));
    }
    assert!(serde_json::from_value::<DatabaseConfigUpdate>(json!({})).is_err());
}

#[test]
fn debug_shows_only_the_names_of_settings() {
    let config =
        json!({ "timezone": "hush", "pgbouncer": { "list": ["hush", 5, null] }, "unknown": { "deep": "hush" } });
    let shown = format!("{:?}", DatabaseConfig(config));
    assert_eq!(
        shown,
        r#"{"pgbouncer": {"list": […, …, …]}, "timezone": …, "unknown": {"deep": …}}"#
    );
}

#[test]
fn integers_of_64_bits_are_sent_to_the_digit() {
    let update: DatabaseConfigUpdate = serde_json::from_value(fixture("databases/config_update_mysql")).unwrap();
    let update = Native(update);
    let request = databases::config::update(&Native("a"), &update).prepare().unwrap();
    let body = request.body.unwrap();
    assert!(body.contains(r#""max_seeks_for_key":18446744073709551615"#), "{body}");
    assert!(body.contains(r#""innodb_ft_user_stopword_table":null"#), "{body}");
}
