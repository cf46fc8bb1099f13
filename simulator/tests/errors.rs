//! Errors that are asked for.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use support::{ALL, Api, HOUR, MINUTE, SECOND, SEVERAL, START, assert_error};

const CLUSTERS: &str = "/v2/databases?tag_name=web";
const SEVERAL_REGISTRIES: &str = "This API is not supported if you have created multiple registries. Please use \n‘/v2/registries/{registry_name}’ instead. Refer to \nhttps://docs.digitalocean.com/reference/api/digitalocean/#tag/Container-Registry for more info.";
const REGISTRY: &str = "/v2/registries/example/garbage-collection";

// Source: the examples of the description.
#[test]
fn each_status_is_in_the_apis_words() {
    let mut api = Api::new();
    for (status, id, message) in [
        (400, "bad_request", "error parsing request body"),
        (401, "unauthorized", "Unable to authenticate you."),
        (404, "not_found", "The resource you requested could not be found."),
        (409, "conflict", "The request could not be completed due to a conflict."),
        (422, "unprocessable_entity", "request payload validation failed"),
        (429, "too_many_requests", "API rate limit exceeded."),
        (500, "server_error", "Unexpected server-side error"),
    ] {
        let response = api.simulator.error_response(status, None, None, CLUSTERS, START);
        assert_eq!(assert_error(&response, status, id), message);
        assert_eq!(response.header("x-request-id").unwrap().len(), 36);
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
        assert_eq!(response.header("ratelimit-limit"), Some("5000"));
        assert_eq!(response.header("retry-after").is_some(), status == 429);
    }
}

#[test]
fn some_paths_have_words_of_their_own() {
    let mut api = Api::new();
    for (status, target, message) in [
        (
            409,
            REGISTRY,
            "requesting garbage collection: only one active garbage collection allowed per registry",
        ),
        (403, CLUSTERS, "You are not authorized to perform this operation"),
        (412, CLUSTERS, "cluster is not ready: it is being created"),
        (409, "/v2/registry", "registry name is already in use"),
        (412, "/v2/registry/docker-credentials", SEVERAL_REGISTRIES),
        (
            412,
            "/v2/databases/1/replicas",
            "the cluster's first backup is not complete",
        ),
        (
            422,
            "/v2/databases/1/resize",
            "cannot scale to same size and node count",
        ),
        (
            400,
            "/v2/registries/a/repositories/b/digests/c",
            "invalid digest: invalid checksum digest format",
        ),
    ] {
        let response = api.simulator.error_response(status, None, None, target, START);
        assert_eq!(response.json()["message"], message);
        let is_about_databases = target.contains("databases");
        assert_eq!(response.header("x-request-id").is_some(), is_about_databases);
        assert_eq!(response.json().get("request_id").is_some(), is_about_databases);
    }
}

#[test]
fn errors_that_occur_by_themselves_have_the_same_words() {
    let mut api = Api::new();
    let asked = |api: &mut Api, status| api.simulator.error_response(status, None, None, "/v2/registry", START);
    let unauthorized = api.call_as("nobody", "GET", "/v2/registry");
    assert_eq!(unauthorized.body, asked(&mut api, 401).body);
    assert_eq!(unauthorized.headers, asked(&mut api, 401).headers);
    let several = api.call_as(SEVERAL, "GET", "/v2/registry");
    assert_eq!(several.body, asked(&mut api, 412).body);
    let forbidden = api.call_as(support::READ, "DELETE", "/v2/registry");
    assert_eq!(forbidden.body, asked(&mut api, 403).body);
}

#[test]
fn both_limits_can_be_reached() {
    let mut api = Api::new();
    let mut limit = |id| {
        let response = api.simulator.error_response(429, id, None, CLUSTERS, START);
        assert_error(&response, 429, "too_many_requests");
        let number = |header| response.header(header).map(|value| value.parse::<u64>().unwrap());
        let headers = ["retry-after", "ratelimit-remaining", "ratelimit-reset"];
        headers.map(number)
    };
    let minute = [Some(30), Some(4_750), Some((START + HOUR) / SECOND - 30)];
    assert_eq!(limit(None), minute);
    assert_eq!(limit(Some("minute")), minute);
    assert_eq!(limit(Some("hour")), [None, Some(0), Some((START + MINUTE) / SECOND)]);
    assert_eq!(api.call("GET", "/v2/databases").status, 200, "no request was counted");
}

#[test]
fn servers_in_front_answer_with_a_web_page() {
    let mut api = Api::new();
    for (status, title) in [
        (408, "Request Time-out"),
        (502, "Bad Gateway"),
        (503, "Service Temporarily Unavailable"),
        (504, "Gateway Time-out"),
    ] {
        let response = api.simulator.error_response(status, None, None, CLUSTERS, START);
        assert_eq!(response.status, status);
        assert_eq!(response.header("content-type"), Some("text/html"));
        assert!(response.body.contains(&format!("<h1>{status} {title}</h1>")));
        assert_eq!(response.header("x-request-id"), None);
        assert_eq!(response.header("ratelimit-limit"), None);
    }
    let response = api
        .simulator
        .error_response(503, None, Some("come back later"), CLUSTERS, START);
    assert_eq!(assert_error(&response, 503, "service_unavailable"), "come back later");
}

#[test]
fn words_can_be_given() {
    let mut api = Api::new();
    let response = api
        .simulator
        .error_response(418, Some("teapot"), Some("short and stout"), CLUSTERS, START);
    assert_eq!(assert_error(&response, 418, "teapot"), "short and stout");
    let response = api.simulator.error_response(422, Some("teapot"), None, CLUSTERS, START);
    assert_eq!(
        assert_error(&response, 422, "teapot"),
        "request payload validation failed"
    );
}

#[test]
fn an_error_changes_no_more_than_the_generator() {
    let mut api = Api::new();
    let mut before = api.simulator.state();
    api.simulator.error_response(500, None, None, CLUSTERS, START);
    let after = api.simulator.state();
    before["ids"] = after["ids"].clone();
    assert_eq!(after, before);
    assert_eq!(api.call_as(ALL, "GET", "/v2/databases").status, 200);
}
