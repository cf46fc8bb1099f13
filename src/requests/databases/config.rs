//! `/v2/databases/{id}/config`

use crate::{
    http::{Answer, Input, Request, operations},
    models::databases::config::DatabaseConfig,
};

operations! {
    GET = Get "/v2/databases/{id}/config" { answer: Answer::Resource("config"), wide: true }
        as "databases.config.get" {
            id: "databases_get_config",
            scopes: &["database:read"],
        }
}

/// Gets the configuration of a cluster.
pub fn get(id: &dyn Input) -> Request<'_, DatabaseConfig> {
    Request::new(&GET, [id])
}
