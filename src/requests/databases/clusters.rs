//! `/v2/databases`, `/v2/databases/options` and `/v2/databases/{id}`

use digitalocean_wasm_derive::resource;

use crate::models::databases::{
    clusters::{DatabaseCluster, DatabaseClusterCreate, DatabaseListQuery},
    options::DatabaseOptionsAnswer,
};

/// Managed databases: clusters of PostgreSQL, MySQL, Valkey, MongoDB, Kafka and OpenSearch.
#[resource("databases")]
trait Databases {
    /// Gets the regions, versions and sizes each engine offers, and how long its versions live.
    #[get("/v2/databases/options", id = "databases_list_options", scope = "database:read")]
    fn options() -> DatabaseOptionsAnswer;

    /// Lists the clusters, all of them in one request.
    ///
    /// @param query - Which clusters.
    #[get(
        "/v2/databases",
        id = "databases_list_clusters",
        scope = "database:read",
        key = "databases"
    )]
    fn list(query: Option<DatabaseListQuery>) -> Vec<DatabaseCluster>;

    /// Creates a cluster, empty or, with `backup_restore`, from another cluster's backup.
    ///
    /// Resolves at once; the cluster is `creating` for about five minutes, then `online`. It costs money from then on.
    /// When the answer is lost (`ConnectionError`, `TimeoutError`) the cluster may exist: list before creating again.
    ///
    /// @param body - The cluster to create.
    /// @throws `UnprocessableEntityError` when the name is taken, or the engine has no such version, size or region.
    #[post(
        "/v2/databases",
        id = "databases_create_cluster",
        scope = "database:create",
        key = "database"
    )]
    fn create(body: DatabaseClusterCreate) -> DatabaseCluster;

    /// Gets a cluster.
    ///
    /// @throws `NotFoundError` when there is no such cluster, which may also be so for two minutes after its creation.
    #[get(
        "/v2/databases/{id}",
        id = "databases_get_cluster",
        scope = "database:read",
        key = "database"
    )]
    fn get(id: &str) -> DatabaseCluster;

    /// Deletes a cluster and all that is in it, backups included.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[delete("/v2/databases/{id}", id = "databases_destroy_cluster", scope = "database:delete")]
    fn delete(id: &str);
}
