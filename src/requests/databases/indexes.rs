//! `/v2/databases/{clusterId}/indexes`

use digitalocean_wasm_derive::resource;

use crate::models::databases::indexes::OpensearchIndex;

/// Indexes of an OpenSearch cluster.
#[resource(
    "databases.indexes",
    parameters(cluster_id = "The cluster's `id`.", index_name = "Name of the index.")
)]
trait DatabasesIndexesResource {
    /// Lists the indexes of a cluster, all of them in one request.
    #[get(
        "/v2/databases/{clusterId}/indexes",
        id = "databases_list_opeasearch_indexes",
        scope = "database:read",
        key = "indexes"
    )]
    fn list(cluster_id: &str) -> Vec<OpensearchIndex>;

    /// Deletes an index and the documents in it.
    ///
    /// @throws `NotFoundError` when there is no such index.
    #[delete(
        "/v2/databases/{clusterId}/indexes/{indexName}",
        id = "databases_delete_opensearch_index",
        scope = "database:delete"
    )]
    fn delete(cluster_id: &str, index_name: &str);
}
