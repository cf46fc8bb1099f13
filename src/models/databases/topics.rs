//! Topics of a Kafka cluster.

use digitalocean_wasm_derive::model;

use crate::schema::{Maybe, WideInteger};

/// A topic, as lists show it.
#[model]
pub struct KafkaTopic {
    /// Its name.
    pub name: String,
    /// State of the topic.
    pub state: KafkaTopicState,
    /// How many nodes hold each of its messages.
    pub replication_factor: i64,
    /// How many partitions it has.
    pub partition_count: i64,
}

/// A topic with its partitions and settings.
#[model]
pub struct KafkaTopicDetails {
    /// Its name.
    pub name: String,
    /// State of the topic.
    pub state: KafkaTopicState,
    /// How many nodes hold each of its messages.
    pub replication_factor: i64,
    /// Its partitions. Those just asked for appear a while later.
    #[nullable]
    pub partitions: Maybe<Vec<KafkaTopicPartition>>,
    /// Its settings, with their defaults.
    #[nullable]
    pub config: Maybe<KafkaTopicConfig>,
}

/// State of a topic.
#[model]
pub enum KafkaTopicState {
    /// It takes and gives messages.
    #[serde(rename = "active")]
    Active,
    /// It is being created or changed.
    #[serde(rename = "configuring")]
    Configuring,
    /// It is being deleted.
    #[serde(rename = "deleting")]
    Deleting,
    /// Nobody can tell.
    #[serde(rename = "unknown")]
    Unknown,
}

/// A partition of a topic.
#[model]
pub struct KafkaTopicPartition {
    /// Its number, from 0.
    pub id: i64,
    /// Its size, in bytes.
    pub size: i64,
    /// How many nodes hold all of its messages.
    pub in_sync_replicas: i64,
    /// The lowest offset that any consumer group is at.
    pub earliest_offset: i64,
    /// The groups that consume it; `null` when none does.
    #[nullable]
    pub consumer_groups: Maybe<Vec<KafkaConsumerGroup>>,
}

/// A group that consumes a partition.
#[model]
pub struct KafkaConsumerGroup {
    /// Its name.
    pub name: String,
    /// The offset it is at.
    pub offset: i64,
}

/// A topic to create.
#[model]
pub struct KafkaTopicCreate {
    /// Its name.
    pub name: String,
    /// How many nodes shall hold each message: from 2, the default, to the number of the cluster's nodes.
    pub replication_factor: Maybe<i64>,
    /// How many partitions: from 3, the default, to 2048.
    pub partition_count: Maybe<i64>,
    /// Its settings; defaults for those left out.
    pub config: Maybe<KafkaTopicConfig>,
}

/// A change of a topic; keys left out stay as they are.
#[model]
pub struct KafkaTopicUpdate {
    /// How many nodes shall hold each message.
    pub replication_factor: Maybe<i64>,
    /// How many partitions: at least as many as there are.
    pub partition_count: Maybe<i64>,
    /// The settings to change.
    pub config: Maybe<KafkaTopicConfig>,
}

/// Settings of a topic.
#[model]
pub struct KafkaTopicConfig {
    /// Treatment of segments that are past their retention. Default `delete`.
    pub cleanup_policy: Maybe<KafkaTopicCleanupPolicy>,
    /// How stored messages are compressed. Default `producer`.
    pub compression_type: Maybe<KafkaTopicCompressionType>,
    /// Milliseconds for which delete markers are kept. Default 86400000, a day.
    pub delete_retention_ms: Maybe<WideInteger>,
    /// Milliseconds before a discarded file leaves the disk. Default 60000.
    pub file_delete_delay_ms: Maybe<WideInteger>,
    /// Messages a partition gathers before they are flushed to disk. Default 9223372036854775807, never.
    pub flush_messages: Maybe<WideInteger>,
    /// Milliseconds a message stays unflushed at most. Default 9223372036854775807, for ever.
    pub flush_ms: Maybe<WideInteger>,
    /// Bytes of log between two entries of the offset index. Default 4096.
    pub index_interval_bytes: Maybe<i64>,
    /// Milliseconds a message in a compacted log stays uncompacted at most. Default 9223372036854775807, for ever.
    pub max_compaction_lag_ms: Maybe<WideInteger>,
    /// Largest batch of messages accepted, in bytes, after compression. Default 1048588.
    pub max_message_bytes: Maybe<i64>,
    /// Whether messages are converted to an older format for consumers that need it, which otherwise fail with
    /// `UNSUPPORTED_VERSION`. Default `true`.
    pub message_down_conversion_enable: Maybe<bool>,
    /// Version of Kafka whose message format is stored, such as `3.0-IV1`, the default, or `3.6`. No stored message
    /// may be of a newer one.
    pub message_format_version: Maybe<String>,
    /// Milliseconds a message's own time may differ from its arrival. Default 9223372036854775807, any time.
    pub message_timestamp_difference_max_ms: Maybe<WideInteger>,
    /// The time that a message is stamped with. Default `create_time`.
    pub message_timestamp_type: Maybe<KafkaTopicMessageTimestampType>,
    /// Share of outdated messages from which a log is compacted: 0 to 1. Default 0.5; higher means less often and
    /// more space.
    pub min_cleanable_dirty_ratio: Maybe<f64>,
    /// Milliseconds a message in a compacted log stays uncompacted at least. Default 0.
    pub min_compaction_lag_ms: Maybe<WideInteger>,
    /// Replicas that must confirm a write: at least 1, the default.
    pub min_insync_replicas: Maybe<i64>,
    /// Whether the file of a new segment gets its space up front. Default `false`.
    pub preallocate: Maybe<bool>,
    /// Bytes a partition may reach before messages are deleted. Default -1, no limit.
    pub retention_bytes: Maybe<WideInteger>,
    /// Milliseconds for which messages are kept; -1 for ever. Default 604800000, a week.
    pub retention_ms: Maybe<WideInteger>,
    /// Largest log file, in bytes: at least 14. Default 209715200.
    pub segment_bytes: Maybe<i64>,
    /// Largest offset index, in bytes. Default 10485760.
    pub segment_index_bytes: Maybe<i64>,
    /// Milliseconds by which `segment_ms` is shortened at random, at most. Default 0.
    pub segment_jitter_ms: Maybe<WideInteger>,
    /// Milliseconds after which a new segment is begun though the last is not full: at least 1. Default 604800000, a
    /// week.
    pub segment_ms: Maybe<WideInteger>,
    /// Whether a replica that lacks messages may become leader when no other is left.
    pub unclean_leader_election_enable: Maybe<bool>,
}

/// Treatment of a topic's old segments.
#[model]
pub enum KafkaTopicCleanupPolicy {
    /// They are deleted.
    #[serde(rename = "delete")]
    Delete,
    /// They are compacted to the last message of each key.
    #[serde(rename = "compact")]
    Compact,
    /// They are compacted, and deleted in the end.
    #[serde(rename = "compact_delete")]
    CompactAndDelete,
}

/// How a topic's messages are compressed.
#[model]
pub enum KafkaTopicCompressionType {
    /// As the producer did it.
    #[serde(rename = "producer")]
    Producer,
    /// By gzip.
    #[serde(rename = "gzip")]
    Gzip,
    /// By Snappy.
    #[serde(rename = "snappy")]
    Snappy,
    /// By LZ4.
    #[serde(rename = "lz4")]
    Lz4,
    /// By Zstandard.
    #[serde(rename = "zstd")]
    Zstd,
    /// Not at all.
    #[serde(rename = "uncompressed")]
    Uncompressed,
}

/// The time a topic's messages are stamped with.
#[model]
pub enum KafkaTopicMessageTimestampType {
    /// When the producer made it.
    #[serde(rename = "create_time")]
    CreateTime,
    /// When the broker stored it.
    #[serde(rename = "log_append_time")]
    LogAppendTime,
}
