//! How to reach a cluster.

use std::collections::BTreeMap;

use digitalocean_wasm_derive::model;

use crate::schema::{Maybe, Secret};

/// Where a cluster listens and who logs in. Without the scope `database:view_credentials` the password,
/// and the one inside `uri`, are blank.
#[model]
pub struct DatabaseConnection {
    /// Scheme of `uri`, such as `postgresql`.
    pub protocol: Maybe<String>,
    /// Everything below in one string, password included.
    pub uri: Secret,
    /// Name of the default database; empty where the engine has none.
    pub database: Maybe<String>,
    /// Host name of the node to connect to.
    pub host: String,
    /// Port it listens on.
    pub port: i64,
    /// Name of the default user.
    pub user: Maybe<String>,
    /// Password of the default user.
    pub password: Maybe<Secret>,
    /// Whether the connection must be encrypted.
    pub ssl: bool,
    /// Further ports by what they serve.
    #[nullable]
    pub application_ports: Maybe<BTreeMap<String, i64>>,
}

/// Where OpenSearch Dashboards listens and who logs in.
#[model]
pub struct OpensearchConnection {
    /// Everything below in one string, password included.
    pub uri: Secret,
    /// Host name to connect to.
    pub host: String,
    /// Port it listens on.
    pub port: i64,
    /// Name of the default user.
    pub user: Maybe<String>,
    /// Password of the default user.
    pub password: Maybe<Secret>,
    /// Whether the connection must be encrypted.
    pub ssl: bool,
}

/// Where a Kafka cluster's schema registry listens and who logs in.
#[model]
pub struct SchemaRegistryConnection {
    /// Everything below in one string, password included.
    pub uri: Secret,
    /// Host name to connect to.
    pub host: String,
    /// Port it listens on.
    pub port: i64,
    /// Name of the default user.
    pub user: Maybe<String>,
    /// Password of the default user.
    pub password: Maybe<Secret>,
    /// Whether the connection must be encrypted.
    pub ssl: bool,
}

/// Where a node's metrics can be read.
#[model]
pub struct DatabaseServiceEndpoint {
    /// Host name of the node.
    pub host: String,
    /// Port the metrics are served on.
    pub port: i64,
}
