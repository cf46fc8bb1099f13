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

/// What the credentials are for, and for how long.
#[model]
pub struct DockerCredentialsQuery {
    /// Seconds until they expire; 0 (the default) for never.
    pub expiry_seconds: Maybe<i64>,
    /// Whether they let push, too; `false` (the default) lets pull only.
    pub read_write: Maybe<bool>,
}
