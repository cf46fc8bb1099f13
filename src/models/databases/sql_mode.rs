//! The SQL modes of a MySQL cluster.

use digitalocean_wasm_derive::model;

/// How a MySQL cluster reads SQL and checks data.
#[model]
pub struct DatabaseSqlMode {
    /// The modes in capitals, comma-separated, such as `ANSI,NO_ZERO_DATE`.
    pub sql_mode: String,
}
