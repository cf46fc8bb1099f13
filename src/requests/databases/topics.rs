//! `/v2/databases/{clusterId}/topics`

use digitalocean_wasm_derive::resource;

use crate::models::databases::topics::{KafkaTopic, KafkaTopicCreate, KafkaTopicDetails, KafkaTopicUpdate};

/// Topics of a Kafka cluster.
///
/// Integers beyond 2^53 in their settings are `bigint`s, exact; write them as `bigint`s too.
#[resource(
    "databases.topics",
    parameters(cluster_id = "The cluster's `id`.", topic_name = "Name of the topic.")
)]
trait DatabasesTopicsResource {
    /// Lists the topics of a cluster, all of them in one request and without their partitions and settings.
    #[get(
        "/v2/databases/{clusterId}/topics",
        id = "databases_list_kafka_topics",
        scope = "database:read",
        key = "topics"
    )]
    fn list(cluster_id: &str) -> Vec<KafkaTopic>;

    /// Creates a topic.
    ///
    /// Resolves before it is done, to `undefined` when the API has nothing to say of the topic yet: get it until it is
    /// `active`.
    ///
    /// @param body - The topic to create.
    #[post(
        "/v2/databases/{clusterId}/topics",
        id = "databases_create_kafka_topic",
        scope = "database:create",
        key = "topic",
        optional,
        exact_integers,
        named_by = "name"
    )]
    fn create(cluster_id: &str, body: KafkaTopicCreate) -> KafkaTopicDetails;

    /// Gets a topic with its partitions and settings.
    ///
    /// @throws `NotFoundError` when there is no such topic, which may also be so for a while after its creation.
    #[get(
        "/v2/databases/{clusterId}/topics/{topicName}",
        id = "databases_get_kafka_topic",
        scope = "database:read",
        key = "topic",
        exact_integers
    )]
    fn get(cluster_id: &str, topic_name: &str) -> KafkaTopicDetails;

    /// Changes a topic. It can get more partitions, not fewer.
    ///
    /// Resolves before it is done: the topic is `configuring` until then, and new partitions appear a while later.
    ///
    /// @param body - The change.
    /// @throws `NotFoundError` when there is no such topic.
    #[put(
        "/v2/databases/{clusterId}/topics/{topicName}",
        id = "databases_update_kafka_topic",
        scope = "database:update",
        key = "topic",
        exact_integers
    )]
    fn update(cluster_id: &str, topic_name: &str, body: KafkaTopicUpdate) -> KafkaTopicDetails;

    /// Deletes a topic and the messages in it.
    ///
    /// @throws `NotFoundError` when there is no such topic.
    #[delete(
        "/v2/databases/{clusterId}/topics/{topicName}",
        id = "databases_delete_kafka_topic",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, topic_name: &str);
}
