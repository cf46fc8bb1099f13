#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{Request, Response};
use serde_json::{Value, json};
use support::{ALL, Api, EMPTY, HOUR, READ, SEVERAL, assert_error};

fn create(api: &mut Api, token: &str, target: &str, body: &Value) -> Response {
    api.send(&Request::new("POST", target).with_token(token).with_json(body))
}

fn names(api: &mut Api, token: &str) -> Vec<String> {
    let listed = api.call_as(token, "GET", "/v2/registries").json();
    let registries = listed["registries"].as_array().unwrap().iter();
    registries
        .map(|registry| registry["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_registry_reads_the_same_by_either_path_but_for_its_subscription() {
    let mut api = Api::new();
    let old = api.get("/v2/registry");
    let new = api.get("/v2/registries/example");
    let mut registry = old["registry"].clone();
    assert_eq!(new, json!({ "registry": registry }));
    assert_eq!(registry["created_at"], "2025-09-03T00:00:00Z");
    assert_eq!(registry["region"], "fra1");
    // Source: the live service and godo; the description has it inside the registry.
    assert_eq!(old["subscription"]["tier"]["slug"], "basic");
    assert_eq!(registry.get("subscription"), None);

    let listed = api.get("/v2/registries");
    assert_eq!(listed["total_storage_usage_bytes"], registry["storage_usage_bytes"]);
    registry["subscription"] = old["subscription"].clone();
    assert_eq!(listed["registries"], json!([registry]));
    assert_eq!(names(&mut api, SEVERAL), ["first", "second"]);
}

// Source: answers of the live service.
#[test]
fn every_answer_says_whether_the_registry_is_read_only() {
    let mut api = Api::new();
    let read_only = |api: &mut Api| {
        let one = ["/v2/registry", "/v2/registries/example"].map(|path| api.get(path)["registry"]["read_only"].clone());
        let listed = api.get("/v2/registries")["registries"][0]["read_only"].clone();
        assert_eq!(one, [listed.clone(), listed.clone()]);
        listed
    };
    assert_eq!(read_only(&mut api), false);
    api.expect(201, "POST", "/v2/registries/example/garbage-collection", &json!({}));
    assert_eq!(read_only(&mut api), true);
    api.now += HOUR;
    assert_eq!(read_only(&mut api), false);
}

#[test]
fn storage_usage_falls_when_a_collection_frees_blobs() {
    let mut api = Api::new();
    let before = api.get("/v2/registry")["registry"].clone();
    assert_eq!(before["storage_usage_bytes_updated_at"], "2025-12-25T00:17:05Z");
    let body = json!({ "type": "unreferenced blobs only" });
    let started = api.call_with("POST", "/v2/registries/example/garbage-collection", &body);
    assert_eq!(started.status, 201);
    api.now += HOUR;
    let after = api.get("/v2/registry")["registry"].clone();
    assert_eq!(after["storage_usage_bytes_updated_at"], "2026-01-01T00:17:05Z");
    let collections = api.get("/v2/registries/example/garbage-collections");
    let used = |registry: &Value| registry["storage_usage_bytes"].as_u64().unwrap();
    assert_eq!(
        collections["garbage_collections"][0]["freed_bytes"],
        used(&before) - used(&after)
    );
}

#[test]
fn a_created_registry_is_there_until_it_is_deleted() {
    let mut api = Api::new();
    for (collection, one) in [
        ("/v2/registry", "/v2/registry"),
        ("/v2/registries", "/v2/registries/mine"),
    ] {
        assert_error(&api.call_as(EMPTY, "GET", one), 404, "not_found");
        assert_error(&api.call_as(EMPTY, "DELETE", one), 404, "not_found");
        let body = json!({ "name": "mine", "subscription_tier_slug": "starter", "region": "sfo2", "more": 1 });
        let response = create(&mut api, EMPTY, collection, &body);
        assert_eq!(response.status, 201, "{}", response.body);
        let registry = response.json()["registry"].clone();
        assert_eq!(response.json()["subscription"]["tier"]["slug"], "starter");
        assert_eq!(registry["read_only"], false);
        assert_eq!(registry["name"], "mine");
        assert_eq!(registry["region"], "sfo2");
        assert_eq!(registry["created_at"], "2026-01-01T00:00:00Z");
        assert_eq!(registry["storage_usage_bytes"], 0);
        assert_eq!(api.call_as(EMPTY, "GET", one).json()["registry"], registry);
        assert_eq!(names(&mut api, EMPTY), ["mine"]);
        let repositories = api.call_as(EMPTY, "GET", "/v2/registries/mine/repositoriesV2");
        assert_eq!(repositories.json()["repositories"], json!([]));

        let deleted = api.call_as(EMPTY, "DELETE", one);
        assert_eq!((deleted.status, deleted.body.as_str()), (204, ""));
        assert!(names(&mut api, EMPTY).is_empty());
        assert_error(&api.call_as(EMPTY, "GET", one), 404, "not_found");
        let subscription = api.call_as(EMPTY, "GET", "/v2/registries/subscription");
        assert_error(&subscription, 404, "not_found");
    }
}

#[test]
fn bodies_are_checked() {
    let mut api = Api::new();
    for target in ["/v2/registry", "/v2/registries"] {
        for (field, body) in [
            ("name", json!({ "subscription_tier_slug": "basic" })),
            ("name", json!({ "name": 1 })),
            ("subscription_tier_slug", json!({ "name": "mine" })),
            (
                "subscription_tier_slug",
                json!({ "name": "mine", "subscription_tier_slug": "gold" }),
            ),
            (
                "subscription_tier_slug",
                json!({ "name": "mine", "subscription_tier_slug": null }),
            ),
            (
                "region",
                json!({ "name": "mine", "subscription_tier_slug": "basic", "region": "mars1" }),
            ),
        ] {
            let response = create(&mut api, EMPTY, target, &body);
            let message = assert_error(&response, 422, "unprocessable_entity");
            assert!(message.starts_with(field), "{message}");
        }
        assert_error(&api.call_as(EMPTY, "POST", target), 400, "bad_request");
    }
    // With a subscription, only the singular path requires a tier.
    let body = json!({ "name": "mine" });
    let response = create(&mut api, ALL, "/v2/registry", &body);
    assert_error(&response, 422, "unprocessable_entity");
    let response = create(&mut api, ALL, "/v2/registries", &body);
    assert_error(&response, 412, "precondition_failed");
    assert_eq!(names(&mut api, ALL), ["example"]);
}

#[test]
fn a_name_must_be_valid_and_free() {
    let mut api = Api::new();
    for family in ["/v2/registry", "/v2/registries"] {
        let target = format!("{family}/validate-name");
        let validate = |api: &mut Api, name: &str| create(api, ALL, &target, &json!({ "name": name }));
        let longest = "a".repeat(63);
        for free in ["a", "my-registry-2", &longest] {
            let response = validate(&mut api, free);
            assert_eq!((response.status, response.body.as_str()), (204, ""));
        }
        for malformed in ["", "A", "1a", "-a", "a-", "a_b", "a.b", "\u{e4}", &"a".repeat(64)] {
            let message = assert_error(&validate(&mut api, malformed), 422, "unprocessable_entity");
            assert!(message.starts_with("name "), "{message}");
        }
        for taken in ["example", "first"] {
            assert_error(&validate(&mut api, taken), 409, "conflict");
            let body = json!({ "name": taken, "subscription_tier_slug": "starter" });
            assert_error(&create(&mut api, EMPTY, family, &body), 409, "conflict");
        }
        assert_error(&create(&mut api, ALL, &target, &json!({})), 422, "unprocessable_entity");
    }
}

#[test]
fn only_the_professional_tier_allows_several() {
    let mut api = Api::new();
    let body = |name: &str, tier: &str| json!({ "name": name, "subscription_tier_slug": tier });
    let response = create(&mut api, ALL, "/v2/registries", &body("more", "basic"));
    assert_error(&response, 412, "precondition_failed");
    assert_eq!(
        api.get("/v2/registries/subscription")["subscription"]["tier"]["slug"],
        "basic"
    );

    let response = create(&mut api, ALL, "/v2/registries", &body("more", "professional"));
    assert_eq!(response.status, 201);
    assert_eq!(names(&mut api, ALL), ["example", "more"]);
    let subscription = api.get("/v2/registries/subscription")["subscription"].clone();
    assert_eq!(subscription["tier"]["slug"], "professional");
    assert_error(&api.call("GET", "/v2/registry"), 412, "precondition_failed");

    for count in 3..=10 {
        let body = json!({ "name": format!("more-{count}") });
        assert_eq!(create(&mut api, ALL, "/v2/registries", &body).status, 201);
    }
    let eleventh = create(&mut api, ALL, "/v2/registries", &json!({ "name": "eleventh" }));
    assert_error(&eleventh, 412, "precondition_failed");
}

#[test]
fn the_singular_paths_work_again_when_one_registry_is_left() {
    let mut api = Api::new();
    assert_error(
        &api.call_as(SEVERAL, "DELETE", "/v2/registry"),
        412,
        "precondition_failed",
    );
    assert_eq!(api.call_as(SEVERAL, "DELETE", "/v2/registries/first").status, 204);
    let left = api.call_as(SEVERAL, "GET", "/v2/registry").json();
    assert_eq!(left["registry"]["name"], "second");
    assert_eq!(left["subscription"]["tier"]["slug"], "professional");
    let refused = api.call_as(READ, "DELETE", "/v2/registry");
    assert_error(&refused, 403, "forbidden");
}

#[test]
fn a_registry_is_not_deleted_while_it_is_collected() {
    let mut api = Api::new();
    api.call("POST", "/v2/registries/example/garbage-collection");
    for target in ["/v2/registry", "/v2/registries/example"] {
        assert_error(&api.call("DELETE", target), 412, "precondition_failed");
    }
    api.now += HOUR;
    assert_eq!(api.call("DELETE", "/v2/registry").status, 204);
}
