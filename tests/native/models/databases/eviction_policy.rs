//! Eviction policies of caching clusters.

use digitalocean_wasm::models::databases::{config::EvictionPolicy, eviction_policy::DatabaseEvictionPolicy};
use serde_json::json;

use crate::support::{fixture, kept};

#[test]
fn eviction_policies_are_read_and_unknown_ones_are_kept() {
    let policy: DatabaseEvictionPolicy = kept(&fixture("databases/eviction_policy"));
    assert_eq!(policy.eviction_policy, EvictionPolicy::VolatileTtl);
    kept::<DatabaseEvictionPolicy>(&json!({ "eviction_policy": "a policy of the future" }));
}
