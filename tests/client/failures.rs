//! Calls that fail.

use digitalocean_wasm::{
    client::Error,
    http::{ABSENT, ErrorKind, Native},
    requests::databases::clusters,
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Stub, client, faulty, simulated};

const ID: Native<&str> = Native("9cc10173-e9ea-4176-9dbc-a4cee4c4ff30");

async fn get_from(fault: &str, retries: u32) -> Error {
    let client = faulty(fault).with_max_retries(retries);
    client.send(&clusters::get(&ID)).await.unwrap_err()
}

#[wasm_bindgen_test]
async fn a_request_that_cannot_be_sent_is_refused() {
    let _stub = Stub::new("fetch", "() => { throw new Error('sent'); }");
    for (id, message) in [
        ("", "id: must not be empty"),
        ("..", "id: must not be \".\" or \"..\""),
        (
            "options",
            "id: must not be \"options\", which has another meaning in this place of the API's paths",
        ),
    ] {
        let error = client().send(&clusters::get(&Native(id))).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidRequest);
        assert_eq!(error.message, message);
        assert_eq!(error.to_string(), format!("GET /v2/databases/{{id}}: {message}"));
        assert_eq!((error.attempts, error.status, error.retryable), (0, None, false));
    }
    let error = client().send(&clusters::create(&ABSENT)).await.unwrap_err();
    assert_eq!(error.message, "body: missing, expected object");
}

#[wasm_bindgen_test]
async fn the_api_says_why_it_refuses() {
    let error = client().send(&clusters::get(&ID)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Api(404));
    assert_eq!(error.status, Some(404));
    assert_eq!(error.id.as_deref(), Some("not_found"));
    assert!(error.request_id.is_some());
    assert_eq!(error.operation.as_deref(), Some("GET /v2/databases/{id}"));
    assert_eq!((error.attempts, error.retryable), (1, false));
    assert!(error.body.contains("not_found"));
    assert_eq!(
        error.to_string(),
        format!("GET /v2/databases/{{id}}: {} (status 404)", error.message)
    );

    let wrong = simulated("dop_v1_wrong").send(&clusters::list(&ABSENT)).await;
    assert_eq!(wrong.unwrap_err().kind.code(), "unauthorized");
    let reader = simulated("dop_v1_simulator_read");
    let cluster = &reader.send(&clusters::list(&ABSENT)).await.unwrap()[0];
    let forbidden = reader.send(&clusters::delete(&Native(&cluster.id))).await;
    assert_eq!(forbidden.unwrap_err().kind.code(), "forbidden");
    let body = Native(json!({
        "name": "backend", "engine": "pg", "num_nodes": 1, "size": "db-s-1vcpu-1gb", "region": "nyc3",
    }));
    let taken = client().send(&clusters::create(&body)).await.unwrap_err();
    assert_eq!(taken.kind.code(), "unprocessable_entity");
    assert_eq!(taken.message, "cluster name is not available");
}

#[wasm_bindgen_test]
async fn a_body_that_is_not_the_apis_is_described() {
    for (arguments, message) in [
        ("null, { status: 502 }", "the API answered 502 with no body"),
        (
            "'<html>', { status: 502 }",
            "the API, or something on the way to it, answered 502 with a web page",
        ),
        (
            "'{\"id\":5}', { status: 404 }",
            "the API, or something on the way to it, answered 404 with a body of another form",
        ),
        (
            "'upstream\\nfailed', { status: 500 }",
            "the API, or something on the way to it, answered 500: upstream",
        ),
    ] {
        let _stub = Stub::response(arguments);
        let client = client().with_max_retries(0);
        let error = client.send(&clusters::get(&ID)).await.unwrap_err();
        assert_eq!(error.message, message);
    }
}

#[wasm_bindgen_test]
async fn a_lost_connection() {
    for (fault, attempts) in [("read", 2), ("short", 2)] {
        let error = get_from(fault, 1).await;
        assert_eq!(error.kind, ErrorKind::Connection, "{fault}: {error}");
        assert_eq!((error.attempts, error.retryable), (attempts, true), "{fault}");
    }
    // The port of a protocol that browsers refuse, where nothing listens either.
    let client = client()
        .with_base_url("http://127.0.0.1:9")
        .unwrap()
        .with_max_retries(0);
    let error = client.send(&clusters::create(&Native(json!({})))).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Connection);
    assert!(error.message.starts_with("could not reach 127.0.0.1:9: "), "{error}");
    assert!(!error.retryable);
}

#[wasm_bindgen_test]
async fn a_redirect_is_not_followed() {
    for fault in ["301", "307"] {
        let error = get_from(fault, 2).await;
        assert_eq!(error.kind, ErrorKind::Redirect);
        assert_eq!(error.attempts, 1);
    }
}

#[wasm_bindgen_test]
async fn a_body_that_cannot_be_understood() {
    for (fault, message) in [
        ("wrong-json", "the body is not JSON"),
        ("html-200", "the body is not JSON"),
        ("wrong-shape", "the body lacks `database`"),
    ] {
        let error = get_from(fault, 2).await;
        assert_eq!(error.kind, ErrorKind::Decode);
        assert_eq!(error.message, message);
        assert_eq!((error.attempts, error.status, error.retryable), (1, Some(200), false));
    }
    for (body, message) in [
        ("", "the body is empty; it should hold `database`"),
        (
            r#"{"database":{}}"#,
            "the body is not of the expected form: missing field `id`",
        ),
        (
            r#"{"database":{"id":["secret"]}}"#,
            "the body is not of the expected form: it should hold a string",
        ),
        (
            r#"{"database":"secret, expected nothing"}"#,
            "the body is not of the expected form: it should hold struct DatabaseCluster",
        ),
    ] {
        let _stub = Stub::response(&format!("'{body}', {{ headers: {{ 'x-request-id': 'r1' }} }}"));
        let error = client().send(&clusters::get(&ID)).await.unwrap_err();
        assert_eq!(error.message, message);
        assert_eq!(error.request_id.as_deref(), Some("r1"));
    }
}
