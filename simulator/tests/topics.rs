#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, MINUTE, SECOND};

fn topics(api: &mut Api) -> String {
    api.path("events") + "/topics"
}

#[test]
fn a_topic_is_listed_before_it_is_found() {
    let mut api = Api::new();
    let target = topics(&mut api);
    let body = json!({ "name": "clicks", "partition_count": 4, "replication_factor": 3 });
    let created = api.expect(201, "POST", &target, &body)["topic"].clone();
    assert_eq!(created["state"], "configuring");
    let listed = api.get(&target)["topics"][2].clone();
    let mut expected = body.clone();
    expected["state"] = json!("configuring");
    assert_eq!(listed, expected, "a list tells less of each");

    let path = format!("{target}/clicks");
    api.now += 5 * SECOND - 1;
    for method in ["GET", "PUT", "DELETE"] {
        api.refuse(404, method, &path, &json!({}));
    }
    api.now += 1;
    let topic = api.get(&path)["topic"].clone();
    assert_eq!(topic["state"], "active");
    assert_eq!(
        (
            topic["partitions"].as_array().unwrap().len(),
            topic.get("partition_count")
        ),
        (4, None)
    );
    assert_eq!(
        topic["partitions"][3],
        json!({ "id": 3, "size": 0, "in_sync_replicas": 3, "earliest_offset": 0, "consumer_groups": null })
    );
    assert_eq!(topic["config"].as_object().unwrap().len(), 23);
}

#[test]
fn fields_left_out_have_defaults() {
    let mut api = Api::new();
    let target = topics(&mut api);
    let created = api.expect(201, "POST", &target, &json!({ "name": "clicks" }))["topic"].clone();
    assert_eq!(created["replication_factor"], 2);
    assert_eq!(created["partitions"].as_array().unwrap().len(), 3);
    assert_eq!(created["config"]["cleanup_policy"], "delete");
    assert_eq!(created["config"]["flush_ms"], i64::MAX);
}

#[test]
fn an_update_leaves_other_fields_alone() {
    let mut api = Api::new();
    let path = topics(&mut api) + "/customer-events";
    let before = api.get(&path)["topic"].clone();
    assert_eq!(
        before["partitions"][1]["consumer_groups"],
        json!([{ "name": "billing", "offset": 2 }])
    );
    let body = json!({ "partition_count": 5, "config": { "retention_ms": 100_000, "cleanup_policy": "compact" } });
    let updated = api.expect(200, "PUT", &path, &body)["topic"].clone();
    assert_eq!(updated["partitions"].as_array().unwrap().len(), 5);
    assert_eq!(updated["config"]["retention_ms"], 100_000);
    assert_eq!(updated["config"]["segment_ms"], before["config"]["segment_ms"]);
    assert_eq!(updated["replication_factor"], 3);
    assert_eq!(api.get(&path)["topic"], updated);

    let body = json!({ "replication_factor": 2, "config": { "preallocate": true } });
    let again = api.expect(200, "PUT", &path, &body)["topic"].clone();
    assert_eq!(again["replication_factor"], 2);
    assert_eq!(again["config"]["retention_ms"], 100_000, "an earlier change stays");
}

#[test]
fn integers_of_64_bits_come_back_digit_by_digit() {
    let mut api = Api::new();
    let path = topics(&mut api) + "/page-views";
    let body = json!({ "config": { "flush_messages": u64::MAX, "retention_ms": i64::MAX - 1, "retention_bytes": -1 } });
    api.expect(200, "PUT", &path, &body);
    let text = api.call("GET", &path).body;
    for field in [
        r#""flush_messages":18446744073709551615"#,
        r#""retention_ms":9223372036854775806"#,
        r#""retention_bytes":-1"#,
    ] {
        assert!(text.contains(field), "{field}");
    }
}

#[test]
fn a_deleted_topic_is_gone_and_its_name_free() {
    let mut api = Api::new();
    let target = topics(&mut api);
    let path = format!("{target}/page-views");
    let again = json!({ "name": "page-views" });
    assert_eq!(api.refuse(422, "POST", &target, &again), "topic name is not available");
    api.write(204, "DELETE", &path, &json!({}));
    api.refuse(404, "DELETE", &path, &json!({}));
    api.refuse(404, "GET", &path, &json!({}));
    api.expect(201, "POST", &target, &again);
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    let target = topics(&mut api);
    assert_eq!(api.refuse(422, "POST", &target, &json!({})), "name is required");
    let config = |key: &str, value: Value| json!({ "name": "clicks", "config": { key: value } });
    for (body, complaint) in [
        (json!({ "name": "a b" }), "name must be 1 to 249"),
        (
            json!({ "name": "clicks", "partition_count": 2 }),
            "partition_count must be from 3 to 2048",
        ),
        (
            json!({ "name": "clicks", "replication_factor": 4 }),
            "replication_factor must be from 2 to 3",
        ),
        (json!({ "name": "clicks", "config": [] }), "config must be an object"),
        (
            config("retention_ms", json!("1")),
            "config.retention_ms must be an integer",
        ),
        (
            config("retention_ms", json!(1e19)),
            "config.retention_ms must be an integer",
        ),
        (config("preallocate", json!(1)), "config.preallocate must be a boolean"),
        (
            config("cleanup_policy", json!("none")),
            "config.cleanup_policy is unknown",
        ),
        (
            config("compression_type", json!("zip")),
            "config.compression_type is unknown",
        ),
        (
            config("message_format_version", json!("9")),
            "config.message_format_version is unknown",
        ),
        (
            config("segment_bytes", json!(13)),
            "config.segment_bytes must be at least 14",
        ),
        (
            config("min_insync_replicas", json!(0)),
            "config.min_insync_replicas must be at least 1",
        ),
        (
            config("min_cleanable_dirty_ratio", json!(1.5)),
            "config.min_cleanable_dirty_ratio must be from 0 to 1",
        ),
    ] {
        let message = api.refuse(422, "POST", &target, &body);
        assert!(message.starts_with(complaint), "{message}");
    }
}

#[test]
fn partitions_only_grow() {
    let mut api = Api::new();
    let path = topics(&mut api) + "/page-views";
    let message = api.refuse(
        422,
        "PUT",
        &path,
        &json!({ "partition_count": 5, "config": { "preallocate": true } }),
    );
    assert_eq!(message, "partition_count can only grow");
    assert_eq!(
        api.get(&path)["topic"]["config"]["preallocate"],
        false,
        "nothing of it was done"
    );
}

#[test]
fn only_a_running_kafka_cluster_has_topics() {
    let mut api = Api::new();
    let backend = api.path("backend") + "/topics";
    api.refuse(422, "GET", &backend, &json!({}));
    api.refuse(422, "POST", &backend, &json!({ "name": "clicks" }));
    let fresh = api.online("kafka") + "/topics";
    assert_eq!(api.get(&fresh), json!({ "topics": [] }));
    api.now -= MINUTE;
    api.refuse(412, "GET", &fresh, &json!({}));
    api.refuse(404, "GET", "/v2/databases/nope/topics", &json!({}));
}
