//! What has come to belong to a cluster since it was created.

use serde_json::Value;

use super::indexes::Indexes;
use super::logsinks::Logsink;
use super::online_migrations::OnlineMigration;
use super::replicas::Replica;
use super::schema_registry::SchemaRegistry;
use super::topics::Topic;

#[derive(Clone, Default)]
pub(crate) struct Belongings {
    pub(crate) autoscale: Option<Value>,
    pub(crate) indexes: Indexes,
    pub(crate) logsinks: Vec<Logsink>,
    /// The latest one.
    pub(crate) online_migration: Option<OnlineMigration>,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) schema_registry: SchemaRegistry,
    pub(crate) topics: Vec<Topic>,
}
