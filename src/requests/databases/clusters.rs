//! `/v2/databases` and `/v2/databases/{id}`

use crate::{
    http::{Answer, Input, Request, operations},
    models::databases::clusters::{DatabaseCluster, DatabaseClusterCreate, DatabaseListQuery},
};

operations! {
    LIST = Get "/v2/databases" { answer: Answer::List("databases") }
        as "databases.list" {
            id: "databases_list_clusters",
            scopes: &["database:read"],
        }
    CREATE = Post "/v2/databases" { answer: Answer::Resource("database") }
        as "databases.create" {
            id: "databases_create_cluster",
            scopes: &["database:create"],
        }
    GET = Get "/v2/databases/{id}" { answer: Answer::Resource("database") }
        as "databases.get" {
            id: "databases_get_cluster",
            scopes: &["database:read"],
        }
    DELETE = Delete "/v2/databases/{id}" {}
        as "databases.delete" {
            id: "databases_destroy_cluster",
            scopes: &["database:delete"],
        }
}

/// Lists the account's clusters.
pub fn list(query: &dyn Input) -> Request<'_, Vec<DatabaseCluster>> {
    Request::new(&LIST, []).query::<DatabaseListQuery>(query)
}

/// Creates a cluster, empty or from a backup.
pub fn create(body: &dyn Input) -> Request<'_, DatabaseCluster> {
    Request::new(&CREATE, []).body::<DatabaseClusterCreate>(body)
}

/// Gets a cluster.
pub fn get(id: &dyn Input) -> Request<'_, DatabaseCluster> {
    Request::new(&GET, [id])
}

/// Deletes a cluster and all that is in it.
pub fn delete(id: &dyn Input) -> Request<'_, ()> {
    Request::new(&DELETE, [id])
}
