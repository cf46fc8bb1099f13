#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::{Api, HOUR, MINUTE, SECOND, SEVERAL, START, assert_error};

const ACTIVE: &str = "/v2/registry/example/garbage-collection";
const ALL: &str = "/v2/registry/example/garbage-collections";

fn start(api: &mut Api, kind: &str) -> String {
    let response = api.call_with("POST", ACTIVE, &json!({ "type": kind }));
    assert_eq!(response.status, 201, "{}", response.body);
    response.json()["garbage_collection"]["uuid"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn newest(api: &mut Api) -> Value {
    api.get(ALL)["garbage_collections"][0].clone()
}

fn manifests(api: &mut Api) -> Vec<Value> {
    let repositories = ["my%2Frepo", "web"].map(|name| {
        let target = format!("/v2/registry/example/repositories/{name}/digests?per_page=200");
        api.get(&target)["manifests"].as_array().unwrap().clone()
    });
    repositories.concat()
}

fn blobs<'a>(manifests: impl IntoIterator<Item = &'a Value>) -> BTreeMap<String, u64> {
    let blobs = manifests
        .into_iter()
        .flat_map(|manifest| manifest["blobs"].as_array().unwrap());
    let entry = |blob: &Value| {
        (
            blob["digest"].to_string(),
            blob["compressed_size_bytes"].as_u64().unwrap(),
        )
    };
    blobs.map(entry).collect()
}

fn freed(collection: &Value) -> (u64, u64) {
    let number = |key: &str| collection[key].as_u64().unwrap();
    (number("blobs_deleted"), number("freed_bytes"))
}

#[test]
fn one_finished_collection_exists_at_the_start() {
    let mut api = Api::new();
    assert_error(&api.call("GET", ACTIVE), 404, "not_found");
    let history = api.get(ALL);
    assert_eq!(history["meta"]["total"], 1);
    let collection = &history["garbage_collections"][0];
    assert_eq!(collection["status"], "succeeded");
    assert_eq!(collection["registry_name"], "example");
    assert_eq!(collection["created_at"], "2025-12-25T00:00:00Z");
    assert_eq!(collection["updated_at"], "2025-12-25T00:17:05Z");
}

#[test]
fn a_collection_goes_through_its_statuses() {
    let mut api = Api::new();
    let uuid = start(&mut api, "unreferenced blobs only");
    for (after, status, since) in [
        (0, "requested", 0),
        (5 * SECOND - 1, "requested", 0),
        (5 * SECOND, "waiting for write JWTs to expire", 5),
        (15 * MINUTE, "waiting for write JWTs to expire", 5),
        (15 * MINUTE + 5 * SECOND, "scanning manifests", 905),
        (16 * MINUTE + 5 * SECOND, "deleting unreferenced blobs", 965),
        (17 * MINUTE + 5 * SECOND - 1, "deleting unreferenced blobs", 965),
    ] {
        api.now = START + after;
        let active = api.get(ACTIVE)["garbage_collection"].clone();
        assert_eq!(
            (active["uuid"].as_str(), active["status"].as_str()),
            (Some(&*uuid), Some(status))
        );
        let since = format!("2026-01-01T00:{:02}:{:02}Z", since / 60, since % 60);
        assert_eq!(active["updated_at"], since);
        assert_eq!(freed(&active), (0, 0));
    }
    api.now += 1;
    assert_error(&api.call("GET", ACTIVE), 404, "not_found");
    let done = newest(&mut api);
    assert_eq!(
        (done["uuid"].as_str(), done["status"].as_str()),
        (Some(&*uuid), Some("succeeded"))
    );
    assert_eq!(done["updated_at"], "2026-01-01T00:17:05Z");
    assert_eq!(api.get(ALL)["meta"]["total"], 2);
}

#[test]
// Source: the live service. This is why "garbage collection deletes nothing".
fn by_default_untagged_manifests_stay_and_hold_their_blobs() {
    for body in [None, Some(json!({}))] {
        let mut api = Api::new();
        let response = match body {
            None => api.call("POST", ACTIVE),
            Some(body) => api.call_with("POST", ACTIVE, &body),
        };
        assert_eq!(response.status, 201);
        assert_eq!(response.json()["garbage_collection"]["type"], "unreferenced blobs only");
        let before = manifests(&mut api);
        assert!(before.iter().any(|manifest| manifest["tags"] == json!([])));
        api.now += HOUR;
        assert_eq!(manifests(&mut api), before);
        assert_eq!(freed(&newest(&mut api)).0, 2, "only what nothing referred to");
    }
}

#[test]
fn untagged_manifests_only_leaves_their_blobs() {
    let mut api = Api::new();
    start(&mut api, "untagged manifests only");
    api.now += HOUR;
    let left = manifests(&mut api);
    assert_eq!(left.len(), 6);
    assert!(left.iter().all(|manifest| manifest["tags"] != json!([])));
    assert_eq!(freed(&newest(&mut api)), (0, 0));
}

// Source: answers of the live service.
#[test]
fn its_date_has_nanoseconds_in_the_answer_to_its_start() {
    let mut api = Api::new();
    let started = api.expect(201, "POST", ACTIVE, &json!({}))["garbage_collection"].clone();
    let date = started["created_at"].as_str().unwrap();
    assert_eq!(date.len(), "2026-01-01T00:00:00.123456789Z".len(), "{date}");
    let active = api.get(ACTIVE)["garbage_collection"].clone();
    assert_eq!(active["created_at"], "2026-01-01T00:00:00Z");
    assert_eq!(newest(&mut api), active);
}

#[test]
fn freed_blobs_and_bytes_are_counted() {
    let mut api = Api::new();
    let before = manifests(&mut api);
    let tagged = before.iter().filter(|manifest| manifest["tags"] != json!([]));
    let (all, kept) = (blobs(&before), blobs(tagged));
    let unreferenced = |count: usize, bytes: u64| (count as u64, bytes);
    let garbage = unreferenced(
        all.len() - kept.len(),
        all.values().sum::<u64>() - kept.values().sum::<u64>(),
    );

    // Two blobs had no manifest from the start; the manifests keep theirs.
    start(&mut api, "unreferenced blobs only");
    api.now += HOUR;
    let first = freed(&newest(&mut api));
    assert_eq!(first.0, 2);
    assert!(first.1 >= 2_000_000);
    assert_eq!(manifests(&mut api), before);

    start(&mut api, "untagged manifests and unreferenced blobs");
    api.now += HOUR;
    assert_eq!(freed(&newest(&mut api)), garbage);
    assert_eq!(manifests(&mut api).len(), 6);

    // After that nothing is left to free, until a manifest is deleted: its own blobs are next.
    start(&mut api, "untagged manifests and unreferenced blobs");
    api.now += HOUR;
    assert_eq!(freed(&newest(&mut api)), (0, 0));

    let left = manifests(&mut api);
    let digest = left[0]["digest"].as_str().unwrap();
    let target = format!("/v2/registry/example/repositories/my%2Frepo/digests/{digest}");
    assert_eq!(api.call("DELETE", &target).status, 204);
    start(&mut api, "unreferenced blobs only");
    api.now += HOUR;
    let others = blobs(&left[1..]);
    let only_there = blobs(&left[..1])
        .into_iter()
        .filter(|(digest, _)| !others.contains_key(digest));
    let sizes: Vec<u64> = only_there.map(|(_, size)| size).collect();
    assert_eq!(freed(&newest(&mut api)), (sizes.len() as u64, sizes.iter().sum()));
    assert_eq!(sizes.len(), 3, "the base is shared");
}

#[test]
fn a_running_collection_refuses_another_and_every_write() {
    let mut api = Api::new();
    let digest = manifests(&mut api)[0]["digest"].as_str().unwrap().to_owned();
    let target = format!("/v2/registry/example/repositories/my%2Frepo/digests/{digest}");
    start(&mut api, "untagged manifests only");
    api.now += 17 * MINUTE;
    // Source: the live service; the description knows no 409 here.
    let message = assert_error(&api.call("POST", ACTIVE), 409, "conflict");
    assert_eq!(
        message,
        "requesting garbage collection: only one active garbage collection allowed per registry"
    );
    let message = assert_error(&api.call("DELETE", &target), 412, "precondition_failed");
    assert_eq!(message, "registry is read-only while garbage collection runs");
    assert_eq!(manifests(&mut api).len(), 50, "nothing goes before the end");
    api.now += MINUTE;
    assert_eq!(api.call("DELETE", &target).status, 204);
}

#[test]
fn a_cancelled_collection_frees_nothing() {
    let mut api = Api::new();
    let uuid = start(&mut api, "untagged manifests and unreferenced blobs");
    api.now += 16 * MINUTE + 30 * SECOND;
    let target = format!("{ACTIVE}/{uuid}");
    let response = api.call_with("PUT", &target, &json!({ "cancel": true }));
    assert_eq!(response.status, 200);
    assert_eq!(response.json()["garbage_collection"]["status"], "cancelling");
    api.now += 9 * SECOND;
    let again = api.call_with("PUT", &target, &json!({ "cancel": true }));
    assert_eq!(again.json()["garbage_collection"]["status"], "cancelling");
    assert_error(&api.call("POST", ACTIVE), 409, "conflict");
    api.now += SECOND;
    assert_error(&api.call("GET", ACTIVE), 404, "not_found");
    api.now += HOUR;
    let cancelled = newest(&mut api);
    assert_eq!(cancelled["status"], "cancelled");
    assert_eq!(cancelled["updated_at"], "2026-01-01T00:16:40Z");
    assert_eq!(freed(&cancelled), (0, 0));
    assert_eq!(manifests(&mut api).len(), 50);
    api.refuse(404, "PUT", &target, &json!({ "cancel": true }));
    start(&mut api, "untagged manifests only");
}

#[test]
fn bodies_are_checked() {
    let mut api = Api::new();
    for body in [
        json!({ "type": "everything" }),
        json!({ "type": null }),
        json!({ "type": 1 }),
        json!([]),
    ] {
        api.refuse(422, "POST", ACTIVE, &body);
    }
    let uuid = start(&mut api, "unreferenced blobs only");
    let target = format!("{ACTIVE}/{uuid}");
    for body in [
        json!({}),
        json!({ "cancel": false }),
        json!({ "cancel": "true" }),
        json!(true),
    ] {
        api.refuse(422, "PUT", &target, &body);
    }
    assert_error(&api.call("PUT", &target), 400, "bad_request");
    let unknown = api.call_with("PUT", &format!("{ACTIVE}/x"), &json!({ "cancel": true }));
    assert_error(&unknown, 404, "not_found");
    assert_eq!(api.get(ACTIVE)["garbage_collection"]["status"], "requested");
    assert_error(
        &api.call("POST", "/v2/registry/other/garbage-collection"),
        404,
        "not_found",
    );
}

#[test]
fn a_collection_waits_for_recent_deletes() {
    for (since_delete, scanning) in [(59 * SECOND, 965), (60 * SECOND, 905)] {
        let mut api = Api::new();
        let tag = "/v2/registries/example/repositories/web/tags/latest";
        assert_eq!(api.call("DELETE", tag).status, 204);
        api.now += since_delete;
        start(&mut api, "untagged manifests only");
        let started = api.now;
        let mut status = |second: u64| {
            api.now = started + second * SECOND;
            api.get(ACTIVE)["garbage_collection"]["status"].clone()
        };
        assert_eq!(status(904), "waiting for write JWTs to expire");
        for second in 905..scanning {
            assert_eq!(status(second), "waiting for delete requests");
        }
        assert_eq!(status(scanning), "scanning manifests");
        assert_eq!(status(scanning + 60), "deleting unreferenced blobs");
        api.now += MINUTE;
        assert_eq!(newest(&mut api)["status"], "succeeded");
    }
}

#[test]
fn each_registry_has_its_own_collections() {
    let mut api = Api::new();
    let first = "/v2/registries/first/garbage-collection";
    let started = api.call_as(SEVERAL, "POST", first);
    assert_eq!(started.status, 201);
    let started = started.json()["garbage_collection"].clone();
    assert_eq!(started["registry_name"], "first");
    let active = api.call_as(SEVERAL, "GET", first).json()["garbage_collection"].clone();
    assert_eq!(active["uuid"], started["uuid"]);
    let second = "/v2/registries/second/garbage-collection";
    assert_error(&api.call_as(SEVERAL, "GET", second), 404, "not_found");
    let removed = api.call_as(SEVERAL, "DELETE", "/v2/registries/second/repositories/jobs");
    assert_eq!(removed.status, 204, "the other can be written to");
    assert_error(&api.call_as(SEVERAL, "POST", first), 409, "conflict");

    let target = format!("{first}/{}", started["uuid"].as_str().unwrap());
    let request = digitalocean_simulator::Request::new("PUT", &target).with_token(SEVERAL);
    let cancelled = api.send(&request.with_json(&json!({ "cancel": true })));
    assert_eq!(cancelled.json()["garbage_collection"]["status"], "cancelling");
    api.now += MINUTE;
    let listed = api.call_as(SEVERAL, "GET", &format!("{first}s")).json();
    assert_eq!(listed["garbage_collections"][0]["status"], "cancelled");
    assert_eq!(listed["meta"]["total"], 1);
}

#[test]
fn the_plural_path_takes_a_type_too() {
    let mut api = Api::new();
    let target = "/v2/registries/example/garbage-collection";
    let response = api.call_with("POST", target, &json!({ "type": "unreferenced blobs only" }));
    assert_eq!(response.json()["garbage_collection"]["type"], "unreferenced blobs only");
    assert_eq!(api.get(ACTIVE), api.get(target));
}
