//! Credentials of the metrics endpoints.

use digitalocean_wasm_derive::model;

use crate::schema::Secret;

/// Credentials for the metrics of all clusters of an account, for HTTP basic authentication.
#[model]
pub struct DatabaseMetricsCredentials {
    /// Name of the user.
    pub basic_auth_username: String,
    /// Password of the user.
    pub basic_auth_password: Secret,
}

/// New credentials of the metrics endpoints.
#[model]
pub struct DatabaseMetricsCredentialsUpdate {
    /// The credentials.
    pub credentials: DatabaseMetricsCredentials,
}
