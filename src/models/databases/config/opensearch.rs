//! OpenSearch configuration.

use crate::schema::{Maybe, WideInteger};
use digitalocean_wasm_derive::model;

/// Settings of an OpenSearch cluster.
#[model]
pub struct OpensearchConfig {
    /// Largest body of an HTTP request, in bytes (1 to 2147483647). Default 100000000.
    pub http_max_content_length_bytes: Maybe<i64>,
    /// Largest headers of an HTTP request, in bytes (1024 to 262144). Default 8192.
    pub http_max_header_size_bytes: Maybe<i64>,
    /// Longest URL, in bytes (1024 to 65536). Default 4096.
    pub http_max_initial_line_length_bytes: Maybe<i64>,
    /// Clauses a boolean query may have (64 to 4096). Default 1024; more can be slow.
    pub indices_query_bool_max_clause_count: Maybe<i64>,
    /// Share of the heap for the field data cache, in percent (3 to 100). Too little means
    /// reloading, too much starves the rest.
    pub indices_fielddata_cache_size_percentage: Maybe<i64>,
    /// Share of the heap for indexing before segments are written, in percent (3 to 40). Default
    /// 10; more speeds up indexing and slows down queries.
    pub indices_memory_index_buffer_size_percentage: Maybe<i64>,
    /// Heap for indexing, in MB, at least (3 to 2048). Default 48; holds beside the percentage.
    pub indices_memory_min_index_buffer_size_mb: Maybe<i64>,
    /// Heap for indexing, in MB, at most (3 to 2048). No limit by default; holds beside the
    /// percentage.
    pub indices_memory_max_index_buffer_size_mb: Maybe<i64>,
    /// Share of the heap for the query cache, in percent (3 to 40). Default 10; more speeds up
    /// queries at the cost of the rest.
    pub indices_queries_cache_size_percentage: Maybe<i64>,
    /// Recovery traffic of one node, in MB a second, both ways and from snapshots too (40 to 400).
    /// Default 40.
    pub indices_recovery_max_mb_per_sec: Maybe<i64>,
    /// File chunks sent at once in one recovery (2 to 5). Default 2.
    pub indices_recovery_max_concurrent_file_chunks: Maybe<i64>,
    /// Threads for searches (1 to 128). Lowered to what the processors allow.
    pub thread_pool_search_size: Maybe<i64>,
    /// Threads for searches of frozen indices (1 to 128). Lowered to what the processors allow.
    pub thread_pool_search_throttled_size: Maybe<i64>,
    /// Threads for reading documents (1 to 128). Lowered to what the processors allow.
    pub thread_pool_get_size: Maybe<i64>,
    /// Threads for analyzing text (1 to 128). Lowered to what the processors allow.
    pub thread_pool_analyze_size: Maybe<i64>,
    /// Threads for writes (1 to 128). Lowered to what the processors allow.
    pub thread_pool_write_size: Maybe<i64>,
    /// Threads for forced merges of shards (1 to 128). Lowered to what the processors allow.
    pub thread_pool_force_merge_size: Maybe<i64>,
    /// Searches that may wait for a thread (10 to 2000).
    pub thread_pool_search_queue_size: Maybe<i64>,
    /// Searches of frozen indices that may wait for a thread (10 to 2000).
    pub thread_pool_search_throttled_queue_size: Maybe<i64>,
    /// Reads that may wait for a thread (10 to 2000).
    pub thread_pool_get_queue_size: Maybe<i64>,
    /// Text analyses that may wait for a thread (10 to 2000).
    pub thread_pool_analyze_queue_size: Maybe<i64>,
    /// Writes that may wait for a thread (10 to 2000).
    pub thread_pool_write_queue_size: Maybe<i64>,
    /// Whether index state management (ISM) is on. Default `true`.
    pub ism_enabled: Maybe<bool>,
    /// Whether ISM writes its audit history into an index. Default `true`.
    pub ism_history_enabled: Maybe<bool>,
    /// Hours after which the audit history index rolls over (1 to 2147483647). Default 24.
    pub ism_history_max_age_hours: Maybe<i64>,
    /// Documents after which the audit history index rolls over (1 to 9223372036854775807).
    /// Default 2500000.
    pub ism_history_max_docs: Maybe<WideInteger>,
    /// Hours between two looks at whether to roll over (1 to 2147483647). Default 8.
    pub ism_history_rollover_check_period_hours: Maybe<i64>,
    /// Days after which an audit history index is deleted (1 to 2147483647). Default 30.
    pub ism_history_rollover_retention_period_days: Maybe<i64>,
    /// Aggregation buckets in one answer (1 to 1000000). Default 10000.
    pub search_max_buckets: Maybe<i64>,
    /// Whether indices come into being on first use. Default `true`.
    pub action_auto_create_index_enabled: Maybe<bool>,
    /// Whether the security audit log may be written. Default `false`.
    pub enable_security_audit: Maybe<bool>,
    /// Whether indices can be deleted by their full names only.
    pub action_destructive_requires_name: Maybe<bool>,
    /// Shards on one data node (100 to 10000).
    pub cluster_max_shards_per_node: Maybe<i64>,
    /// Whether the cluster claims to be version 7.10, for old clients. Default `false`.
    pub override_main_response_version: Maybe<bool>,
    /// How many inline scripts may be compiled in a period, as `75/5m`. Default `use-context`.
    pub script_max_compilations_rate: Maybe<String>,
    /// Shard recoveries one node takes part in at once, each way (2 to 16). Default 2.
    pub cluster_routing_allocation_node_concurrent_recoveries: Maybe<i64>,
    /// Hosts, as `address:port`, from which documents may be reindexed. A change restarts every
    /// node.
    pub reindex_remote_whitelist: Maybe<Vec<String>>,
    /// Whether alerts are shown by backend role. Default `false`.
    pub plugins_alerting_filter_by_backend_roles_enabled: Maybe<bool>,
    /// Whether the memory of k-NN indices is limited. Default `true`.
    pub knn_memory_circuit_breaker_enabled: Maybe<bool>,
    /// Memory for k-NN indices, in percent of the heap (0 to 100). Default 50; 0 unsets it, which
    /// empties the caches.
    pub knn_memory_circuit_breaker_limit: Maybe<i64>,
    /// Whether your own `index.refresh_interval` is kept rather than reset to a second. Default
    /// `false`.
    pub keep_index_refresh_interval: Maybe<bool>,
}
