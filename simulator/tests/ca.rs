#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use support::{Api, assert_error};

#[test]
fn a_certificate_is_base64_of_a_pem() {
    let mut api = Api::new();
    let target = format!("{}/ca", api.path("backend"));
    let answer = api.get(&target);
    let certificate = answer["ca"]["certificate"].as_str().unwrap();
    // "-----BEGIN CERTIFICATE-----"
    assert!(certificate.starts_with("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t"));
    assert_eq!(certificate.trim().len(), certificate.len());
    assert_eq!(certificate.len() % 4, 0);
}

#[test]
fn an_unknown_cluster_is_not_found() {
    assert_error(&Api::new().call("GET", "/v2/databases/nope/ca"), 404, "not_found");
}
