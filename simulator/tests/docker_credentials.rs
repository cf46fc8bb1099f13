#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{AccountKind, Options, Token};
use support::{Api, EMPTY, SEVERAL, assert_error};

const OLD: &str = "/v2/registry/docker-credentials";
const NEW: &str = "/v2/registries/example/docker-credentials";

#[test]
fn credentials_are_a_docker_configuration() {
    let mut api = Api::new();
    let mut seen = Vec::new();
    for target in [OLD, NEW] {
        for query in [
            "",
            "?expiry_seconds=0",
            "?expiry_seconds=3600&read_write=true",
            "?read_write=false",
        ] {
            let answer = api.get(&format!("{target}{query}"));
            let auth = answer["auths"]["registry.digitalocean.com"]["auth"].as_str().unwrap();
            // Live: 64 hexadecimal digits, a colon and the same digits, which are 129 bytes.
            assert_eq!(auth.len(), 172);
            assert!(!auth.ends_with('='));
            assert!(!seen.contains(&auth.to_owned()), "each is another");
            seen.push(auth.to_owned());
        }
    }
    assert_eq!(seen.len(), 8);
}

#[test]
fn queries_are_checked() {
    let mut api = Api::new();
    for target in [OLD, NEW] {
        for query in [
            "expiry_seconds=-1",
            "expiry_seconds=",
            "expiry_seconds=1h",
            "read_write=1",
            "read_write=TRUE",
        ] {
            let response = api.call("GET", &format!("{target}?{query}"));
            let message = assert_error(&response, 422, "unprocessable_entity");
            assert!(message.starts_with(query.split('=').next().unwrap()), "{message}");
        }
    }
}

#[test]
fn credentials_need_a_registry() {
    let mut api = Api::new();
    assert_error(&api.call_as(EMPTY, "GET", OLD), 404, "not_found");
    assert_error(&api.call_as(EMPTY, "GET", NEW), 404, "not_found");
    assert_error(&api.call_as(SEVERAL, "GET", OLD), 412, "precondition_failed");
    let second = "/v2/registries/second/docker-credentials";
    assert_eq!(api.call_as(SEVERAL, "GET", second).status, 200);
}

#[test]
fn reading_them_takes_two_scopes() {
    let token = |value: &str, scopes: &[&str]| Token::new(value, AccountKind::Main, scopes);
    let mut api = Api::with(Options {
        tokens: vec![
            token("read", &["registry:read"]),
            token("update", &["registry:update"]),
            token("both", &["registry:read", "registry:update"]),
        ],
        ..Options::default()
    });
    for target in [OLD, NEW] {
        assert_error(&api.call_as("read", "GET", target), 403, "forbidden");
        assert_error(&api.call_as("update", "GET", target), 403, "forbidden");
        assert_eq!(api.call_as("both", "GET", target).status, 200);
    }
}
