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

/// A simulator in which every kind of thing was changed, and some changes are under way.
fn busy() -> Api {
    let mut api = without_limits(Seed::Example);
    let backend = api.path("backend");
    let write = |api: &mut Api, method: &str, target: &str, body: Value| {
        let response = api.call_with(method, target, &body);
        assert!(response.status < 300, "{method} {target}: {}", response.body);
    };
    for (engine, calls) in [
        (
            "pg",
            vec![
                (
                    "POST",
                    "/users",
                    json!({ "name": "app", "settings": { "pg_allow_replication": true } }),
                ),
                ("POST", "/dbs", json!({ "name": "app" })),
                (
                    "POST",
                    "/pools",
                    json!({ "name": "app-pool", "mode": "session", "size": 2, "db": "app", "user": "app" }),
                ),
                (
                    "PATCH",
                    "/config",
                    json!({ "config": { "timezone": "Europe/Berlin", "pgbouncer": { "min_pool_size": 1 } } }),
                ),
                ("PUT", "/maintenance", json!({ "day": "friday", "hour": "03:04" })),
                (
                    "PUT",
                    "/firewall",
                    json!({ "rules": [{ "type": "tag", "value": "web" }] }),
                ),
                ("PUT", "/autoscale", json!({ "storage": { "enabled": true } })),
                (
                    "PUT",
                    "/online-migration",
                    json!({ "source": { "host": "db.invalid", "port": 5432 } }),
                ),
                ("PUT", "/migrate", json!({ "region": "ams3" })),
            ],
        ),
        (
            "mysql",
            vec![
                ("PUT", "/sql_mode", json!({ "sql_mode": "ANSI" })),
                (
                    "POST",
                    "/users",
                    json!({ "name": "app", "mysql_settings": { "auth_plugin": "mysql_native_password" } }),
                ),
                ("PUT", "/resize", json!({ "size": "db-s-4vcpu-8gb", "num_nodes": 2 })),
            ],
        ),
        (
            "valkey",
            vec![("PUT", "/eviction_policy", json!({ "eviction_policy": "allkeys_lru" }))],
        ),
        (
            "kafka",
            vec![
                (
                    "POST",
                    "/topics",
                    json!({ "name": "orders", "config": { "retention_ms": i64::MAX } }),
                ),
                (
                    "POST",
                    "/schema-registry",
                    json!({ "subject_name": "a", "schema_type": "AVRO", "schema": "{}" }),
                ),
                (
                    "PUT",
                    "/schema-registry/config/a",
                    json!({ "compatibility_level": "FULL" }),
                ),
            ],
        ),
        ("opensearch", vec![("DELETE", "/indexes/sample-data", json!({}))]),
        ("mongodb", vec![]),
        ("advanced_pg", vec![]),
    ] {
        let path = api.online(engine);
        for (method, target, body) in calls {
            write(&mut api, method, &format!("{path}{target}"), body);
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
        // What is under way ends at the same time in both.
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
fn much_may_be_left_out_of_a_state() {
    let mut api = without_limits(Seed::Example);
    let engines = [
        "pg",
        "mysql",
        "redis",
        "valkey",
        "mongodb",
        "kafka",
        "opensearch",
        "advanced_pg",
    ];
    let clusters = engines.map(|engine| json!({ "name": engine, "engine": engine }));
    let account = json!({ "registries": [{ "name": "mine" }], "clusters": clusters });
    api.simulator.load(json!({ "accounts": { "main": account } })).unwrap();
    for target in readable(&mut api, ALL) {
        assert!(
            [200, 404, 412, 422].contains(&api.call("GET", &target).status),
            "{target}"
        );
    }
    for engine in engines {
        let cluster = api.path(engine);
        let cluster = api.get(&cluster)["database"].clone();
        assert_eq!(
            (&cluster["status"], &cluster["engine"]),
            (&json!("online"), &json!(engine))
        );
        assert_eq!(cluster["connection"]["ssl"], true);
    }
    let registry = api.get("/v2/registry");
    assert_eq!(registry["registry"]["name"], "mine");
    assert_eq!(registry["subscription"]["tier"]["slug"], "starter");
    assert_eq!(api.get("/v2/registries")["total_storage_usage_bytes"], 0);
    assert_eq!(
        api.call_as(SEVERAL, "GET", "/v2/registries").json()["registries"][1]["name"],
        "second"
    );
    assert_eq!(api.call_as(EMPTY, "GET", "/v2/databases").body, r#"{"databases":[]}"#);

    api.simulator.load(json!({})).unwrap();
    assert_eq!(api.get("/v2/databases"), json!({ "databases": [] }));
    assert!(api.get("/v2/databases/metrics/credentials")["credentials"]["basic_auth_password"].is_string());
}

#[test]
fn parts_of_a_cluster_follow_from_what_is_given() {
    let mut api = without_limits(Seed::Empty);
    let cluster = json!({
        "name": "mine",
        "engine": "pg",
        "size": "db-s-4vcpu-8gb",
        "created_at": "2025-12-31T23:59:00Z",
        "maintenance_window": { "day": "friday", "description": ["An update"] },
        "users": [{ "name": "doadmin" }, { "name": "app" }],
        "db_names": ["app"],
        "rules": [{ "value": "192.0.2.1" }],
        "config": { "timezone": "Europe/Berlin" },
        "events": [{}],
        "pools": [{ "name": "pool", "db": "app", "user": "app" }],
        "replicas": [{ "name": "reader" }],
        "logsinks": [{ "sink_name": "logs", "sink_type": "rsyslog" }],
        "online_migration": {},
    });
    let kafka = json!({ "name": "topics", "engine": "kafka", "topics": [{ "name": "orders" }], "schema_registry": {} });
    let tokens = json!([{ "value": ALL }]);
    let accounts = json!({ "main": { "clusters": [cluster, kafka] } });
    api.simulator
        .load(json!({ "accounts": accounts, "tokens": tokens }))
        .unwrap();
    let path = api.path("mine");
    let cluster = api.get(&path)["database"].clone();
    assert_eq!(cluster["status"], "creating");
    assert_eq!(cluster["storage_size_mib"], 8 * 15 * 1024);
    assert_eq!(cluster["maintenance_window"]["day"], "friday");
    assert_eq!(cluster["maintenance_window"]["pending"], true);
    assert_eq!(cluster["users"][0]["password"], cluster["connection"]["password"]);
    assert_eq!(cluster["users"][1]["password"].as_str().unwrap().len(), 16);
    assert_eq!(cluster["rules"][0]["cluster_uuid"], cluster["id"]);
    assert_eq!(cluster["rules"][0]["created_at"], "2025-12-31T23:59:00Z");
    api.now += 5 * MINUTE;
    assert_eq!(api.get(&path)["database"]["db_names"], json!(["app"]));
    assert_eq!(
        api.get(&format!("{path}/config"))["config"]["timezone"],
        "Europe/Berlin"
    );
    assert_eq!(api.get(&format!("{path}/pools/pool"))["pool"]["mode"], "transaction");
    let replica = api.get(&format!("{path}/replicas/reader"))["replica"].clone();
    assert_eq!(
        (&replica["size"], &replica["region"]),
        (&cluster["size"], &cluster["region"])
    );
    assert_eq!(api.get(&format!("{path}/logsink"))["sinks"][0]["sink_name"], "logs");
    assert_eq!(api.get(&format!("{path}/online-migration"))["status"], "done");
    assert_eq!(api.get(&format!("{path}/events"))["events"][0]["cluster_name"], "mine");
    let topics = api.path("topics");
    let topic = api.get(&format!("{topics}/topics/orders"))["topic"].clone();
    assert_eq!(topic["partitions"].as_array().unwrap().len(), 3);
    assert_eq!(
        api.call_as(READ, "GET", "/v2/databases").status,
        401,
        "the tokens are those that were given"
    );
}

#[test]
fn a_wrong_state_names_its_place_and_changes_nothing() {
    let mut api = without_limits(Seed::Example);
    let before = api.simulator.state();
    let cluster = |more: Value| {
        let mut cluster = json!({ "name": "mine", "engine": "pg" });
        cluster
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({ "accounts": { "main": { "clusters": [{ "name": "a", "engine": "kafka" }, cluster] } } })
    };
    let registry = |more: Value| json!({ "accounts": { "several": { "registries": [{ "name": "mine", "repositories": [more] }] } } });
    for (state, place) in [
        (json!([]), "a state must be an object"),
        (json!("large"), "a state must be an object"),
        (json!({ "acounts": {} }), "acounts: unknown field"),
        (json!({ "accounts": [] }), "accounts: invalid type: sequence"),
        (
            json!({ "accounts": { "other": {} } }),
            "accounts: unknown variant `other`, expected one of `main`",
        ),
        (
            json!({ "accounts": { "main": 1 } }),
            "accounts.main: invalid type: integer",
        ),
        (
            json!({ "accounts": { "main": { "servers": [] } } }),
            "accounts.main.servers: unknown field",
        ),
        (
            json!({ "accounts": { "main": { "clusters": {} } } }),
            "accounts.main.clusters: invalid type: map",
        ),
        (
            json!({ "accounts": { "main": { "clusters": [{}] } } }),
            "accounts.main.clusters[0]: missing field `name`",
        ),
        (
            json!({ "accounts": { "main": { "registries": [{}] } } }),
            "accounts.main.registries[0]: missing field `name`",
        ),
        (json!({ "tokens": [{}] }), "tokens[0]: missing field `value`"),
        (
            json!({ "tokens": [{ "value": "x", "account": "mine" }] }),
            "tokens[0].account: unknown variant",
        ),
        (json!({ "ids": 7 }), "ids: invalid type: integer"),
        (json!({ "ids": "seven" }), "ids: not the state of a generator"),
        (
            json!({ "accounts": { "main": { "subscription": { "tier": "gold" } } } }),
            "accounts.main.subscription.tier: unknown tier",
        ),
        (
            cluster(json!({ "engine": "oracle" })),
            "accounts.main.clusters[1].engine: unknown engine: \"oracle\"",
        ),
        (
            cluster(json!({ "num_nodes": "two" })),
            "accounts.main.clusters[1].num_nodes: invalid type: string",
        ),
        (
            cluster(json!({ "created_at": "today" })),
            "accounts.main.clusters[1].created_at: not a time",
        ),
        (
            cluster(json!({ "pols": [] })),
            "accounts.main.clusters[1].pols: unknown field",
        ),
        (
            cluster(json!({ "pools": [{ "name": "p" }, {}] })),
            "accounts.main.clusters[1].pools[1]: missing field `name`",
        ),
        (
            cluster(json!({ "pools": [{ "name": "p", "size": "x" }] })),
            "accounts.main.clusters[1].pools[0].size: invalid type",
        ),
        (
            cluster(json!({ "topics": [{ "name": "t", "partition_count": 1e9 as u64 }] })),
            "accounts.main.clusters[1].topics[0].partition_count: must be from 3 to 2048",
        ),
        (
            cluster(json!({ "config": { "colour": 1 } })),
            "accounts.main.clusters[1].config.colour is not a setting",
        ),
        (
            cluster(json!({ "maintenance_window": { "hour": "noon" } })),
            "accounts.main.clusters[1].maintenance_window.hour: not a time of day",
        ),
        (
            cluster(json!({ "events": [{ "event_type": "x" }] })),
            "accounts.main.clusters[1].events[0].event_type: unknown variant",
        ),
        (
            cluster(json!({ "users": [{}] })),
            "accounts.main.clusters[1].users[0]: missing field `name`",
        ),
        (
            registry(json!({ "manifests": [] })),
            "accounts.several.registries[0].repositories[0]: missing field `name`",
        ),
        (
            registry(json!({ "name": "r", "manifests": [{ "tags": "x" }] })),
            "accounts.several.registries[0].repositories[0].manifests[0].tags: invalid type",
        ),
    ] {
        let error = api.simulator.load(state).unwrap_err();
        assert!(error.starts_with(place), "{error}\n{place}");
    }
    assert_eq!(api.simulator.state(), before);
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
