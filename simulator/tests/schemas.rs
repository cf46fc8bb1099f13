#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, MINUTE};

const SEEDED: &str = "customer-events-value";

fn schemas(api: &mut Api) -> String {
    api.path("events") + "/schema-registry"
}

fn schema(kind: &str, text: &str) -> Value {
    json!({ "subject_name": "my/subject", "schema_type": kind, "schema": text })
}

#[test]
fn a_subject_has_versions() {
    let mut api = Api::new();
    let target = schemas(&mut api);
    let path = format!("{target}/my%2Fsubject");
    api.refuse(404, "GET", &path, &json!({}));
    let first = schema("AVRO", r#"{"type":"string"}"#);
    let created = api.expect(201, "POST", &target, &first);
    for (key, value) in first.as_object().unwrap() {
        assert_eq!(&created[key], value, "{key}");
    }
    let second = api.expect(201, "POST", &target, &schema("AVRO", r#"{"type":"long"}"#));
    assert!(second["schema_id"].as_u64() > created["schema_id"].as_u64());

    let subjects = api.get(&target)["subjects"].clone();
    assert_eq!(subjects.as_array().unwrap().len(), 2);
    assert_eq!(subjects[0]["subject_name"], SEEDED);
    assert_eq!(subjects[1], second, "of each the latest");

    let with = |schema: &Value, version: &str| {
        let mut schema = schema.clone();
        schema["version"] = json!(version);
        schema
    };
    assert_eq!(api.get(&path), with(&second, "2"));
    assert_eq!(api.get(&format!("{path}/versions/1")), with(&created, "1"));
    assert_eq!(api.get(&format!("{path}/versions/2")), with(&second, "2"));
    for version in ["0", "3", "latest", "-1"] {
        api.refuse(404, "GET", &format!("{path}/versions/{version}"), &json!({}));
    }
}

#[test]
fn a_deleted_subject_is_gone_with_its_versions() {
    let mut api = Api::new();
    let target = schemas(&mut api);
    let path = format!("{target}/{SEEDED}");
    api.write(204, "DELETE", &path, &json!({}));
    api.refuse(404, "DELETE", &path, &json!({}));
    for gone in [
        &path,
        &format!("{path}/versions/1"),
        &format!("{target}/config/{SEEDED}"),
    ] {
        api.refuse(404, "GET", gone, &json!({}));
    }
    assert_eq!(api.get(&target), json!({ "subjects": [] }));
}

#[test]
fn a_subject_has_the_level_of_the_registry_by_default() {
    let mut api = Api::new();
    let target = schemas(&mut api) + "/config";
    let subject = format!("{target}/{SEEDED}");
    let level = |level: &str| json!({ "compatibility_level": level });
    let of_subject = |level: &str| json!({ "subject_name": SEEDED, "compatibility_level": level });
    assert_eq!(api.get(&target), level("BACKWARD"));
    assert_eq!(api.expect(200, "PUT", &target, &level("FULL")), level("FULL"));
    assert_eq!(api.get(&target), level("FULL"));
    assert_eq!(api.get(&subject), of_subject("FULL"));
    assert_eq!(api.expect(200, "PUT", &subject, &level("NONE")), of_subject("NONE"));
    assert_eq!(api.get(&subject), of_subject("NONE"));
    assert_eq!(api.get(&target), level("FULL"));

    api.refuse(404, "PUT", &format!("{target}/nope"), &level("NONE"));
    for target in [&target, &subject] {
        let message = api.refuse(422, "PUT", target, &level("SOME"));
        assert_eq!(message, "compatibility_level is unknown");
        let message = api.refuse(422, "PUT", target, &json!({}));
        assert_eq!(message, "compatibility_level is required");
    }
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    let target = schemas(&mut api);
    for key in ["subject_name", "schema_type", "schema"] {
        let mut body = schema("JSON", "{}");
        body.as_object_mut().unwrap().remove(key);
        assert_eq!(api.refuse(422, "POST", &target, &body), format!("{key} is required"));
    }
    for (body, complaint) in [
        (schema("XML", "<a/>"), "schema_type is unknown"),
        (schema("AVRO", "{"), "schema is not valid AVRO"),
        (schema("PROTOBUF", ""), "schema is not valid PROTOBUF"),
    ] {
        assert_eq!(api.refuse(422, "POST", &target, &body), complaint);
    }
    let text = "syntax = \"proto3\"; message A { string b = 1; }";
    assert_eq!(
        api.expect(201, "POST", &target, &schema("PROTOBUF", text))["schema"],
        text
    );
}

#[test]
fn only_a_running_kafka_cluster_has_schemas() {
    let mut api = Api::new();
    let backend = api.path("backend") + "/schema-registry";
    api.refuse(422, "GET", &backend, &json!({}));
    api.refuse(422, "POST", &backend, &schema("JSON", "{}"));
    api.refuse(422, "GET", &format!("{backend}/config"), &json!({}));
    let fresh = api.online("kafka") + "/schema-registry";
    assert_eq!(api.get(&fresh), json!({ "subjects": [] }));
    api.now -= MINUTE;
    api.refuse(412, "GET", &fresh, &json!({}));
    api.refuse(404, "GET", "/v2/databases/nope/schema-registry", &json!({}));
}
