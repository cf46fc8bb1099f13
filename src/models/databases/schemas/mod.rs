//! Schemas in the schema registry of a Kafka cluster.

pub mod config;

use digitalocean_wasm_derive::model;

/// A schema.
#[model]
pub struct KafkaSchema {
    /// Identifies the schema in its registry; messages carry it.
    pub schema_id: i64,
    /// Name of the subject it belongs to.
    pub subject_name: String,
    /// Language it is written in.
    pub schema_type: KafkaSchemaType,
    /// The schema itself, as text.
    pub schema: String,
}

/// A schema, as one version of its subject.
#[model]
pub struct KafkaSchemaVersion {
    /// Identifies the schema in its registry; messages carry it.
    pub schema_id: i64,
    /// Number of the version within its subject: `1` is the first.
    pub version: String,
    /// Name of the subject it belongs to.
    pub subject_name: String,
    /// Language it is written in.
    pub schema_type: KafkaSchemaType,
    /// The schema itself, as text.
    pub schema: String,
}

/// A schema to register.
#[model]
pub struct KafkaSchemaCreate {
    /// Name of the subject it belongs to. One named `config` cannot be reached afterwards.
    pub subject_name: String,
    /// Language it is written in.
    pub schema_type: KafkaSchemaType,
    /// The schema itself, as text.
    pub schema: String,
}

/// Language a schema is written in.
#[model]
pub enum KafkaSchemaType {
    /// Apache Avro.
    #[serde(rename = "AVRO")]
    Avro,
    /// JSON Schema.
    #[serde(rename = "JSON")]
    Json,
    /// Protocol Buffers.
    #[serde(rename = "PROTOBUF")]
    Protobuf,
}
