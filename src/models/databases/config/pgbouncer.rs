//! PgBouncer configuration, part of PostgreSQL's.

use crate::schema::Maybe;
use digitalocean_wasm_derive::model;

/// Settings of PgBouncer, the connection pooler of a PostgreSQL cluster.
#[model]
pub struct PgbouncerConfig {
    /// Whether connections are reset with `DISCARD ALL` in every pool mode.
    pub server_reset_query_always: Maybe<bool>,
    /// Parameters that are ignored when a client sends them on connecting.
    pub ignore_startup_parameters: Maybe<Vec<PgbouncerStartupParameter>>,
    /// Server connections a pool keeps open at least (0 to 10000, capped by the pool's size), so
    /// that load after a pause finds them ready.
    pub min_pool_size: Maybe<i64>,
    /// Seconds after which an unused server connection is closed, counted from its opening
    /// (60 to 86400).
    pub server_lifetime: Maybe<i64>,
    /// Seconds a server connection may stay idle (0 to 86400). 0 means for ever.
    pub server_idle_timeout: Maybe<i64>,
    /// Size of the pool made for a user who has none (0 to 10000). 0 makes none.
    pub autodb_pool_size: Maybe<i64>,
    /// Mode of the pools made automatically.
    pub autodb_pool_mode: Maybe<PgbouncerPoolMode>,
    /// Server connections to one database, all users together (0 to 2147483647). 0 means no limit.
    pub autodb_max_db_connections: Maybe<i64>,
    /// Seconds after which an unused automatic pool is dropped (0 to 86400). 0 means never.
    pub autodb_idle_timeout: Maybe<i64>,
}

/// A parameter a client may send on connecting. Open: a value not listed here is kept.
#[model]
pub enum PgbouncerStartupParameter {
    /// Digits shown of floating-point numbers.
    #[serde(rename = "extra_float_digits")]
    ExtraFloatDigits,
    /// Schemas searched for unqualified names.
    #[serde(rename = "search_path")]
    SearchPath,
}

/// For how long a client keeps a server connection. Open: a value not listed here is kept.
#[model]
pub enum PgbouncerPoolMode {
    /// Until the client disconnects.
    #[serde(rename = "session")]
    Session,
    /// Until the transaction ends.
    #[serde(rename = "transaction")]
    Transaction,
    /// Until the statement ends.
    #[serde(rename = "statement")]
    Statement,
}
