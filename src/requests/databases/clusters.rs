//! `/v2/databases` and `/v2/databases/{id}`

use crate::{
    http::{Body, Query, Request, Result, operations},
    models::databases::clusters::{DatabaseCluster, DatabaseClusterCreate, DatabaseListQuery},
};

operations! {
    LIST = "databases.list", Get "/v2/databases" {
        id: "databases_list_clusters",
        scopes: &["database:read"],
        envelope: Some("databases"),
        list: true,
    }
    CREATE = "databases.create", Post "/v2/databases" {
        id: "databases_create_cluster",
        scopes: &["database:create"],
        envelope: Some("database"),
    }
    GET = "databases.get", Get "/v2/databases/{id}" {
        id: "databases_get_cluster",
        scopes: &["database:read"],
        envelope: Some("database"),
    }
    DELETE = "databases.delete", Delete "/v2/databases/{id}" {
        id: "databases_destroy_cluster",
        scopes: &["database:delete"],
    }
}

/// Lists the account's clusters.
///
/// # Errors
/// None; as every request.
pub fn list(query: &Query<DatabaseListQuery>) -> Result<Request<Vec<DatabaseCluster>>> {
    Ok(Request::new(&LIST, &[])?.query(query))
}

/// Creates a cluster, empty or from a backup.
///
/// # Errors
/// None; as every request.
pub fn create(body: Body<DatabaseClusterCreate>) -> Result<Request<DatabaseCluster>> {
    Ok(Request::new(&CREATE, &[])?.body(body))
}

/// Gets a cluster.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn get(id: &str) -> Result<Request<DatabaseCluster>> {
    Request::new(&GET, &[id])
}

/// Deletes a cluster and all that is in it.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn delete(id: &str) -> Result<Request<()>> {
    Request::new(&DELETE, &[id])
}
