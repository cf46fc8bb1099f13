#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::json;
use support::{Api, MINUTE};

#[test]
fn a_new_opensearch_cluster_has_indexes_that_can_be_deleted() {
    let mut api = Api::new();
    let target = api.online("opensearch") + "/indexes";
    let indexes = api.get(&target)["indexes"].clone();
    assert_eq!(
        indexes[2],
        json!({
            // Source: godo and doctl; the description has `created_time`.
            "index_name": "sample-data", "number_of_shards": 2, "number_of_replicas": 1, "size": 208_404,
            "create_time": "2026-01-01T00:05:00Z", "docs": 1_200, "status": "open", "health": "yellow",
            "replication": { "leader_index": "sample-data", "leader_project": "example", "leader_service": "samples" },
        }),
        "its copy has no second node to be on"
    );
    assert_eq!(indexes[0]["health"], "green");
    assert_eq!(indexes[0].get("replication"), None);

    let path = format!("{target}/sample-data");
    api.write(204, "DELETE", &path, &json!({}));
    api.refuse(404, "DELETE", &path, &json!({}));
    assert_eq!(api.get(&target), json!({ "indexes": [indexes[0], indexes[1]] }));
}

#[test]
fn only_a_running_opensearch_cluster_has_indexes() {
    let mut api = Api::new();
    let backend = api.path("backend") + "/indexes";
    api.refuse(422, "GET", &backend, &json!({}));
    api.refuse(422, "DELETE", &format!("{backend}/sample-data"), &json!({}));
    let fresh = api.online("opensearch") + "/indexes";
    api.now -= MINUTE;
    api.refuse(412, "GET", &fresh, &json!({}));
    api.refuse(404, "GET", "/v2/databases/nope/indexes", &json!({}));
}
