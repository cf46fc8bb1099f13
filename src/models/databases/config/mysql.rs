//! MySQL configuration.

use crate::schema::{Maybe, WideInteger};
use digitalocean_wasm_derive::model;

/// Settings of a MySQL cluster.
#[model]
pub struct MysqlConfig {
    /// Hour of the day, in UTC, at which backups start (0 to 23). A backup waits for the one before
    /// it.
    pub backup_hour: Maybe<i64>,
    /// Minute of `backup_hour` at which backups start (0 to 59).
    pub backup_minute: Maybe<i64>,
    /// Whether whoever creates a stored routine may also execute and alter it.
    pub automatic_sp_privileges: Maybe<bool>,
    /// SQL modes of the whole server, comma-separated in capitals (at most 1024 characters).
    /// Empty means MySQL's own default.
    pub sql_mode: Maybe<String>,
    /// Seconds the server waits for a new client's connect packet (2 to 3600).
    pub connect_timeout: Maybe<i64>,
    /// Time zone of the server: an offset (`-12:00` to `+12:00`), a zone name, or `SYSTEM` for
    /// MySQL's default (2 to 100 characters).
    pub default_time_zone: Maybe<String>,
    /// Digits that a division with `/` adds to the scale of its result (0 to 30).
    pub div_precision_increment: Maybe<i64>,
    /// Whether `EXPLAIN FORMAT=JSON` marks where nested structures end.
    pub end_markers_in_json: Maybe<bool>,
    /// Number of equality ranges from which the optimizer trusts index statistics rather than
    /// diving into the index (0 to 4294967295).
    pub eq_range_index_dive_limit: Maybe<i64>,
    /// Longest result of `GROUP_CONCAT()`, in bytes (4 to 18446744073709551615).
    pub group_concat_max_len: Maybe<WideInteger>,
    /// Seconds for which cached table statistics stay valid (900 to 31536000).
    pub information_schema_stats_expiry: Maybe<i64>,
    /// Whether full-text indexes leave out stopwords. Default `false` as soon as a stopword table
    /// of your own is set.
    pub innodb_ft_enable_stopword: Maybe<bool>,
    /// Longest word a full-text index keeps, in characters (10 to 84). A change restarts MySQL.
    pub innodb_ft_max_token_size: Maybe<i64>,
    /// Shortest word a full-text index keeps, in characters (0 to 16).
    pub innodb_ft_min_token_size: Maybe<i64>,
    /// Words that one `OPTIMIZE TABLE` on a full-text index works through (1000 to 10000).
    pub innodb_ft_num_word_optimize: Maybe<i64>,
    /// Largest cached result of a full-text query, in bytes (1000000 to 4294967295).
    pub innodb_ft_result_cache_limit: Maybe<i64>,
    /// Table with the stopwords of every InnoDB full-text index, as `database/table`
    /// (at most 1024 characters).
    pub innodb_ft_server_stopword_table: Maybe<String>,
    /// Table with the stopwords of user-made full-text indexes, as `database/table`
    /// (at most 1024 characters). `null` clears it.
    #[nullable]
    pub innodb_ft_user_stopword_table: Maybe<String>,
    /// Seconds after which a transaction gives up on a locked row (1 to 3600).
    pub innodb_lock_wait_timeout: Maybe<i64>,
    /// Buffer for writes to the InnoDB log, in bytes (1048576 to 4294967295).
    pub innodb_log_buffer_size: Maybe<i64>,
    /// Largest temporary log of an online schema change, in bytes (65536 to 1099511627776).
    pub innodb_online_alter_log_max_size: Maybe<i64>,
    /// Whether `OPTIMIZE TABLE` touches the full-text index alone and leaves the table as it is.
    pub innodb_optimize_fulltext_only: Maybe<bool>,
    /// Whether the error log lists every deadlock between InnoDB transactions. Default `false`.
    pub innodb_print_all_deadlocks: Maybe<bool>,
    /// Whether a timeout undoes the whole transaction.
    pub innodb_rollback_on_timeout: Maybe<bool>,
    /// Seconds an interactive connection may stay idle (30 to 604800).
    pub interactive_timeout: Maybe<i64>,
    /// Storage engine of in-memory temporary tables.
    pub internal_tmp_mem_storage_engine: Maybe<MysqlTmpStorageEngine>,
    /// Seconds a read from a connection may stall (1 to 3600).
    pub net_read_timeout: Maybe<i64>,
    /// Seconds a write to a connection may stall (1 to 3600).
    pub net_write_timeout: Maybe<i64>,
    /// Whether every new or altered table must have a primary key. Recommended: large tables
    /// without one can break features of the service.
    pub sql_require_primary_key: Maybe<bool>,
    /// Seconds a non-interactive connection may stay idle (1 to 2147483).
    pub wait_timeout: Maybe<i64>,
    /// Whether window functions calculate more precisely, and more slowly.
    pub windowing_use_high_precision: Maybe<bool>,
    /// Largest message the server accepts, in bytes (102400 to 1073741824). Default 67108864.
    pub max_allowed_packet: Maybe<i64>,
    /// Milliseconds a `SELECT` may run (0 to 4294967295). 0 means no limit.
    pub max_execution_time: Maybe<i64>,
    /// Largest in-memory table, in bytes (1048576 to 1073741824). Default 16777216.
    /// Set `tmp_table_size` with it.
    pub max_heap_table_size: Maybe<i64>,
    /// Most seeks the optimizer expects a lookup by key to need (1 to 18446744073709551615).
    /// Low values favour indexes over table scans.
    pub max_seeks_for_key: Maybe<WideInteger>,
    /// Whether the optimizer drops unpromising plans early: 0 no, 1 yes.
    pub optimizer_prune_level: Maybe<i64>,
    /// How deep the optimizer searches for a plan (0 to 62). 0 lets the server choose; small values
    /// plan large joins sooner.
    pub optimizer_search_depth: Maybe<i64>,
    /// Optimizer flags as `flag=on|off|default`, comma-separated; `default` alone resets them all.
    pub optimizer_switch: Maybe<String>,
    /// Buffer for sorting, in bytes (32768 to 1073741824). Default 262144.
    pub sort_buffer_size: Maybe<i64>,
    /// Largest internal temporary table in memory, in bytes (1048576 to 1073741824).
    /// Default 16777216. Set `max_heap_table_size` with it.
    pub tmp_table_size: Maybe<i64>,
    /// Whether slow queries are logged. Default `false`; turning it off empties `mysql.slow_log`.
    pub slow_query_log: Maybe<bool>,
    /// Seconds from which a query counts as slow (0 to 3600). Default 10.
    pub long_query_time: Maybe<f64>,
    /// Seconds for which binary log entries are kept at least (600 to 604800). Consumers of the log
    /// can keep them longer.
    pub binlog_retention_period: Maybe<f64>,
    /// Share of the buffer pool that the change buffer may take, in percent (0 to 50).
    pub innodb_change_buffer_max_size: Maybe<i64>,
    /// Which dirty pages of the same extent are flushed along with a page: 0 none, 1 the adjoining
    /// ones, 2 all.
    pub innodb_flush_neighbors: Maybe<i64>,
    /// Threads for InnoDB reads (1 to 64). A change restarts MySQL.
    pub innodb_read_io_threads: Maybe<i64>,
    /// Threads for InnoDB writes (1 to 64). A change restarts MySQL.
    pub innodb_write_io_threads: Maybe<i64>,
    /// Threads that may be inside InnoDB at once (0 to 1000). Default 0, no limit.
    pub innodb_thread_concurrency: Maybe<i64>,
    /// Initial size of connection and result buffers, in bytes (1024 to 1048576, in steps of 1024).
    /// A change restarts MySQL.
    pub net_buffer_length: Maybe<i64>,
    /// Where logs are written. Default `NONE`.
    pub log_output: Maybe<MysqlLogOutput>,
    /// Incremental backups between the full ones.
    pub mysql_incremental_backup: Maybe<MysqlIncrementalBackup>,
}

/// Incremental backups of a MySQL cluster, which hold only what changed since the backup before.
#[model]
pub struct MysqlIncrementalBackup {
    /// Whether incremental backups are made. Needs `full_backup_week_schedule`.
    pub enabled: Maybe<bool>,
    /// Days on which a full backup is made: `mon` to `sun`, comma-separated. Default `null`.
    #[nullable]
    pub full_backup_week_schedule: Maybe<String>,
}

/// Storage engine of in-memory temporary tables. Open: a value not listed here is kept.
#[model]
pub enum MysqlTmpStorageEngine {
    /// The TempTable engine.
    #[serde(rename = "TempTable")]
    TempTable,
    /// The MEMORY engine.
    #[serde(rename = "MEMORY")]
    Memory,
}

/// Where MySQL writes its logs. Open: a value not listed here is kept.
#[model]
pub enum MysqlLogOutput {
    /// To Insights only.
    #[serde(rename = "INSIGHTS")]
    Insights,
    /// To tables only.
    #[serde(rename = "TABLE")]
    Table,
    /// To both, in this order.
    #[serde(rename = "INSIGHTS,TABLE")]
    InsightsAndTable,
    /// Nowhere.
    #[serde(rename = "NONE")]
    None,
}
