//! Backups, taken daily once a cluster is online, and kept for a week.

use serde_json::{Value, json};

use super::lookup::find;
use crate::call::{Answer, Call};
use crate::json::with;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::time::{DAY, HOUR, MINUTE, Millis, Time, rfc3339};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/backups", "database:read", list),
];

const ENGINES: [&str; 6] = ["pg", "mysql", "mongodb", "opensearch", "advanced_pg", "advanced_mysql"];

const TAKES: Millis = 5 * MINUTE;
const KEPT: u64 = 7;
/// Incremental backups begin anew with a full one after so many.
const FULL_EVERY: u64 = 7;

fn list(call: &mut Call) -> Answer {
    let now = call.now;
    let cluster = find(call)?;
    cluster.require_engine(&ENGINES, "backups")?;
    let first = cluster.online_from();
    let begun = now.checked_sub(first).map_or(0, |age| age / DAY + 1);
    let started = |number: u64| first.saturating_add(number.saturating_mul(DAY));
    let under_way = begun
        .checked_sub(1)
        .map(|latest| now.saturating_sub(started(latest)))
        .filter(|&elapsed| elapsed < TAKES);
    let complete = begun - u64::from(under_way.is_some());

    let numbers = complete.saturating_sub(KEPT)..complete;
    let backups: Vec<_> = numbers
        .map(|number| describe(&cluster.engine, number, started(number)))
        .collect();
    let answer = json!({
        "backups": backups,
        "scheduled_backup_time": {
            "backup_hour": first % DAY / HOUR,
            "backup_minute": first % HOUR / MINUTE,
            "backup_interval_hours": DAY / HOUR,
        },
    });
    let percent = under_way.map(|elapsed| (elapsed * 100 / TAKES).to_string());
    Ok(Response::ok(&with(answer, "backup_progress", percent)))
}

/// Whether the first backup is complete, which a replica is made of. A cluster is online before.
pub(super) fn has_first(cluster: &Cluster, now: Time) -> bool {
    now >= cluster.online_from().saturating_add(TAKES)
}

fn describe(engine: &str, number: u64, created_at: Time) -> Value {
    let kilobytes = u32::try_from(number.saturating_mul(80).saturating_add(33_564)).unwrap_or(u32::MAX);
    let backup = json!({
        "created_at": rfc3339(created_at),
        "size_gigabytes": f64::from(kilobytes) / 1_000_000.0,
    });
    let incremental = !number.is_multiple_of(FULL_EVERY);
    with(backup, "incremental", engine.ends_with("mysql").then_some(incremental))
}
