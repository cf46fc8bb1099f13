#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{Value, json};
use support::{Api, MINUTE, assert_error};

fn rules(api: &mut Api, path: &str) -> Value {
    api.get(&format!("{path}/firewall"))["rules"].clone()
}

#[test]
fn rules_are_replaced_and_known_ones_keep_their_ids() {
    let mut api = Api::new();
    let path = api.path("backend");
    let target = format!("{path}/firewall");
    assert_eq!(api.get(&target), json!({ "rules": [] }));
    let body = json!({ "rules": [
        { "type": "ip_addr", "value": "192.0.2.1", "description": "office" },
        { "type": "tag", "value": "web" },
    ] });
    api.write(204, "PUT", &target, &body);
    let first = rules(&mut api, &path);
    assert_eq!(first[0]["description"], "office");
    assert_eq!(first[0]["created_at"], "2026-01-01T00:00:00Z");
    assert_eq!(first[1]["type"], "tag");
    assert_eq!(first[1].get("description"), None);
    assert_eq!(
        format!("/v2/databases/{}", first[1]["cluster_uuid"].as_str().unwrap()),
        path
    );
    assert_eq!(api.get(&path)["database"]["rules"], first);

    api.now += MINUTE;
    let known = &first[0]["uuid"];
    let body = json!({ "rules": [
        { "type": "droplet", "value": "163973392", "uuid": "" },
        { "type": "ip_addr", "value": "192.0.2.2", "uuid": known },
    ] });
    api.write(204, "PUT", &target, &body);
    let second = rules(&mut api, &path);
    assert_eq!(second.as_array().unwrap().len(), 2);
    assert_eq!(second[0]["created_at"], "2026-01-01T00:01:00Z");
    assert!(second[0]["uuid"].as_str().unwrap().len() == 36 && second[0]["uuid"] != first[1]["uuid"]);
    let kept = json!({
        "uuid": known, "cluster_uuid": first[0]["cluster_uuid"], "created_at": "2026-01-01T00:00:00Z",
        "type": "ip_addr", "value": "192.0.2.2",
    });
    assert_eq!(second[1], kept, "its description was not sent again");
}

#[test]
fn invalid_bodies_are_refused() {
    let mut api = Api::new();
    let path = api.path("backend");
    let target = format!("{path}/firewall");
    let rule = |kind: &str, value: &str| json!({ "type": kind, "value": value });
    for (body, complaint) in [
        (json!({}), "rules is required"),
        (json!({ "rules": {} }), "rules must be an array"),
        (json!({ "rules": [1] }), "rules[0] must be an object"),
        (
            json!({ "rules": [rule("tag", "x"), rule("vpc", "x")] }),
            "rules[1].type is unknown",
        ),
        (json!({ "rules": [{ "type": "tag" }] }), "rules[0].value is required"),
        (
            json!({ "rules": [rule("ip_addr", "2001:db8::1")] }),
            "rules[0].value must not be an IPv6 address",
        ),
        (
            json!({ "rules": vec![rule("tag", "x"); 101] }),
            "rules must be at most 100",
        ),
    ] {
        assert_eq!(api.refuse(422, "PUT", &target, &body), complaint);
    }
    assert_eq!(rules(&mut api, &path), json!([]));
    api.write(204, "PUT", &target, &json!({ "rules": vec![rule("tag", "x"); 100] }));
    assert_error(&api.call("GET", "/v2/databases/nope/firewall"), 404, "not_found");
}
