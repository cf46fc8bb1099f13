//! How a request is sent, and how sending ends.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use digitalocean_wasm::{
    client::Client,
    http::{ABSENT, ErrorKind, Native},
    requests::databases::clusters,
};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Stub, js};

fn client() -> Client {
    Client::new(" dop_v1_test\n").unwrap()
}

#[wasm_bindgen_test]
async fn a_request_has_what_it_needs_and_no_more() {
    let _stub = Stub::new(
        "fetch",
        "async (request) => {
            const { url, method, headers, credentials, redirect } = request;
            const seen = { url, method, headers: [...headers], credentials, redirect, body: await request.text() };
            globalThis.seen = JSON.stringify(seen);
            return new Response('{\"database\":{}}');
        }",
    );
    let body = Native(json!({ "name": "é" }));
    client().send(&clusters::create(&body)).await.unwrap_err();
    let seen: Value = serde_json::from_str(&js("seen").as_string().unwrap()).unwrap();
    assert_eq!(
        seen,
        json!({
            "url": "https://api.digitalocean.com/v2/databases",
            "method": "POST",
            "headers": [
                ["accept", "application/json"],
                ["authorization", "Bearer dop_v1_test"],
                ["content-type", "application/json"],
            ],
            "credentials": "omit",
            "redirect": "manual",
            "body": "{\"name\":\"é\"}",
        })
    );
    let query = Native(json!({ "tag_name": "a b&c='ü'" }));
    client().send(&clusters::list(&query)).await.unwrap_err();
    let seen: Value = serde_json::from_str(&js("seen").as_string().unwrap()).unwrap();
    let url = "https://api.digitalocean.com/v2/databases?tag_name=a%20b%26c%3D%27%C3%BC%27";
    assert_eq!((&seen["url"], &seen["body"]), (&json!(url), &json!("")));
    assert_eq!(seen["headers"].as_array().unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn dropping_a_call_aborts_its_request() {
    let _stub = Stub::new(
        "fetch",
        "(request) => { globalThis.sent = request; return new Promise(() => {}); }",
    );
    js("globalThis.sent = undefined");
    {
        let client = client();
        let mut call = pin!(client.send(&clusters::list(&ABSENT)));
        assert!(js("sent === undefined").is_truthy());
        let poll = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(poll, Poll::Pending));
        assert!(js("sent.signal.aborted === false").is_truthy());
    }
    assert!(js("sent.signal.aborted").is_truthy());
}

#[wasm_bindgen_test]
async fn a_call_outlives_its_client_and_request() {
    let _stub = Stub::response(r#"'{"databases":[]}'"#);
    let call = {
        let query = Native(json!({}));
        client().send(&clusters::list(&query))
    };
    assert!(call.await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn a_platform_without_fetch_is_told_of() {
    for fetch in ["undefined", "null", "({})", "5"] {
        let _stub = Stub::new("fetch", fetch);
        let client = client().with_max_retries(0);
        let error = client.send(&clusters::list(&ABSENT)).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Connection, "{fetch}");
    }
}
