//! Helpers that several modules share.

use std::{collections::BTreeMap, fmt::Debug, fs};

use digitalocean_wasm::{
    http::{self, ErrorKind, Model, Operation, Payload, Result},
    models::{
        Meta,
        databases::{
            backups::DatabaseBackups,
            config::{
                AdvancedConfigParameter, KafkaConfig, MongodbConfig, MysqlConfig, OpensearchConfig, PostgresConfig,
                RedisConfig, ValkeyConfig,
            },
        },
        registry::registries::RegistryList,
    },
    requests::operations,
    schema::{Field, Kind, Shape},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

pub fn model<T: Shape + Serialize + DeserializeOwned + Debug>() -> Model {
    Model::of::<T>(std::any::type_name::<T>().rsplit("::").next().unwrap_or_default())
}

/// Every model of a payload or a response, and those that operations name as part of others.
pub fn models() -> Vec<Model> {
    let of_operations = operations().flat_map(|operation| [operation.about.payload, operation.about.response]);
    let by_name: BTreeMap<_, _> = of_operations.flatten().map(|model| (model.name, model)).collect();
    let configs = CONFIGS.map(|config| (config.model)());
    let others = [
        model::<Meta>(),
        model::<AdvancedConfigParameter>(),
        model::<DatabaseBackups>(),
        model::<RegistryList>(),
    ];
    by_name.into_values().chain(configs).chain(others).collect()
}

/// The configuration of an engine.
pub struct Config {
    /// Name of its fixture.
    pub fixture: &'static str,
    /// Name of its schema in the description.
    pub schema: &'static str,
    /// How many settings there are.
    pub settings: usize,
    pub model: fn() -> Model,
}

const fn config(fixture: &'static str, schema: &'static str, settings: usize, model: fn() -> Model) -> Config {
    Config {
        fixture,
        schema,
        settings,
        model,
    }
}

pub const CONFIGS: [Config; 7] = [
    config("kafka", "kafka_advanced_config", 40, model::<KafkaConfig>),
    config("mongodb", "mongo_advanced_config", 5, model::<MongodbConfig>),
    config("mysql", "mysql_advanced_config", 51, model::<MysqlConfig>),
    config(
        "opensearch",
        "opensearch_advanced_config",
        41,
        model::<OpensearchConfig>,
    ),
    config("postgres", "postgres_advanced_config", 56, model::<PostgresConfig>),
    config("redis", "redis_advanced_config", 11, model::<RedisConfig>),
    config("valkey", "valkey_advanced_config", 13, model::<ValkeyConfig>),
];

/// The response of an operation, and its model. The model of a list is that of its items.
#[derive(Clone, Copy)]
pub struct Response {
    pub id: &'static str,
    pub envelope: Option<&'static str>,
    pub unwrap: &'static str,
    pub is_list: bool,
    pub model: Model,
}

pub fn responses() -> Vec<Response> {
    let response = |operation: &Operation| {
        let envelope = operation.envelope.key();
        let is_list = matches!(operation.envelope, http::Envelope::List(_));
        let (id, model) = (operation.about.id, operation.about.response?);
        Some(Response {
            id,
            envelope,
            unwrap: operation.unwrap,
            is_list,
            model,
        })
    };
    operations().filter_map(response).collect()
}

pub fn bodies() -> Vec<(&'static str, Model)> {
    payloads(|payload| {
        matches!(
            payload,
            Payload::Body(_) | Payload::OptionalBody(_) | Payload::DefaultBody(_)
        )
    })
}

pub fn queries() -> Vec<(&'static str, Model)> {
    payloads(|payload| matches!(payload, Payload::Query(_)))
}

fn payloads(is_wanted: impl Fn(&Payload) -> bool) -> Vec<(&'static str, Model)> {
    let wanted = operations().filter(|operation| is_wanted(&operation.payload));
    wanted
        .filter_map(|operation| Some((operation.about.id, operation.about.payload?)))
        .collect()
}

/// A value with every field of a kind. Its texts are no known value of any enum.
pub fn sample(kind: Kind) -> Value {
    match kind {
        Kind::Any => json!({ "any": [null] }),
        Kind::String | Kind::Secret => json!("some text"),
        Kind::Integer => json!(7),
        Kind::Number => json!(0.5),
        Kind::Boolean => json!(true),
        Kind::List(inner) => json!([sample(*inner)]),
        Kind::Map(inner) => json!({ "key": sample(*inner) }),
        Kind::Object(fields) => fields
            .iter()
            .map(|field| (field.name.to_owned(), sample(field.kind)))
            .collect(),
    }
}

/// The fields of a kind, with the JSON pointer of the object that holds each in a [`sample`].
pub fn places(kind: Kind, pointer: &str) -> Vec<(String, &'static Field)> {
    match kind {
        Kind::List(inner) => places(*inner, &format!("{pointer}/0")),
        Kind::Map(inner) => places(*inner, &format!("{pointer}/key")),
        Kind::Object(fields) => fields
            .iter()
            .flat_map(|field| {
                let inner = places(field.kind, &format!("{pointer}/{}", field.name));
                std::iter::once((pointer.to_owned(), field)).chain(inner)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A sample with one object of it changed.
pub fn changed(kind: Kind, pointer: &str, change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Value {
    let mut value = sample(kind);
    change(value.pointer_mut(pointer).unwrap().as_object_mut().unwrap());
    value
}

/// A value with whole numbers such as `1.0` as integers, which to JSON they are.
pub fn plain(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => fields.iter().map(|(key, field)| (key.clone(), plain(field))).collect(),
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            serde_json::from_str(text.strip_suffix(".0").unwrap_or(&text)).unwrap()
        }
        _ => value.clone(),
    }
}

/// Asserts that a value is read, and written as it came; returns what `Debug` shows.
pub fn assert_kept(model: Model, value: &Value) -> String {
    match (model.through)(value) {
        Ok((written, shown)) => {
            assert_eq!(plain(&written), plain(value), "{}", model.name);
            shown
        }
        Err(error) => panic!("{}: {error}: {value:#}", model.name),
    }
}

/// The keys of a value that its table does not name.
pub fn unnamed(kind: Kind, value: &Value, path: &str) -> Vec<String> {
    match (kind, value) {
        (Kind::List(inner), Value::Array(items)) => {
            let items = items
                .iter()
                .flat_map(|item| unnamed(*inner, item, &format!("{path}[]")));
            items.collect()
        }
        (Kind::Map(inner), Value::Object(entries)) => {
            let entries = entries.values();
            entries
                .flat_map(|item| unnamed(*inner, item, &format!("{path}{{}}")))
                .collect()
        }
        (Kind::Object(fields), Value::Object(entries)) => entries
            .iter()
            .flat_map(|(key, item)| {
                let path = format!("{path}.{key}");
                match fields.iter().find(|field| field.name == key) {
                    Some(field) => unnamed(field.kind, item, &path),
                    None => vec![path],
                }
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether `text` matches `pattern`, in which a star stands for any text.
pub fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| {
            let ends = (0..=rest.len()).filter_map(|at| rest.get(at..));
            ends.into_iter().any(|rest| fits(after, rest))
        }),
    }
}

/// The path of a file in the folder of fixtures.
pub fn fixture_path(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The JSON of a fixture, such as `databases/ca`.
pub fn fixture(name: &str) -> Value {
    let path = fixture_path(&format!("{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap()
}

/// The operation of a call, such as `databases.ca.get`.
pub fn operation(call: &str) -> &'static Operation {
    let found = operations().find(|operation| operation.about.call == call);
    found.unwrap_or_else(|| panic!("there is no {call}"))
}

/// The message with which a request is refused before it is sent.
pub fn rejection<T: Debug>(result: Result<T>) -> String {
    match result {
        Err(error) if error.kind == ErrorKind::InvalidRequest => error.into_failure().message,
        other => panic!("expected a rejection, got {other:?}"),
    }
}

/// Reads a model from a value, and asserts that it is written as it came.
pub fn kept<T: Serialize + DeserializeOwned>(value: &Value) -> T {
    let model: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&model).unwrap(), *value);
    model
}

/// The message with which a value is refused as a model.
pub fn unreadable<T: DeserializeOwned + Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}
