#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, HOUR, READ, SEVERAL, assert_error};

const OLD: &str = "/v2/registry/example/repositories";
const OLD_V2: &str = "/v2/registry/example/repositoriesV2";
const NEW_V2: &str = "/v2/registries/example/repositoriesV2";

fn names(page: &Value) -> Vec<&str> {
    let repositories = page["repositories"].as_array().unwrap().iter();
    repositories
        .map(|repository| repository["name"].as_str().unwrap())
        .collect()
}

/// The path and query of a link.
fn link(page: &Value, name: &str) -> Option<String> {
    let url = page["links"]["pages"].get(name)?.as_str().unwrap();
    Some(url.strip_prefix("https://api.digitalocean.com").unwrap().to_owned())
}

#[test]
fn the_first_list_has_the_latest_tag_and_the_second_the_latest_manifest() {
    let mut api = Api::new();
    let tags = api.get("/v2/registry/example/repositories/my%2Frepo/tags");
    let manifests = api.get("/v2/registry/example/repositories/my%2Frepo/digests");
    let listed = api.get(OLD);
    assert_eq!(listed["meta"], json!({ "total": 3 }));
    assert_eq!(
        listed["repositories"][0],
        json!({ "registry_name": "example", "name": "my/repo", "tag_count": 6, "latest_tag": tags["tags"][0] })
    );
    let empty = json!({ "registry_name": "example", "name": "empty", "tag_count": 0 });
    assert_eq!(listed["repositories"][2], empty);

    let listed = api.get(NEW_V2);
    assert_eq!(
        listed["repositories"][0],
        json!({
            "registry_name": "example", "name": "my/repo", "tag_count": 6, "manifest_count": 45,
            "latest_manifest": manifests["manifests"][0],
        })
    );
    assert_eq!(listed["repositories"][2].get("latest_manifest"), None);
    assert_eq!(listed["repositories"][2]["manifest_count"], 0);
    assert_eq!(api.get(OLD_V2), listed, "links are empty here");
}

#[test]
fn only_links_to_neighbours_carry_a_token() {
    let mut api = Api::new();
    for target in [OLD_V2, NEW_V2] {
        let mut page = api.get(&format!("{target}?per_page=1"));
        let mut seen = names(&page)[0].to_owned();
        assert_eq!(link(&page, "last").unwrap(), format!("{target}?page=3&per_page=1"));
        while let Some(next) = link(&page, "next") {
            assert!(next.contains("page_token="), "{next}");
            page = api.get(&next);
            seen = format!("{seen} {}", names(&page)[0]);
        }
        assert_eq!(seen, "my/repo web empty");
        assert_eq!(link(&page, "first").unwrap(), format!("{target}?page=1&per_page=1"));
        let before = api.get(&link(&page, "prev").unwrap());
        assert_eq!(names(&before), ["web"]);
    }
    let plain = api.get(&format!("{OLD}?per_page=1"));
    assert_eq!(link(&plain, "next").unwrap(), format!("{OLD}?page=2&per_page=1"));
}

#[test]
fn a_token_wins_over_the_page() {
    let mut api = Api::new();
    let first = api.get(&format!("{NEW_V2}?per_page=1"));
    let next = link(&first, "next").unwrap();
    let token = next
        .split(['?', '&'])
        .find(|pair| pair.starts_with("page_token="))
        .unwrap();
    for page in ["page=3", "page=x", "page=0"] {
        let answer = api.get(&format!("{NEW_V2}?{page}&{token}&per_page=1"));
        assert_eq!(names(&answer), ["web"]);
    }
    let rest = api.get(&format!("{NEW_V2}?{token}"));
    assert_eq!(names(&rest), ["web", "empty"], "a token says where to begin");

    for wrong in [
        "page_token=2",
        "page_token=5be1d7a4c0936fff%3D%3D",
        "page_token=x%3D%3D",
    ] {
        let response = api.call("GET", &format!("{NEW_V2}?{wrong}"));
        // Source: the description for the status; the words are our own.
        let message = assert_error(&response, 400, "bad_request");
        assert_eq!(message, "page_token is invalid");
    }
    let ignored = api.get(&format!("{OLD}?page=2&per_page=2&{token}"));
    assert_eq!(names(&ignored), ["empty"]);
}

#[test]
fn a_deleted_repository_is_gone_and_its_blobs_stay() {
    let mut api = Api::new();
    let target = "/v2/registries/example/repositories/my%2Frepo";
    let used = api.get("/v2/registries/example")["registry"]["storage_usage_bytes"].clone();
    assert_error(&api.call_as(READ, "DELETE", target), 403, "forbidden");
    let response = api.call("DELETE", target);
    assert_eq!((response.status, response.body.as_str()), (204, ""));
    assert_eq!(names(&api.get(NEW_V2)), ["web", "empty"]);
    assert_eq!(names(&api.get(OLD)), ["web", "empty"]);
    for target in [target.to_owned(), format!("{target}/tags/latest")] {
        assert_error(&api.call("DELETE", &target), 404, "not_found");
    }
    assert_error(&api.call("GET", &format!("{target}/digests")), 404, "not_found");
    assert_eq!(
        api.get("/v2/registries/example")["registry"]["storage_usage_bytes"],
        used
    );
}

#[test]
fn a_repository_is_not_deleted_during_garbage_collection_nor_by_the_singular_path() {
    let mut api = Api::new();
    let target = "/v2/registries/example/repositories/web";
    api.call("POST", "/v2/registry/example/garbage-collection");
    assert_error(&api.call("DELETE", target), 412, "precondition_failed");
    api.now += HOUR;
    assert_error(
        &api.call("DELETE", "/v2/registry/example/repositories/web"),
        404,
        "not_found",
    );
    assert_eq!(api.call("DELETE", target).status, 204);
}

#[test]
fn each_registry_has_its_own_repositories() {
    let mut api = Api::new();
    let mut listed = |target: &str| api.call_as(SEVERAL, "GET", target);
    assert_eq!(names(&listed("/v2/registries/first/repositoriesV2").json()), ["api"]);
    assert_eq!(names(&listed("/v2/registries/second/repositoriesV2").json()), ["jobs"]);
    assert_error(&listed("/v2/registries/third/repositoriesV2"), 404, "not_found");
    for old in ["repositories", "repositoriesV2"] {
        let response = listed(&format!("/v2/registry/first/{old}"));
        assert_error(&response, 412, "precondition_failed");
    }
}
