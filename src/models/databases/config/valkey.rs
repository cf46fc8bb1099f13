//! Valkey configuration.

use crate::schema::Maybe;
use digitalocean_wasm_derive::model;

/// Settings of a Valkey cluster.
#[model]
pub struct ValkeyConfig {
    /// Keys that are dropped when memory is full.
    pub valkey_maxmemory_policy: Maybe<EvictionPolicy>,
    /// Output a pub/sub client may leave unread, in MB (32 to 512). The soft limit is a quarter of
    /// it; mind the memory of the plan.
    pub valkey_pubsub_client_output_buffer_limit: Maybe<i64>,
    /// Number of databases (1 to 128). A change restarts the service.
    pub valkey_number_of_databases: Maybe<i64>,
    /// Threads for input and output (1 to 32).
    pub valkey_io_threads: Maybe<i64>,
    /// Logarithm factor of the counters that LFU policies use (0 to 100). Default 10.
    pub valkey_lfu_log_factor: Maybe<i64>,
    /// Minutes after which LFU counters decay (1 to 120). Default 1.
    pub valkey_lfu_decay_time: Maybe<i64>,
    /// Whether only TLS is accepted. Default `true`.
    pub valkey_ssl: Maybe<bool>,
    /// Seconds a connection may stay idle (0 to 31536000). Default 300.
    pub valkey_timeout: Maybe<i64>,
    /// Keyspace notifications, as letters (at most 32): `K` or `E`, then any of `g$lshztdxemn`, or
    /// `A` for `g$lshztxed`. Default `""`, none.
    pub valkey_notify_keyspace_events: Maybe<String>,
    /// Whether the data is saved to disk every 10 minutes if it changed, and for backups. With
    /// `off`, a restart can lose it, and there are neither backups nor forks.
    pub valkey_persistence: Maybe<ValkeyPersistence>,
    /// Pub/sub channels of a new user without an ACL. Unset acts as `allchannels`; the server's own
    /// `acl-pubsub-default` stays as it is.
    pub valkey_acl_channels_default: Maybe<ValkeyAclChannelsDefault>,
    /// Whether dumps are also made between backups. Default `true`; means nothing when
    /// `valkey_persistence` is `off`.
    pub frequent_snapshots: Maybe<bool>,
    /// How hard expired keys are looked for in the background (1 to 10). Default 1; more frees
    /// memory sooner at the price of processor time and latency.
    pub valkey_active_expire_effort: Maybe<i64>,
}

/// Keys that a Caching or Valkey cluster drops when its memory is full. Open: a value not listed here is kept.
#[model]
pub enum EvictionPolicy {
    /// Nothing: writes fail.
    #[serde(rename = "noeviction")]
    Noeviction,
    /// The key left unused longest, whichever it is.
    #[serde(rename = "allkeys_lru")]
    AllkeysLru,
    /// A random key.
    #[serde(rename = "allkeys_random")]
    AllkeysRandom,
    /// The key left unused longest, among those that expire.
    #[serde(rename = "volatile_lru")]
    VolatileLru,
    /// A random one of the keys that expire.
    #[serde(rename = "volatile_random")]
    VolatileRandom,
    /// The key with the least time left, among those that expire.
    #[serde(rename = "volatile_ttl")]
    VolatileTtl,
}

/// How a Valkey cluster saves its data. Open: a value not listed here is kept.
#[model]
pub enum ValkeyPersistence {
    /// Not at all.
    #[serde(rename = "off")]
    Off,
    /// As RDB dumps.
    #[serde(rename = "rdb")]
    Rdb,
}

/// Pub/sub channels open to a new user of a Valkey cluster. Open: a value not listed here is kept.
#[model]
pub enum ValkeyAclChannelsDefault {
    /// Every channel.
    #[serde(rename = "allchannels")]
    Allchannels,
    /// No channel.
    #[serde(rename = "resetchannels")]
    Resetchannels,
}
