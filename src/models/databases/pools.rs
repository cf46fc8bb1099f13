//! Connection pools of a PostgreSQL cluster.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

use super::{config::PgbouncerPoolMode, connections::DatabaseConnection};

/// A connection pool: clients share its few connections to a database.
#[model]
pub struct DatabaseConnectionPool {
    /// Its name, unique in the cluster.
    pub name: String,
    /// For how long a client keeps a connection.
    pub mode: PgbouncerPoolMode,
    /// How many connections to the database it has.
    pub size: i64,
    /// Name of the database.
    pub db: String,
    /// Name of the user its connections belong to; each client's own user when there is none.
    #[nullable]
    pub user: Maybe<String>,
    /// Connection to it on the primary node, from anywhere.
    #[nullable]
    pub connection: Maybe<DatabaseConnection>,
    /// Connection to it on the primary node, from the cluster's VPC.
    #[nullable]
    pub private_connection: Maybe<DatabaseConnection>,
    /// Connection to it on the standby node, from anywhere.
    #[nullable]
    pub standby_connection: Maybe<DatabaseConnection>,
    /// Connection to it on the standby node, from the cluster's VPC.
    #[nullable]
    pub standby_private_connection: Maybe<DatabaseConnection>,
}

/// A connection pool to create.
#[model]
pub struct DatabaseConnectionPoolCreate {
    /// Its name, unique in the cluster: 3 to 60 characters.
    pub name: String,
    /// For how long a client keeps a connection.
    pub mode: PgbouncerPoolMode,
    /// How many connections to the database it shall have. A cluster has 25 for each GiB of its primary node's memory,
    /// 3 of which are kept for maintenance; all its pools share the rest.
    pub size: i64,
    /// Name of the database.
    pub db: String,
    /// Name of the user its connections belong to; each client's own user when left out.
    pub user: Maybe<String>,
}

/// New settings of a connection pool: give all of them. Its name cannot change.
#[model]
pub struct DatabaseConnectionPoolUpdate {
    /// For how long a client keeps a connection.
    pub mode: PgbouncerPoolMode,
    /// How many connections to the database it shall have; all pools of the cluster share what its memory allows.
    pub size: i64,
    /// Name of the database.
    pub db: String,
    /// Name of the user its connections belong to; each client's own user when left out or `null`.
    #[nullable]
    pub user: Maybe<String>,
}
