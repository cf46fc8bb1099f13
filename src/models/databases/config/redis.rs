//! Configuration of Caching clusters (engine `redis`).

use crate::schema::Maybe;
use digitalocean_wasm_derive::model;

/// Settings of a Caching cluster.
#[model]
pub struct RedisConfig {
    /// Keys that are dropped when memory is full. Written with dashes here, unlike the policy of Valkey.
    pub redis_maxmemory_policy: Maybe<RedisMaxmemoryPolicy>,
    /// Output a pub/sub client may leave unread, in MB (32 to 512). The soft limit is a quarter of
    /// it; mind the memory of the plan.
    pub redis_pubsub_client_output_buffer_limit: Maybe<i64>,
    /// Number of databases (1 to 128). A change restarts the service.
    pub redis_number_of_databases: Maybe<i64>,
    /// Threads for input and output (1 to 32).
    pub redis_io_threads: Maybe<i64>,
    /// Logarithm factor of the counters that LFU policies use (0 to 100). Default 10.
    pub redis_lfu_log_factor: Maybe<i64>,
    /// Minutes after which LFU counters decay (1 to 120). Default 1.
    pub redis_lfu_decay_time: Maybe<i64>,
    /// Whether only TLS is accepted, on port 25061. Default `true`; `false` opens port 25060 for
    /// plain connections beside it.
    pub redis_ssl: Maybe<bool>,
    /// Seconds a connection may stay idle (0 to 31536000). Default 300.
    pub redis_timeout: Maybe<i64>,
    /// Keyspace notifications, as letters (at most 32): `K` or `E`, then any of `g$lshztdxemn`, or
    /// `A` for `g$lshztxed`. Default `""`, none.
    pub redis_notify_keyspace_events: Maybe<String>,
    /// Whether the data is saved to disk every 10 minutes if it changed. With `off`, a restart can
    /// lose it and the cluster cannot be forked.
    pub redis_persistence: Maybe<RedisPersistence>,
    /// Pub/sub channels of a new user without an ACL. Unset acts as `allchannels`; the server's own
    /// `acl-pubsub-default` stays as it is.
    pub redis_acl_channels_default: Maybe<RedisAclChannelsDefault>,
}

/// Keys that a Caching cluster drops when its memory is full. Open: a value not listed here is kept.
#[model]
pub enum RedisMaxmemoryPolicy {
    /// Nothing: writes fail.
    #[serde(rename = "noeviction")]
    Noeviction,
    /// The key left unused longest, whichever it is.
    #[serde(rename = "allkeys-lru")]
    AllkeysLru,
    /// A random key.
    #[serde(rename = "allkeys-random")]
    AllkeysRandom,
    /// The key left unused longest, among those that expire.
    #[serde(rename = "volatile-lru")]
    VolatileLru,
    /// A random one of the keys that expire.
    #[serde(rename = "volatile-random")]
    VolatileRandom,
    /// The key with the least time left, among those that expire.
    #[serde(rename = "volatile-ttl")]
    VolatileTtl,
}

/// How a Caching cluster saves its data. Open: a value not listed here is kept.
#[model]
pub enum RedisPersistence {
    /// Not at all.
    #[serde(rename = "off")]
    Off,
    /// As RDB dumps.
    #[serde(rename = "rdb")]
    Rdb,
}

/// Pub/sub channels open to a new user of a Caching cluster. Open: a value not listed here is kept.
#[model]
pub enum RedisAclChannelsDefault {
    /// Every channel.
    #[serde(rename = "allchannels")]
    Allchannels,
    /// No channel.
    #[serde(rename = "resetchannels")]
    Resetchannels,
}
