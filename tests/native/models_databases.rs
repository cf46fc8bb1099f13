//! The models of clusters' parts and changes, and what is special about them.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{collections::BTreeMap, fs};

use digitalocean_wasm::{
    http::{Envelope, Model, Native, Operation, Payload},
    models::databases::{
        config::{
            AdvancedMysqlConfigUpdate, AdvancedPostgresConfigUpdate, DatabaseConfig, DatabaseConfigUpdate,
            EvictionPolicy, KafkaConfig, MongodbConfig, MysqlConfig, OpensearchConfig, PgbouncerPoolMode,
            PostgresConfig, RedisConfig, ValkeyConfig,
        },
        events::{DatabaseEvent, DatabaseEventType},
        eviction_policy::DatabaseEvictionPolicy,
        pools::DatabaseConnectionPool,
        users::{DatabaseUser, DatabaseUserUpdate, MongodbUserRole},
    },
    requests::{databases, operations},
    schema::{Field, Kind, Maybe, Shape},
};
use serde_json::{Value, json};

/// What each fixture is an answer to.
const ANSWERS: [(&str, &str); 17] = [
    ("ca", "databases.ca.get"),
    ("db", "databases.dbs.create"),
    ("db", "databases.dbs.get"),
    ("dbs", "databases.dbs.list"),
    ("do_settings", "databases.settings.get"),
    ("do_settings_none", "databases.settings.get"),
    ("events", "databases.events.list"),
    ("eviction_policy", "databases.evictionPolicy.get"),
    ("firewall", "databases.firewall.list"),
    ("pool", "databases.pools.get"),
    ("pools", "databases.pools.list"),
    ("sql_mode", "databases.sqlMode.get"),
    ("user_kafka", "databases.users.update"),
    ("user_mongodb", "databases.users.get"),
    ("user_mysql", "databases.users.resetAuth"),
    ("user_opensearch", "databases.users.create"),
    ("users", "databases.users.list"),
];

/// What each fixture is a body of.
const BODIES: [(&str, &str); 30] = [
    ("config_update_advanced_mysql", "databases.config.update"),
    ("config_update_advanced_pg", "databases.config.update"),
    ("config_update_kafka", "databases.config.update"),
    ("config_update_mysql", "databases.config.update"),
    ("config_update_nothing", "databases.config.update"),
    ("config_update_pg", "databases.config.update"),
    ("db_create", "databases.dbs.create"),
    ("do_settings", "databases.settings.update"),
    ("do_settings_none", "databases.settings.update"),
    ("eviction_policy", "databases.evictionPolicy.update"),
    ("firewall_update_full", "databases.firewall.update"),
    ("firewall_update_smallest", "databases.firewall.update"),
    ("maintenance_update", "databases.maintenance.update"),
    ("migrate_full", "databases.migrate"),
    ("migrate_smallest", "databases.migrate"),
    ("pool_create_full", "databases.pools.create"),
    ("pool_create_smallest", "databases.pools.create"),
    ("pool_update_full", "databases.pools.update"),
    ("pool_update_smallest", "databases.pools.update"),
    ("resize_full", "databases.resize"),
    ("resize_smallest", "databases.resize"),
    ("resize_storage_null", "databases.resize"),
    ("sql_mode", "databases.sqlMode.update"),
    ("upgrade", "databases.upgrade"),
    ("user_create_full", "databases.users.create"),
    ("user_create_smallest", "databases.users.create"),
    ("user_reset_auth_full", "databases.users.resetAuth"),
    ("user_reset_auth_smallest", "databases.users.resetAuth"),
    ("user_update_full", "databases.users.update"),
    ("user_update_smallest", "databases.users.update"),
];

fn fixture(name: &str) -> Value {
    let file = format!("{}/tests/fixtures/databases/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn operation(call: &str) -> &'static Operation {
    let found = operations().find(|operation| operation.about.call == call);
    found.unwrap_or_else(|| panic!("there is no {call}"))
}

/// Asserts that a value is what a model says, wholly, and is written as it came.
fn assert_kept(model: Model, value: &Value, name: &str) {
    let (written, _) = (model.through)(value).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(written, *value, "{name}");
    assert_fits(model.kind, value, name);
}

/// Asserts that a value is as a table says, as a body is checked; and that all of its keys are in it.
fn assert_fits(kind: Kind, value: &Value, path: &str) {
    match (kind, value) {
        (Kind::String | Kind::Secret, Value::String(_))
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Number, Value::Number(_)) => {}
        (Kind::Integer, Value::Number(number)) => assert!(!number.is_f64(), "{path}: {number}"),
        (Kind::List(inner), Value::Array(items)) => {
            for item in items {
                assert_fits(*inner, item, &format!("{path}[]"));
            }
        }
        (Kind::Map(inner), Value::Object(entries)) => {
            for (key, item) in entries {
                assert_fits(*inner, item, &format!("{path}.{key}"));
            }
        }
        (Kind::Object(fields), Value::Object(entries)) => {
            for field in fields.iter().filter(|field| field.required) {
                assert!(entries.contains_key(field.name), "{path}.{} is missing", field.name);
            }
            for (key, item) in entries {
                let path = format!("{path}.{key}");
                let field = fields.iter().find(|field| field.name == key);
                let field = field.unwrap_or_else(|| panic!("{path} is in no table"));
                if !(field.nullable && item.is_null()) {
                    assert_fits(field.kind, item, &path);
                }
            }
        }
        _ => panic!("{path} is no {kind:?}: {value}"),
    }
}

#[test]
fn answers_are_read_and_written_back() {
    for (name, call) in ANSWERS {
        let operation = operation(call);
        let (whole, model) = (fixture(name), operation.about.response.unwrap());
        match operation.envelope {
            Envelope::List(key) => {
                let items = whole[key].as_array().unwrap();
                assert!(!items.is_empty(), "{name}");
                for item in items {
                    assert_kept(model, item, name);
                }
            }
            Envelope::Resource(key) => assert_kept(model, &whole[key], name),
            _ => assert_kept(model, &whole, name),
        }
    }
}

#[test]
fn bodies_are_read_and_written_back() {
    for (name, call) in BODIES {
        let operation = operation(call);
        assert!(matches!(operation.payload, Payload::Body(_)), "{call} takes a body");
        assert_kept(operation.about.payload.unwrap(), &fixture(name), name);
    }
}

#[test]
fn smallest_bodies_cannot_be_smaller() {
    for (name, call) in BODIES.iter().filter(|(name, _)| name.ends_with("_smallest")) {
        let model = operation(call).about.payload.unwrap();
        let whole = fixture(name);
        for key in whole.as_object().unwrap().keys() {
            let mut smaller = whole.clone();
            smaller.as_object_mut().unwrap().remove(key);
            let error = (model.through)(&smaller).unwrap_err().to_string();
            assert!(error.contains(&format!("missing field `{key}`")), "{name}: {error}");
        }
    }
}

#[test]
fn what_fixtures_hold() {
    let users: Vec<DatabaseUser> = serde_json::from_value(fixture("users")["users"].clone()).unwrap();
    assert_eq!(users[1].password.value().unwrap().0, "");
    assert_eq!(users[1].settings, Maybe::Absent);
    let settings = users[2].settings.value().unwrap();
    assert_eq!(settings.pg_allow_replication, Maybe::Value(true));

    let user: DatabaseUser = serde_json::from_value(fixture("user_mongodb")["user"].clone()).unwrap();
    assert_eq!(user.password, Maybe::Absent);
    let settings = user.settings.value().unwrap().mongo_user_settings.value().unwrap();
    assert_eq!(settings.role, Maybe::Value(MongodbUserRole::ReadOnly));

    let pools: Vec<DatabaseConnectionPool> = serde_json::from_value(fixture("pools")["pools"].clone()).unwrap();
    assert_eq!(pools[0].mode, PgbouncerPoolMode::Transaction);
    assert_eq!(pools[1].user, Maybe::Absent);
    assert_eq!(pools[1].standby_connection, Maybe::Null);
    assert_eq!(pools[2].user, Maybe::Null);
    assert_eq!(pools[2].standby_connection, Maybe::Absent);
    assert!(!format!("{pools:?}").contains("AVNS"));

    let events: Vec<DatabaseEvent> = serde_json::from_value(fixture("events")["events"].clone()).unwrap();
    assert_eq!(events[0].event_type, DatabaseEventType::Create);

    let policy: DatabaseEvictionPolicy = serde_json::from_value(fixture("eviction_policy")).unwrap();
    assert_eq!(policy.eviction_policy, EvictionPolicy::VolatileTtl);
}

#[test]
fn what_the_models_do_not_know_survives() {
    let unknown = json!({
        "settings": {
            "acl": [{ "id": null, "topic": "t", "permission": "a permission of tomorrow", "hosts": ["*"] }],
            "opensearch_acl": null,
            "redis_acl": { "keys": ["*"] },
        },
        "role": "owner",
    });
    let body: DatabaseUserUpdate = serde_json::from_value(unknown.clone()).unwrap();
    assert_eq!(serde_json::to_value(&body).unwrap(), unknown);

    let event =
        json!({ "id": "a", "cluster_name": "b", "event_type": "cluster_vacation", "create_time": "c", "by": 1 });
    let read: DatabaseEvent = serde_json::from_value(event.clone()).unwrap();
    assert_eq!(read.event_type, DatabaseEventType::Other("cluster_vacation".to_owned()));
    assert_eq!(serde_json::to_value(&read).unwrap(), event);

    let policy = json!({ "eviction_policy": "a policy of tomorrow" });
    let body: DatabaseEvictionPolicy = serde_json::from_value(policy.clone()).unwrap();
    assert_eq!(serde_json::to_value(&body).unwrap(), policy);
}

// Configuration

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

fn said(field: &Field) -> String {
    format!("{field:?}")
}

#[test]
fn a_change_of_configuration_is_checked_by_the_settings_of_all_engines() {
    let [config] = DatabaseConfigUpdate::KIND.fields() else {
        panic!("a change holds the configuration alone")
    };
    assert!(config.name == "config" && config.required && !config.nullable);

    let ours: Vec<_> = config.kind.fields().iter().map(said).collect();
    let theirs: Vec<_> = engines().into_iter().flatten().map(said).collect();
    assert_eq!(ours, theirs);
    assert_eq!(ours.len(), 219);
}

#[test]
fn a_setting_of_several_engines_is_the_same_in_all_of_them() {
    let mut by_name = BTreeMap::<_, Vec<_>>::new();
    for field in engines().into_iter().flatten() {
        by_name.entry(field.name).or_default().push(said(field));
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
fn a_change_of_configuration_is_held_to_the_types_of_settings() {
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
        json!({ "a setting of tomorrow": [1, null], "max_connections": 100 }),
        json!({ "a parameter of the Advanced Edition": "on" }),
        json!({ "backup_hour": null, "pgbouncer": { "a setting of tomorrow": {} } }),
    ];
    for config in right {
        let update = read(config.clone()).unwrap();
        assert_eq!(update.config, DatabaseConfig(config.clone()));
        assert_eq!(serde_json::to_value(&update).unwrap(), json!({ "config": config }));
    }
    assert!(serde_json::from_value::<DatabaseConfigUpdate>(json!({})).is_err());
}

#[test]
fn debug_shows_the_names_of_settings_alone() {
    let config =
        json!({ "timezone": "hush", "pgbouncer": { "list": ["hush", 5, null] }, "unknown": { "deep": "hush" } });
    let shown = format!("{:?}", DatabaseConfig(config));
    assert_eq!(
        shown,
        r#"{"pgbouncer": {"list": […, …, …]}, "timezone": …, "unknown": {"deep": …}}"#
    );
}

#[test]
fn integers_of_64_bits_are_sent_as_they_are() {
    let update: DatabaseConfigUpdate = serde_json::from_value(fixture("config_update_mysql")).unwrap();
    let update = Native(update);
    let request = databases::config::update(&Native("a"), &update).prepare().unwrap();
    let body = request.body.unwrap();
    assert!(body.contains(r#""max_seeks_for_key":18446744073709551615"#), "{body}");
    assert!(body.contains(r#""innodb_ft_user_stopword_table":null"#), "{body}");
}
