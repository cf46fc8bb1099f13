//! Eviction policy of a Caching or Valkey cluster.

use digitalocean_wasm_derive::model;

use super::config::EvictionPolicy;

/// Eviction policy of a Caching or Valkey cluster: the keys it drops when its memory is full.
#[model]
pub struct DatabaseEvictionPolicy {
    /// The policy. Spelt with `_`, also for Caching, whose `redis_maxmemory_policy` has `-`.
    pub eviction_policy: EvictionPolicy,
}
