//! Collections of untagged manifests, some of which are children of an index.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::{Api, MINUTE};

fn collect(api: &mut Api, kind: &str) {
    let body = json!({ "type": kind });
    api.expect(201, "POST", "/v2/registries/example/garbage-collection", &body);
    api.now += 20 * MINUTE;
}

/// Manifests by their digests, each with its tags and blobs.
fn load(api: &mut Api, manifests: &[(&str, &[&str], &[&str])]) {
    let manifests: Vec<_> = manifests
        .iter()
        .map(|(digest, tags, blobs)| json!({ "digest": digest, "tags": tags, "blobs": blobs }))
        .collect();
    let blobs = json!({ "sha256:layer": 100, "sha256:base": 1_000, "sha256:old": 10_000 });
    let repositories = json!([{ "name": "web", "manifests": manifests }]);
    let registry = json!({ "name": "example", "repositories": repositories, "blobs": blobs });
    let accounts = json!({ "main": { "registries": [registry] } });
    api.simulator.load(json!({ "accounts": accounts })).unwrap();
}

fn digests(api: &mut Api) -> Vec<String> {
    let listed = api.get("/v2/registries/example/repositories/web/digests?per_page=200");
    let manifests = listed["manifests"].as_array().unwrap().iter();
    manifests
        .map(|manifest| manifest["digest"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn manifests_that_a_tagged_one_refers_to_stay() {
    let mut api = Api::new();
    let manifests: &[(&str, &[&str], &[&str])] = &[
        // An index of an index, with itself among its blobs, as DigitalOcean's example has it.
        ("sha256:top", &["latest"], &["sha256:index", "sha256:top"]),
        ("sha256:index", &[], &["sha256:amd64", "sha256:arm64"]),
        ("sha256:amd64", &[], &["sha256:layer", "sha256:base"]),
        ("sha256:arm64", &[], &["sha256:base"]),
        // An index that lost its tag, with a child of its own, one that it shares and itself.
        (
            "sha256:old-index",
            &[],
            &["sha256:old-child", "sha256:amd64", "sha256:old-index"],
        ),
        ("sha256:old-child", &[], &["sha256:old", "sha256:base"]),
        // Two that refer to each other, and nobody else to them.
        ("sha256:ping", &[], &["sha256:pong"]),
        ("sha256:pong", &[], &["sha256:ping"]),
    ];
    load(&mut api, manifests);
    collect(&mut api, "untagged manifests and unreferenced blobs");
    assert_eq!(
        digests(&mut api),
        ["sha256:top", "sha256:index", "sha256:amd64", "sha256:arm64"]
    );
    let collection = api.get("/v2/registries/example/garbage-collections")["garbage_collections"][0].clone();
    assert_eq!(
        (&collection["blobs_deleted"], &collection["freed_bytes"]),
        (&json!(1), &json!(10_000))
    );
    let registry = api.get("/v2/registries/example")["registry"].clone();
    assert_eq!(registry["storage_usage_bytes"], 1_100);

    // The children go with their index, as soon as it has no tag.
    assert_eq!(
        api.call("DELETE", "/v2/registries/example/repositories/web/tags/latest")
            .status,
        204
    );
    collect(&mut api, "untagged manifests only");
    assert_eq!(digests(&mut api), Vec::<String>::new());
}

#[test]
fn a_collection_of_blobs_alone_leaves_all_manifests() {
    let mut api = Api::new();
    let manifests: &[(&str, &[&str], &[&str])] = &[
        ("sha256:index", &[], &["sha256:child"]),
        ("sha256:child", &[], &["sha256:base"]),
    ];
    load(&mut api, manifests);
    collect(&mut api, "unreferenced blobs only");
    assert_eq!(digests(&mut api), ["sha256:index", "sha256:child"]);
    let registry = api.get("/v2/registries/example")["registry"].clone();
    assert_eq!(registry["storage_usage_bytes"], 1_000);
}
