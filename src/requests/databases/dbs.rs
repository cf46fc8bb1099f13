//! `/v2/databases/{clusterId}/dbs`

use digitalocean_wasm_derive::resource;

use crate::models::databases::dbs::DatabaseDb;

/// Databases of a cluster. Caching and Valkey have none to manage.
#[resource(
    "databases.dbs",
    parameters(cluster_id = "The cluster's `id`.", database_name = "Name of the database.")
)]
trait DatabasesDbsResource {
    /// Lists the databases of a cluster, all of them in one request.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[get(
        "/v2/databases/{clusterId}/dbs",
        id = "databases_list",
        scope = "database:read",
        key = "dbs"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseDb>;

    /// Creates a database in a cluster.
    ///
    /// @param body - The database to create.
    /// @throws `UnprocessableEntityError` when there is one of that name, or the engine has no databases to manage.
    /// @example
    /// ```ts
    /// const database = await client.databases.dbs.create(id, { name: "orders" });
    /// ```
    #[post(
        "/v2/databases/{clusterId}/dbs",
        id = "databases_add",
        scope = "database:create",
        key = "db",
        named_by = "name"
    )]
    fn create(cluster_id: &str, body: DatabaseDb) -> DatabaseDb;

    /// Gets a database.
    ///
    /// @throws `NotFoundError` when there is no such database.
    #[get(
        "/v2/databases/{clusterId}/dbs/{databaseName}",
        id = "databases_get",
        scope = "database:read",
        key = "db"
    )]
    fn get(cluster_id: &str, database_name: &str) -> DatabaseDb;

    /// Deletes a database and all that is in it.
    ///
    /// @throws `NotFoundError` when there is no such database.
    #[delete(
        "/v2/databases/{clusterId}/dbs/{databaseName}",
        id = "databases_delete",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, database_name: &str);
}
