//! Log sinks.

use digitalocean_wasm::models::databases::logsinks::{
    DatabaseLogsink, DatabaseLogsinkConfig, DatabaseLogsinkCreate, DatabaseLogsinkType,
};
use digitalocean_wasm::schema::{Kind, Maybe, Shape};

use crate::support::fixture;

#[test]
fn a_log_sink_has_the_settings_of_its_type() {
    let create = |name: &str| -> DatabaseLogsinkCreate {
        serde_json::from_value(fixture(&format!("databases/logsinks/{name}"))).unwrap()
    };
    let sink = create("create_datadog");
    assert_eq!(sink.sink_type, DatabaseLogsinkType::Datadog);
    assert_eq!(sink.config.server, Maybe::Absent);
    assert!(sink.config.datadog_api_key.value().is_some());
    let sink = create("create_opensearch");
    assert_eq!(sink.config.timeout, Maybe::Value(120.0));
    assert_eq!(sink.config.datadog_api_key, Maybe::Absent);

    // No type has all settings, so the table requires none. A create, a sink and its update have the same ones.
    assert!(DatabaseLogsinkConfig::KIND.fields().iter().all(|field| !field.required));
    let fields = |kind: Kind| kind.fields().iter().map(|field| field.name).collect::<Vec<_>>();
    assert_eq!(fields(DatabaseLogsinkCreate::KIND), fields(DatabaseLogsink::KIND)[1..]);
    for kind in [DatabaseLogsink::KIND, DatabaseLogsinkCreate::KIND] {
        let config = kind.fields().iter().find(|field| field.name == "config").unwrap();
        assert_eq!(fields(config.kind), fields(DatabaseLogsinkConfig::KIND));
    }
}
