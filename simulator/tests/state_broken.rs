//! States in which a value was replaced: each is refused, or answers every request.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, DAY};

/// A small state with something of everything in it.
fn state() -> Value {
    let mut api = Api::new();
    let parts = json!({
        "pools": [{ "name": "pool" }],
        "replicas": [{ "name": "reader" }],
        "topics": [{ "name": "orders", "consumer_group": "billing" }],
        "schema_registry": { "last_id": 1, "subjects": [
            { "name": "a", "versions": [{ "schema_id": 1, "schema_type": "AVRO", "schema": "{}" }] },
        ] },
        "logsinks": [{ "sink_name": "logs", "sink_type": "rsyslog" }],
        "indexes": { "deleted": ["sample-data"] },
        "online_migration": {},
        "change": { "until": "2026-01-01T00:00:00Z", "to": { "size": { "size": "a-1gb", "num_nodes": 1, "storage_size_mib": 1 } } },
        "rules": [{ "value": "192.0.2.1" }],
        "do_settings": { "service_cnames": [] },
        "storage_autoscale": { "enabled": true },
        "tags": ["a"],
    });
    let clusters = ["pg", "kafka", "opensearch"].map(|engine| {
        let mut cluster = json!({ "name": engine, "engine": engine });
        cluster
            .as_object_mut()
            .unwrap()
            .extend(parts.as_object().unwrap().clone());
        cluster
    });
    let registry = json!({
        "name": "mine",
        "repositories": [{ "name": "web", "manifests": [{ "digest": "sha256:a", "tags": ["latest"], "blobs": ["sha256:b"] }] }],
        "blobs": { "sha256:b": 5 },
        "garbage_collections": [{ "created_at": "2026-01-01T00:00:00Z" }],
    });
    let account = json!({ "registries": [registry], "clusters": clusters });
    let tokens = json!([{ "value": support::ALL }]);
    api.simulator
        .load(json!({ "accounts": { "main": account }, "tokens": tokens }))
        .unwrap();
    api.simulator.state()
}

/// The pointers of all values in it.
fn pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
    found.push(pointer.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                pointers(field, &format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
}

fn read_everything(api: &mut Api) {
    let mut targets: Vec<_> = ["databases", "registry", "registries", "databases/metrics/credentials"]
        .map(|path| format!("/v2/{path}"))
        .into();
    for path in [
        "",
        "/repositories",
        "/repositoriesV2",
        "/garbage-collections",
        "/repositories/web/digests",
    ] {
        targets.push(format!("/v2/registry/mine{path}"));
    }
    let listed = api.call("GET", "/v2/databases").json();
    for cluster in listed["databases"].as_array().into_iter().flatten() {
        for path in [
            "pools",
            "replicas",
            "topics",
            "topics/orders",
            "schema-registry",
            "logsink",
            "indexes",
            "config",
        ] {
            targets.push(format!(
                "/v2/databases/{}/{path}",
                cluster["id"].as_str().unwrap_or_default()
            ));
        }
        for path in [
            "online-migration",
            "events",
            "backups",
            "users",
            "autoscale",
            "do_settings",
        ] {
            targets.push(format!(
                "/v2/databases/{}/{path}",
                cluster["id"].as_str().unwrap_or_default()
            ));
        }
    }
    for target in targets {
        let status = api.call("GET", &target).status;
        assert!(status < 500, "{target}: {status}");
    }
}

#[test]
fn no_broken_state_is_the_end() {
    let state = state();
    let mut all = Vec::new();
    pointers(&state, "", &mut all);
    let values = [
        json!(null),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MAX),
        json!(1e300),
        json!(""),
        json!("\u{0}9999999999-01-01T00:00:00Z"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "": 1 }),
    ];
    let mut loaded = 0;
    for (pointer, value) in all
        .iter()
        .zip(values.iter().cycle())
        .chain(all.iter().zip(values.iter().rev().cycle()))
    {
        let mut api = Api::new();
        let mut broken = state.clone();
        *broken.pointer_mut(pointer).unwrap() = value.clone();
        if api.simulator.load(broken).is_ok() {
            loaded += 1;
            read_everything(&mut api);
            api.now += 30 * DAY;
            read_everything(&mut api);
        }
    }
    assert!(loaded > 50, "{loaded}");
}
