//! States that a person writes, and the mistakes in them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{ALL, Api, EMPTY, MINUTE, READ, SEVERAL};

#[test]
fn much_may_be_left_out_of_a_state() {
    let mut api = Api::new();
    let options = api.get("/v2/databases/options");
    let engines: Vec<_> = options["options"].as_object().unwrap().keys().collect();
    assert!(engines.len() >= 7, "{engines:?}");
    let clusters: Vec<_> = engines
        .iter()
        .map(|engine| json!({ "name": engine, "engine": engine }))
        .collect();
    let account = json!({ "registries": [{ "name": "mine" }], "clusters": clusters });
    api.simulator.load(json!({ "accounts": { "main": account } })).unwrap();
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
    let mut api = Api::new();
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

/// Loads states, each of which is refused with an error that begins with its place, and then nothing is changed.
#[track_caller]
fn refuse(wrong: &[(Value, &str)]) {
    let mut api = Api::new();
    let before = api.simulator.state();
    for (state, place) in wrong {
        let error = api.simulator.load(state.clone()).unwrap_err();
        assert!(error.starts_with(place), "{error}\n{place}");
    }
    assert_eq!(api.simulator.state(), before);
}

#[test]
fn a_wrong_state_is_refused_with_its_place() {
    refuse(&[
        (json!([]), "invalid type: sequence, expected struct"),
        (json!("large"), "invalid type: string"),
        (json!({ "acounts": {} }), "unknown field `acounts`"),
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
        (
            json!({ "accounts": { "main": [] } }),
            "accounts.main: invalid type: sequence",
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
    ]);
}

#[test]
fn a_wrong_cluster_is_refused_with_its_place() {
    let cluster = |more: Value| {
        let mut cluster = json!({ "name": "mine", "engine": "pg" });
        cluster
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({ "accounts": { "main": { "clusters": [{ "name": "a", "engine": "kafka" }, cluster] } } })
    };
    refuse(&[
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
            cluster(json!({ "topics": [{ "name": "t", "partition_count": 1_000_000_000 }] })),
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
    ]);
}

#[test]
fn a_wrong_registry_is_refused_with_its_place() {
    let registry = |more: Value| json!({ "accounts": { "several": { "registries": [{ "name": "mine", "repositories": [more] }] } } });
    refuse(&[
        (
            registry(json!({ "manifests": [] })),
            "accounts.several.registries[0].repositories[0]: missing field `name`",
        ),
        (
            registry(json!({ "name": "r", "manifests": [{ "tags": "x" }] })),
            "accounts.several.registries[0].repositories[0].manifests[0].tags: invalid type",
        ),
    ]);
}
