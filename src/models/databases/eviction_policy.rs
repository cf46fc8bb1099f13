//! What a full Caching or Valkey cluster drops.

use digitalocean_wasm_derive::model;

use super::config::EvictionPolicy;

/// What a Caching or Valkey cluster does when its memory is full.
#[model]
pub struct DatabaseEvictionPolicy {
    /// What it drops. Spelt with `_`, also for Caching, whose `redis_maxmemory_policy` has `-`.
    pub eviction_policy: EvictionPolicy,
}
