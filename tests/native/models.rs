//! The models against the API's published description, its examples and the fixtures.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    fs,
    io::Write,
    path::Path,
};

use digitalocean_wasm::{
    http::{self, Model, Operation, Payload},
    models::{
        Meta,
        databases::{
            backups::DatabaseBackups,
            config::{
                AdvancedConfigParameter, KafkaConfig, MongodbConfig, MysqlConfig, OpensearchConfig, PostgresConfig,
                RedisConfig, ValkeyConfig,
            },
        },
    },
    requests::operations,
    schema::{Field, Kind, Shape, Table, Tag},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn model<T: Shape + Serialize + DeserializeOwned + Debug>() -> Model {
    Model::of::<T>(std::any::type_name::<T>().rsplit("::").next().unwrap_or_default())
}

/// Every model that is not only a part of others.
fn models() -> Vec<Model> {
    let of_operations = operations().flat_map(|operation| [operation.about.payload, operation.about.response]);
    let by_name: BTreeMap<_, _> = of_operations.flatten().map(|model| (model.name, model)).collect();
    let configs = CONFIGS.map(|config| (config.model)());
    let others = [
        model::<Meta>(),
        model::<AdvancedConfigParameter>(),
        model::<DatabaseBackups>(),
    ];
    by_name.into_values().chain(configs).chain(others).collect()
}

/// The configuration of an engine.
struct Config {
    /// Name of its fixture.
    fixture: &'static str,
    /// Name of its schema in the description.
    schema: &'static str,
    /// How many settings there are.
    settings: usize,
    model: fn() -> Model,
}

const fn config(fixture: &'static str, schema: &'static str, settings: usize, model: fn() -> Model) -> Config {
    Config {
        fixture,
        schema,
        settings,
        model,
    }
}

const CONFIGS: [Config; 7] = [
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

/// An operation that answers with something, and the model of it; of a list, of its items.
#[derive(Clone, Copy)]
struct Answer {
    id: &'static str,
    envelope: Option<&'static str>,
    inner: &'static str,
    is_list: bool,
    model: Model,
}

fn answers() -> Vec<Answer> {
    let answer = |operation: &Operation| {
        let (envelope, is_list) = match operation.envelope {
            http::Envelope::Resource(key) => (Some(key), false),
            http::Envelope::List(key) => (Some(key), true),
            _ => (None, false),
        };
        let (id, model) = (operation.about.id, operation.about.response?);
        Some(Answer {
            id,
            envelope,
            inner: operation.unwrap,
            is_list,
            model,
        })
    };
    operations().filter_map(answer).collect()
}

fn bodies() -> Vec<(&'static str, Model)> {
    contents(|content| matches!(content, Payload::Body(_) | Payload::OptionalBody(_)))
}

fn queries() -> Vec<(&'static str, Model)> {
    contents(|content| matches!(content, Payload::Query(_)))
}

fn contents(is_wanted: impl Fn(&Payload) -> bool) -> Vec<(&'static str, Model)> {
    let wanted = operations().filter(|operation| is_wanted(&operation.payload));
    wanted
        .filter_map(|operation| Some((operation.about.id, operation.about.payload?)))
        .collect()
}

// Models by themselves

/// A value with every field of a kind. Its texts are no known value of any enum.
fn sample(kind: Kind) -> Value {
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
fn places(kind: Kind, pointer: &str) -> Vec<(String, &'static Field)> {
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
fn changed(kind: Kind, pointer: &str, change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Value {
    let mut value = sample(kind);
    change(value.pointer_mut(pointer).unwrap().as_object_mut().unwrap());
    value
}

/// A value with whole numbers such as `1.0` as integers, which to JSON they are.
fn plain(value: &Value) -> Value {
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
fn assert_kept(model: Model, value: &Value) -> String {
    match (model.through)(value) {
        Ok((written, shown)) => {
            assert_eq!(plain(&written), plain(value), "{}", model.name);
            shown
        }
        Err(error) => panic!("{}: {error}: {value:#}", model.name),
    }
}

/// Asserts that a table says what the constants it was made of say.
fn assert_same(table: Table, kind: Kind, path: &str) {
    let (tag, inner) = match kind {
        Kind::Any => (Tag::Any, None),
        Kind::String | Kind::Secret => (Tag::String, None),
        Kind::Integer => (Tag::Integer, None),
        Kind::Number => (Tag::Number, None),
        Kind::Boolean => (Tag::Boolean, None),
        Kind::List(inner) => (Tag::List, Some(inner)),
        Kind::Map(inner) => (Tag::Map, Some(inner)),
        Kind::Object(_) => (Tag::Object, None),
    };
    assert_eq!(table.tag(), tag, "{path}");
    if let Some(inner) = inner {
        assert_same(table.inner(), *inner, &format!("{path}[]"));
    }
    let (ours, theirs): (Vec<_>, _) = (table.fields().collect(), kind.fields());
    assert_eq!(ours.len(), theirs.len(), "{path}");
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        let path = format!("{path}.{}", theirs.name);
        assert_eq!(ours.name, theirs.name, "{path}");
        assert_eq!(ours.required, theirs.required, "{path}");
        assert_eq!(ours.nullable, theirs.nullable, "{path}");
        assert_same(ours.table, theirs.kind, &path);
    }
}

#[test]
fn the_tables_of_bodies_and_queries_are_the_shapes_of_their_models() {
    for operation in operations() {
        if let Payload::Query(table) | Payload::Body(table) | Payload::OptionalBody(table) = operation.payload {
            let model = operation.about.payload.unwrap();
            assert_same(table, model.kind, model.name);
        }
    }
}

#[test]
fn what_the_tables_say_is_read_and_written_back() {
    for model in models() {
        let value = sample(model.kind);
        assert_kept(model, &value);
        assert_eq!(unnamed(model.kind, &value, model.name), [""; 0]);
    }
}

#[test]
fn unknown_keys_survive_in_every_object() {
    for model in models() {
        let mut objects: BTreeSet<_> = places(model.kind, "").into_iter().map(|(pointer, _)| pointer).collect();
        objects.insert(String::new());
        for pointer in objects {
            let value = changed(model.kind, &pointer, |object| {
                object.insert("of the future".to_owned(), json!([{ "a": null }, u64::MAX, 0.5]));
            });
            assert_kept(model, &value);
        }
    }
}

#[test]
fn null_and_absent_survive_in_every_optional_field() {
    for model in models() {
        for (pointer, field) in places(model.kind, "").into_iter().filter(|(_, field)| !field.required) {
            let null = changed(model.kind, &pointer, |object| {
                object[field.name] = Value::Null;
            });
            assert_kept(model, &null);
            let absent = changed(model.kind, &pointer, |object| {
                object.remove(field.name);
            });
            assert_kept(model, &absent);
        }
    }
}

#[test]
fn required_fields_are_required() {
    for model in models() {
        for (pointer, field) in places(model.kind, "").into_iter().filter(|(_, field)| field.required) {
            let absent = changed(model.kind, &pointer, |object| {
                object.remove(field.name);
            });
            assert!(
                (model.through)(&absent).is_err(),
                "{} {pointer}/{}",
                model.name,
                field.name
            );
            assert!(!field.nullable, "{} {pointer}/{}", model.name, field.name);
        }
    }
}

#[test]
fn a_value_of_another_type_is_no_model() {
    for model in models() {
        for (pointer, field) in places(model.kind, "") {
            let wrong = match field.kind {
                Kind::Any => continue,
                Kind::String | Kind::Secret => json!(5),
                Kind::Integer => json!(1.5),
                _ => json!("text"),
            };
            let value = changed(model.kind, &pointer, |object| {
                object[field.name] = wrong;
            });
            assert!(
                (model.through)(&value).is_err(),
                "{} {pointer}/{}",
                model.name,
                field.name
            );
        }
    }
}

#[test]
fn debug_shows_no_secret() {
    const SECRETS: [&str; 12] = [
        "auth",
        "password",
        "uri",
        "access_cert",
        "access_key",
        "basic_auth_password",
        "key",
        "cert",
        "url",
        "datadog_api_key",
        "logline",
        "sd",
    ];
    let mut secrets = 0;
    for model in models() {
        for (pointer, field) in places(model.kind, "") {
            let value = changed(model.kind, &pointer, |object| {
                object.insert("undeclared".to_owned(), json!("hush-hush"));
                if SECRETS.contains(&field.name) {
                    object[field.name] = json!("hush-hush");
                    secrets += 1;
                }
            });
            let shown = assert_kept(model, &value);
            assert!(shown.contains("undeclared") && !shown.contains("hush-hush"), "{shown}");
        }
    }
    assert_eq!(secrets, 52);
}

/// The keys of a value that its table does not name.
fn unnamed(kind: Kind, value: &Value, path: &str) -> Vec<String> {
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

// Fixtures

fn fixture(name: &str) -> Value {
    let file = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn fixtures() -> Vec<String> {
    let folders = ["databases", "databases/config", "registry"];
    let names = folders.into_iter().flat_map(|folder| {
        let path = format!("{}/tests/fixtures/{folder}", env!("CARGO_MANIFEST_DIR"));
        fs::read_dir(path).unwrap().filter_map(move |entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let name = name.strip_suffix(".json")?;
            Some(format!("{folder}/{name}"))
        })
    });
    names.collect()
}

/// What a fixture holds: the key its resource is under, and its model.
fn held(name: &str) -> (Option<&'static str>, Model) {
    if let Some(engine) = name.strip_prefix("databases/config/") {
        let known = CONFIGS.iter().find(|config| config.fixture == engine);
        let model = known.map_or_else(model::<Vec<AdvancedConfigParameter>>, |config| (config.model)());
        return (Some("config"), model);
    }
    let (_, part, call) = HOLDS
        .iter()
        .find(|(pattern, ..)| fits(pattern, name))
        .unwrap_or_else(|| panic!("{name} has no model"));
    let operation = operations().find(|operation| operation.about.call == *call).unwrap();
    match (part, operation.envelope) {
        (Part::Body, _) => (None, operation.about.payload.unwrap()),
        (Part::Answer, http::Envelope::List(key) | http::Envelope::Resource(key)) => {
            (Some(key), operation.about.response.unwrap())
        }
        (Part::Answer, _) => (None, operation.about.response.unwrap()),
    }
}

enum Part {
    Answer,
    Body,
}
use Part::{Answer as Out, Body as In};

/// Which operation's answer or body each fixture is; the first pattern counts. A star stands for anything.
const HOLDS: &[(&str, Part, &str)] = &[
    ("databases/ca", Out, "databases.ca.get"),
    ("databases/cluster_*", Out, "databases.get"),
    ("databases/config_update_*", In, "databases.config.update"),
    ("databases/create_*", In, "databases.create"),
    ("databases/db", Out, "databases.dbs.get"),
    ("databases/db_create", In, "databases.dbs.create"),
    ("databases/dbs", Out, "databases.dbs.list"),
    ("databases/do_settings*", Out, "databases.settings.get"),
    ("databases/events", Out, "databases.events.list"),
    ("databases/eviction_policy", Out, "databases.evictionPolicy.get"),
    ("databases/firewall", Out, "databases.firewall.list"),
    ("databases/firewall_update_*", In, "databases.firewall.update"),
    ("databases/list", Out, "databases.list"),
    ("databases/maintenance_update", In, "databases.maintenance.update"),
    ("databases/migrate_*", In, "databases.migrate"),
    ("databases/options", Out, "databases.options"),
    ("databases/pool", Out, "databases.pools.get"),
    ("databases/pool_create_*", In, "databases.pools.create"),
    ("databases/pool_update_*", In, "databases.pools.update"),
    ("databases/pools", Out, "databases.pools.list"),
    ("databases/resize_*", In, "databases.resize"),
    ("databases/sql_mode", Out, "databases.sqlMode.get"),
    ("databases/upgrade", In, "databases.upgrade"),
    ("databases/user_create_*", In, "databases.users.create"),
    ("databases/user_reset_auth_*", In, "databases.users.resetAuth"),
    ("databases/user_update_*", In, "databases.users.update"),
    ("databases/user_*", Out, "databases.users.get"),
    ("databases/users", Out, "databases.users.list"),
    ("registry/create_single", In, "registry.create"),
    ("registry/create_*", In, "registries.create"),
    ("registry/docker_credentials", Out, "registries.dockerCredentials"),
    (
        "registry/garbage_collection",
        Out,
        "registries.garbageCollections.getActive",
    ),
    (
        "registry/garbage_collections",
        Out,
        "registries.garbageCollections.list",
    ),
    ("registry/manifests", Out, "registries.manifests.list"),
    ("registry/options", Out, "registries.options"),
    ("registry/registries", Out, "registries.list"),
    ("registry/registry*", Out, "registries.get"),
    ("registry/repositories", Out, "registry.repositories.list"),
    ("registry/repositories_v2", Out, "registries.repositories.list"),
    ("registry/subscription", Out, "registries.subscription.get"),
    ("registry/tags", Out, "registries.tags.list"),
];

#[test]
fn fixtures_are_read_and_written_back_and_wholly_named() {
    for name in fixtures() {
        let (envelope, model) = held(&name);
        let whole = fixture(&name);
        let value = envelope.map_or(&whole, |key| &whole[key]);
        let of_items = matches!((model.kind, value), (Kind::Object(_), Value::Array(_)));
        let values = if of_items {
            value.as_array().unwrap()
        } else {
            std::slice::from_ref(value)
        };
        for value in values {
            assert_kept(model, value);
            assert_eq!(unnamed(model.kind, value, &name), [""; 0]);
        }
        if let Some(meta) = whole.get("meta") {
            assert_kept(self::model::<Meta>(), meta);
            assert_eq!(unnamed(Meta::KIND, meta, "meta"), [""; 0]);
        }
    }
}

#[test]
fn the_fixtures_of_configurations_set_everything() {
    for config in &CONFIGS {
        let (name, kind) = (config.fixture, (config.model)().kind);
        let Kind::Object(fields) = kind else {
            panic!("{name} is an object")
        };
        assert_eq!(fields.len(), config.settings, "{name}");

        let value = &fixture(&format!("databases/config/{name}"))["config"];
        for (pointer, field) in places(kind, "") {
            let set = value.pointer(&pointer).and_then(|object| object.get(field.name));
            assert!(set.is_some(), "{name}: {pointer}/{} is not set", field.name);
        }
    }
    let settings: usize = CONFIGS.iter().map(|config| config.settings).sum();
    assert_eq!(settings, 217);
}

// The description

/// The API's published description, which is no part of this project.
struct Description(Value);

/// The schemas that together say what a value is.
type Schema<'a> = Vec<&'a Value>;

impl Description {
    /// The description, if it is there. In CI it must be.
    fn load() -> Option<Self> {
        let beside = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/openapi/registry-and-databases.json"
        );
        let file = std::env::var("DO_OPENAPI").unwrap_or_else(|_| beside.to_owned());
        if !Path::new(&file).exists() {
            let missing = format!("the API's description is not there ({file}); DO_OPENAPI may say where it is");
            assert!(std::env::var("CI").unwrap_or_default().is_empty(), "{missing}");
            let thread = std::thread::current();
            // Straight to the stream: the test runner hides what passing tests print.
            let line = format!("{} skipped: {missing}\n", thread.name().unwrap_or_default());
            std::io::stderr().write_all(line.as_bytes()).unwrap();
            return None;
        }
        Some(Self(serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()))
    }

    fn operation(&self, id: &str) -> &Value {
        let paths = self.0["paths"].as_object().unwrap().values();
        let mut operations = paths.flat_map(|item| item.as_object().unwrap().values());
        let found = operations.find(|operation| operation["operationId"] == id);
        found.unwrap_or_else(|| panic!("the description has no {id}"))
    }

    /// What an operation answers with, as JSON, when all is well.
    fn answer(&self, id: &str) -> Option<&Value> {
        let responses = self.operation(id)["responses"].as_object().unwrap();
        let good = responses.iter().find(|(status, _)| status.starts_with('2'));
        self.resolved(good.unwrap().1).pointer("/content/application~1json")
    }

    fn body(&self, id: &str) -> &Value {
        &self.operation(id)["requestBody"]["content"]["application/json"]
    }

    fn component(&self, name: &str) -> Schema<'_> {
        self.schema(&self.0["components"]["schemas"][name])
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(name) => self.0.pointer(name.trim_start_matches('#')).unwrap(),
            None => value,
        }
    }

    fn schema<'a>(&'a self, value: &'a Value) -> Schema<'a> {
        let own = self.resolved(value);
        let inner = ["allOf", "anyOf", "oneOf"].into_iter();
        let inner = inner.flat_map(|key| own[key].as_array().into_iter().flatten());
        std::iter::once(own)
            .chain(inner.flat_map(|value| self.schema(value)))
            .collect()
    }

    fn schemas<'a>(&'a self, values: impl IntoIterator<Item = &'a Value>) -> Schema<'a> {
        values.into_iter().flat_map(|value| self.schema(value)).collect()
    }

    fn properties<'a>(&'a self, schema: &Schema<'a>) -> BTreeMap<&'a str, Schema<'a>> {
        let mut properties: BTreeMap<_, Schema> = BTreeMap::new();
        for (name, value) in schema
            .iter()
            .flat_map(|part| part["properties"].as_object().into_iter().flatten())
        {
            properties.entry(name.as_str()).or_default().extend(self.schema(value));
        }
        properties
    }

    fn items<'a>(&'a self, schema: &Schema<'a>) -> Schema<'a> {
        self.schemas(schema.iter().filter_map(|part| part.get("items")))
    }

    /// The schema of what an answer holds under its envelope.
    fn held<'a>(&'a self, answer: &Answer) -> Schema<'a> {
        let whole = self.schema(&self.answer(answer.id).unwrap()["schema"]);
        let held = match answer.envelope {
            Some(key) => self.properties(&whole).remove(key).unwrap(),
            None => whole,
        };
        if answer.is_list { self.items(&held) } else { held }
    }

    /// The examples an operation's answer or body is given with.
    fn examples(content: &Value) -> impl Iterator<Item = &Value> {
        let named = content["examples"].as_object().into_iter().flatten();
        let named = named.filter_map(|(_, example)| example.get("value"));
        let places = [content.get("example"), content["schema"].get("example")];
        places.into_iter().flatten().chain(named)
    }
}

fn says(schema: &Schema, key: &str) -> bool {
    schema.iter().any(|part| part[key] == true)
}

/// What in a table differs from a schema. In a body, what the API alone writes may be missing, and what must be
/// there must be the same; in an answer, the table may ask for more than the description promises.
fn differences(description: &Description, kind: Kind, schema: &Schema, path: &str, is_body: bool) -> Vec<String> {
    let compare = |kind, schema: &Schema, path: &str| differences(description, kind, schema, path, is_body);
    let is = |type_: &str| {
        let fits = schema.iter().any(|part| part["type"] == type_);
        if fits {
            Vec::new()
        } else {
            vec![format!("{path} is not described as {type_}")]
        }
    };
    match kind {
        Kind::Any => Vec::new(),
        Kind::String | Kind::Secret => is("string"),
        Kind::Integer => is("integer"),
        Kind::Number => is("number"),
        Kind::Boolean => is("boolean"),
        Kind::Map(_) => vec![format!("{path} is not described as a map")],
        Kind::List(inner) => compare(*inner, &description.items(schema), &format!("{path}[]")),
        Kind::Object(fields) => {
            let properties = description.properties(schema);
            let is_required = |name: &str| {
                let lists = schema.iter().filter_map(|part| part["required"].as_array());
                lists.flatten().any(|required| required == name)
            };
            let mut found = Vec::new();
            for (name, schema) in &properties {
                let is_ours = fields.iter().any(|field| field.name == *name);
                let is_answered_only = is_body && says(schema, "readOnly");
                if !is_ours && !is_answered_only {
                    found.push(format!("{path}.{name} is not ours"));
                }
            }
            for field in fields {
                let path = format!("{path}.{}", field.name);
                let Some(schema) = properties.get(field.name) else {
                    found.push(format!("{path} is not described"));
                    continue;
                };
                match (field.required, is_required(field.name)) {
                    (true, false) if is_body => found.push(format!("{path} is required")),
                    (false, true) => found.push(format!("{path} is not required")),
                    _ => {}
                }
                if says(schema, "nullable") && !field.nullable {
                    found.push(format!("{path} may not be null"));
                }
                found.extend(compare(field.kind, schema, &path));
            }
            found
        }
    }
}

/// Where the models differ from the description on purpose. A star stands for anything.
const DIFFERENCES: &[(&str, &str)] = &[
    ("Registry.read_only is not described", "real, undeclared"),
    (
        "Registry.subscription is not described",
        "one model for what is got by name and what is listed",
    ),
    (
        "RegistrySubscriptionUpdate.tier_slug is required",
        "nothing else can be updated",
    ),
    (
        "DatabaseCluster*connection.protocol is not described",
        "real, undeclared",
    ),
    (
        "DatabaseCluster*connection.application_ports is not described",
        "real, undeclared",
    ),
    (
        "DatabaseCluster*.autoscale is not described",
        "declared for the body, read all the same",
    ),
    (
        "DatabaseOptionsAnswer.options.*.default_version is not described",
        "real, undeclared",
    ),
    (
        "DatabaseOptionsAnswer.version_availability.*.default is not described",
        "real, undeclared",
    ),
    ("GarbageCollection*.type is not described", "real, undeclared"),
    (
        "DatabaseConnectionPool*connection.protocol is not described",
        "real, undeclared",
    ),
    (
        "DatabaseConnectionPool*connection.application_ports is not described",
        "real, undeclared",
    ),
    (
        "DatabaseClusterMigrate.private_network_uuid is not described",
        "real, undeclared",
    ),
    ("DatabaseUserResetAuth.settings is not described", "real, undeclared"),
    (
        "DatabaseConfigUpdate.config.*_parameters is not described",
        "real, undeclared",
    ),
    (
        "DatabaseAutoscale.autoscale is not ours",
        "one level too many; both are read",
    ),
    (
        "DatabaseAutoscale.storage is not described",
        "one level too many; both are read",
    ),
    (
        "DatabaseMetricsCredentials.credentials is not ours",
        "one level too many; both are read",
    ),
    (
        "DatabaseMetricsCredentials.basic_auth_* is not described",
        "one level too many; both are read",
    ),
    (
        "DatabaseMetricsCredentialsUpdate.credentials* is required",
        "nothing else is in it",
    ),
    (
        "DatabaseLogsink*.config.* is not required",
        "each kind of sink has its own settings",
    ),
    (
        "DatabaseOnlineMigrationStart.source.* is required",
        "nothing can be copied without it",
    ),
    (
        "DatabaseReplica.*connection.protocol is not described",
        "real, undeclared",
    ),
    (
        "DatabaseReplica.*connection.application_ports is not described",
        "real, undeclared",
    ),
    (
        "KafkaTopicDetails*consumer_groups[].group_name is not ours",
        "it is called `name`",
    ),
    (
        "KafkaTopicDetails*consumer_groups[].name is not described",
        "it is not called `group_name`",
    ),
    (
        "KafkaTopic*.config.message_timestamp_difference_max_ms is not described",
        "real, undeclared",
    ),
    (
        "KafkaTopic*.config.segment_index_bytes is not described",
        "real, undeclared",
    ),
    (
        "KafkaTopic*.config.unclean_leader_election_enable is not described",
        "real, undeclared",
    ),
    ("DatabaseClusterUpgrade.version is required", "nothing else is in it"),
    ("DatabaseConfigUpdate.config is required", "nothing else is in it"),
    ("DatabaseFirewallUpdate.rules is required", "nothing else is in it"),
    (
        "DatabaseConnectionPool*connection.protocol is not described",
        "real, undeclared",
    ),
    (
        "DatabaseConnectionPool*connection.application_ports is not described",
        "real, undeclared",
    ),
    (
        "DatabaseClusterMigrate.private_network_uuid is not described",
        "real, undeclared",
    ),
    ("DatabaseUserResetAuth.settings is not described", "real, undeclared"),
    (
        "DatabaseConfigUpdate.config.*_parameters is not described",
        "real, undeclared",
    ),
    ("DatabaseClusterUpgrade.version is required", "nothing else is in it"),
    ("DatabaseConfigUpdate.config is required", "nothing else is in it"),
    ("DatabaseFirewallUpdate.rules is required", "nothing else is in it"),
    (
        "GarbageCollectionUpdate.cancel is required",
        "nothing else can be updated",
    ),
];

#[test]
fn models_are_as_described() {
    let Some(description) = Description::load() else { return };
    let mut found = Vec::new();
    for answer in answers() {
        let schema = description.held(&answer);
        found.extend(differences(
            &description,
            answer.model.kind,
            &schema,
            answer.model.name,
            false,
        ));
    }
    for (id, model) in bodies() {
        let schema = description.schema(&description.body(id)["schema"]);
        found.extend(differences(&description, model.kind, &schema, model.name, true));
    }
    for config in &CONFIGS {
        let (model, schema) = ((config.model)(), description.component(config.schema));
        found.extend(differences(&description, model.kind, &schema, model.name, true));
    }
    let is_known = |difference: &String| DIFFERENCES.iter().any(|(known, _)| fits(known, difference));
    let unknown: Vec<_> = found.iter().filter(|difference| !is_known(difference)).collect();
    assert_eq!(unknown, [""; 0]);
    for (known, reason) in DIFFERENCES {
        assert!(
            found.iter().any(|difference| fits(known, difference)),
            "no longer: {known} ({reason})"
        );
    }
}

/// Whether a text is as a pattern says, in which a star stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| {
            let ends = (0..=rest.len()).filter_map(|at| rest.get(at..));
            ends.into_iter().any(|rest| fits(after, rest))
        }),
    }
}

/// Operations whose body or query is real, and not described.
const UNDESCRIBED: [&str; 2] = ["registries_get_dockerCredentials", "registries_run_garbageCollection"];

#[test]
fn every_operation_has_its_models() {
    let Some(description) = Description::load() else { return };
    let (answers, bodies, queries) = (answers(), bodies(), queries());
    for operation in operations() {
        let id = operation.about.id;
        let described = description.operation(id);
        let has_answer = answers.iter().any(|answer| answer.id == id);
        assert_eq!(has_answer, description.answer(id).is_some(), "{id}: answer");
        let has_body = bodies.iter().any(|(with, _)| *with == id);
        let is_undescribed = UNDESCRIBED.contains(&id);
        assert_eq!(
            has_body && !is_undescribed,
            described.get("requestBody").is_some(),
            "{id}: body"
        );

        let parameters = described["parameters"].as_array().into_iter().flatten();
        let parameters = parameters.filter(|parameter| parameter["in"] == "query");
        let theirs: BTreeSet<_> = parameters
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let query = queries.iter().find(|(with, _)| *with == id && !is_undescribed);
        let ours: BTreeSet<_> = query
            .map(|(_, model)| places(model.kind, ""))
            .into_iter()
            .flatten()
            .map(|(_, field)| field.name)
            .collect();
        assert_eq!(ours, theirs, "{id}: query");
    }
}

/// Keys that an example of the description misspells: operation, object, key, the right key.
const MISSPELT: [(&str, &str, &str, &str); 4] = [
    misspelt("registry_list_repositoryManifests", "/manifests/0/blobs/1"),
    misspelt("registries_list_repositoryManifests", "/manifests/0/blobs/1"),
    misspelt(
        "registry_list_repositoriesV2",
        "/repositories/0/latest_manifest/blobs/1",
    ),
    misspelt(
        "registries_list_repositoriesV2",
        "/repositories/0/latest_manifest/blobs/1",
    ),
];

const fn misspelt(id: &'static str, object: &'static str) -> (&'static str, &'static str, &'static str, &'static str) {
    (id, object, "compressed_size_byte", "compressed_size_bytes")
}

/// Keys that examples of bodies call otherwise than the description itself does.
const MISNAMED: [&str; 4] = [
    "databases_create_kafka_topic.partitions",
    "databases_create_kafka_topic.replication",
    "databases_update_kafka_topic.partitions",
    "databases_update_kafka_topic.replication",
];

#[test]
fn the_examples_are_read_and_written_back_and_wholly_named() {
    let Some(description) = Description::load() else { return };
    let mut examples = 0;
    for answer in answers() {
        for example in Description::examples(description.answer(answer.id).unwrap()) {
            let mut example = example.clone();
            for (_, pointer, wrong, right) in MISSPELT.iter().filter(|(id, ..)| *id == answer.id) {
                let object = example.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
                let value = object.remove(*wrong).expect("it is still misspelt");
                object.insert((*right).to_owned(), value);
            }
            let value = answer.envelope.map_or(&example, |key| &example[key]);
            let inner = answer.inner.split(' ').find_map(|key| value.get(key));
            let value = inner.unwrap_or(value);
            let values = if answer.is_list {
                value.as_array().unwrap()
            } else {
                std::slice::from_ref(value)
            };
            for value in values {
                assert_kept(answer.model, value);
                assert_eq!(unnamed(answer.model.kind, value, answer.id), [""; 0]);
            }
            examples += 1;
        }
    }
    for (id, model) in bodies() {
        for example in Description::examples(description.body(id)) {
            assert_kept(model, example);
            let unnamed: Vec<_> = unnamed(model.kind, example, id)
                .into_iter()
                .filter(|key| !MISNAMED.contains(&key.as_str()))
                .collect();
            assert_eq!(unnamed, [""; 0]);
            examples += 1;
        }
    }
    assert!(examples >= 14, "{examples} examples");

    // Nothing in it says which engine it is of.
    for example in Description::examples(description.answer("databases_get_config").unwrap()) {
        let model = model::<MysqlConfig>();
        assert_kept(model, &example["config"]);
        assert_eq!(unnamed(model.kind, &example["config"], "config"), [""; 0]);
    }
}

/// For each field of a table: the object that holds it, the field, what the description says of it.
fn described_places<'a>(
    description: &'a Description,
    kind: Kind,
    schema: &Schema<'a>,
    pointer: &str,
) -> Vec<(String, &'static Field, Schema<'a>)> {
    match kind {
        Kind::List(inner) => described_places(description, *inner, &description.items(schema), &format!("{pointer}/0")),
        Kind::Object(fields) => {
            let mut properties = description.properties(schema);
            let described = fields
                .iter()
                .filter_map(|field| Some((field, properties.remove(field.name)?)));
            described
                .flat_map(|(field, schema)| {
                    let at = format!("{pointer}/{}", field.name);
                    let inner = described_places(description, field.kind, &schema, &at);
                    std::iter::once((pointer.to_owned(), field, schema)).chain(inner)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Every model that is described, with its schema.
fn described_models(description: &Description) -> Vec<(Model, Schema<'_>)> {
    let answers = answers()
        .into_iter()
        .map(|answer| (answer.model, description.held(&answer)));
    let bodies = bodies()
        .into_iter()
        .map(|(id, model)| (model, description.schema(&description.body(id)["schema"])));
    let configs = CONFIGS.map(|config| ((config.model)(), description.component(config.schema)));
    answers.chain(bodies).chain(configs).collect()
}

#[test]
fn every_value_of_every_enum_is_named() {
    let Some(description) = Description::load() else { return };
    let mut values = 0;
    for (model, schema) in described_models(&description) {
        for (pointer, field, schema) in described_places(&description, model.kind, &schema, "") {
            // An enum of one value, or of a list's items.
            let items = description.items(&schema);
            let is_list = !items.is_empty();
            let enums = schema.iter().chain(&items).filter_map(|part| part["enum"].as_array());
            for value in enums.flatten() {
                let set = if is_list { json!([value]) } else { value.clone() };
                let changed = changed(model.kind, &pointer, |object| {
                    object[field.name] = set;
                });
                let shown = assert_kept(model, &changed);
                if value == "Iz4" {
                    // Misspelt; the algorithm is called lz4.
                    continue;
                }
                let unknown = format!("Other({value})");
                assert!(
                    !shown.contains(&unknown),
                    "{} {pointer}/{}: {value}",
                    model.name,
                    field.name
                );
                values += 1;
            }
        }
    }
    assert!(values >= 150, "{values} values");
}

/// The integer that a bound in the description stands for. Those near 2^64 were rounded to more than that.
fn integer(bound: &Value) -> Option<Value> {
    let is_rounded = bound.is_f64() && bound.as_f64().is_some_and(|bound| bound >= 1e19);
    if is_rounded {
        return Some(json!(u64::MAX));
    }
    (bound.is_i64() || bound.is_u64()).then(|| bound.clone())
}

#[test]
fn every_integer_fits_from_its_least_to_its_greatest() {
    let Some(description) = Description::load() else { return };
    let mut widest = 0;
    for (model, schema) in described_models(&description) {
        for (pointer, field, schema) in described_places(&description, model.kind, &schema, "") {
            let bounds = ["minimum", "maximum", "example", "default"];
            let values = schema
                .iter()
                .flat_map(|part| bounds.iter().filter_map(|key| part.get(*key)));
            for value in values.filter_map(integer) {
                let changed = changed(model.kind, &pointer, |object| {
                    object[field.name] = value.clone();
                });
                assert_kept(model, &changed);
                widest = widest.max(value.as_u64().unwrap_or_default());
            }
        }
    }
    assert_eq!(widest, u64::MAX, "the widest integer there is was tried");
}

#[test]
fn answers_with_wide_integers_are_read_exactly() {
    let Some(description) = Description::load() else { return };
    for operation in operations() {
        let answer = description.answer(operation.about.id);
        let schema = answer.map(|answer| description.schema(&answer["schema"]));
        let is_wide = schema.is_some_and(|schema| holds_wide(&description, &schema));
        assert_eq!(operation.exact_integers, is_wide, "{}", operation.about.call);
    }
}

/// Whether a value may be an integer that is no safe integer of JavaScript.
fn holds_wide(description: &Description, schema: &Schema) -> bool {
    let is_wide = |part: &&Value| {
        let values = ["maximum", "default", "example"].map(|key| part[key].as_f64());
        values
            .into_iter()
            .flatten()
            .any(|value| value > 9_007_199_254_740_991.0)
    };
    let inner = description.properties(schema).into_values();
    schema.iter().any(is_wide)
        || inner.into_iter().any(|schema| holds_wide(description, &schema))
        || (!description.items(schema).is_empty() && holds_wide(description, &description.items(schema)))
}
