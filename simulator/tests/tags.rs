#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, READ, SEVERAL, assert_error};

const FAMILIES: [&str; 2] = ["/v2/registry", "/v2/registries"];

fn names(page: &Value) -> Vec<String> {
    let tags = page["tags"].as_array().unwrap().iter();
    tags.map(|tag| tag["tag"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn tags_are_listed_newest_first_with_the_manifests_they_name() {
    let mut api = Api::new();
    for family in FAMILIES {
        let repository = format!("{family}/example/repositories/my%2Frepo");
        let listed = api.get(&format!("{repository}/tags"));
        assert_eq!(listed["meta"], json!({ "total": 6 }));
        assert_eq!(names(&listed), ["latest", "v1.5", "v1.4", "v1.3", "v1.2", "v1.1"]);
        let manifest = api.get(&format!("{repository}/digests"))["manifests"][9].clone();
        assert_eq!(
            listed["tags"][2],
            json!({
                "registry_name": "example",
                "repository": "my/repo",
                "tag": "v1.4",
                "manifest_digest": manifest["digest"],
                "compressed_size_bytes": manifest["compressed_size_bytes"],
                "size_bytes": manifest["size_bytes"],
                "updated_at": manifest["updated_at"],
            })
        );

        let second = api.get(&format!("{repository}/tags?page=2&per_page=4"));
        assert_eq!(names(&second), ["v1.2", "v1.1"]);
        let prev = format!("https://api.digitalocean.com{repository}/tags?page=1&per_page=4");
        assert_eq!(second["links"]["pages"], json!({ "first": prev, "prev": prev }));
    }
    let empty = api.get("/v2/registries/example/repositories/empty/tags");
    assert_eq!(empty, json!({ "tags": [], "meta": { "total": 0 } }));
}

#[test]
fn a_manifest_outlives_its_tags() {
    let mut api = Api::new();
    let repository = "example/repositories/my%2Frepo";
    for (family, tag, left) in [
        ("/v2/registry", "v1%2E5", json!(["latest"])),
        ("/v2/registries", "latest", json!([])),
    ] {
        let target = format!("{family}/{repository}/tags/{tag}");
        let response = api.call("DELETE", &target);
        assert_eq!((response.status, response.body.as_str()), (204, ""));
        let manifests = api.get(&format!("{family}/{repository}/digests"));
        assert_eq!(manifests["manifests"][0]["tags"], left);
        assert_eq!(manifests["meta"]["total"], 45);
        assert_error(&api.call("DELETE", &target), 404, "not_found");
    }
    let listed = api.get("/v2/registry/example/repositories");
    assert_eq!(listed["repositories"][0]["latest_tag"]["tag"], "v1.4");
    assert_eq!(listed["repositories"][0]["tag_count"], 4);
}

#[test]
fn errors_name_the_resource_that_is_missing() {
    let mut api = Api::new();
    for family in FAMILIES {
        for (target, missing) in [
            ("example/repositories/web/tags/v9", "tag not found"),
            ("example/repositories/other/tags/latest", "repository not found"),
            ("other/repositories/web/tags/latest", "registry not found"),
        ] {
            let message = assert_error(&api.call("DELETE", &format!("{family}/{target}")), 404, "not_found");
            assert_eq!(message, missing);
        }
        let target = format!("{family}/example/repositories/web/tags");
        assert_error(
            &api.call("GET", &format!("{target}?page=0")),
            422,
            "unprocessable_entity",
        );
        assert_error(
            &api.call_as(READ, "DELETE", &format!("{target}/latest")),
            403,
            "forbidden",
        );
    }
    // Source: the examples of the description.
    let message = assert_error(
        &api.call_as(SEVERAL, "GET", "/v2/registry/first/repositories/api/tags"),
        412,
        "precondition_failed",
    );
    assert!(message.starts_with("This API is not supported if you have created multiple registries. Please use"));

    api.call("POST", "/v2/registries/example/garbage-collection");
    for family in FAMILIES {
        let target = format!("{family}/example/repositories/web/tags/latest");
        assert_error(&api.call("DELETE", &target), 412, "precondition_failed");
    }
}
