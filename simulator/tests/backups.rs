#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::{Api, DAY, MINUTE, START};

#[test]
fn the_first_backup_begins_when_the_cluster_is_online() {
    let mut api = Api::new();
    let target = api.online("pg") + "/backups";
    api.now -= MINUTE;
    let scheduled = json!({ "backup_hour": 0, "backup_minute": 5, "backup_interval_hours": 24 });
    assert_eq!(
        api.get(&target),
        json!({ "backups": [], "scheduled_backup_time": scheduled })
    );
    api.now += 3 * MINUTE;
    assert_eq!(
        api.get(&target),
        json!({ "backups": [], "scheduled_backup_time": scheduled, "backup_progress": "40" })
    );
    api.now += 3 * MINUTE;
    let backup = json!({ "created_at": "2026-01-01T00:05:00Z", "size_gigabytes": 0.033_564 });
    assert_eq!(
        api.get(&target),
        json!({ "backups": [backup], "scheduled_backup_time": scheduled })
    );
}

#[test]
fn a_backup_is_taken_daily_and_kept_for_a_week() {
    let mut api = Api::new();
    let target = api.online("mysql") + "/backups";
    let mut dates = |now| {
        api.now = now;
        let backups = api.get(&target)["backups"].clone();
        let backups = backups.as_array().unwrap().iter();
        let facts = backups.map(|backup| {
            let date = &backup["created_at"].as_str().unwrap()[5..10];
            (date.to_owned(), backup["incremental"].as_bool().unwrap())
        });
        facts.collect::<Vec<_>>()
    };
    let start = START + 10 * MINUTE;
    let first = ("01-01".to_owned(), false);
    assert_eq!(dates(start + DAY), [first, ("01-02".to_owned(), true)]);
    let week = dates(start + 9 * DAY);
    assert_eq!(week.len(), 7);
    assert_eq!(week[0], ("01-04".to_owned(), true));
    assert_eq!(week[4], ("01-08".to_owned(), false), "a full one each week");
    assert_eq!(dates(start + 10 * DAY - MINUTE), week, "the next is under way");
    assert_eq!(dates(u64::MAX).len(), 7);
}

#[test]
fn some_engines_lack_this_resource() {
    let mut api = Api::new();
    for name in ["events", "sessions"] {
        let target = api.path(name) + "/backups";
        let message = api.refuse(422, "GET", &target, &json!({}));
        assert_eq!(message, "backups are not available for this engine");
    }
    api.refuse(404, "GET", "/v2/databases/nope/backups", &json!({}));
}
