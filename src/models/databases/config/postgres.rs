//! PostgreSQL configuration.

use super::pgbouncer::PgbouncerConfig;
use super::timescaledb::TimescaledbConfig;
use crate::schema::{Maybe, WideInteger};
use digitalocean_wasm_derive::model;

/// Settings of a PostgreSQL cluster.
#[model]
pub struct PostgresConfig {
    /// Age, in transactions, at which a table is vacuumed even with autovacuum off
    /// (200000000 to 1500000000). A change restarts the server.
    pub autovacuum_freeze_max_age: Maybe<i64>,
    /// Autovacuum workers that may run at once (1 to 20). Default 3; takes effect when the server
    /// starts.
    pub autovacuum_max_workers: Maybe<i64>,
    /// Seconds between two autovacuum runs on a database, at least (0 to 86400). Default 60.
    pub autovacuum_naptime: Maybe<i64>,
    /// Updated or deleted rows from which a table is vacuumed (0 to 2147483647). Default 50.
    pub autovacuum_vacuum_threshold: Maybe<i64>,
    /// Changed rows from which a table is analyzed (0 to 2147483647). Default 50.
    pub autovacuum_analyze_threshold: Maybe<i64>,
    /// Fraction of the table added to `autovacuum_vacuum_threshold` (0 to 1). Default 0.2.
    pub autovacuum_vacuum_scale_factor: Maybe<f64>,
    /// Fraction of the table added to `autovacuum_analyze_threshold` (0 to 1). Default 0.2.
    pub autovacuum_analyze_scale_factor: Maybe<f64>,
    /// Milliseconds autovacuum sleeps once its cost limit is reached (-1 to 100). -1 takes
    /// `vacuum_cost_delay`, which is 20.
    pub autovacuum_vacuum_cost_delay: Maybe<i64>,
    /// Cost after which autovacuum sleeps (-1 to 10000). Default -1, which takes
    /// `vacuum_cost_limit`.
    pub autovacuum_vacuum_cost_limit: Maybe<i64>,
    /// Hour of the day, in UTC, at which backups start (0 to 23). A backup waits for the one before
    /// it.
    pub backup_hour: Maybe<i64>,
    /// Minute of `backup_hour` at which backups start (0 to 59).
    pub backup_minute: Maybe<i64>,
    /// Milliseconds between two rounds of the background writer (10 to 10000). Default 200.
    pub bgwriter_delay: Maybe<i64>,
    /// Kilobytes the background writer writes before it makes the system flush them (0 to 2048).
    /// Default 512; 0 never forces a flush.
    pub bgwriter_flush_after: Maybe<i64>,
    /// Buffers the background writer writes in one round, at most (0 to 1073741823). Default 100;
    /// 0 turns it off.
    pub bgwriter_lru_maxpages: Maybe<i64>,
    /// Factor on recent demand that estimates how many buffers the next round needs (0 to 10).
    /// Default 2; above 1 leaves room for peaks.
    pub bgwriter_lru_multiplier: Maybe<f64>,
    /// Milliseconds a lock is waited for until a deadlock is suspected (500 to 1800000).
    pub deadlock_timeout: Maybe<i64>,
    /// How large column values are compressed unless the column says otherwise. Default `lz4`.
    pub default_toast_compression: Maybe<PostgresToastCompression>,
    /// Milliseconds a session may idle inside an open transaction (0 to 604800000).
    pub idle_in_transaction_session_timeout: Maybe<i64>,
    /// Whether queries may be compiled just in time.
    pub jit: Maybe<bool>,
    /// Milliseconds from which an autovacuum action is logged (-1 to 2147483647). Default -1, none;
    /// 0 logs all.
    pub log_autovacuum_min_duration: Maybe<i64>,
    /// How much detail each log message carries.
    pub log_error_verbosity: Maybe<PostgresLogErrorVerbosity>,
    /// Beginning of each log line.
    pub log_line_prefix: Maybe<PostgresLogLinePrefix>,
    /// Milliseconds from which a statement is logged (-1 to 86400000). -1 logs none.
    pub log_min_duration_statement: Maybe<i64>,
    /// Files one server process may hold open (1000 to 4096).
    pub max_files_per_process: Maybe<i64>,
    /// Transactions that may be prepared at once (0 to 10000). Can be raised but not lowered.
    pub max_prepared_transactions: Maybe<i64>,
    /// Predicate locks for each transaction (64 to 640).
    pub max_pred_locks_per_transaction: Maybe<i64>,
    /// Locks for each transaction (64 to 6400). Can be raised but not lowered.
    pub max_locks_per_transaction: Maybe<i64>,
    /// Depth of the execution stack, in bytes, at most (2097152 to 6291456).
    pub max_stack_depth: Maybe<i64>,
    /// Milliseconds a standby puts off archived WAL for a conflicting query (1 to 43200000).
    pub max_standby_archive_delay: Maybe<i64>,
    /// Milliseconds a standby puts off streamed WAL for a conflicting query (1 to 43200000).
    pub max_standby_streaming_delay: Maybe<i64>,
    /// Replication slots (8 to 64).
    pub max_replication_slots: Maybe<i64>,
    /// Workers for logical replication, out of `max_parallel_workers` (4 to 64).
    pub max_logical_replication_workers: Maybe<i64>,
    /// Workers for parallel queries in the whole system (0 to 96).
    pub max_parallel_workers: Maybe<i64>,
    /// Workers one Gather or Gather Merge node may start (0 to 96).
    pub max_parallel_workers_per_gather: Maybe<i64>,
    /// Background processes in the whole system (8 to 96). Can be raised but not lowered.
    pub max_worker_processes: Maybe<i64>,
    /// Role under which pg_partman's scheduled work runs: letters, digits, `.`, `_` and `-`, not
    /// starting with `.` or `-` (at most 64 characters).
    #[serde(rename = "pg_partman_bgw.role")]
    pub pg_partman_bgw_role: Maybe<String>,
    /// Seconds between two runs of pg_partman's scheduled work (3600 to 604800).
    #[serde(rename = "pg_partman_bgw.interval")]
    pub pg_partman_bgw_interval: Maybe<i64>,
    /// Which statements pg_stat_statements counts. Default `top`.
    #[serde(rename = "pg_stat_statements.track")]
    pub pg_stat_statements_track: Maybe<PostgresStatStatementsTrack>,
    /// Disk space for temporary files, in KiB (-1 to 2147483647). -1 means no limit.
    pub temp_file_limit: Maybe<i64>,
    /// Time zone of the server, by name (at most 64 characters).
    pub timezone: Maybe<String>,
    /// Bytes kept of the command each session is running (1024 to 10240).
    pub track_activity_query_size: Maybe<i64>,
    /// Whether the commit time of transactions is recorded.
    pub track_commit_timestamp: Maybe<PostgresSwitch>,
    /// Which function calls are counted and timed.
    pub track_functions: Maybe<PostgresTrackFunctions>,
    /// Whether database I/O is timed. Default `off`: asking for the time can be slow.
    pub track_io_timing: Maybe<PostgresSwitch>,
    /// WAL sender processes (20 to 64). Can be raised but not lowered.
    pub max_wal_senders: Maybe<i64>,
    /// Milliseconds after which a silent replication connection is ended: 0, which is never, or
    /// 5000 to 10800000.
    pub wal_sender_timeout: Maybe<i64>,
    /// Milliseconds between two flushes of the WAL (10 to 200). Default 200; less can cost speed.
    pub wal_writer_delay: Maybe<i64>,
    /// Share of memory used for `shared_buffers`, in percent (20 to 60, fractions allowed).
    pub shared_buffers_percentage: Maybe<f64>,
    /// Settings of the connection pooler.
    pub pgbouncer: Maybe<PgbouncerConfig>,
    /// Memory, in MB, that one sort or hash may use before it spills to disk (1 to 1024).
    /// Default 1 MB plus 0.075 % of memory, up to 32 MB.
    pub work_mem: Maybe<i64>,
    /// Settings of the TimescaleDB extension.
    pub timescaledb: Maybe<TimescaledbConfig>,
    /// Whether commits wait for standbys. The plan must support it.
    pub synchronous_replication: Maybe<PostgresSynchronousReplication>,
    /// Whether the pg_stat_monitor extension is on. Turning it on restarts the cluster and makes
    /// pg_stat_statements unreliable for utility commands.
    pub stat_monitor_enable: Maybe<bool>,
    /// Seconds without a primary after which a standby takes over (10 to 9223372036854775807).
    /// Default 60.
    pub max_failover_replication_time_lag: Maybe<WideInteger>,
    /// Connections the server accepts at once (at least 25). Limited release; can be raised but not
    /// lowered, on read replicas before the primary; a change restarts the service.
    pub max_connections: Maybe<i64>,
    /// WAL that replication slots may hold back, in MB (-1 to 2147483647). Default -1, no limit;
    /// `wal_keep_size` wins over it.
    pub max_slot_wal_keep_size: Maybe<i64>,
}

/// Compression of large column values. Open: a value not listed here is kept.
#[model]
pub enum PostgresToastCompression {
    /// LZ4.
    #[serde(rename = "lz4")]
    Lz4,
    /// PostgreSQL's own method.
    #[serde(rename = "pglz")]
    Pglz,
}

/// Detail of log messages. Open: a value not listed here is kept.
#[model]
pub enum PostgresLogErrorVerbosity {
    /// The message alone.
    #[serde(rename = "TERSE")]
    Terse,
    /// The message with its details and hints.
    #[serde(rename = "DEFAULT")]
    Default,
    /// The place in the server's source as well.
    #[serde(rename = "VERBOSE")]
    Verbose,
}

/// Start of each log line. Open: a value not listed here is kept.
#[model]
pub enum PostgresLogLinePrefix {
    /// Process, user, database, application and client as `key=value`.
    #[serde(rename = "pid=%p,user=%u,db=%d,app=%a,client=%h")]
    KeyValue,
    /// Time with milliseconds and process, then user, database and application.
    #[serde(rename = "%m [%p] %q[user=%u,db=%d,app=%a]")]
    Milliseconds,
    /// Time, process and line number, then user, database, application and client.
    #[serde(rename = "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h")]
    LineNumber,
}

/// Statements counted by pg_stat_statements. Open: a value not listed here is kept.
#[model]
pub enum PostgresStatStatementsTrack {
    /// Those inside functions too.
    #[serde(rename = "all")]
    All,
    /// Only those a client sends.
    #[serde(rename = "top")]
    Top,
    /// No statements.
    #[serde(rename = "none")]
    None,
}

/// A setting that is `on` or `off`. Open: a value not listed here is kept.
#[model]
pub enum PostgresSwitch {
    /// Off.
    #[serde(rename = "off")]
    Off,
    /// On.
    #[serde(rename = "on")]
    On,
}

/// Function calls that are counted and timed. Open: a value not listed here is kept.
#[model]
pub enum PostgresTrackFunctions {
    /// Functions in every language.
    #[serde(rename = "all")]
    All,
    /// Functions in procedural languages only.
    #[serde(rename = "pl")]
    Procedural,
    /// No functions.
    #[serde(rename = "none")]
    None,
}

/// How commits wait for standbys. Open: a value not listed here is kept.
#[model]
pub enum PostgresSynchronousReplication {
    /// They do not wait.
    #[serde(rename = "off")]
    Off,
    /// They wait for a quorum.
    #[serde(rename = "quorum")]
    Quorum,
}
