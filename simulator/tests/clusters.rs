#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::Options;
use serde_json::{Value, json};
use support::{Api, MINUTE, SECOND, assert_error};

const CLUSTERS: &str = "/v2/databases";

fn small() -> Value {
    json!({ "name": "small", "engine": "pg", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "nyc3" })
}

fn with(key: &str, value: Value) -> Value {
    let mut body = small();
    body[key] = value;
    body
}

fn create(api: &mut Api, body: &Value) -> Value {
    api.expect(201, "POST", CLUSTERS, body)["database"].clone()
}

fn get(api: &mut Api, cluster: &Value) -> Value {
    api.get(&target(cluster))["database"].clone()
}

fn target(cluster: &Value) -> String {
    format!("{CLUSTERS}/{}", cluster["id"].as_str().unwrap())
}

fn names(api: &mut Api, query: &str) -> Vec<String> {
    let clusters = api.get(&format!("{CLUSTERS}{query}"))["databases"].clone();
    let names = clusters.as_array().unwrap().iter();
    names
        .map(|cluster| cluster["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_list_can_be_narrowed_to_a_tag() {
    let mut api = Api::new();
    assert_eq!(names(&mut api, ""), ["backend", "orders", "events", "sessions"]);
    assert_eq!(names(&mut api, "?tag_name=production"), ["backend", "orders"]);
    assert_eq!(names(&mut api, "?tag_name=web"), ["backend"]);
    assert_eq!(names(&mut api, "?tag_name=prod"), [""; 0]);
}

#[test]
fn four_clusters_exist_at_the_start() {
    let mut api = Api::new();
    let clusters = api.get(CLUSTERS)["databases"].clone();
    let facts: Vec<_> = clusters
        .as_array()
        .unwrap()
        .iter()
        .map(|cluster| {
            json!([
                cluster["engine"],
                cluster["status"],
                cluster["tags"],
                cluster["db_names"]
            ])
        })
        .collect();
    assert_eq!(
        json!(facts),
        json!([
            ["pg", "online", ["production", "web"], ["defaultdb"]],
            ["mysql", "online", ["production"], ["defaultdb"]],
            ["kafka", "online", null, null],
            ["valkey", "creating", null, null],
        ])
    );
    api.now += 5 * MINUTE;
    let sessions = format!("{CLUSTERS}/{}", api.cluster("sessions"));
    assert_eq!(api.get(&sessions)["database"]["status"], "online");
}

#[test]
fn a_cluster_comes_online_after_five_minutes() {
    let mut api = Api::new();
    let created = create(&mut api, &small());
    assert_eq!(created["status"], "creating");
    assert_eq!(created["created_at"], "2026-01-01T00:00:00Z");
    api.now += 5 * MINUTE - 1;
    assert_eq!(get(&mut api, &created)["status"], "creating");
    api.now += 1;
    let online = get(&mut api, &created);
    assert_eq!(online["status"], "online");
    // Source: the live service names no databases before.
    assert_eq!(
        (&created["db_names"], &online["db_names"]),
        (&Value::Null, &json!(["defaultdb"]))
    );
    assert_eq!(
        online["connection"], created["connection"],
        "it is reached as was said at first"
    );
}

#[test]
fn fields_left_out_have_defaults() {
    let mut api = Api::new();
    let created = create(&mut api, &small());
    assert_eq!(created["version"], "17");
    assert_eq!(created["version_end_of_life"], "2029-11-08T00:00:00Z");
    assert_eq!(created["storage_size_mib"], 15_360);
    assert_eq!(created["tags"], Value::Null);
    assert_eq!(created["rules"], json!([]));
    assert_eq!(created.get("do_settings"), None);
    assert_eq!(created.get("standby_connection"), None);
    let window = &created["maintenance_window"];
    assert_eq!(window["hour"].as_str().unwrap().len(), "08:45:12".len());
    assert!(window["day"].as_str().unwrap().ends_with("day"));

    let connection = &created["connection"];
    let [host, password] = ["host", "password"].map(|key| connection[key].as_str().unwrap());
    let uri = format!("postgresql://doadmin:{password}@{host}:25060/defaultdb?sslmode=require");
    assert_eq!(connection["uri"], uri);
    assert_eq!(connection["protocol"], "postgresql");
    assert_eq!(created["private_connection"]["host"], format!("private-{host}"));
    assert_eq!(
        created["users"],
        json!([{ "name": "doadmin", "role": "primary", "password": password }])
    );
}

#[test]
fn a_cluster_is_created_as_requested() {
    let mut api = Api::new();
    let network = "d455e75d-4858-4eec-8c95-da2f0a5f93a7";
    let created = create(
        &mut api,
        &json!({
            "name": "full-1", "engine": "mysql", "version": "8", "num_nodes": 2,
            "size": "db-s-2vcpu-4gb", "region": "ams3", "storage_size_mib": 81_920,
            "private_network_uuid": network, "project_id": network, "tags": [],
            "rules": [
                { "type": "ip_addr", "value": "192.0.2.1", "description": "office" },
                { "type": "tag", "value": "web" },
            ],
            "autoscale": { "storage": { "enabled": true, "threshold_percent": 95, "increment_gib": 10 } },
            "do_settings": { "service_cnames": ["db.example.com"] },
            "something_new": { "is": "ignored" },
        }),
    );
    for (key, value) in [
        ("num_nodes", json!(2)),
        ("region", json!("ams3")),
        ("storage_size_mib", json!(81_920)),
        ("private_network_uuid", json!(network)),
        ("project_id", json!(network)),
        ("tags", json!([])),
        ("do_settings", json!({ "service_cnames": ["db.example.com"] })),
    ] {
        assert_eq!(created[key], value, "{key}");
    }
    assert_eq!(created["rules"][0]["description"], "office");
    assert_eq!(created["rules"][1]["type"], "tag");
    assert_eq!(created["rules"][1]["cluster_uuid"], created["id"]);
    assert_eq!(
        created["users"][0]["mysql_settings"]["auth_plugin"],
        "caching_sha2_password"
    );
    assert!(
        created["standby_connection"]["host"]
            .as_str()
            .unwrap()
            .starts_with("replica-full-1-")
    );
    assert_eq!(created["metrics_endpoints"].as_array().unwrap().len(), 2);
    assert_eq!(get(&mut api, &created), created);
}

#[test]
fn engines_differ_in_what_they_show() {
    let mut api = Api::new();
    let mut make = |engine: &str, num_nodes: u64| {
        let name = engine.replace('_', "-");
        let body = json!({ "name": name, "engine": engine, "num_nodes": num_nodes, "size": "db-s-2vcpu-4gb", "region": "fra1" });
        create(&mut api, &body)
    };
    let kafka = make("kafka", 3);
    assert!(
        kafka["users"][0]["access_cert"]
            .as_str()
            .unwrap()
            .contains("CERTIFICATE")
    );
    assert!(kafka["users"][0]["access_key"].as_str().unwrap().contains("KEY"));
    assert!(kafka["schema_registry_connection"]["port"].is_u64());
    assert_eq!(kafka["db_names"], Value::Null);

    let opensearch = make("opensearch", 1);
    assert!(
        opensearch["ui_connection"]["uri"]
            .as_str()
            .unwrap()
            .starts_with("https://doadmin:")
    );
    assert_eq!(opensearch.get("schema_registry_connection"), None);

    let valkey = make("valkey", 1);
    assert_eq!((&valkey["users"], &valkey["db_names"]), (&Value::Null, &Value::Null));
    assert_eq!(valkey["connection"]["protocol"], "rediss");

    let advanced = make("advanced_pg", 3);
    assert!(advanced["connection"]["application_ports"].is_object());
    assert_eq!(advanced["version"], "18");
}

#[test]
fn mongodb_shows_its_password_once() {
    let mut api = Api::new();
    let body =
        json!({ "name": "documents", "engine": "mongodb", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "fra1" });
    let created = create(&mut api, &body);
    let password = created["users"][0]["password"].as_str().unwrap();
    assert!(created["connection"]["uri"].as_str().unwrap().contains(password));
    for answer in [target(&created), CLUSTERS.to_owned()] {
        assert!(!api.call("GET", &answer).body.contains(password));
    }
    assert_eq!(get(&mut api, &created)["connection"]["password"], "");
}

#[test]
fn a_cluster_is_restored_from_another_of_its_engine() {
    let mut api = Api::new();
    let backup = |name: &str| {
        with(
            "backup_restore",
            json!({ "database_name": name, "backup_created_at": "2025-12-31T19:25:22Z" }),
        )
    };
    api.refuse(404, "POST", CLUSTERS, &backup("nowhere"));
    let message = api.refuse(422, "POST", CLUSTERS, &backup("orders"));
    assert!(message.contains("backup_restore.database_name"), "{message}");

    let restored = create(&mut api, &backup("backend"));
    for (after, status) in [(0, "creating"), (60, "forking"), (239, "forking"), (1, "online")] {
        api.now += after * SECOND;
        assert_eq!(get(&mut api, &restored)["status"], status);
    }
}

#[test]
fn storage_that_is_null_counts_as_left_out() {
    let mut api = Api::new();
    let usual = create(&mut api, &small());
    let usual = get(&mut api, &usual)["storage_size_mib"].clone();
    let body = json!({ "name": "null", "storage_size_mib": null, "autoscale": null });
    let mut given = small();
    given.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    let cluster = create(&mut api, &given);
    assert_eq!(get(&mut api, &cluster)["storage_size_mib"], usual);
}

#[test]
fn a_deleted_cluster_is_gone_and_its_name_free() {
    let mut api = Api::new();
    let first = create(&mut api, &small());
    let taken = api.refuse(422, "POST", CLUSTERS, &small());
    assert_eq!(taken, "cluster name is not available");

    let response = api.call("DELETE", &target(&first));
    assert_eq!((response.status, response.body.as_str()), (204, ""));
    for method in ["GET", "DELETE"] {
        assert_error(&api.call(method, &target(&first)), 404, "not_found");
    }
    assert!(!names(&mut api, "").contains(&"small".to_owned()));
    let second = create(&mut api, &small());
    assert_ne!(first["id"], second["id"]);
}

#[test]
fn a_new_cluster_can_be_hidden_for_a_while() {
    let mut api = Api::with(Options {
        create_404: 30 * SECOND,
        ..Options::default()
    });
    let backend = api.cluster("backend");
    assert_eq!(api.call("GET", &format!("{CLUSTERS}/{backend}")).status, 200);
    let created = create(&mut api, &small());
    assert_error(&api.call("GET", &target(&created)), 404, "not_found");
    assert!(
        names(&mut api, "").contains(&"small".to_owned()),
        "it is in the list already"
    );
    api.now += 30 * SECOND;
    assert_eq!(get(&mut api, &created)["status"], "creating");
}

#[test]
fn a_body_must_be_an_object_of_json() {
    let mut api = Api::new();
    assert_error(&api.call("POST", CLUSTERS), 400, "bad_request");
    for body in [json!([]), json!("x"), json!(null)] {
        api.refuse(422, "POST", CLUSTERS, &body);
    }
}

#[test]
fn missing_fields_are_refused_by_name() {
    let mut api = Api::new();
    for key in ["name", "engine", "num_nodes", "size", "region"] {
        let mut body = small();
        body.as_object_mut().unwrap().remove(key);
        let message = api.refuse(422, "POST", CLUSTERS, &body);
        assert_eq!(message, format!("{key} is required"));
    }
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    for (key, value, complaint) in [
        ("name", json!(1), "name must be a string"),
        ("name", json!("ab"), "name must be 3 to 63"),
        ("name", json!("a".repeat(64)), "name must be 3 to 63"),
        ("name", json!("Backend"), "name must be 3 to 63"),
        ("name", json!("back_end"), "name must be 3 to 63"),
        ("engine", json!("oracle"), "engine is unknown"),
        ("engine", json!("redis"), "engine can no longer be created"),
        ("num_nodes", json!("1"), "num_nodes must be an integer"),
        ("num_nodes", json!(1.5), "num_nodes must be an integer"),
        ("num_nodes", json!(4), "num_nodes is not available"),
        ("num_nodes", json!(-1), "num_nodes is not available"),
        ("size", json!("huge"), "size is not available"),
        ("num_nodes", json!(2), "size is not available"),
        ("region", json!("mars1"), "region is not available"),
        ("region", json!(null), "region must be a string"),
        ("version", json!("9"), "version is not available"),
        ("version", json!(17), "version must be a string"),
        ("tags", json!("production"), "tags must be an array of strings"),
        ("tags", json!([1]), "tags must be an array of strings"),
        (
            "storage_size_mib",
            json!("61440"),
            "storage_size_mib must be an integer",
        ),
        (
            "storage_size_mib",
            json!(15_359),
            "storage_size_mib must be at least 15360",
        ),
        (
            "private_network_uuid",
            json!("x"),
            "private_network_uuid must be a UUID",
        ),
        (
            "project_id",
            json!("d455e75d-4858-4eec-8c95-da2f0a5f93ag"),
            "project_id must be a UUID",
        ),
    ] {
        let message = api.refuse(422, "POST", CLUSTERS, &with(key, value.clone()));
        assert!(message.starts_with(complaint), "{key} = {value}: {message}");
    }
    assert_eq!(names(&mut api, "").len(), 4, "none of them was created");
}

#[test]
fn invalid_rules_and_settings_are_refused_by_field() {
    let mut api = Api::new();
    let storage = |storage: Value| json!({ "storage": storage });
    for (key, value, complaint) in [
        ("rules", json!({}), "rules must be an array"),
        ("rules", json!(["x"]), "rules[0] must be an object"),
        (
            "rules",
            json!([{ "type": "tag", "value": "x" }, { "type": "vpc", "value": "x" }]),
            "rules[1].type is unknown",
        ),
        ("rules", json!([{ "type": "tag" }]), "rules[0].value is required"),
        (
            "rules",
            json!([{ "type": "tag", "value": "x", "description": 1 }]),
            "rules[0].description must be a string",
        ),
        ("autoscale", json!([]), "autoscale must be an object"),
        ("autoscale", storage(json!({})), "autoscale.storage.enabled is required"),
        (
            "autoscale",
            storage(json!({ "enabled": true, "threshold_percent": 96 })),
            "autoscale.storage.threshold_percent must be from 15 to 95",
        ),
        (
            "autoscale",
            storage(json!({ "enabled": true, "increment_gib": 9 })),
            "autoscale.storage.increment_gib must be from 10 to 500",
        ),
        (
            "storage_autoscale",
            json!({ "enabled": true, "threshold_percent": 14 }),
            "storage_autoscale.threshold_percent must be from 15 to 95",
        ),
        (
            "do_settings",
            json!({ "service_cnames": ["-x.com"] }),
            "do_settings.service_cnames must be",
        ),
        (
            "do_settings",
            json!({ "service_cnames": vec!["a.b"; 17] }),
            "do_settings.service_cnames must be",
        ),
        ("backup_restore", json!({}), "backup_restore.database_name is required"),
    ] {
        let message = api.refuse(422, "POST", CLUSTERS, &with(key, value.clone()));
        assert!(message.starts_with(complaint), "{key} = {value}: {message}");
    }
    assert_eq!(names(&mut api, "").len(), 4, "none of them was created");
}

#[test]
fn the_longest_and_shortest_names_are_taken() {
    let mut api = Api::new();
    for name in ["abc".to_owned(), "a".repeat(63), "1-2".to_owned()] {
        assert_eq!(create(&mut api, &with("name", json!(name)))["name"], name);
    }
}

// Source: godo and terraform-provider-digitalocean always send these, and the live service takes them.
#[test]
fn empty_fields_of_the_go_clients_count_as_left_out() {
    let mut api = Api::new();
    let mut body = small();
    let sent = json!({ "private_network_uuid": "", "project_id": "", "rules": null, "version": null });
    body.as_object_mut().unwrap().extend(sent.as_object().unwrap().clone());
    let created = create(&mut api, &body);
    assert_eq!(created["private_network_uuid"].as_str().unwrap().len(), 36);
    assert_eq!(created["project_id"].as_str().unwrap().len(), 36);
    assert_eq!((&created["rules"], &created["version"]), (&json!([]), &json!("17")));

    let body = json!({ "name": "network-null", "private_network_uuid": null });
    let mut other = small();
    other.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    assert_eq!(
        create(&mut api, &other)["private_network_uuid"].as_str().unwrap().len(),
        36
    );
}
