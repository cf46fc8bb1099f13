#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{ALL_SCOPES, AccountKind, Options, Request, Token};
use support::{ALL, Api, READ, SEVERAL, assert_error};

// Source: the examples of the description.
#[test]
fn a_call_needs_a_known_token() {
    let mut api = Api::new();
    let request = Request::new("GET", "/v2/databases");
    for authorization in ["", "Bearer", "Bearer nonsense", "Basic dop_v1_simulator", ALL] {
        let request = request.clone().with_header("authorization", authorization);
        let message = assert_error(&api.send(&request), 401, "unauthorized");
        assert_eq!(message, "Unable to authenticate you.");
    }
    assert_error(&api.send(&request), 401, "unauthorized");
    let known = request.with_header("Authorization", "bearer dop_v1_simulator");
    assert_eq!(api.send(&known).status, 200);
}

#[test]
fn a_token_may_only_do_what_its_scopes_say() {
    let mut api = Api::new();
    let backend = format!("/v2/databases/{}", api.cluster("backend"));
    for (method, target) in [
        ("POST", "/v2/databases"),
        ("DELETE", backend.as_str()),
        ("POST", "/v2/registry/example/garbage-collection"),
        ("PUT", "/v2/registry/example/garbage-collection/x"),
        ("DELETE", "/v2/registry/example/repositories/web/digests/sha256:ab"),
    ] {
        let response = api.send(&Request::new(method, target).with_token(READ));
        let message = assert_error(&response, 403, "forbidden");
        assert_eq!(message, "You are not authorized to perform this operation");
    }
    assert_eq!(api.send(&Request::new("GET", &backend).with_token(READ)).status, 200);
}

#[test]
fn credentials_are_blank_without_their_scope() {
    let mut api = Api::new();
    for name in ["backend", "orders", "events"] {
        let target = format!("/v2/databases/{}", api.cluster(name));
        let shown = api.get(&target)["database"].clone();
        let password = shown["connection"]["password"].as_str().unwrap();
        assert!(password.len() >= 16);

        let response = api.send(&Request::new("GET", &target).with_token(READ));
        let blank = response.json()["database"].clone();
        assert_eq!(blank["connection"]["password"], "");
        assert_eq!(blank["users"][0]["password"], "");
        assert!(!response.body.contains(password), "{name}");
        assert!(!response.body.contains("BEGIN"), "{name}");
        assert_eq!(blank["connection"]["host"], shown["connection"]["host"]);
    }
    let list = api.send(&Request::new("GET", "/v2/databases").with_token(READ)).json();
    let uri = list["databases"][0]["connection"]["uri"].as_str().unwrap().to_owned();
    assert!(uri.starts_with("postgresql://doadmin:@backend-"), "{uri}");
}

#[test]
fn the_singular_paths_refuse_an_account_with_several_registries() {
    let mut api = Api::new();
    for target in [
        "options",
        "first/garbage-collections",
        "second/garbage-collection",
        "none/garbage-collection",
    ] {
        let request = Request::new("GET", &format!("/v2/registry/{target}"));
        assert_error(&api.send(&request.with_token(SEVERAL)), 412, "precondition_failed");
    }
    let databases = api.send(&Request::new("GET", "/v2/databases").with_token(SEVERAL));
    assert_eq!(databases.json()["databases"], serde_json::json!([]));
}

#[test]
fn tokens_of_one_account_share_it() {
    let tokens = vec![
        Token::new(
            "one",
            AccountKind::Main,
            &["registry:read", "database:delete", "database:read"],
        ),
        Token::new("two", AccountKind::Main, &["database:read"]),
        Token::new("three", AccountKind::Empty, &["registry:read", "database:read"]),
    ];
    let mut api = Api::with(Options {
        tokens,
        ..Options::default()
    });
    let mut send = |method, target: &str, token| api.send(&Request::new(method, target).with_token(token));

    let list = send("GET", "/v2/databases", "two").json();
    let id = list["databases"][0]["id"].as_str().unwrap();
    assert_eq!(send("DELETE", &format!("/v2/databases/{id}"), "one").status, 204);
    let left = send("GET", "/v2/databases", "two").json();
    assert_eq!(left["databases"].as_array().unwrap().len(), 3);

    assert_eq!(send("GET", "/v2/databases", "three").body, r#"{"databases":[]}"#);
    let registry = send("GET", "/v2/registry/example/garbage-collections", "three");
    assert_error(&registry, 404, "not_found");
    assert_error(&send("GET", "/v2/databases", ALL), 401, "unauthorized");
}

#[test]
fn tokens_can_be_added_for_the_account_of_the_seed() {
    let mut api = Api::new();
    let all = api.simulator.add_token(ALL_SCOPES);
    let some = api.simulator.add_token(&["database:read"]);
    assert_ne!(all, some);
    assert!(some.starts_with("dop_v1_") && some.len() == 71, "{some}");
    assert_eq!(
        api.call_as(&all, "GET", "/v2/registry").json()["registry"]["name"],
        "example"
    );
    assert_eq!(api.call_as(&some, "GET", "/v2/databases").status, 200);
    assert_error(&api.call_as(&some, "GET", "/v2/registry"), 403, "forbidden");
    // It is part of the state.
    let state = api.simulator.state();
    let mut other = Api::new();
    other.simulator.load(state).unwrap();
    assert_eq!(other.call_as(&some, "GET", "/v2/databases").status, 200);
}
