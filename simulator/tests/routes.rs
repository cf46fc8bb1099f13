#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::{env, fs, thread};

use digitalocean_simulator::{ALL_SCOPES, AccountKind, MAX_BODY_BYTES, Options, Request, Token, operations};
use serde_json::Value;
use support::{ALL, Api, START, assert_error};

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The beginning of the paths that are served in full.
const SERVED: &str = "/v2/";

/// The scopes of each operation by path and method, as the API's description has them. It is no
/// part of this project: it may be next to it, or at the path in `DO_OPENAPI`. In CI it must exist.
fn described() -> Option<BTreeMap<String, BTreeMap<String, Vec<String>>>> {
    let next_to = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/openapi/registry-and-databases.json"
    );
    let file = env::var("DO_OPENAPI").unwrap_or_else(|_| next_to.to_owned());
    if !Path::new(&file).exists() {
        let missing = format!("the API's description is not there ({file}); DO_OPENAPI may say where it is");
        assert!(env::var("CI").unwrap_or_default().is_empty(), "{missing}");
        let thread = thread::current();
        // Straight to the stream: the test runner hides what passing tests print.
        let line = format!("{} skipped: {missing}\n", thread.name().unwrap_or_default());
        io::stderr().write_all(line.as_bytes()).unwrap();
        return None;
    }
    let description: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let scopes = |operation: &Value| {
        let scopes = operation["security"][0]["bearer_auth"].as_array().unwrap().iter();
        scopes.map(|scope| scope.as_str().unwrap().to_owned()).collect()
    };
    let operations = |item: &Value| {
        let of_method = |method: &&str| {
            item.get(method.to_lowercase())
                .map(|operation| (method.to_string(), scopes(operation)))
        };
        METHODS.iter().filter_map(of_method).collect()
    };
    let paths = description["paths"].as_object().unwrap().iter();
    let paths = paths.filter(|(path, _)| path.starts_with(SERVED));
    Some(paths.map(|(path, item)| (path.clone(), operations(item))).collect())
}

#[test]
fn unknown_paths_and_methods_have_different_statuses() {
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

// Source: answers of the live service.
#[test]
fn errors_of_databases_carry_the_request_id_and_those_of_registries_do_not() {
    let mut api = Api::new();
    let database = api.call("GET", "/v2/databases/nope");
    let id = database.header("x-request-id").unwrap().to_owned();
    assert_eq!(database.json()["request_id"], id);
    for target in [
        "/v2/registries/nope",
        "/v2/registry/nope/garbage-collection",
        "/v2/registry/nope/repositories?page=0",
    ] {
        let registry = api.call("GET", target);
        assert!(registry.status >= 400);
        let body = registry.json();
        assert_eq!(body.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "message"]);
        assert_eq!(registry.header("x-request-id"), None, "{target}");
    }
    assert!(api.call("GET", "/v2/registry").header("x-request-id").is_some());
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
        "/v2/registries/example/repositoriesV2?page_token=a41e285b3f6c90d7%3D%3D&per_page=1",
        "/v2/registries/subscription",
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
    assert_eq!(answered, 4 * 11 * 6 * 6);
}

#[test]
fn every_operation_described_is_there_with_its_scopes_and_no_other() {
    let Some(described) = described() else {
        return;
    };
    // A token for each set of scopes, and one without each scope, of an account with nothing to lose.
    let token = |value: &str, scopes: &[&str]| Token::new(value, AccountKind::Empty, scopes);
    let sets = described.values().flat_map(BTreeMap::values);
    let exact = sets.map(|scopes| {
        token(
            &scopes.join("_"),
            &scopes.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    });
    let without = ALL_SCOPES.iter().map(|scope| {
        let others: Vec<_> = ALL_SCOPES.iter().copied().filter(|other| other != scope).collect();
        token(&format!("without_{scope}"), &others)
    });
    let mut api = Api::with(Options {
        tokens: exact.chain(without).chain([token(ALL, ALL_SCOPES)]).collect(),
        rate_limit: false,
        ..Options::default()
    });

    // The names of parameters differ.
    let pattern = |path: &str| {
        let segments = path
            .split('/')
            .map(|segment| if segment.starts_with('{') { "x" } else { segment });
        segments.collect::<Vec<_>>().join("/")
    };
    let served: Vec<_> = operations().map(|(method, path)| (pattern(path), method)).collect();
    let theirs = described.iter().flat_map(|(path, operations)| {
        let path = pattern(path);
        operations.keys().map(move |method| (path.clone(), method.as_str()))
    });
    assert_eq!(served.iter().cloned().collect::<BTreeSet<_>>(), theirs.collect());
    assert_eq!(
        served.len(),
        described.values().map(BTreeMap::len).sum::<usize>(),
        "each once"
    );

    for (path, operations) in &described {
        let target = pattern(path);
        for method in METHODS {
            let Some(scopes) = operations.get(method) else {
                assert_error(&api.call(method, &target), 405, "method_not_allowed");
                continue;
            };
            let response = api.call_as(&scopes.join("_"), method, &target);
            let refused = matches!(response.status, 403 | 405);
            assert!(!refused, "{method} {path}: {}", response.body);
            assert_ne!(response.json()["message"], "path not found", "{method} {path}");
            for scope in scopes {
                let response = api.call_as(&format!("without_{scope}"), method, &target);
                assert_eq!(response.status, 403, "{method} {path} without {scope}");
            }
        }
    }
}
