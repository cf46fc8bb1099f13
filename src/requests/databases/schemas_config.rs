//! `/v2/databases/{clusterId}/schema-registry/config`

use digitalocean_wasm_derive::resource;

use crate::models::databases::schemas::config::{KafkaSchemaConfig, KafkaSchemaSubjectConfig};

/// Configuration of a schema registry, and of its subjects where theirs differs.
#[resource(
    "databases.schemas.config",
    parameters(cluster_id = "The cluster's `id`.", subject_name = "Name of the schema's subject."),
    reserved(subject_name = "config")
)]
trait DatabasesSchemasConfigResource {
    /// Gets the configuration of a cluster's schema registry.
    #[get(
        "/v2/databases/{clusterId}/schema-registry/config",
        id = "databases_get_kafka_schema_config",
        scope = "database:read"
    )]
    fn get(cluster_id: &str) -> KafkaSchemaConfig;

    /// Changes the configuration of a cluster's schema registry, for subjects that have none of their own.
    ///
    /// @param body - The new configuration.
    #[put(
        "/v2/databases/{clusterId}/schema-registry/config",
        id = "databases_update_kafka_schema_config",
        scope = "database:write"
    )]
    fn update(cluster_id: &str, body: KafkaSchemaConfig) -> KafkaSchemaConfig;

    /// Gets the configuration of a subject.
    ///
    /// @throws `NotFoundError` when there is no such subject.
    #[get(
        "/v2/databases/{clusterId}/schema-registry/config/{subjectName}",
        id = "databases_get_kafka_schema_subject_config",
        scope = "database:read"
    )]
    fn get_subject(cluster_id: &str, subject_name: &str) -> KafkaSchemaSubjectConfig;

    /// Changes the configuration of a subject.
    ///
    /// @param body - The new configuration.
    /// @throws `NotFoundError` when there is no such subject.
    #[put(
        "/v2/databases/{clusterId}/schema-registry/config/{subjectName}",
        id = "databases_update_kafka_schema_subject_config",
        scope = "database:write"
    )]
    fn update_subject(cluster_id: &str, subject_name: &str, body: KafkaSchemaConfig) -> KafkaSchemaSubjectConfig;
}
