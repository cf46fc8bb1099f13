//! Kafka topics.

use digitalocean_wasm::{
    http::{Native, Operation},
    models::databases::topics::{KafkaTopicCompressionType, KafkaTopicConfig, KafkaTopicCreate, KafkaTopicDetails},
    requests::{databases::topics, operations},
    schema::{Maybe, WideInteger},
};

use crate::support::fixture;

#[test]
fn settings_of_topics_are_read_and_written_exactly() {
    let topic: KafkaTopicDetails = serde_json::from_value(fixture("databases/topics/get")["topic"].clone()).unwrap();
    let config = topic.config.value().unwrap();
    assert_eq!(config.flush_messages, Maybe::Value(WideInteger(i64::MAX.into())));
    assert_eq!(config.flush_ms, Maybe::Value(WideInteger(u64::MAX.into())));
    assert_eq!(config.retention_bytes, Maybe::Value(WideInteger(-1)));
    assert_eq!(config.compression_type, Maybe::Value(KafkaTopicCompressionType::Lz4));

    let body = KafkaTopicCreate {
        name: topic.name,
        replication_factor: Maybe::Absent,
        partition_count: Maybe::Absent,
        config: Maybe::Value(KafkaTopicConfig {
            flush_ms: config.flush_ms.clone(),
            ..Default::default()
        }),
        extra: topic.extra,
    };
    let sent = topics::create(&Native("id"), &Native(body)).prepare().unwrap().body;
    let expected = r#"{"config":{"flush_ms":18446744073709551615},"name":"page-views"}"#;
    assert_eq!(sent.as_deref(), Some(expected));
}

#[test]
fn calls_that_respond_with_a_topic_read_integers_exactly() {
    let wide =
        |operation: &&Operation| operation.about.call.starts_with("databases.topics.") && operation.exact_integers;
    let wide: Vec<_> = operations()
        .filter(wide)
        .map(|operation| operation.about.call)
        .collect();
    assert_eq!(
        wide,
        [
            "databases.topics.create",
            "databases.topics.get",
            "databases.topics.update"
        ]
    );
}
