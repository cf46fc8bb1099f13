//! What a cluster may be.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// Regions, versions and sizes of each engine, and how long its versions live.
#[model]
pub struct DatabaseOptionsAnswer {
    /// What each engine offers.
    pub options: DatabaseOptions,
    /// How long each engine's versions live.
    pub version_availability: Maybe<DatabaseVersionAvailabilities>,
}

/// What each engine offers.
#[model]
pub struct DatabaseOptions {
    /// Kafka.
    pub kafka: Maybe<DatabaseEngineOptions>,
    /// MongoDB.
    pub mongodb: Maybe<DatabaseEngineOptions>,
    /// PostgreSQL.
    pub pg: Maybe<DatabaseEngineOptions>,
    /// MySQL.
    pub mysql: Maybe<DatabaseEngineOptions>,
    /// Caching (Redis); closed for new clusters.
    pub redis: Maybe<DatabaseEngineOptions>,
    /// Valkey.
    pub valkey: Maybe<DatabaseEngineOptions>,
    /// OpenSearch.
    pub opensearch: Maybe<DatabaseEngineOptions>,
    /// PostgreSQL Advanced Edition.
    pub advanced_pg: Maybe<DatabaseEngineOptions>,
    /// MySQL Advanced Edition.
    pub advanced_mysql: Maybe<DatabaseEngineOptions>,
}

/// What an engine offers.
#[model]
pub struct DatabaseEngineOptions {
    /// Slugs of the regions.
    pub regions: Vec<String>,
    /// Versions for new clusters.
    pub versions: Vec<String>,
    /// Node sizes by number of nodes.
    pub layouts: Vec<DatabaseLayout>,
    /// The version a new cluster gets when none is named.
    pub default_version: Maybe<String>,
}

/// Node sizes that a cluster of so many nodes may have.
#[model]
pub struct DatabaseLayout {
    /// How many nodes.
    pub num_nodes: i64,
    /// Slugs of the sizes.
    pub sizes: Vec<String>,
}

/// How long each engine's versions live.
#[model]
pub struct DatabaseVersionAvailabilities {
    /// Kafka.
    #[nullable]
    pub kafka: Maybe<Vec<DatabaseVersionAvailability>>,
    /// PostgreSQL.
    #[nullable]
    pub pg: Maybe<Vec<DatabaseVersionAvailability>>,
    /// MySQL.
    #[nullable]
    pub mysql: Maybe<Vec<DatabaseVersionAvailability>>,
    /// Caching (Redis).
    #[nullable]
    pub redis: Maybe<Vec<DatabaseVersionAvailability>>,
    /// Valkey.
    #[nullable]
    pub valkey: Maybe<Vec<DatabaseVersionAvailability>>,
    /// MongoDB.
    #[nullable]
    pub mongodb: Maybe<Vec<DatabaseVersionAvailability>>,
    /// OpenSearch.
    #[nullable]
    pub opensearch: Maybe<Vec<DatabaseVersionAvailability>>,
    /// PostgreSQL Advanced Edition.
    #[nullable]
    pub advanced_pg: Maybe<Vec<DatabaseVersionAvailability>>,
    /// MySQL Advanced Edition.
    #[nullable]
    pub advanced_mysql: Maybe<Vec<DatabaseVersionAvailability>>,
}

/// How long a version lives.
#[model]
pub struct DatabaseVersionAvailability {
    /// When support ends (RFC 3339); `null` while no date is set.
    #[nullable]
    pub end_of_life: Maybe<String>,
    /// When it can no longer be chosen for a new cluster (RFC 3339); `null` while no date is set.
    #[nullable]
    pub end_of_availability: Maybe<String>,
    /// The version.
    pub version: String,
    /// Whether a new cluster gets it when no version is named.
    pub r#default: Maybe<bool>,
}
