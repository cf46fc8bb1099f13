//! `/v2/databases/{id}/config`

use crate::{
    http::{Request, Result, operations},
    models::databases::config::DatabaseConfig,
};

operations! {
    GET = "databases.config.get", Get "/v2/databases/{id}/config" {
        id: "databases_get_config",
        scopes: &["database:read"],
        envelope: Some("config"),
        wide: true,
    }
}

/// Gets the configuration of a cluster.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn get(id: &str) -> Result<Request<DatabaseConfig>> {
    Request::new(&GET, &[id])
}
