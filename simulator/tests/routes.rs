#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{MAX_BODY_BYTES, Request};
use support::{ALL, Api, START, assert_error};

#[test]
fn unknown_paths_and_methods_are_told_apart() {
    let mut api = Api::new();
    for target in [
        "/",
        "",
        "v2/databases",
        "/v2/databases/",
        "/v2/databases//config",
        "/v2/databases/../registry",
        "/v2/databases/%2e%2e",
        "/v2/databases/%",
        "/v2/databases/%ff",
        "/v2/registry/example/repositories/my/repo/digests",
        "/v2/registry/./garbage-collections",
    ] {
        let message = assert_error(&api.call("GET", target), 404, "not_found");
        assert_eq!(message, "path not found", "{target}");
    }
    for (method, target) in [
        ("PATCH", "/v2/databases"),
        ("DELETE", "/v2/databases/options"),
        ("HEAD", "/v2/registry/options"),
        ("DELETE", "/v2/registry/example/garbage-collection"),
    ] {
        assert_error(&api.call(method, target), 405, "method_not_allowed");
    }
}

#[test]
fn an_encoded_slash_stays_within_its_segment() {
    let mut api = Api::new();
    for encoded in ["my%2Frepo", "my%2frepo", "%6Dy%2Frepo"] {
        let target = format!("/v2/registry/example/repositories/{encoded}/digests");
        assert_eq!(api.get(&target)["meta"]["total"], 45);
    }
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let mut api = Api::new();
    let mut request = Request::new("POST", "/v2/databases").with_token(ALL);
    request.body = vec![b' '; MAX_BODY_BYTES];
    assert_error(&api.send(&request), 400, "bad_request");
    request.body.push(b' ');
    assert_error(&api.send(&request), 413, "request_entity_too_large");
}

#[test]
fn two_simulators_answer_alike_and_every_request_has_its_id() {
    let (mut one, mut other) = (Api::new(), Api::new());
    let answers = [one.call("GET", "/v2/databases"), other.call("GET", "/v2/databases")];
    assert_eq!(answers[0].body, answers[1].body);
    assert_eq!(answers[0].header("x-request-id"), answers[1].header("x-request-id"));
    let next = one.call("GET", "/v2/databases");
    assert_ne!(answers[0].header("x-request-id"), next.header("x-request-id"));
}

#[test]
fn no_input_makes_it_panic() {
    let mut api = Api::new();
    let targets = [
        "/v2/databases",
        "/v2/databases?page=99999999999999999999&per_page=-1&tag_name=%zz",
        "/v2/databases/%00",
        "/v2/registry/example/garbage-collection",
        "/v2/registry/example/garbage-collection/%F0%9F%92%A9",
        "/v2/registry/example/garbage-collections?page=18446744073709551615&per_page=200",
        "/v2/registry/example/repositories/web/digests/:",
        "/v2/registry/example/repositories/web/digests/sha256:%3A",
        "\u{0}\u{1f4a9}?%%&&==",
    ];
    let bodies: [&[u8]; 6] = [b"", b"null", b"[1", b"\xff\xfe", b"{\"cancel\":1e999}", &[b'['; 5_000]];
    let mut answered = 0;
    for now in [0, START, u64::MAX, START] {
        api.now = now;
        for target in targets {
            for method in ["GET", "POST", "PUT", "DELETE", "OPTIONS", ""] {
                for body in bodies {
                    let mut request = Request::new(method, target).with_token(ALL);
                    request.body = body.to_vec();
                    let response = api.send(&request);
                    assert!((200..500).contains(&response.status));
                    answered += 1;
                }
            }
        }
    }
    assert_eq!(answered, 4 * 9 * 6 * 6);
}
