//! Regions, versions and sizes of clusters.

use digitalocean_wasm_derive::model;
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::schema::Maybe;

/// The slug of a region. TypeScript lists the known ones.
pub type DatabaseRegion = String;

/// The slug of a node's size. TypeScript lists the known ones.
pub type DatabaseSize = String;

/// The major version of an engine. TypeScript lists the known ones.
pub type DatabaseVersion = String;

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = r#"
/** The slug of a region. Open: `databases.options()` has those of each engine today. */
export type DatabaseRegion =
  | "ams3" | "atl1" | "blr1" | "fra1" | "lon1" | "nyc1" | "nyc2" | "nyc3" | "ric1" | "sfo2" | "sfo3" | "sgp1"
  | "syd1" | "tor1"
  | (string & {});

/** The slug of a node's size. Open: `databases.options()` has those of each engine and number of nodes today. */
export type DatabaseSize =
  | "db-s-1vcpu-1gb" | "db-s-1vcpu-2gb" | "db-s-2vcpu-2gb" | "db-s-2vcpu-4gb" | "db-s-4vcpu-8gb" | "db-s-6vcpu-16gb"
  | "db-s-8vcpu-32gb" | "db-s-16vcpu-64gb"
  | "db-amd-1vcpu-1gb" | "db-amd-1vcpu-2gb" | "db-amd-2vcpu-4gb" | "db-amd-2vcpu-8gb" | "db-amd-4vcpu-8gb"
  | "db-amd-4vcpu-16gb" | "db-amd-8vcpu-32gb" | "db-amd-16vcpu-64gb"
  | "db-intel-1vcpu-1gb" | "db-intel-1vcpu-2gb" | "db-intel-2vcpu-4gb" | "db-intel-2vcpu-8gb" | "db-intel-4vcpu-8gb"
  | "db-intel-4vcpu-16gb" | "db-intel-8vcpu-32gb" | "db-intel-16vcpu-64gb"
  | "gd-2vcpu-8gb" | "gd-4vcpu-16gb" | "gd-8vcpu-32gb" | "gd-16vcpu-64gb" | "gd-32vcpu-128gb" | "gd-40vcpu-160gb"
  | "m-2vcpu-16gb" | "m-4vcpu-32gb" | "m-8vcpu-64gb" | "m-16vcpu-128gb" | "m-24vcpu-192gb" | "m-32vcpu-256gb"
  | "so1_5-2vcpu-16gb" | "so1_5-4vcpu-32gb" | "so1_5-8vcpu-64gb" | "so1_5-16vcpu-128gb" | "so1_5-24vcpu-192gb"
  | "so1_5-32vcpu-256gb"
  | (string & {});

/**
 * The major version of an engine. Open: `databases.options()` has those of each engine today.
 *
 *  - PostgreSQL: `13` to `18`
 *  - MySQL: `8`; Advanced Edition: `8.4.8`
 *  - Valkey: `8`; Caching: `7`
 *  - MongoDB: `6.0`, `7.0`
 *  - Kafka: `3.8`
 *  - OpenSearch: `1`, `2`
 */
export type DatabaseVersion =
  | "1" | "2" | "3.8" | "6.0" | "7" | "7.0" | "8" | "8.4.8" | "13" | "14" | "15" | "16" | "17" | "18"
  | (string & {});
"#;

/// Regions, versions and sizes of each engine, and how long its versions live.
#[model]
pub struct DatabaseOptionsAnswer {
    /// Regions, versions and sizes of each engine.
    pub options: DatabaseOptions,
    /// How long each engine's versions live.
    pub version_availability: Maybe<DatabaseVersionAvailabilities>,
}

/// Regions, versions and sizes of each engine.
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

/// Regions, versions and sizes of an engine.
#[model]
pub struct DatabaseEngineOptions {
    /// Slugs of the regions.
    pub regions: Vec<DatabaseRegion>,
    /// Versions for new clusters.
    pub versions: Vec<DatabaseVersion>,
    /// Node sizes by number of nodes.
    pub layouts: Vec<DatabaseLayout>,
    /// The version a new cluster gets when none is named.
    pub default_version: Maybe<DatabaseVersion>,
}

/// Node sizes that a cluster of so many nodes may have.
#[model]
pub struct DatabaseLayout {
    /// How many nodes.
    pub num_nodes: i64,
    /// Slugs of the sizes.
    pub sizes: Vec<DatabaseSize>,
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
    pub version: DatabaseVersion,
    /// Whether a new cluster gets it when no version is named.
    pub r#default: Maybe<bool>,
}
