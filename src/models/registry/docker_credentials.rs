//! Credentials for Docker.

use digitalocean_wasm_derive::model;

use crate::schema::{Maybe, Secret};

/// A Docker configuration that logs in to the registry: as JSON, a `config.json`, or the `.dockerconfigjson` of a
/// Kubernetes secret.
#[model]
pub struct DockerCredentials {
    /// Credentials by the host they are for.
    pub auths: DockerAuths,
}

/// Docker credentials by host.
#[model]
pub struct DockerAuths {
    /// For DigitalOcean's registries.
    #[serde(rename = "registry.digitalocean.com")]
    pub digitalocean: DockerAuth,
}

/// Docker credentials for a host.
#[model]
pub struct DockerAuth {
    /// User name, colon and password, in base64. The password is a token, and so is the user name.
    pub auth: Secret,
}

/// Permissions and lifetime of Docker credentials.
#[model]
pub struct DockerCredentialsQuery {
    /// Seconds until they expire; 0 means never.
    ///
    /// @default 0
    pub expiry_seconds: Maybe<i64>,
    /// Whether they also allow to push; `false` allows to pull only.
    ///
    /// @default false
    pub read_write: Maybe<bool>,
}
