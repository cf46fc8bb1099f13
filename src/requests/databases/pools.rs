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

    /// Creates a connection pool of a PostgreSQL cluster.
    ///
    /// @param body - The pool to create.
    /// @throws `UnprocessableEntityError` when there is one of that name, no such database or user, too few connections
    /// are left, or the engine has no pools.
    /// @example
    /// ```ts
    /// const pool = await client.databases.pools.create(id, {
    ///   name: "web",
    ///   mode: "transaction",
    ///   size: 10,
    ///   db: "defaultdb",
    ///   user: "doadmin",
    /// });
    /// console.log(pool.connection?.port);
    /// ```
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

    /// Replaces the settings of a connection pool: give all of them. Those that `get` resolves to fit as they are.
    ///
    /// @param body - The settings to have.
    /// @throws `NotFoundError` when there is no such pool.
    /// @example
    /// ```ts
    /// const { mode, db, user = null } = await client.databases.pools.get(id, "web");
    /// await client.databases.pools.update(id, "web", { mode, db, user, size: 20 });
    /// ```
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
