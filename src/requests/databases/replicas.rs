//! `/v2/databases/{clusterId}/replicas`

use digitalocean_wasm_derive::resource;

use crate::models::databases::replicas::{DatabaseReplica, DatabaseReplicaCreate};

/// Read-only replicas of a cluster. PostgreSQL and MySQL.
#[resource(
    "databases.replicas",
    parameters(cluster_id = "The cluster's `id`.", replica_name = "Name of the replica.")
)]
trait DatabasesReplicasResource {
    /// Lists the replicas of a cluster, all of them in one request.
    #[get(
        "/v2/databases/{clusterId}/replicas",
        id = "databases_list_replicas",
        scope = "database:read",
        key = "replicas"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseReplica>;

    /// Creates a read-only replica of a PostgreSQL or MySQL cluster. It is `forking`, then `creating` for some minutes, then
    /// `online`, and costs money from now on.
    ///
    /// @param body - The replica to create.
    /// @throws `PreconditionFailedError` while the cluster's first backup is made, which goes on when the cluster is
    /// `online` already: try again some minutes later.
    /// @throws `UnprocessableEntityError` when the name is taken or the size is smaller than the cluster's.
    /// @example
    /// ```ts
    /// const replica = await client.databases.replicas.create(id, {
    ///   name: "reports",
    ///   size: "db-s-2vcpu-4gb",
    ///   region: "ams3",
    /// });
    /// console.log(replica.status); // "forking"
    /// ```
    #[post(
        "/v2/databases/{clusterId}/replicas",
        id = "databases_create_replica",
        scope = "database:create",
        key = "replica",
        named_by = "name"
    )]
    fn create(cluster_id: &str, body: DatabaseReplicaCreate) -> DatabaseReplica;

    /// Gets a replica.
    ///
    /// @throws `NotFoundError` when there is no such replica, which may also be so for a while after its creation.
    #[get(
        "/v2/databases/{clusterId}/replicas/{replicaName}",
        id = "databases_get_replica",
        scope = "database:read",
        key = "replica"
    )]
    fn get(cluster_id: &str, replica_name: &str) -> DatabaseReplica;

    /// Deletes a replica. The cluster stays.
    ///
    /// @throws `NotFoundError` when there is no such replica.
    #[delete(
        "/v2/databases/{clusterId}/replicas/{replicaName}",
        id = "databases_destroy_replica",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, replica_name: &str);

    /// Makes a replica a cluster of its own, which can be written to and no longer follows the one it came from.
    /// There is no way back.
    ///
    /// @throws `NotFoundError` when there is no such replica.
    #[put(
        "/v2/databases/{clusterId}/replicas/{replicaName}/promote",
        id = "databases_promote_replica",
        scope = "database:update"
    )]
    fn promote(cluster_id: &str, replica_name: &str);
}
