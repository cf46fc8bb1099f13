//! Docker credentials.

use digitalocean_wasm::{
    http::{ABSENT, Envelope},
    models::registry::docker_credentials::DockerCredentials,
    requests::registry,
};
use serde_json::json;

use crate::support::{fixture, kept};

#[test]
fn docker_credentials_are_a_docker_configuration_and_not_shown() {
    let value = fixture("registry/docker_credentials");
    let credentials: DockerCredentials = kept(&value);
    let auth = &credentials.auths.digitalocean.auth;
    assert_eq!(value["auths"]["registry.digitalocean.com"]["auth"], auth.0.as_str());
    assert!(!format!("{credentials:?}").contains(&auth.0));

    // The whole response is the content of Docker's `config.json`.
    let single = registry::registry::docker_credentials(&ABSENT).prepare().unwrap();
    assert_eq!(single.operation.envelope, Envelope::Whole);
    assert_eq!(single.path, "/v2/registry/docker-credentials");
}

#[test]
fn unknown_keys_of_docker_credentials_are_kept() {
    let mut value = fixture("registry/docker_credentials");
    value["credHelpers"] = json!({});
    value["auths"]["registry.example.com"] = json!({ "auth": "other" });
    let credentials: DockerCredentials = kept(&value);
    assert!(credentials.auths.extra.0.contains_key("registry.example.com"));
}
