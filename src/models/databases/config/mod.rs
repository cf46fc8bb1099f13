//! Configuration of each database engine, one file per engine. Every setting may be absent; a
//! change names only the settings it changes.

mod advanced;
mod kafka;
mod mongodb;
mod mysql;
mod opensearch;
mod pgbouncer;
mod postgres;
mod redis;
mod timescaledb;
mod update;
mod valkey;

pub use advanced::{AdvancedConfigParameter, AdvancedMysqlConfigUpdate, AdvancedPostgresConfigUpdate};
pub use kafka::{KafkaCompressionType, KafkaConfig, KafkaLogCleanupPolicy, KafkaLogMessageTimestampType};
pub use mongodb::{MongodbConfig, MongodbReadConcern};
pub use mysql::{MysqlConfig, MysqlIncrementalBackup, MysqlLogOutput, MysqlTmpStorageEngine};
pub use opensearch::OpensearchConfig;
pub use pgbouncer::{PgbouncerConfig, PgbouncerPoolMode, PgbouncerStartupParameter};
pub use postgres::{
    PostgresConfig, PostgresLogErrorVerbosity, PostgresLogLinePrefix, PostgresStatStatementsTrack, PostgresSwitch,
    PostgresSynchronousReplication, PostgresToastCompression, PostgresTrackFunctions,
};
pub use redis::{RedisAclChannelsDefault, RedisConfig, RedisMaxmemoryPolicy, RedisPersistence};
pub use timescaledb::TimescaledbConfig;
pub use update::DatabaseConfigUpdate;
pub use valkey::{EvictionPolicy, ValkeyAclChannelsDefault, ValkeyConfig, ValkeyPersistence};

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::schema::{Kind, Shape};

/// The configuration of a cluster of any engine. Nothing in it says which: the caller knows, and reads
/// the one it expects with `serde_json::from_value`. `Debug` shows the names alone: a value may be a secret.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DatabaseConfig(pub Value);

impl fmt::Debug for DatabaseConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Names(&self.0).fmt(f)
    }
}

/// The keys of a value, at every depth.
struct Names<'a>(&'a Value);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Object(fields) => {
                let fields = fields.iter().map(|(key, value)| (key, Names(value)));
                f.debug_map().entries(fields).finish()
            }
            Value::Array(items) => f.debug_list().entries(items.iter().map(Names)).finish(),
            _ => f.write_str("…"),
        }
    }
}

impl Shape for DatabaseConfig {
    const KIND: Kind = Kind::Any;
}

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = "
/** The configuration type of each engine. */
export interface DatabaseConfigs {
  /** PostgreSQL. */
  pg: PostgresConfig;
  /** MySQL. */
  mysql: MysqlConfig;
  /** Caching (Redis). */
  redis: RedisConfig;
  /** Valkey. */
  valkey: ValkeyConfig;
  /** MongoDB. */
  mongodb: MongodbConfig;
  /** Kafka. */
  kafka: KafkaConfig;
  /** OpenSearch. */
  opensearch: OpensearchConfig;
  /** PostgreSQL Advanced Edition. */
  advanced_pg: AdvancedConfigParameter[];
  /** MySQL Advanced Edition. */
  advanced_mysql: AdvancedConfigParameter[];
}

/** The configuration of a cluster of one engine; of any engine when the engine is not known. */
export type DatabaseConfig<Engine extends DatabaseEngine = keyof DatabaseConfigs> =
  Engine extends keyof DatabaseConfigs ? DatabaseConfigs[Engine] : DatabaseConfigs[keyof DatabaseConfigs];
";
