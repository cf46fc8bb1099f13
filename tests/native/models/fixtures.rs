//! Every fixture: the operation it belongs to, and its model.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use digitalocean_wasm::{
    http::{Envelope, Model, Operation, Payload},
    models::{Meta, databases::config::AdvancedConfigParameter},
    requests::operations,
    schema::{Kind, Shape},
};
use serde_json::{Value, json};

use crate::support::{CONFIGS, assert_kept, fixture, fixture_path, model, operation, places, unnamed};

/// A side of an operation.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Body,
    Response,
}

use Side::{Body, Response};

/// The fixtures whose path does not tell their call and its side, see [`by_path`]. Those of `databases/config` go by
/// engine, see [`CONFIGS`].
const FIXTURES: &[(&str, &str, Side)] = &[
    ("databases/ca", "databases.ca.get", Response),
    ("databases/cluster_advanced_pg", "databases.get", Response),
    ("databases/cluster_kafka", "databases.get", Response),
    ("databases/cluster_mongodb", "databases.get", Response),
    ("databases/cluster_mysql", "databases.get", Response),
    ("databases/cluster_opensearch", "databases.get", Response),
    ("databases/cluster_pg", "databases.get", Response),
    ("databases/cluster_valkey", "databases.get", Response),
    (
        "databases/config_update_advanced_mysql",
        "databases.config.update",
        Body,
    ),
    ("databases/config_update_advanced_pg", "databases.config.update", Body),
    ("databases/config_update_kafka", "databases.config.update", Body),
    ("databases/config_update_mysql", "databases.config.update", Body),
    ("databases/config_update_nothing", "databases.config.update", Body),
    ("databases/config_update_pg", "databases.config.update", Body),
    ("databases/create_backup_restore", "databases.create", Body),
    ("databases/create_full", "databases.create", Body),
    ("databases/create_smallest", "databases.create", Body),
    ("databases/create_storage_autoscale", "databases.create", Body),
    ("databases/db", "databases.dbs.create", Response),
    ("databases/db", "databases.dbs.get", Response),
    ("databases/db_create", "databases.dbs.create", Body),
    ("databases/dbs", "databases.dbs.list", Response),
    ("databases/do_settings", "databases.settings.get", Response),
    ("databases/do_settings", "databases.settings.update", Body),
    ("databases/do_settings_none", "databases.settings.get", Response),
    ("databases/do_settings_none", "databases.settings.update", Body),
    ("databases/events", "databases.events.list", Response),
    ("databases/eviction_policy", "databases.evictionPolicy.get", Response),
    ("databases/eviction_policy", "databases.evictionPolicy.update", Body),
    ("databases/firewall", "databases.firewall.list", Response),
    ("databases/firewall_update_full", "databases.firewall.update", Body),
    ("databases/firewall_update_smallest", "databases.firewall.update", Body),
    ("databases/list", "databases.list", Response),
    ("databases/maintenance_update", "databases.maintenance.update", Body),
    ("databases/migrate_full", "databases.migrate", Body),
    ("databases/migrate_smallest", "databases.migrate", Body),
    ("databases/options", "databases.options", Response),
    ("databases/pool", "databases.pools.get", Response),
    ("databases/pool_create_full", "databases.pools.create", Body),
    ("databases/pool_create_smallest", "databases.pools.create", Body),
    ("databases/pool_update_full", "databases.pools.update", Body),
    ("databases/pool_update_smallest", "databases.pools.update", Body),
    ("databases/pools", "databases.pools.list", Response),
    ("databases/resize_full", "databases.resize", Body),
    ("databases/resize_smallest", "databases.resize", Body),
    ("databases/resize_storage_null", "databases.resize", Body),
    ("databases/schemas/config", "databases.schemas.config.get", Response),
    ("databases/schemas/config", "databases.schemas.config.update", Response),
    (
        "databases/schemas/config_subject",
        "databases.schemas.config.getSubject",
        Response,
    ),
    (
        "databases/schemas/config_subject",
        "databases.schemas.config.updateSubject",
        Response,
    ),
    (
        "databases/schemas/config_update",
        "databases.schemas.config.update",
        Body,
    ),
    (
        "databases/schemas/config_update",
        "databases.schemas.config.updateSubject",
        Body,
    ),
    ("databases/sql_mode", "databases.sqlMode.get", Response),
    ("databases/sql_mode", "databases.sqlMode.update", Body),
    ("databases/upgrade", "databases.upgrade", Body),
    ("databases/user_create_full", "databases.users.create", Body),
    ("databases/user_create_smallest", "databases.users.create", Body),
    ("databases/user_kafka", "databases.users.get", Response),
    ("databases/user_kafka", "databases.users.update", Response),
    ("databases/user_mongodb", "databases.users.get", Response),
    ("databases/user_mysql", "databases.users.get", Response),
    ("databases/user_mysql", "databases.users.resetAuth", Response),
    ("databases/user_opensearch", "databases.users.create", Response),
    ("databases/user_opensearch", "databases.users.get", Response),
    ("databases/user_reset_auth_full", "databases.users.resetAuth", Body),
    ("databases/user_reset_auth_smallest", "databases.users.resetAuth", Body),
    ("databases/user_update_full", "databases.users.update", Body),
    ("databases/user_update_smallest", "databases.users.update", Body),
    ("databases/users", "databases.users.list", Response),
    ("registry/create_full", "registries.create", Body),
    ("registry/create_single", "registry.create", Body),
    ("registry/create_smallest", "registries.create", Body),
    ("registry/docker_credentials", "registries.dockerCredentials", Response),
    (
        "registry/garbage_collection",
        "registries.garbageCollections.getActive",
        Response,
    ),
    (
        "registry/garbage_collections",
        "registries.garbageCollections.list",
        Response,
    ),
    ("registry/manifests", "registries.manifests.list", Response),
    ("registry/options", "registries.options", Response),
    ("registry/registries", "registries.list", Response),
    ("registry/registry", "registries.get", Response),
    ("registry/registry_created", "registries.get", Response),
    ("registry/registry_subscription", "registries.get", Response),
    ("registry/repositories", "registry.repositories.list", Response),
    ("registry/repositories_v2", "registries.repositories.list", Response),
    ("registry/subscription", "registries.subscription.get", Response),
    ("registry/tags", "registries.tags.list", Response),
    (
        "registry/garbage_collection_start",
        "registries.garbageCollections.start",
        Body,
    ),
    (
        "registry/garbage_collection_update",
        "registries.garbageCollections.update",
        Body,
    ),
    ("registry/subscription_update", "registries.subscription.update", Body),
    ("registry/validate_name", "registries.validateName", Body),
];

/// A fixture, its call and its side of that.
type Row = (String, String, Side);

/// The call and side of a fixture by its path, `<group>/<resource>/<operation>`, after which a variant may follow:
/// `create_full` is a body of `create`, `list` a response of `list`, `created` the response to `create`.
fn by_path(name: &str) -> Option<Row> {
    let [group, resource, file] = name.split('/').collect::<Vec<_>>().try_into().ok()?;
    let path = format!("{group}.{}", camel_case(resource));
    let found = operations().filter_map(|operation| {
        let method = operation.about.call.strip_prefix(&path)?.strip_prefix('.')?;
        let rest = camel_case(file).strip_prefix(method)?.to_owned();
        let is_past = rest == "d" || rest == "ed";
        let is_variant = rest.is_empty() || rest.starts_with(char::is_uppercase);
        let side = if takes_body(operation) && !is_past {
            Body
        } else {
            Response
        };
        (is_past || is_variant).then_some((method.len(), operation.about.call, side))
    });
    let (_, call, side) = found.max_by_key(|(length, ..)| *length)?;
    Some((name.to_owned(), call.to_owned(), side))
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

/// All fixtures but those of engines' configurations.
fn fixtures() -> Vec<Row> {
    let listed: Vec<_> = FIXTURES
        .iter()
        .map(|&(name, call, side)| (name.to_owned(), call.to_owned(), side))
        .collect();
    let names = files(Path::new(&fixture_path("")), "");
    let others: Vec<_> = names
        .iter()
        .filter(|name| !listed.iter().any(|(listed, ..)| listed == *name))
        .filter_map(|name| by_path(name))
        .collect();
    listed.into_iter().chain(others).collect()
}

/// A value of a fixture, with its model; of a list, each item is one.
struct Sample {
    name: String,
    side: Side,
    value: Value,
    model: Model,
}

impl Sample {
    /// Whether the fixtures of this one's resource set every field, and keys that no version knows yet.
    fn is_complete(&self) -> bool {
        self.name.matches('/').count() == 2
    }
}

fn takes_body(operation: &Operation) -> bool {
    matches!(
        operation.payload,
        Payload::Body(_) | Payload::OptionalBody(_) | Payload::DefaultBody(_)
    )
}

fn samples_of((name, call, side): Row) -> Vec<Sample> {
    let operation = operation(&call);
    let whole = fixture(&name);
    let (values, model) = match (side, operation.envelope) {
        (Body, _) => {
            assert!(takes_body(operation), "{call} takes a body");
            (vec![whole], operation.about.payload)
        }
        (Response, Envelope::List(key)) => (whole[key].as_array().unwrap().clone(), operation.about.response),
        (Response, Envelope::Resource(key) | Envelope::Merged(key, _)) => {
            (vec![whole[key].clone()], operation.about.response)
        }
        (Response, _) => (vec![whole], operation.about.response),
    };
    let sample = |value| Sample {
        name: name.clone(),
        side,
        value,
        model: model.unwrap(),
    };
    values.into_iter().map(sample).collect()
}

fn samples() -> impl Iterator<Item = Sample> {
    fixtures().into_iter().flat_map(samples_of)
}

/// The names of all fixtures in a folder and the folders in it.
fn files(folder: &Path, prefix: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = entries.flat_map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        match name.strip_suffix(".json") {
            Some(name) => BTreeSet::from([format!("{prefix}{name}")]),
            None => files(&path, &format!("{prefix}{name}/")),
        }
    });
    named.collect()
}

#[test]
fn every_fixture_belongs_to_an_operation() {
    let listed = fixtures().into_iter().map(|(name, ..)| name);
    let engines = CONFIGS.iter().map(|config| config.fixture);
    let configs = engines
        .chain(ADVANCED)
        .map(|engine| format!("databases/config/{engine}"));
    let found = files(Path::new(&fixture_path("")), "");
    assert_eq!(found, listed.chain(configs).collect());
}

#[test]
fn every_model_of_a_body_or_a_response_has_a_fixture() {
    let has = |side, model: Option<Model>| {
        let name = model.unwrap().name;
        samples().any(|sample| sample.side == side && sample.model.name == name)
    };
    let mut missing = BTreeSet::new();
    for operation in operations() {
        // Its model is any object: the fixtures of configurations have a model for each engine.
        if operation.about.call == "databases.config.get" {
            continue;
        }
        let (call, about) = (operation.about.call, &operation.about);
        if takes_body(operation) && !has(Body, about.payload) {
            missing.insert(format!("{call}: body"));
        }
        if about.response.is_some() && !has(Response, about.response) {
            missing.insert(format!("{call}: response"));
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn fixtures_are_read_and_written_back_and_every_key_is_known() {
    for Sample {
        name,
        side,
        value,
        model,
    } in samples()
    {
        assert_kept(model, &value);
        assert_fits(model.kind, &value, &name);
        for key in unnamed(model.kind, &value, &name) {
            assert!(side == Response && key.ends_with("_of_the_future"), "{key}");
        }
    }
    for (name, _, side) in fixtures() {
        if let (Response, Some(meta)) = (side, fixture(&name).get("meta")) {
            assert_kept(self::model::<Meta>(), meta);
            assert_eq!(unnamed(Meta::KIND, meta, "meta"), [""; 0]);
        }
    }
}

/// Asserts that a value has the types and the required fields of a table.
fn assert_fits(kind: Kind, value: &Value, path: &str) {
    match (kind, value) {
        (Kind::Any, _)
        | (Kind::String | Kind::Secret, Value::String(_))
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
            for field in fields {
                let path = format!("{path}.{}", field.name);
                match entries.get(field.name) {
                    None => assert!(!field.required, "{path} is missing"),
                    // An optional field of a response may be null, whether or not a body may set it so.
                    Some(Value::Null) => assert!(!field.required, "{path} is null"),
                    Some(item) => assert_fits(field.kind, item, &path),
                }
            }
        }
        _ => panic!("{path} is not {kind:?}: {value}"),
    }
}

#[test]
fn no_field_can_be_left_out_of_the_smallest_bodies() {
    const SMALLEST: [&str; 10] = [
        "databases/logsinks/update",
        "databases/maintenance_update",
        "databases/metrics_credentials/update",
        "databases/schemas/config_update",
        "databases/schemas/create",
        "databases/upgrade",
        "registry/create_single",
        "registry/garbage_collection_update",
        "registry/subscription_update",
        "registry/validate_name",
    ];
    let mut bodies = 0;
    for row in fixtures().into_iter().filter(|(_, _, side)| *side == Body) {
        if !(row.0.ends_with("_smallest") || SMALLEST.contains(&row.0.as_str())) {
            continue;
        }
        for Sample { name, value, model, .. } in samples_of(row) {
            for key in value.as_object().unwrap().keys() {
                let mut less = value.clone();
                less.as_object_mut().unwrap().remove(key);
                let error = (model.through)(&less).unwrap_err().to_string();
                assert!(error.contains(&format!("missing field `{key}`")), "{name}: {error}");
            }
            bodies += 1;
        }
    }
    assert!(bodies >= 24, "only {bodies} were found");
    let source = json!({ "source": { "host": "10.20.0.4" } });
    let start = operation("databases.onlineMigration.start").about.payload.unwrap();
    assert!((start.through)(&source).is_err());
}

// Configurations

/// The fixtures of configurations that are lists of parameters.
const ADVANCED: [&str; 2] = ["advanced_mysql", "advanced_pg"];

#[test]
fn the_fixtures_of_configurations_are_read_and_written_back() {
    let engines = CONFIGS.map(|config| (config.fixture, (config.model)()));
    let advanced = ADVANCED.map(|engine| (engine, model::<Vec<AdvancedConfigParameter>>()));
    for (engine, model) in engines.into_iter().chain(advanced) {
        let value = &fixture(&format!("databases/config/{engine}"))["config"];
        assert_kept(model, value);
        assert_eq!(unnamed(model.kind, value, engine), [""; 0]);
    }
}

#[test]
fn the_fixtures_of_configurations_set_every_field() {
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

// Fixtures that set every field

/// Collects the paths of a value's keys: those of its table into `named`, the rest into `others`.
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

/// The paths of all keys of a table.
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
fn fixtures_set_every_field_and_unknown_keys() {
    let mut set: BTreeMap<&str, (Kind, BTreeSet<String>)> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for sample in samples().filter(Sample::is_complete) {
        let Sample {
            name,
            side,
            value,
            model,
        } = sample;
        let mut others = BTreeSet::new();
        let (_, named) = set.entry(model.name).or_insert((model.kind, BTreeSet::new()));
        keys(model.kind, &value, "", named, &mut others);
        for other in others {
            assert!(side == Response && other.ends_with("_of_the_future"), "{name}: {other}");
            unknown.insert((model.name, other));
        }
    }
    for (name, (kind, set)) in &mut set {
        let mut all = all_keys(*kind, "");
        // An update takes the settings of a create: those are set in the fixtures of creates.
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
fn unknown_values_of_enums_are_kept() {
    // The values that no enum has, with their fixtures.
    let unknown = [
        ("databases/indexes/list", "frozen"),
        ("databases/logsinks/list", "loki"),
        ("databases/online_migration/started", "waiting for the moon"),
        ("databases/replicas/list", "promoting"),
        ("databases/schemas/config_subject", "SIDEWARD"),
        ("databases/schemas/list", "THRIFT"),
        ("databases/topics/list", "reassigning"),
    ];
    let mut found = BTreeSet::new();
    for Sample { name, value, model, .. } in samples().filter(Sample::is_complete) {
        let (_, shown) = (model.through)(&value).unwrap();
        for other in shown.split("Other(\"").skip(1) {
            found.insert((name.clone(), other.split('"').next().unwrap().to_owned()));
        }
    }
    assert_eq!(
        found,
        unknown.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    );
}

#[test]
fn debug_shows_no_secret_of_a_fixture() {
    let mut hidden = 0;
    for Sample { name, value, model, .. } in samples().filter(Sample::is_complete) {
        let (_, shown) = (model.through)(&value).unwrap();
        assert!(
            !shown.contains("pretend") && !shown.contains("cHJldGVuZA"),
            "{name}: {shown}"
        );
        hidden += shown.matches("Secret(…)").count();
    }
    assert!(hidden >= 20, "{hidden} secrets");
}
