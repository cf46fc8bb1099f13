//! The token is nowhere but in its header.

use digitalocean_wasm::{
    client::{Client, Error},
    http::{ABSENT, Native},
    requests::databases::clusters,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Stub;

const CANARY: &str = "dop_v1_canary";

fn assert_clean(error: &Error) {
    let shown = format!("{error} {error:?} {error:#?} {}", error.message);
    assert!(!shown.contains("canary"), "{shown}");
}

#[wasm_bindgen_test]
async fn no_error_shows_the_token() {
    let client = Client::new(CANARY).unwrap().with_max_retries(0);
    assert!(!format!("{client:?} {client:#?}").contains("canary"));
    for fetch in [
        "async (request) => { throw new TypeError(request.headers.get('authorization')); }",
        "async (request) => new Response(request.headers.get('authorization'), { status: 500 })",
        "async (request) => new Response(request.headers.get('authorization'))",
        "async (request) => new Response(JSON.stringify({ message: request.headers.get('authorization') }), { status: 400 })",
        "async (request) => new Response(JSON.stringify({ database: request.headers.get('authorization') }))",
        "async (request) => new Response(JSON.stringify({ databases: [{ id: [request.headers.get('authorization')] }] }))",
    ] {
        let _stub = Stub::new("fetch", fetch);
        assert_clean(&client.send(&clusters::get(&Native("id"))).await.unwrap_err());
        assert_clean(&client.send(&clusters::list(&ABSENT)).await.unwrap_err());
    }
    for token in ["", " ", "dop_v1_canary dop", "“dop_v1_canary”", "dop_v1_canary\u{feff}"] {
        assert_clean(&Client::new(token).unwrap_err());
    }
}
