//! Configuration of a schema registry.

use digitalocean_wasm_derive::model;

/// Configuration of a schema registry or, to change it, of a subject.
#[model]
pub struct KafkaSchemaConfig {
    /// The changes that a new version of a schema may make.
    pub compatibility_level: KafkaSchemaCompatibility,
}

/// Configuration of a subject.
#[model]
pub struct KafkaSchemaSubjectConfig {
    /// Name of the subject.
    pub subject_name: String,
    /// The changes that a new version of its schema may make.
    pub compatibility_level: KafkaSchemaCompatibility,
}

/// The changes that a new version of a schema may make.
#[model]
pub enum KafkaSchemaCompatibility {
    /// Any.
    #[serde(rename = "NONE")]
    None,
    /// Its readers can read data of the version before.
    #[serde(rename = "BACKWARD")]
    Backward,
    /// Its readers can read data of all versions before.
    #[serde(rename = "BACKWARD_TRANSITIVE")]
    BackwardTransitive,
    /// Readers of the version before can read its data.
    #[serde(rename = "FORWARD")]
    Forward,
    /// Readers of all versions before can read its data.
    #[serde(rename = "FORWARD_TRANSITIVE")]
    ForwardTransitive,
    /// Both ways, with the version before.
    #[serde(rename = "FULL")]
    Full,
    /// Both ways, with all versions before.
    #[serde(rename = "FULL_TRANSITIVE")]
    FullTransitive,
}
