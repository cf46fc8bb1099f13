//! TimescaleDB configuration, part of PostgreSQL's.

use crate::schema::Maybe;
use digitalocean_wasm_derive::model;

/// Settings of the TimescaleDB extension of a PostgreSQL cluster.
#[model]
pub struct TimescaledbConfig {
    /// Background workers (1 to 4096): one for each database plus those to run at the same time.
    pub max_background_workers: Maybe<i64>,
}
