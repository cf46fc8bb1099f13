#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::{Api, assert_error};

#[test]
fn names_are_replaced_and_cleared() {
    let mut api = Api::new();
    let (path, fresh) = (api.path("backend"), api.path("orders"));
    let target = format!("{path}/do_settings");
    assert_eq!(
        api.get(&target),
        json!({ "do_settings": { "service_cnames": ["db.example.com"] } })
    );
    let none = json!({ "do_settings": { "service_cnames": [] } });
    assert_eq!(api.get(&format!("{fresh}/do_settings")), none);

    let settings = json!({ "do_settings": { "service_cnames": ["a.example.com", "b.example.com"] } });
    api.write(204, "PUT", &target, &settings);
    assert_eq!(api.get(&target), settings);
    assert_eq!(api.get(&path)["database"]["do_settings"], settings["do_settings"]);
    api.write(204, "PUT", &target, &json!({ "do_settings": {} }));
    assert_eq!(api.get(&target), none);
}

#[test]
fn invalid_bodies_are_refused() {
    let mut api = Api::new();
    let target = format!("{}/do_settings", api.path("backend"));
    let names = |names| json!({ "do_settings": { "service_cnames": names } });
    for (body, complaint) in [
        (json!({}), "do_settings is required"),
        (json!({ "do_settings": [] }), "do_settings must be an object"),
        (
            names(json!([1])),
            "do_settings.service_cnames must be an array of strings",
        ),
        (
            names(json!(["x_y.com"])),
            "do_settings.service_cnames must be at most 16 host names",
        ),
    ] {
        assert_eq!(api.refuse(422, "PUT", &target, &body), complaint);
    }
    assert_error(&api.call("GET", "/v2/databases/nope/do_settings"), 404, "not_found");
}
