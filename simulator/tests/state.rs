#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{Options, Request, Seed};
use serde_json::{Value, json};
use support::{ALL, Api, DAY, EMPTY, MINUTE, READ, SECOND, SEVERAL};

/// The paths of everything that can be read with the token.
fn readable(api: &mut Api, token: &str) -> Vec<String> {
    let mut targets: Vec<_> = [
        "databases",
        "databases/options",
        "databases/metrics/credentials",
        "registries",
        "registries/options",
        "registries/subscription",
        "registry",
    ]
    .map(|path| format!("/v2/{path}"))
    .into();
    let mut names = |target: &str, list: &str, key: &str| -> Vec<String> {
        let listed = api.call_as(token, "GET", target).json();
        let items = listed[list].as_array().cloned().unwrap_or_default();
        items
            .iter()
            .map(|item| item[key].as_str().unwrap().replace('/', "%2F"))
            .collect()
    };
    for registry in names("/v2/registries", "registries", "name") {
        let registry = format!("/v2/registries/{registry}");
        for repository in names(&format!("{registry}/repositoriesV2"), "repositories", "name") {
            let repository = format!("{registry}/repositories/{repository}");
            targets.push(format!("{repository}/tags?per_page=200"));
            targets.push(format!("{repository}/digests?per_page=200"));
        }
        let parts = ["", "/repositoriesV2", "/garbage-collection", "/garbage-collections"];
        targets.extend(parts.map(|part| format!("{registry}{part}")));
    }
    for id in names("/v2/databases", "databases", "id") {
        let cluster = format!("/v2/databases/{id}");
        for (path, list, key) in [
            ("users", "users", "name"),
            ("dbs", "dbs", "name"),
            ("pools", "pools", "name"),
            ("replicas", "replicas", "name"),
            ("topics", "topics", "name"),
            ("logsink", "sinks", "sink_id"),
            ("schema-registry", "subjects", "subject_name"),
        ] {
            let path = format!("{cluster}/{path}");
            let items = names(&path, list, key);
            targets.extend(items.iter().map(|name| format!("{path}/{name}")));
            targets.push(path);
        }
        for path in [
            "",
            "/autoscale",
            "/backups",
            "/ca",
            "/config",
            "/do_settings",
            "/events",
            "/eviction_policy",
            "/firewall",
            "/indexes",
            "/online-migration",
            "/schema-registry/config",
            "/sql_mode",
        ] {
            targets.push(format!("{cluster}{path}"));
        }
    }
    targets
}

fn without_limits(seed: Seed) -> Api {
    Api::with(Options {
        seed,
        rate_limit: false,
        ..Options::default()
    })
}

/// Changes to a cluster of each engine.
fn changes() -> Value {
    json!({
        "pg": [
            ["POST", "/users", { "name": "app", "settings": { "pg_allow_replication": true } }],
            ["POST", "/dbs", { "name": "app" }],
            ["POST", "/pools", { "name": "app-pool", "mode": "session", "size": 2, "db": "app", "user": "app" }],
            ["PATCH", "/config", { "config": { "timezone": "Europe/Berlin", "pgbouncer": { "min_pool_size": 1 } } }],
            ["PUT", "/maintenance", { "day": "friday", "hour": "03:04" }],
            ["PUT", "/firewall", { "rules": [{ "type": "tag", "value": "web" }] }],
            ["PUT", "/autoscale", { "storage": { "enabled": true } }],
            ["PUT", "/online-migration", { "source": { "host": "db.invalid", "port": 5432 } }],
            ["PUT", "/migrate", { "region": "ams3" }],
        ],
        "mysql": [
            ["PUT", "/sql_mode", { "sql_mode": "ANSI" }],
            ["POST", "/users", { "name": "app", "mysql_settings": { "auth_plugin": "mysql_native_password" } }],
            ["PUT", "/resize", { "size": "db-s-4vcpu-8gb", "num_nodes": 2 }],
        ],
        "valkey": [["PUT", "/eviction_policy", { "eviction_policy": "allkeys_lru" }]],
        "kafka": [
            ["POST", "/topics", { "name": "orders", "config": { "retention_ms": i64::MAX } }],
            ["POST", "/schema-registry", { "subject_name": "a", "schema_type": "AVRO", "schema": "{}" }],
            ["PUT", "/schema-registry/config/a", { "compatibility_level": "FULL" }],
        ],
        "opensearch": [["DELETE", "/indexes/sample-data", {}]],
        "mongodb": [["POST", "/users", { "name": "app", "readonly": true }]],
        "advanced_pg": [["PUT", "/do_settings", { "do_settings": { "service_cnames": ["db.example.com"] } }]],
    })
}

/// A simulator in which every kind of thing was changed, and some changes are under way.
fn busy() -> Api {
    let mut api = without_limits(Seed::Example);
    let backend = api.path("backend");
    let write = |api: &mut Api, method: &str, target: &str, body: Value| {
        let response = api.call_with(method, target, &body);
        assert!(response.status < 300, "{method} {target}: {}", response.body);
    };
    for (engine, calls) in changes().as_object().unwrap() {
        let path = api.online(engine);
        for call in calls.as_array().unwrap() {
            let [method, target] = [0, 1].map(|part| call[part].as_str().unwrap());
            write(&mut api, method, &format!("{path}{target}"), call[2].clone());
        }
    }
    write(
        &mut api,
        "POST",
        &format!("{backend}/replicas"),
        json!({ "name": "another" }),
    );
    let garbage = "/v2/registry/example/garbage-collection";
    write(
        &mut api,
        "POST",
        garbage,
        json!({ "type": "untagged manifests and unreferenced blobs" }),
    );
    write(
        &mut api,
        "PUT",
        "/v2/databases/metrics/credentials",
        json!({
            "credentials": { "basic_auth_username": "me", "basic_auth_password": "secret" },
        }),
    );
    api.now += 7 * SECOND + 3;
    api
}

#[track_caller]
fn assert_same_answers(first: &mut Api, second: &mut Api) {
    for token in [ALL, READ, SEVERAL, EMPTY] {
        let targets = readable(first, token);
        // Ids of requests come from the generator, which is part of the state.
        second.simulator.load(first.simulator.state()).unwrap();
        second.now = first.now;
        for target in targets {
            let answers = [&mut *first, &mut *second].map(|api| {
                let answer = api.call_as(token, "GET", &target);
                (answer.status, answer.headers, answer.body)
            });
            assert_eq!(answers[0], answers[1], "{target}");
        }
    }
}

#[test]
fn a_loaded_state_answers_alike_and_is_the_same() {
    for mut api in [busy(), without_limits(Seed::SmallTeam)] {
        let state = api.simulator.state();
        let mut other = without_limits(Seed::Empty);
        other.simulator.load(state.clone()).unwrap();
        assert_eq!(other.simulator.state(), state);
        assert_same_answers(&mut api, &mut other);
        // Changes under way end at the same time in both.
        api.now += 20 * MINUTE;
        assert_same_answers(&mut api, &mut other);
        assert_eq!(other.simulator.state(), api.simulator.state());
    }
}

#[test]
fn the_state_of_every_seed_can_be_loaded() {
    for (name, seed) in Seed::NAMES {
        let state = without_limits(seed).simulator.state();
        let mut other = without_limits(Seed::Example);
        other.simulator.load(state.clone()).unwrap();
        assert!(other.simulator.state() == state, "{name}");
    }
}

#[test]
fn the_same_requests_have_the_same_answers_and_leave_the_same_state() {
    let run = || {
        let mut api = busy();
        let targets = readable(&mut api, ALL);
        let bodies: Vec<_> = targets.iter().map(|target| api.call("GET", target).body).collect();
        (bodies, api.simulator.state().to_string())
    };
    assert_eq!(run(), run());
}

#[test]
fn a_state_can_be_read_by_a_person() {
    let mut api = without_limits(Seed::Example);
    api.now += DAY;
    api.send(&Request::new("GET", "/v2/databases").with_token(ALL));
    let state = api.simulator.state();
    let cluster = &state["accounts"]["main"]["clusters"][0];
    assert_eq!(cluster["name"], "backend");
    assert_eq!(cluster["created_at"], "2025-10-03T00:00:00Z");
    assert_eq!(cluster["pools"][0]["name"], "backend-pool");
    assert_eq!(cluster["replicas"][0]["region"], "ams3");
    assert_eq!(cluster["events"][0]["event_type"], "cluster_create");
    assert_eq!(state["accounts"]["main"]["subscription"]["tier"], "basic");
    let collection = &state["accounts"]["main"]["registries"][0]["garbage_collections"][0];
    assert_eq!(collection["type"], "untagged manifests and unreferenced blobs");
    assert_eq!(state["tokens"][1]["value"], READ);
    assert!(state["ids"].is_string(), "JavaScript would round a number of 64 bits");
}
