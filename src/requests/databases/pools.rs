//! `/v2/databases/{clusterId}/pools`

use digitalocean_wasm_derive::resource;

use crate::models::databases::pools::{
    DatabaseConnectionPool, DatabaseConnectionPoolCreate, DatabaseConnectionPoolUpdate,
};

/// Connection pools of a PostgreSQL cluster.
#[resource(
    "databases.pools",
    parameters(cluster_id = "The cluster's `id`.", pool_name = "Name of the connection pool.")
)]
trait DatabasesPoolsResource {
    /// Lists the connection pools of a cluster, all of them in one request.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[get(
        "/v2/databases/{clusterId}/pools",
        id = "databases_list_connectionPools",
        scope = "database:read",
        key = "pools"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseConnectionPool>;

    /// Creates a connection pool.
    ///
    /// @param body - The pool to create.
    /// @throws `UnprocessableEntityError` when there is one of that name, no such database or user, too few connections
    /// are left, or the engine has no pools.
    #[post(
        "/v2/databases/{clusterId}/pools",
        id = "databases_add_connectionPool",
        scope = "database:create",
        key = "pool",
        named_by = "name"
    )]
    fn create(cluster_id: &str, body: DatabaseConnectionPoolCreate) -> DatabaseConnectionPool;

    /// Gets a connection pool.
    ///
    /// @throws `NotFoundError` when there is no such pool.
    #[get(
        "/v2/databases/{clusterId}/pools/{poolName}",
        id = "databases_get_connectionPool",
        scope = "database:read",
        key = "pool"
    )]
    fn get(cluster_id: &str, pool_name: &str) -> DatabaseConnectionPool;

    /// Changes a connection pool.
    ///
    /// @param body - What it shall be.
    /// @throws `NotFoundError` when there is no such pool.
    #[put(
        "/v2/databases/{clusterId}/pools/{poolName}",
        id = "databases_update_connectionPool",
        scope = "database:update"
    )]
    fn update(cluster_id: &str, pool_name: &str, body: DatabaseConnectionPoolUpdate);

    /// Deletes a connection pool. Its database stays.
    ///
    /// @throws `NotFoundError` when there is no such pool.
    #[delete(
        "/v2/databases/{clusterId}/pools/{poolName}",
        id = "databases_delete_connectionPool",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, pool_name: &str);
}
