#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::Request;
use serde_json::{Value, json};
use support::{Api, READ};

fn elastic() -> Value {
    let config = json!({ "url": "https://user:pa:ss@192.0.2.1:9200", "index_prefix": "logs", "timeout": 12.5 });
    json!({ "sink_name": "search", "sink_type": "elasticsearch", "config": config })
}

fn syslog() -> Value {
    json!({ "server": "192.0.2.1", "port": 514, "tls": false, "format": "rfc3164", "key": "PEM" })
}

fn sinks(api: &mut Api, name: &str) -> String {
    api.path(name) + "/logsink"
}

#[test]
fn each_answer_is_wrapped_in_its_own_way() {
    let mut api = Api::new();
    let target = sinks(&mut api, "orders");
    assert_eq!(api.get(&target), json!({ "sinks": [] }));
    let created = api.expect(201, "POST", &target, &elastic())["sink"].clone();
    let mut expected = elastic();
    expected["config"]["index_days_max"] = json!(7);
    expected["sink_id"] = created["sink_id"].clone();
    assert_eq!(created, expected);
    assert_eq!(api.get(&target), json!({ "sinks": [created] }));
    let path = format!("{target}/{}", created["sink_id"].as_str().unwrap());
    assert_eq!(api.get(&path), created, "nothing around it");
}

#[test]
fn an_update_replaces_the_configuration() {
    let mut api = Api::new();
    let target = sinks(&mut api, "backend");
    let sink = api.get(&target)["sinks"][0].clone();
    let path = format!("{target}/{}", sink["sink_id"].as_str().unwrap());
    api.write(
        200,
        "PUT",
        &path,
        &json!({ "config": syslog(), "sink_name": "ignored" }),
    );
    let updated = api.get(&path);
    assert_eq!(
        (&updated["config"], &updated["sink_name"]),
        (&syslog(), &json!("syslog"))
    );

    assert_eq!(api.refuse(422, "PUT", &path, &json!({})), "config is required");
    let other = json!({ "config": elastic()["config"] });
    let message = api.refuse(422, "PUT", &path, &other);
    assert_eq!(message, "config.server is required", "a sink keeps its kind");
    assert_eq!(api.get(&path), updated);

    api.write(200, "DELETE", &path, &json!({}));
    for method in ["GET", "PUT", "DELETE"] {
        api.refuse(404, method, &path, &json!({ "config": syslog() }));
    }
    assert_eq!(api.get(&target), json!({ "sinks": [] }));
}

#[test]
fn mongodb_forwards_to_datadog_alone() {
    let mut api = Api::new();
    let documents = api.online("mongodb") + "/logsink";
    let orders = sinks(&mut api, "orders");
    let config = json!({ "site": "http-intake.logs.datadoghq.com", "datadog_api_key": "0123456789abcdef" });
    let datadog = json!({ "sink_name": "dog", "sink_type": "datadog", "config": config });
    let complaint = "sink_type is not available for this engine";
    assert_eq!(api.refuse(422, "POST", &orders, &datadog), complaint);
    assert_eq!(api.refuse(422, "POST", &documents, &elastic()), complaint);
    let created = api.expect(201, "POST", &documents, &datadog);
    assert_eq!(
        (&created["sink"]["sink_type"], &created["sink"]["config"]),
        (&json!("datadog"), &config)
    );
    let response = api.send(&Request::new("GET", &documents).with_token(READ));
    assert_eq!(response.json()["sinks"][0]["config"]["datadog_api_key"], "");
}

#[test]
fn credentials_are_blank_without_their_scope() {
    let mut api = Api::new();
    let target = sinks(&mut api, "orders");
    api.expect(201, "POST", &target, &elastic());
    let rsyslog = json!({ "sink_name": "syslog", "sink_type": "rsyslog", "config": syslog() });
    api.expect(201, "POST", &target, &rsyslog);
    let blank = api.send(&Request::new("GET", &target).with_token(READ)).json();
    assert_eq!(blank["sinks"][0]["config"]["url"], "https://user:@192.0.2.1:9200");
    assert_eq!(blank["sinks"][1]["config"]["key"], "");
    assert_eq!(blank["sinks"][1]["config"]["server"], "192.0.2.1");
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    let target = sinks(&mut api, "backend");
    for key in ["sink_name", "sink_type", "config"] {
        let mut body = elastic();
        body.as_object_mut().unwrap().remove(key);
        assert_eq!(api.refuse(422, "POST", &target, &body), format!("{key} is required"));
    }
    let rsyslog = json!({ "sink_name": "other", "sink_type": "rsyslog", "config": syslog() });
    for (sink, pointer, value, complaint) in [
        (&rsyslog, "/sink_name", json!("syslog"), "logsink name is not available"),
        (&rsyslog, "/sink_name", json!(""), "sink_name must not be empty"),
        (&rsyslog, "/sink_type", json!("paper"), "sink_type is unknown"),
        (&rsyslog, "/config/server", json!(1), "config.server must be a string"),
        (
            &rsyslog,
            "/config/port",
            json!(0),
            "config.port must be from 1 to 65535",
        ),
        (&rsyslog, "/config/tls", json!("no"), "config.tls must be a boolean"),
        (&rsyslog, "/config/format", json!("rfc1"), "config.format is unknown"),
        (
            &rsyslog,
            "/config/format",
            json!("custom"),
            "config.logline is required",
        ),
        (&rsyslog, "/config/key", json!(1), "config.key must be a string"),
        (&elastic(), "/config/url", json!(1), "config.url must be a string"),
        (
            &elastic(),
            "/config/timeout",
            json!(9.9),
            "config.timeout must be a number from 10 to 120",
        ),
    ] {
        let mut body = sink.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        assert_eq!(api.refuse(422, "POST", &target, &body), complaint);
    }
    let mut body = elastic();
    body["config"]["index_days_max"] = json!(10_001);
    let message = api.refuse(422, "POST", &target, &body);
    assert_eq!(message, "config.index_days_max must be from 1 to 10000");
    api.refuse(404, "POST", "/v2/databases/nope/logsink", &elastic());
    api.refuse(404, "GET", "/v2/databases/nope/logsink", &json!({}));
}
