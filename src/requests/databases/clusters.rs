//! `/v2/databases`, `/v2/databases/options` and `/v2/databases/{id}`

use digitalocean_wasm_derive::resource;

use crate::models::databases::{
    clusters::{
        DatabaseCluster, DatabaseClusterCreate, DatabaseClusterMigrate, DatabaseClusterResize, DatabaseClusterUpgrade,
        DatabaseListQuery,
    },
    options::DatabaseOptionsAnswer,
};

/// Managed databases: clusters of PostgreSQL, MySQL, Valkey, MongoDB, Kafka and OpenSearch.
#[resource("databases", parameters(id = "The cluster's `id`."), reserved(id = "options"))]
trait DatabasesResource {
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
        key = "database",
        named_by = "name"
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

    /// Moves a cluster to another region.
    ///
    /// Resolves at once; the cluster is `migrating`, then `online` in the new region.
    ///
    /// @param body - Where to.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine is not offered
    /// in that region.
    #[put(
        "/v2/databases/{id}/migrate",
        id = "databases_update_region",
        scope = "database:update"
    )]
    fn migrate(id: &str, body: DatabaseClusterMigrate);

    /// Changes the size, number of nodes and storage of a cluster, and what it costs.
    ///
    /// Resolves at once; the cluster is `resizing`, then `online`.
    ///
    /// @param body - How large it shall be.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine has no such
    /// layout, or its data would not fit.
    #[put(
        "/v2/databases/{id}/resize",
        id = "databases_update_clusterSize",
        scope = "database:update"
    )]
    fn resize(id: &str, body: DatabaseClusterResize);

    /// Brings a cluster to a newer major version of its engine. There is no way back.
    ///
    /// Resolves once that has begun: it is done when the cluster is `online` with the new `version`.
    ///
    /// @param body - Which version.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when it cannot have that version.
    #[put(
        "/v2/databases/{id}/upgrade",
        id = "databases_update_major_version",
        scope = "database:update"
    )]
    fn upgrade(id: &str, body: DatabaseClusterUpgrade);

    /// Installs the updates that wait for the next maintenance window (`maintenance_window.description`) now.
    ///
    /// Resolves once that has begun: it is done when `maintenance_window.pending` is `false`.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    #[put(
        "/v2/databases/{id}/install_update",
        id = "databases_install_update",
        scope = "database:update"
    )]
    fn install_update(id: &str);
}
