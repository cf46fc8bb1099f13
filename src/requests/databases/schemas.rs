//! `/v2/databases/{clusterId}/schema-registry`

use digitalocean_wasm_derive::resource;

use crate::models::databases::schemas::{KafkaSchema, KafkaSchemaCreate, KafkaSchemaVersion};

/// Schemas in the schema registry of a Kafka cluster, which its configuration turns on: `schema_registry`.
///
/// A subject named `config` cannot be reached: the API has something else at its path.
#[resource(
    "databases.schemas",
    parameters(
        cluster_id = "The cluster's `id`.",
        subject_name = "Name of the schema's subject.",
        version = "The schema's `version`."
    ),
    reserved(subject_name = "config")
)]
trait DatabasesSchemasResource {
    /// Lists the schemas of a cluster, all of them in one request.
    #[get(
        "/v2/databases/{clusterId}/schema-registry",
        id = "databases_list_kafka_schemas",
        scope = "database:read",
        key = "subjects"
    )]
    fn list(cluster_id: &str) -> Vec<KafkaSchema>;

    /// Registers a schema under a subject.
    ///
    /// @param body - The schema to register.
    /// @throws `UnprocessableEntityError` when it is no schema of its type.
    #[post(
        "/v2/databases/{clusterId}/schema-registry",
        id = "databases_create_kafka_schema",
        scope = "database:create",
        named_by = "subject_name"
    )]
    fn create(cluster_id: &str, body: KafkaSchemaCreate) -> KafkaSchema;

    /// Gets the schema of a subject.
    ///
    /// @throws `NotFoundError` when there is no such subject.
    #[get(
        "/v2/databases/{clusterId}/schema-registry/{subjectName}",
        id = "databases_get_kafka_schema",
        scope = "database:read"
    )]
    fn get(cluster_id: &str, subject_name: &str) -> KafkaSchemaVersion;

    /// Deletes a subject and its schema.
    ///
    /// @throws `NotFoundError` when there is no such subject.
    #[delete(
        "/v2/databases/{clusterId}/schema-registry/{subjectName}",
        id = "databases_delete_kafka_schema",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, subject_name: &str);

    /// Gets one version of the schema of a subject.
    ///
    /// @throws `NotFoundError` when there is no such subject or version.
    #[get(
        "/v2/databases/{clusterId}/schema-registry/{subjectName}/versions/{version}",
        id = "databases_get_kafka_schema_version",
        scope = "database:read"
    )]
    fn get_version(cluster_id: &str, subject_name: &str, version: &str) -> KafkaSchemaVersion;
}
