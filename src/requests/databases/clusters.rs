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
    ///
    /// @example
    /// ```ts
    /// const { options } = await client.databases.options();
    /// const layout = options.pg?.layouts.find(({ num_nodes }) => num_nodes === 1);
    /// console.log(options.pg?.regions, options.pg?.default_version, layout?.sizes);
    /// ```
    #[get("/v2/databases/options", id = "databases_list_options", scope = "database:read")]
    fn options() -> DatabaseOptionsAnswer;

    /// Lists the clusters, all of them in one request.
    ///
    /// @param query - A filter of the clusters; by default all.
    /// @example
    /// ```ts
    /// for await (const cluster of client.databases.list({ tag_name: "production" })) {
    ///   console.log(cluster.name, cluster.engine, cluster.status);
    /// }
    /// ```
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
    /// For some minutes more, until its first backup is complete, it refuses replicas.
    ///
    /// When the response is lost (no connection, a timeout, but also a status of 5xx) the cluster may exist all the same:
    /// the call rejects with an `AmbiguousWriteError`. Its `findCreated()` looks for the cluster by name; do so before
    /// creating again.
    ///
    /// @param body - The cluster to create.
    /// @throws `UnprocessableEntityError` when the name is taken, or the engine has no such version, size or region.
    /// @throws `AmbiguousWriteError` when it is not known whether the cluster was created.
    /// @example
    /// ```ts
    /// const cluster = await client.databases.create({
    ///   name: "backend",
    ///   engine: "pg",
    ///   version: "17",
    ///   num_nodes: 1,
    ///   size: "db-s-1vcpu-1gb",
    ///   region: "nyc3",
    /// });
    /// console.log(cluster.id, cluster.status); // "creating"
    /// ```
    #[post(
        "/v2/databases",
        id = "databases_create_cluster",
        scope = "database:create",
        key = "database",
        named_by = "name"
    )]
    fn create(body: DatabaseClusterCreate) -> DatabaseCluster;

    /// Gets a cluster. The passwords in it are blank without the scope `database:view_credentials`.
    ///
    /// @throws `NotFoundError` when there is no such cluster, which may also be so for two minutes after its creation.
    /// @example
    /// ```ts
    /// const cluster = await client.databases.get(id);
    /// if (cluster.status === "online") {
    ///   const connectionString = cluster.connection?.uri;
    /// }
    /// ```
    #[get(
        "/v2/databases/{id}",
        id = "databases_get_cluster",
        scope = "database:read",
        key = "database"
    )]
    fn get(id: &str) -> DatabaseCluster;

    /// Deletes a cluster and all that is in it, backups included. There is no way back.
    ///
    /// Its status does not show it: `get` rejects with a `NotFoundError` when it is done. Its name is free again a while
    /// later.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    /// @example
    /// ```ts
    /// await client.databases.delete(id);
    /// ```
    #[delete("/v2/databases/{id}", id = "databases_destroy_cluster", scope = "database:delete")]
    fn delete(id: &str);

    /// Moves a cluster to another region.
    ///
    /// Resolves at once; the cluster is `migrating`, then `online` in the new region. Right after the call it may still be
    /// `online` in the old one.
    ///
    /// @param body - The region to move to.
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
    /// Resolves at once; the cluster is `resizing`, then `online`. Right after the call it may still be `online`, with its
    /// former size.
    ///
    /// @param body - Size, number of nodes and storage to have.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine has no such
    /// layout, its data would not fit, `storage_size_mib` is less than the size's own part or than there is, or size and
    /// number of nodes are the present ones and the storage does not grow.
    /// @example
    /// ```ts
    /// await client.databases.resize(id, {
    ///   size: "db-s-2vcpu-4gb",
    ///   num_nodes: 2,
    ///   storage_size_mib: 81920, // the whole disk: 80 GiB
    /// });
    /// ```
    #[put(
        "/v2/databases/{id}/resize",
        id = "databases_update_clusterSize",
        scope = "database:update"
    )]
    fn resize(id: &str, body: DatabaseClusterResize);

    /// Upgrades a cluster to a newer major version of its engine. There is no way back.
    ///
    /// Resolves once that has begun: it is done when the cluster is `online` with the new `version`.
    ///
    /// @param body - The version to have.
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
