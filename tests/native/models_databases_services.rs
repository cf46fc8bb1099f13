//! What surrounds a cluster's data: migration, backups, replicas, growth, topics, log sinks, schemas, metrics, indexes.
//! The fixtures of their operations, and what is special to their models.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use digitalocean_wasm::{
    http::{Envelope, Model, Native, Operation},
    models::databases::{
        logsinks::{DatabaseLogsink, DatabaseLogsinkConfig, DatabaseLogsinkCreate, DatabaseLogsinkType},
        topics::{KafkaTopicCompressionType, KafkaTopicConfig, KafkaTopicCreate, KafkaTopicDetails},
    },
    requests::{databases::topics, operations},
    schema::{Kind, Maybe, Shape, WideInteger},
};
use serde_json::{Value, json};

/// Which side of an operation a fixture is.
#[derive(Clone, Copy)]
enum Side {
    Answer,
    Body,
}

use Side::{Answer as A, Body as B};

/// What each fixture is: the call on `databases` it belongs to, and on which side of it.
const FIXTURES: &[(&str, &str, Side)] = &[
    ("autoscale/get", "autoscale.get", A),
    ("autoscale/get_off", "autoscale.get", A),
    ("autoscale/update", "autoscale.update", B),
    ("backups/list", "backups.list", A),
    ("backups/list_empty", "backups.list", A),
    ("indexes/list", "indexes.list", A),
    ("logsinks/create_datadog", "logsinks.create", B),
    ("logsinks/create_elasticsearch", "logsinks.create", B),
    ("logsinks/create_opensearch", "logsinks.create", B),
    ("logsinks/create_rsyslog", "logsinks.create", B),
    ("logsinks/created", "logsinks.create", A),
    ("logsinks/get", "logsinks.get", A),
    ("logsinks/list", "logsinks.list", A),
    ("logsinks/update", "logsinks.update", B),
    ("metrics_credentials/get", "metricsCredentials.get", A),
    ("metrics_credentials/update", "metricsCredentials.update", B),
    ("online_migration/get", "onlineMigration.get", A),
    ("online_migration/start_full", "onlineMigration.start", B),
    ("online_migration/start_smallest", "onlineMigration.start", B),
    ("online_migration/started", "onlineMigration.start", A),
    ("replicas/create_full", "replicas.create", B),
    ("replicas/create_smallest", "replicas.create", B),
    ("replicas/get", "replicas.create", A),
    ("replicas/get", "replicas.get", A),
    ("replicas/list", "replicas.list", A),
    ("schemas/config", "schemas.config.get", A),
    ("schemas/config", "schemas.config.update", A),
    ("schemas/config_subject", "schemas.config.getSubject", A),
    ("schemas/config_subject", "schemas.config.updateSubject", A),
    ("schemas/config_update", "schemas.config.update", B),
    ("schemas/config_update", "schemas.config.updateSubject", B),
    ("schemas/create", "schemas.create", B),
    ("schemas/created", "schemas.create", A),
    ("schemas/get", "schemas.get", A),
    ("schemas/get", "schemas.getVersion", A),
    ("schemas/list", "schemas.list", A),
    ("topics/create_full", "topics.create", B),
    ("topics/create_smallest", "topics.create", B),
    ("topics/created", "topics.create", A),
    ("topics/get", "topics.get", A),
    ("topics/get", "topics.update", A),
    ("topics/list", "topics.list", A),
    ("topics/update", "topics.update", B),
];

/// The folders of the fixtures.
fn folders() -> BTreeSet<&'static str> {
    FIXTURES
        .iter()
        .map(|(name, ..)| name.split_once('/').unwrap().0)
        .collect()
}

fn path(name: &str) -> String {
    format!("{}/tests/fixtures/databases/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    fs::read_to_string(path(&format!("{name}.json"))).unwrap()
}

fn operation(call: &str) -> &'static Operation {
    let call = format!("databases.{call}");
    let found = operations().find(|operation| operation.about.call == call);
    found.unwrap_or_else(|| panic!("{call} is no operation"))
}

/// The values of a fixture that are of a model each, and the model.
fn held(name: &str, call: &str, side: Side) -> (Vec<Value>, Model) {
    let operation = operation(call);
    let whole: Value = serde_json::from_str(&text(name)).unwrap();
    match (side, operation.envelope) {
        (B, _) => (vec![whole], operation.about.payload.unwrap()),
        (A, Envelope::List(key)) => (
            whole[key].as_array().unwrap().clone(),
            operation.about.response.unwrap(),
        ),
        (A, Envelope::Resource(key)) => (vec![whole[key].clone()], operation.about.response.unwrap()),
        (A, _) => (vec![whole], operation.about.response.unwrap()),
    }
}

fn fixtures() -> impl Iterator<Item = (&'static str, Side, Value, Model)> {
    FIXTURES.iter().flat_map(|&(name, call, side)| {
        let (values, model) = held(name, call, side);
        values.into_iter().map(move |value| (name, side, value, model))
    })
}

#[test]
fn fixtures_are_read_and_written_back() {
    for (name, _, value, model) in fixtures() {
        let (written, _) = (model.through)(&value).unwrap_or_else(|error| panic!("{name}: {error}"));
        // A whole number and the same one with a point are one number to JSON, not to this comparison.
        assert_eq!(numbers_plain(&written), numbers_plain(&value), "{name}");
    }
}

fn numbers_plain(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(numbers_plain).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, field)| (key.clone(), numbers_plain(field)))
            .collect(),
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            serde_json::from_str(text.strip_suffix(".0").unwrap_or(&text)).unwrap()
        }
        _ => value.clone(),
    }
}

#[test]
fn every_operation_and_every_file_has_its_row() {
    let given: BTreeSet<_> = FIXTURES
        .iter()
        .map(|&(_, call, side)| (call.to_owned(), matches!(side, B)))
        .collect();
    let resources: BTreeSet<_> = FIXTURES
        .iter()
        .map(|(_, call, _)| call.rsplit_once('.').unwrap().0)
        .collect();
    for operation in operations() {
        let Some(call) = operation.about.call.strip_prefix("databases.") else {
            continue;
        };
        let resource = call.rsplit_once('.').map_or("", |(resource, _)| resource);
        if !resources.contains(resource) {
            continue;
        }
        let row = |is_body| given.contains(&(call.to_owned(), is_body));
        assert_eq!(row(true), operation.about.payload.is_some(), "{call}: body");
        assert_eq!(row(false), operation.about.response.is_some(), "{call}: answer");
    }

    let named: BTreeSet<_> = FIXTURES.iter().map(|(name, ..)| format!("{name}.json")).collect();
    let files = folders().into_iter().flat_map(|folder| {
        let entries = fs::read_dir(path(folder)).unwrap();
        entries.map(move |entry| format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap()))
    });
    assert_eq!(files.collect::<BTreeSet<_>>(), named);
}

/// The keys of a value by whether its table names them; those that begin a list or object are named by their path.
fn keys(kind: Kind, value: &Value, path: &str, named: &mut BTreeSet<String>, others: &mut BTreeSet<String>) {
    match (kind, value) {
        (Kind::List(inner), Value::Array(items)) => {
            for item in items {
                keys(*inner, item, path, named, others);
            }
        }
        (Kind::Object(fields), Value::Object(entries)) => {
            for (key, item) in entries {
                let path = format!("{path}.{key}");
                match fields.iter().find(|field| field.name == key) {
                    Some(field) => {
                        keys(field.kind, item, &path, named, others);
                        named.insert(path);
                    }
                    None => _ = others.insert(path),
                }
            }
        }
        _ => {}
    }
}

/// All keys of a table.
fn all_keys(kind: Kind, path: &str) -> BTreeSet<String> {
    match kind {
        Kind::List(inner) => all_keys(*inner, path),
        Kind::Object(fields) => fields
            .iter()
            .flat_map(|field| {
                let path = format!("{path}.{}", field.name);
                let inner = all_keys(field.kind, &path);
                std::iter::once(path).chain(inner)
            })
            .collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn fixtures_set_every_field_and_some_that_nobody_knows() {
    let mut set: BTreeMap<&str, (Kind, BTreeSet<String>)> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for (name, side, value, model) in fixtures() {
        let mut others = BTreeSet::new();
        let (_, named) = set.entry(model.name).or_insert((model.kind, BTreeSet::new()));
        keys(model.kind, &value, "", named, &mut others);
        for other in others {
            assert!(
                matches!(side, A) && other.ends_with("_of_the_future"),
                "{name}: {other}"
            );
            unknown.insert((model.name, other));
        }
    }
    for (name, (kind, set)) in &mut set {
        let mut all = all_keys(*kind, "");
        // The settings of what is changed are those of what is created.
        if ["DatabaseLogsinkUpdate", "KafkaTopicUpdate"].contains(name) {
            all.retain(|key| !key.starts_with(".config."));
            set.retain(|key| !key.starts_with(".config."));
        }
        assert_eq!(all, *set, "{name}");
    }
    let with_unknown: BTreeSet<_> = unknown.iter().map(|(model, _)| *model).collect();
    assert!(with_unknown.len() >= 10, "{with_unknown:?}");
}

#[test]
fn nothing_can_be_left_out_of_the_smallest_bodies() {
    let smallest = [
        "logsinks/update",
        "metrics_credentials/update",
        "online_migration/start_smallest",
        "replicas/create_smallest",
        "schemas/config_update",
        "schemas/create",
        "topics/create_smallest",
    ];
    let rows = FIXTURES.iter().filter(|(name, ..)| smallest.contains(name));
    for &(name, call, side) in rows {
        let (values, model) = held(name, call, side);
        for key in values[0].as_object().unwrap().keys() {
            let mut less = values[0].clone();
            less.as_object_mut().unwrap().remove(key);
            assert!((model.through)(&less).is_err(), "{name} without {key}");
        }
    }
    let source = json!({ "source": { "host": "10.20.0.4" } });
    assert!((operation("onlineMigration.start").about.payload.unwrap().through)(&source).is_err());
}

#[test]
fn values_of_enums_are_known_or_kept() {
    // Each fixture's values that no enum names.
    let unknown = [
        ("indexes/list", "frozen"),
        ("logsinks/list", "loki"),
        ("online_migration/started", "waiting for the moon"),
        ("replicas/list", "promoting"),
        ("schemas/config_subject", "SIDEWARD"),
        ("schemas/list", "THRIFT"),
        ("topics/list", "reassigning"),
    ];
    let mut found = BTreeSet::new();
    for (name, _, value, model) in fixtures() {
        let (_, shown) = (model.through)(&value).unwrap();
        for other in shown.split("Other(\"").skip(1) {
            found.insert((name, other.split('"').next().unwrap().to_owned()));
        }
    }
    assert_eq!(found, unknown.map(|(name, value)| (name, value.to_owned())).into());
}

#[test]
fn secrets_are_not_shown() {
    let mut hidden = 0;
    for (name, _, value, model) in fixtures() {
        let (_, shown) = (model.through)(&value).unwrap();
        assert!(
            !shown.contains("pretend") && !shown.contains("cHJldGVuZA"),
            "{name}: {shown}"
        );
        hidden += shown.matches("Secret(…)").count();
    }
    assert!(hidden >= 20, "{hidden} secrets");
}

#[test]
fn settings_of_topics_are_read_and_written_exactly() {
    let topic: KafkaTopicDetails = serde_json::from_value(held("topics/get", "topics.get", A).0.remove(0)).unwrap();
    let config = topic.config.value().unwrap();
    assert_eq!(config.flush_messages, Maybe::Value(WideInteger(i64::MAX.into())));
    assert_eq!(config.flush_ms, Maybe::Value(WideInteger(u64::MAX.into())));
    assert_eq!(config.retention_bytes, Maybe::Value(WideInteger(-1)));
    assert_eq!(config.compression_type, Maybe::Value(KafkaTopicCompressionType::Lz4));

    let body = KafkaTopicCreate {
        name: topic.name,
        replication_factor: Maybe::Absent,
        partition_count: Maybe::Absent,
        config: Maybe::Value(KafkaTopicConfig {
            flush_ms: config.flush_ms.clone(),
            ..Default::default()
        }),
        extra: topic.extra,
    };
    let sent = topics::create(&Native("id"), &Native(body)).prepare().unwrap().body;
    let expected = r#"{"config":{"flush_ms":18446744073709551615},"name":"page-views"}"#;
    assert_eq!(sent.as_deref(), Some(expected));

    // Every setting that may be wide is so on the way out too.
    let wide =
        |operation: &&Operation| operation.about.call.starts_with("databases.topics.") && operation.exact_integers;
    let wide: Vec<_> = operations()
        .filter(wide)
        .map(|operation| operation.about.call)
        .collect();
    assert_eq!(
        wide,
        [
            "databases.topics.create",
            "databases.topics.get",
            "databases.topics.update"
        ]
    );
}

#[test]
fn a_log_sink_has_the_settings_of_its_type() {
    let create = |name: &str| -> DatabaseLogsinkCreate { serde_json::from_str(&text(name)).unwrap() };
    let sink = create("logsinks/create_datadog");
    assert_eq!(sink.sink_type, DatabaseLogsinkType::Datadog);
    assert_eq!(sink.config.server, Maybe::Absent);
    assert!(sink.config.datadog_api_key.value().is_some());
    let sink = create("logsinks/create_opensearch");
    assert_eq!(sink.config.timeout, Maybe::Value(120.0));
    assert_eq!(sink.config.datadog_api_key, Maybe::Absent);

    // No setting is of every type, so the table asks for none; the tables of all three name the same.
    assert!(DatabaseLogsinkConfig::KIND.fields().iter().all(|field| !field.required));
    let fields = |kind: Kind| kind.fields().iter().map(|field| field.name).collect::<Vec<_>>();
    assert_eq!(fields(DatabaseLogsinkCreate::KIND), fields(DatabaseLogsink::KIND)[1..]);
    for kind in [DatabaseLogsink::KIND, DatabaseLogsinkCreate::KIND] {
        let config = kind.fields().iter().find(|field| field.name == "config").unwrap();
        assert_eq!(fields(config.kind), fields(DatabaseLogsinkConfig::KIND));
    }
}
