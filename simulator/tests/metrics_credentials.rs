#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{AccountKind, Options, Request, Token};
use serde_json::json;
use support::{Api, READ, assert_error};

const TARGET: &str = "/v2/databases/metrics/credentials";

#[test]
fn credentials_are_read_and_replaced() {
    let mut api = Api::new();
    let credentials = api.get(TARGET)["credentials"].clone();
    assert_eq!(credentials["basic_auth_password"].as_str().unwrap().len(), 16);
    let replaced = json!({ "credentials": { "basic_auth_username": "someone", "basic_auth_password": "secret" } });
    api.write(204, "PUT", TARGET, &replaced);
    assert_eq!(api.get(TARGET), replaced);
}

#[test]
fn both_scopes_are_needed_to_see_them() {
    let some = |scopes: &[&str]| Token::new(&scopes.join("+"), AccountKind::Main, scopes);
    let (update, view) = ("database:update", "database:view_credentials");
    let mut api = Api::with(Options {
        tokens: vec![some(&[update]), some(&[view]), some(&[update, view])],
        ..Options::default()
    });
    let mut status = |token: &str| api.send(&Request::new("GET", TARGET).with_token(token)).status;
    assert_eq!(status(update), 403);
    assert_eq!(status(view), 403);
    assert_eq!(status(&format!("{update}+{view}")), 200);
}

#[test]
fn invalid_bodies_are_refused_by_field() {
    let mut api = Api::new();
    let before = api.get(TARGET);
    for (body, complaint) in [
        (json!({}), "credentials is required"),
        (
            json!({ "credentials": {} }),
            "credentials.basic_auth_username is required",
        ),
        (
            json!({ "credentials": { "basic_auth_username": "a", "basic_auth_password": 1 } }),
            "credentials.basic_auth_password must be a string",
        ),
    ] {
        assert_eq!(api.refuse(422, "PUT", TARGET, &body), complaint);
    }
    assert_eq!(api.get(TARGET), before);
    let response = api.send(&Request::new("PUT", TARGET).with_token(READ).with_json(&before));
    assert_error(&response, 403, "forbidden");
}
