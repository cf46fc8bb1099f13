//! Events of clusters.

use digitalocean_wasm::models::databases::events::{DatabaseEvent, DatabaseEventType};
use serde_json::json;

use crate::support::{fixture, kept};

#[test]
fn types_of_events_are_read() {
    let events: Vec<DatabaseEvent> = kept(&fixture("databases/events")["events"]);
    assert_eq!(events[0].event_type, DatabaseEventType::Create);
}

#[test]
fn unknown_types_and_keys_of_events_are_kept() {
    let event =
        json!({ "id": "a", "cluster_name": "b", "event_type": "cluster_vacation", "create_time": "c", "by": 1 });
    let read: DatabaseEvent = kept(&event);
    assert_eq!(read.event_type, DatabaseEventType::Other("cluster_vacation".to_owned()));
}
