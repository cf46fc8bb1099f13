//! Calls that succeed.

use digitalocean_wasm::{
    http::{ABSENT, ErrorKind, Method, Native},
    models::databases::clusters::DatabaseClusterStatus,
    requests::{
        databases::{clusters, config, dbs, topics},
        registries::registries,
    },
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Stub, client, unique};

#[wasm_bindgen_test]
async fn a_resource_is_created_found_and_deleted() {
    let client = client();
    let name = unique("made");
    let body = Native(json!({
        "name": name, "engine": "pg", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "nyc3",
    }));
    let created = client.send(&clusters::create(&body)).await.unwrap();
    assert_eq!(created.name, name);
    assert_eq!(created.status, DatabaseClusterStatus::Creating);

    let clusters = client.send(&clusters::list(&ABSENT)).await.unwrap();
    assert!(clusters.iter().any(|cluster| cluster.id == created.id));
    assert!(clusters.iter().any(|cluster| cluster.name == "backend"));

    let id = Native(created.id);
    // Until it is deleted it exists, though it is not found under its id at once.
    client.send(&clusters::delete(&id)).await.unwrap();
    let error = client.send(&clusters::get(&id)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Api(404));
}

#[wasm_bindgen_test]
async fn a_resource_inside_another_is_created_got_and_deleted() {
    let client = client();
    let clusters = client.send(&clusters::list(&ABSENT)).await.unwrap();
    let backend = clusters.iter().find(|cluster| cluster.name == "backend").unwrap();
    let (id, name) = (Native(&backend.id), Native(unique("orders of")));
    assert_eq!(client.send(&clusters::get(&id)).await.unwrap().name, "backend");

    let body = Native(json!({ "name": name.0 }));
    let created = client.send(&dbs::create(&id, &body)).await.unwrap();
    assert_eq!(created.name, name.0);
    assert_eq!(client.send(&dbs::get(&id, &name)).await.unwrap().name, name.0);
    client.send(&dbs::delete(&id, &name)).await.unwrap();
}

#[wasm_bindgen_test]
async fn any_path_can_be_sent_to() {
    let client = client();
    let body = client.request(Method::Get, "/v2/registries", &ABSENT, &ABSENT).await;
    assert_eq!(body.unwrap()["registries"][0]["name"], "example");
    let query = Native(json!({ "per_page": 1 }));
    let path = "/v2/registries/example/repositoriesV2";
    let body = client.request(Method::Get, path, &query, &ABSENT).await.unwrap();
    assert_eq!(body["repositories"].as_array().unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn an_optional_resource_may_be_missing() {
    let (id, body) = (Native("id"), Native(json!({ "name": "clicks" })));
    for text in ["", "  ", "{}", r#"{"topic":null}"#] {
        let _stub = Stub::response(&format!("'{text}'"));
        let topic = client().send(&topics::create(&id, &body)).await.unwrap();
        assert!(topic.is_none(), "{text}");
    }
    let text = include_str!("../fixtures/databases/topics/created.json");
    let _stub = Stub::response(&format!("JSON.stringify({text})"));
    let topic = client().send(&topics::create(&id, &body)).await.unwrap();
    assert!(!topic.unwrap().name.is_empty());
}

#[wasm_bindgen_test]
async fn a_subscription_beside_a_registry_is_part_of_it() {
    let inside = include_str!("../fixtures/registry/registry.json");
    let sibling = include_str!("../fixtures/registry/registry_subscription.json");
    for text in [inside, sibling] {
        let _stub = Stub::response(&format!("JSON.stringify({text})"));
        let registry = client().send(&registries::get(&Native("lighthouse"))).await.unwrap();
        let subscription = registry.subscription.value().unwrap();
        assert_eq!(subscription.tier.slug.as_str(), "basic");
    }
}

#[wasm_bindgen_test]
async fn a_body_that_holds_nothing_is_not_read() {
    for text in ["null, { status: 204 }", "'not JSON'", "'{}'"] {
        let _stub = Stub::response(text);
        client().send(&clusters::delete(&Native("id"))).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn integers_are_read_exactly() {
    let text = r#"{"config":{"a":18446744073709551615,"b":-9223372036854775808,"c":9007199254740993}}"#;
    let _stub = Stub::response(&format!("'{text}'"));
    let config = client().send(&config::get(&Native("id"))).await.unwrap();
    let written = serde_json::to_string(&config).unwrap();
    for number in ["18446744073709551615", "-9223372036854775808", "9007199254740993"] {
        assert!(written.contains(number), "{written}");
    }
}
