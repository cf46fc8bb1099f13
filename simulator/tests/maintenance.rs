#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::Api;

#[test]
fn a_window_is_written_without_seconds_and_read_with_them() {
    let mut api = Api::new();
    let path = api.path("backend");
    let target = format!("{path}/maintenance");
    for (day, hour, read) in [
        ("sunday", "23:59", "23:59:00"),
        ("monday", "00:00", "00:00:00"),
        ("tuesday", "08:45:12", "08:45:12"),
    ] {
        api.write(204, "PUT", &target, &json!({ "day": day, "hour": hour }));
        let window = json!({ "day": day, "hour": read, "pending": false, "description": [] });
        assert_eq!(api.get(&path)["database"]["maintenance_window"], window);
    }
}

#[test]
fn invalid_bodies_are_refused() {
    let mut api = Api::new();
    let target = format!("{}/maintenance", api.path("backend"));
    assert_eq!(
        api.refuse(422, "PUT", &target, &json!({ "hour": "14:00" })),
        "day is required"
    );
    assert_eq!(
        api.refuse(422, "PUT", &target, &json!({ "day": "monday" })),
        "hour is required"
    );
    let body = json!({ "day": "someday", "hour": "14:00" });
    assert_eq!(api.refuse(422, "PUT", &target, &body), "day is unknown");
    for hour in ["", "14", "24:00", "14:60", "1:00", "+1:00", "14:00:00:00"] {
        let body = json!({ "day": "monday", "hour": hour });
        assert_eq!(
            api.refuse(422, "PUT", &target, &body),
            "hour must be a time of day: HH:MM"
        );
    }
    let body = json!({ "day": "monday", "hour": "14:00" });
    api.refuse(404, "PUT", "/v2/databases/nope/maintenance", &body);
}
