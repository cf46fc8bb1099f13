//! Kafka configuration.

use crate::schema::{Maybe, WideInteger};
use digitalocean_wasm_derive::model;

/// Settings of a Kafka cluster.
#[model]
pub struct KafkaConfig {
    /// How stored messages are compressed.
    pub compression_type: Maybe<KafkaCompressionType>,
    /// Milliseconds a new consumer group waits for members before its first rebalance (0 to
    /// 300000). Default 3000; longer means fewer rebalances but a later start.
    pub group_initial_rebalance_delay_ms: Maybe<i64>,
    /// Shortest session timeout a consumer may ask for, in milliseconds (0 to 60000).
    pub group_min_session_timeout_ms: Maybe<i64>,
    /// Longest session timeout a consumer may ask for, in milliseconds (0 to 1800000). Long ones
    /// notice failed consumers later.
    pub group_max_session_timeout_ms: Maybe<i64>,
    /// Milliseconds a connection may stay idle (1000 to 3600000).
    pub connections_max_idle_ms: Maybe<i64>,
    /// Incremental fetch sessions a broker keeps (1000 to 10000).
    pub max_incremental_fetch_session_cache_slots: Maybe<i64>,
    /// Largest message accepted, in bytes (0 to 100001200).
    pub message_max_bytes: Maybe<i64>,
    /// Minutes for which committed offsets are kept (1 to 2147483647).
    pub offsets_retention_minutes: Maybe<i64>,
    /// Milliseconds for which delete records are kept (0 to 315569260000).
    pub log_cleaner_delete_retention_ms: Maybe<i64>,
    /// Share of uncompacted log from which compaction starts (0.2 to 0.9). Higher means less often
    /// and more space; `log_cleaner_max_compaction_lag_ms` enforces it sooner.
    pub log_cleaner_min_cleanable_ratio: Maybe<f64>,
    /// Milliseconds a message in a compacted log stays uncompacted at most
    /// (30000 to 9223372036854775807).
    pub log_cleaner_max_compaction_lag_ms: Maybe<WideInteger>,
    /// Milliseconds a message in a compacted log stays uncompacted at least
    /// (0 to 9223372036854775807).
    pub log_cleaner_min_compaction_lag_ms: Maybe<WideInteger>,
    /// Treatment of segments that are past their retention, unless the topic says otherwise.
    pub log_cleanup_policy: Maybe<KafkaLogCleanupPolicy>,
    /// Messages a partition gathers before they are flushed to disk (1 to 9223372036854775807).
    pub log_flush_interval_messages: Maybe<WideInteger>,
    /// Milliseconds a message stays unflushed at most (0 to 9223372036854775807). Unset takes
    /// `log.flush.scheduler.interval.ms`.
    pub log_flush_interval_ms: Maybe<WideInteger>,
    /// Bytes of log between two entries of the offset index (0 to 104857600).
    pub log_index_interval_bytes: Maybe<i64>,
    /// Largest offset index, in bytes (1048576 to 104857600).
    pub log_index_size_max_bytes: Maybe<i64>,
    /// Whether messages are converted to an older format for consumers that need it.
    pub log_message_downconversion_enable: Maybe<bool>,
    /// The time that a message is stamped with.
    pub log_message_timestamp_type: Maybe<KafkaLogMessageTimestampType>,
    /// Milliseconds a message's own time may differ from its arrival (0 to 9223372036854775807).
    pub log_message_timestamp_difference_max_ms: Maybe<WideInteger>,
    /// Whether the file of a new segment gets its space up front.
    pub log_preallocate: Maybe<bool>,
    /// Bytes a log may reach before messages are deleted (-1 to 9223372036854775807).
    pub log_retention_bytes: Maybe<WideInteger>,
    /// Hours for which a log file is kept (-1 to 2147483647).
    pub log_retention_hours: Maybe<i64>,
    /// Milliseconds for which a log file is kept (-1 to 9223372036854775807). -1 means for ever;
    /// unset takes `log.retention.minutes`.
    pub log_retention_ms: Maybe<WideInteger>,
    /// Milliseconds by which `log_roll_ms` is shortened at random, at most (0 to
    /// 9223372036854775807). Unset takes `log.roll.jitter.hours`.
    pub log_roll_jitter_ms: Maybe<WideInteger>,
    /// Milliseconds after which a new segment is begun (1 to 9223372036854775807).
    pub log_roll_ms: Maybe<WideInteger>,
    /// Largest log file, in bytes (10485760 to 1073741824).
    pub log_segment_bytes: Maybe<i64>,
    /// Milliseconds before a discarded file leaves the disk (0 to 3600000).
    pub log_segment_delete_delay_ms: Maybe<i64>,
    /// Whether topics come into being on first use. Default `false`.
    pub auto_create_topics_enable: Maybe<bool>,
    /// Replicas that must confirm a write sent with acks `all` or `-1` (1 to 7).
    pub min_insync_replicas: Maybe<i64>,
    /// Partitions of a topic created automatically (1 to 1000).
    pub num_partitions: Maybe<i64>,
    /// Replication factor of a topic created automatically (1 to 10).
    pub default_replication_factor: Maybe<i64>,
    /// Bytes a replica fetches from one partition at a time (1048576 to 104857600). Default
    /// 1048576; a larger first batch is still sent whole.
    pub replica_fetch_max_bytes: Maybe<i64>,
    /// Bytes a replica fetches in one answer (10485760 to 1048576000). Default 10485760; a larger
    /// first batch is still sent whole.
    pub replica_fetch_response_max_bytes: Maybe<i64>,
    /// Connections from one address (256 to 2147483647). Default 2147483647.
    pub max_connections_per_ip: Maybe<i64>,
    /// Waiting producer requests after which finished ones are purged (10 to 10000). Default 1000.
    pub producer_purgatory_purge_interval_requests: Maybe<i64>,
    /// Largest request, in bytes (10485760 to 209715200). Default 104857600.
    pub socket_request_max_bytes: Maybe<i64>,
    /// Segment size of the transaction topic, in bytes (1048576 to 2147483647). Default 104857600;
    /// small ones compact and load faster.
    pub transaction_state_log_segment_bytes: Maybe<i64>,
    /// Milliseconds between two removals of expired transactions (600000 to 3600000).
    /// Default 3600000.
    pub transaction_remove_expired_transaction_cleanup_interval_ms: Maybe<i64>,
    /// Whether the cluster has a schema registry. Default `false`; needs a plan with dedicated
    /// CPUs.
    pub schema_registry: Maybe<bool>,
}

/// Compression of stored messages. Open: a value not listed here is kept.
#[model]
pub enum KafkaCompressionType {
    /// gzip.
    #[serde(rename = "gzip")]
    Gzip,
    /// Snappy.
    #[serde(rename = "snappy")]
    Snappy,
    /// LZ4.
    #[serde(rename = "lz4")]
    Lz4,
    /// Zstandard.
    #[serde(rename = "zstd")]
    Zstd,
    /// None at all.
    #[serde(rename = "uncompressed")]
    Uncompressed,
    /// Whatever the producer used.
    #[serde(rename = "producer")]
    Producer,
}

/// Treatment of old log segments. Open: a value not listed here is kept.
#[model]
pub enum KafkaLogCleanupPolicy {
    /// They are deleted.
    #[serde(rename = "delete")]
    Delete,
    /// They are compacted to the last message of each key.
    #[serde(rename = "compact")]
    Compact,
    /// They are compacted, and deleted in the end.
    #[serde(rename = "compact,delete")]
    CompactAndDelete,
}

/// The time a message is stamped with. Open: a value not listed here is kept.
#[model]
pub enum KafkaLogMessageTimestampType {
    /// When the producer made it.
    #[serde(rename = "CreateTime")]
    CreateTime,
    /// When the broker stored it.
    #[serde(rename = "LogAppendTime")]
    LogAppendTime,
}
