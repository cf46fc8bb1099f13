#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use support::{Api, assert_error};

const DIGESTS: &str = "/v2/registry/example/repositories/my%2Frepo/digests";

fn all(api: &mut Api, repository: &str) -> Vec<Value> {
    let target = format!("/v2/registry/example/repositories/{repository}/digests?per_page=200");
    api.get(&target)["manifests"].as_array().unwrap().clone()
}

#[test]
fn a_list_comes_in_pages_that_name_each_other() {
    let mut api = Api::new();
    let page = |number| format!("https://api.digitalocean.com{DIGESTS}?page={number}&per_page=20");
    let first = api.get(DIGESTS);
    assert_eq!(first["manifests"].as_array().unwrap().len(), 20);
    assert_eq!(first["meta"], json!({ "total": 45 }));
    assert_eq!(first["links"]["pages"], json!({ "next": page(2), "last": page(3) }));

    let second = api.get(&format!("{DIGESTS}?page=2"));
    let pages = json!({ "first": page(1), "prev": page(1), "next": page(3), "last": page(3) });
    assert_eq!(second["links"]["pages"], pages);

    let third = api.get(&format!("{DIGESTS}?page=3&per_page=20"));
    assert_eq!(third["manifests"].as_array().unwrap().len(), 5);
    assert_eq!(third["links"]["pages"], json!({ "first": page(1), "prev": page(2) }));

    let beyond = api.get(&format!("{DIGESTS}?page=99"));
    assert_eq!(beyond["manifests"], json!([]));
    assert_eq!(beyond["links"]["pages"]["prev"], page(3));

    let pages = [&first, &second, &third].map(|page| page["manifests"].as_array().unwrap().clone());
    let digests = pages.iter().flatten().map(|manifest| manifest["digest"].to_string());
    assert_eq!(digests.collect::<HashSet<_>>().len(), 45, "no manifest is on two pages");
}

#[test]
fn a_single_page_has_empty_links_and_an_empty_list_none() {
    let mut api = Api::new();
    let web = api.get("/v2/registry/example/repositories/web/digests");
    assert_eq!(web["links"], json!({ "pages": {} }));
    assert_eq!(web["manifests"].as_array().unwrap().len(), 5);
    let empty = api.get("/v2/registry/example/repositories/empty/digests");
    assert_eq!(empty, json!({ "manifests": [], "meta": { "total": 0 } }));
}

#[test]
fn page_parameters_are_checked() {
    let mut api = Api::new();
    for query in [
        "page=0",
        "page=-1",
        "page=x",
        "page=",
        "per_page=0",
        "per_page=201",
        "per_page=1.5",
    ] {
        let response = api.call("GET", &format!("{DIGESTS}?{query}"));
        let message = assert_error(&response, 422, "unprocessable_entity");
        assert!(message.contains(query.split('=').next().unwrap()), "{message}");
    }
    let one = api.get(&format!("{DIGESTS}?per_page=1&page=45"));
    assert_eq!(one["manifests"].as_array().unwrap().len(), 1);
    assert_eq!(one["links"]["pages"].get("next"), None);
}

#[test]
fn manifests_share_blobs_like_those_of_a_build_pipeline() {
    let mut api = Api::new();
    let manifests = all(&mut api, "my%2Frepo");
    let mut uses = HashMap::new();
    for manifest in &manifests {
        let digest = manifest["digest"].as_str().unwrap();
        let hex = digest.strip_prefix("sha256:").unwrap();
        assert!(hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(manifest["registry_name"], "example");
        assert_eq!(manifest["repository"], "my/repo");
        let blobs = manifest["blobs"].as_array().unwrap();
        let sum: u64 = blobs
            .iter()
            .map(|blob| blob["compressed_size_bytes"].as_u64().unwrap())
            .sum();
        assert_eq!(manifest["compressed_size_bytes"], sum);
        assert!(manifest["size_bytes"].as_u64().unwrap() > sum);
        for blob in blobs {
            *uses.entry(blob["digest"].as_str().unwrap()).or_insert(0) += 1;
        }
    }
    assert_eq!(uses.values().max(), Some(&45), "one base is under all of them");
    assert!(
        uses.values().filter(|&&uses| uses == 9).count() == 5,
        "some share their dependencies"
    );
    let tagged = manifests
        .iter()
        .filter(|manifest| manifest["tags"] != json!([]))
        .count();
    assert_eq!(tagged, 5);
    assert_eq!(manifests[0]["tags"], json!(["latest", "v1.5"]));
    assert_eq!(manifests[0]["updated_at"], "2025-12-31T17:00:00Z");
}

#[test]
fn a_deleted_manifest_is_gone_with_its_tags() {
    let mut api = Api::new();
    let latest = all(&mut api, "my%2Frepo")[0].clone();
    let target = format!("{DIGESTS}/{}", latest["digest"].as_str().unwrap());
    let response = api.call("DELETE", &target);
    assert_eq!((response.status, response.body.as_str()), (204, ""));
    assert_eq!(response.header("content-type"), None);

    let left = all(&mut api, "my%2Frepo");
    assert_eq!(left.len(), 44);
    assert!(!left.iter().any(|manifest| manifest["tags"] == latest["tags"]));
    assert_error(&api.call("DELETE", &target), 404, "not_found");
}

// Source: an open bug of DigitalOcean's own clients, which encode the colon.
#[test]
fn a_digest_must_be_sent_with_its_colon() {
    let mut api = Api::new();
    let digest = all(&mut api, "web")[0]["digest"].as_str().unwrap().to_owned();
    let target = |digest: &str| format!("/v2/registry/example/repositories/web/digests/{digest}");
    for wrong in [
        digest.replace(':', "%3A"),
        digest.replace(':', "%3a"),
        "latest".to_owned(),
        "sha256:".to_owned(),
    ] {
        let message = assert_error(&api.call("DELETE", &target(&wrong)), 400, "bad_request");
        assert_eq!(message, "invalid digest: invalid checksum digest format");
    }
    assert_eq!(all(&mut api, "web").len(), 5);
    assert_eq!(api.call("DELETE", &target(&digest)).status, 204);
    assert_eq!(all(&mut api, "web").len(), 4);
}

#[test]
fn unknown_names_are_not_found() {
    let mut api = Api::new();
    for target in [
        "/v2/registry/other/repositories/web/digests",
        "/v2/registry/example/repositories/other/digests",
        "/v2/registry/example/repositories/my/digests",
    ] {
        assert_error(&api.call("GET", target), 404, "not_found");
        assert_error(&api.call("DELETE", &format!("{target}/sha256:ab")), 404, "not_found");
    }
}

#[test]
fn the_plural_paths_reach_the_same_manifests() {
    let mut api = Api::new();
    let target = "/v2/registries/example/repositories/web/digests";
    let listed = api.get(&format!("{target}?per_page=200"))["manifests"].clone();
    assert_eq!(listed, Value::from(all(&mut api, "web")));
    let digest = listed[0]["digest"].as_str().unwrap();
    assert_eq!(api.call("DELETE", &format!("{target}/{digest}")).status, 204);
    assert_eq!(all(&mut api, "web").len(), 4);
    let encoded = format!("{target}/{}", digest.replace(':', "%3A"));
    assert_error(&api.call("DELETE", &encoded), 400, "bad_request");
}
