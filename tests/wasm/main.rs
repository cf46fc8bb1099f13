//! The crate as WebAssembly, in Node and in a browser: JavaScript values in, requests and answers out.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use digitalocean_wasm::{
    http::Input,
    js::client::Client,
    models::{Maybe, PageQuery, WideInteger, databases::clusters::DatabaseClusterCreate, table},
    requests,
};
use digitalocean_wasm_derive::model;
use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Every kind of field a body can have.
#[model]
struct Body {
    /// A required field.
    name: String,
    /// Lists of objects.
    parts: Maybe<Vec<Part>>,
    /// A map.
    labels: Maybe<BTreeMap<String, String>>,
    /// An open enum.
    colour: Maybe<Colour>,
    /// May be null.
    #[nullable]
    tags: Maybe<Vec<String>>,
    /// A raw name.
    r#type: Maybe<String>,
    /// A dotted name.
    #[serde(rename = "pg_partman_bgw.interval")]
    interval: Maybe<i64>,
    /// Beyond 2^53.
    wide: Maybe<WideInteger>,
    /// A fraction.
    ratio: Maybe<f64>,
    /// A truth.
    enabled: Maybe<bool>,
}

/// A part.
#[model]
struct Part {
    /// Its size.
    size: String,
}

/// A colour.
#[model]
enum Colour {
    /// Red.
    #[serde(rename = "red")]
    Red,
}

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})"))
        .call0(&JsValue::NULL)
        .unwrap()
}

fn written(expression: &str) -> String {
    js(expression).json(table!(Body)).unwrap().unwrap()
}

fn refused(expression: &str) -> String {
    let error = js(expression).json(table!(Body)).unwrap_err();
    format!("{error:?}")
}

#[wasm_bindgen_test]
fn a_body_is_written_as_given() {
    for (given, json) in [
        ("({ name: 'a' })", r#"{"name":"a"}"#),
        (
            "({ name: 'a', parts: [{ size: 's' }, { size: 'm', other: [1, null] }] })",
            r#"{"name":"a","parts":[{"size":"s"},{"size":"m","other":[1,null]}]}"#,
        ),
        (
            "({ name: 'a', labels: { 'x y': '1' } })",
            r#"{"name":"a","labels":{"x y":"1"}}"#,
        ),
        ("({ name: 'a', colour: 'red' })", r#"{"name":"a","colour":"red"}"#),
        ("({ name: 'a', colour: 'new' })", r#"{"name":"a","colour":"new"}"#),
        ("({ name: 'a', tags: null })", r#"{"name":"a","tags":null}"#),
        ("({ name: 'a', tags: undefined })", r#"{"name":"a"}"#),
        ("({ name: 'a', type: 't' })", r#"{"name":"a","type":"t"}"#),
        (
            "({ name: 'a', 'pg_partman_bgw.interval': 3600 })",
            r#"{"name":"a","pg_partman_bgw.interval":3600}"#,
        ),
        (
            "({ name: 'a', wide: 18446744073709551615n })",
            r#"{"name":"a","wide":18446744073709551615}"#,
        ),
        (
            "({ name: 'a', wide: -9223372036854775808n })",
            r#"{"name":"a","wide":-9223372036854775808}"#,
        ),
        (
            "({ name: 'a', wide: 9007199254740991 })",
            r#"{"name":"a","wide":9007199254740991}"#,
        ),
        (
            "({ name: 'a', ratio: 0.25, enabled: false })",
            r#"{"name":"a","ratio":0.25,"enabled":false}"#,
        ),
        (
            "({ name: 'a', unknown: { deep: [true, 1n, 'x'] } })",
            r#"{"name":"a","unknown":{"deep":[true,1,"x"]}}"#,
        ),
        (
            r#"({ name: 'q"\\\n\u2028é😀' })"#,
            "{\"name\":\"q\\\"\\\\\\n\u{2028}é😀\"}",
        ),
        (r"({ name: '\ud800' })", r#"{"name":"\ud800"}"#),
        ("Object.assign(Object.create(null), { name: 'a' })", r#"{"name":"a"}"#),
    ] {
        assert_eq!(written(given), json, "{given}");
    }
}

#[wasm_bindgen_test]
fn a_body_that_is_wrong_is_refused_by_its_path() {
    for (given, problem) in [
        ("({})", "name: missing, expected string"),
        ("({ name: 5 })", "name: expected string, got number"),
        ("({ name: null })", "name: expected string, got null"),
        ("({ name: 'a', parts: {} })", "parts: expected array, got object"),
        (
            "({ name: 'a', parts: [{ size: 's' }, { size: 1 }] })",
            "parts[1].size: expected string, got number",
        ),
        (
            "({ name: 'a', parts: [{}] })",
            "parts[0].size: missing, expected string",
        ),
        ("({ name: 'a', parts: ['s'] })", "parts[0]: expected object, got string"),
        (
            "({ name: 'a', labels: { x: 1 } })",
            "labels.x: expected string, got number",
        ),
        (
            "({ name: 'a', labels: { 'x y': 1 } })",
            r#"labels[\"x y\"]: expected string, got number"#,
        ),
        ("({ name: 'a', colour: 1 })", "colour: expected string, got number"),
        ("({ name: 'a', type: null })", "type: expected string, got null"),
        ("({ name: 'a', tags: [null] })", "tags[0]: expected string, got null"),
        ("({ name: 'a', wide: 1.5 })", "wide: expected integer, got number"),
        ("({ name: 'a', wide: 9007199254740992 })", "wide: is beyond 2^53"),
        ("({ name: 'a', wide: '5' })", "wide: expected integer, got string"),
        ("({ name: 'a', ratio: NaN })", "ratio: expected number, got NaN"),
        (
            "({ name: 'a', ratio: Infinity })",
            "ratio: expected number, got Infinity",
        ),
        (
            "({ name: 'a', enabled: 'yes' })",
            "enabled: expected boolean, got string",
        ),
        (
            "({ name: 'a', unknown: new Date() })",
            "unknown: expected object, got Date",
        ),
        (
            "({ name: 'a', unknown: new Map() })",
            "unknown: expected object, got Map",
        ),
        (
            "({ name: 'a', unknown: [() => 1] })",
            "unknown[0]: expected a JSON value, got function",
        ),
        (
            "({ name: 'a', unknown: [undefined] })",
            "unknown[0]: expected a JSON value, got undefined",
        ),
        ("[]", "body: expected object, got array"),
        ("'{}'", "body: expected object, got string"),
        (
            "(() => { const a = { name: 'a' }; a.a = a; return a; })()",
            "body: nests deeper than 64 levels",
        ),
        ("({ get name() { throw 1; } })", "body: cannot be read"),
    ] {
        let error = refused(given);
        assert!(error.contains(problem), "{given}: {error}");
    }
}

#[wasm_bindgen_test]
fn a_query_is_written_as_urls_have_it() {
    let table = table!(PageQuery);
    for (given, query) in [
        ("undefined", ""),
        ("null", ""),
        ("({})", ""),
        ("({ page: 2, per_page: 50 })", "page=2&per_page=50"),
        (
            "({ page: 2n, 'a b': 'ü&=', on: true })",
            "page=2&a%20b=%C3%BC%26%3D&on=true",
        ),
    ] {
        assert_eq!(js(given).query(table).unwrap(), query, "{given}");
    }
    for given in [
        "({ page: '2' })",
        "({ page: 1.5 })",
        "({ page: null })",
        "({ x: {} })",
        "'page=2'",
        "5",
    ] {
        assert!(js(given).query(table).is_err(), "{given}");
    }
}

#[wasm_bindgen_test]
fn a_create_body_knows_its_required_fields() {
    for field in ["name", "engine", "num_nodes", "size", "region"] {
        let body = js("({ name: 'a', engine: 'pg', num_nodes: 1, size: 's', region: 'r' })");
        assert!(body.json(table!(DatabaseClusterCreate)).is_ok());
        Reflect::delete_property(body.unchecked_ref::<js_sys::Object>(), &field.into()).unwrap();
        let error = format!("{:?}", body.json(table!(DatabaseClusterCreate)).unwrap_err());
        assert!(error.contains(&format!("{field}: missing")), "{error}");
    }
}

/// A client whose `fetch` is a JavaScript function expression.
fn client(fetch: &str) -> Client {
    let fetch = js(&format!("({fetch})")).unchecked_into();
    let base_url = "https://api.digitalocean.com".to_owned();
    Client::new(base_url, Some("dop_v1_test".to_owned()), Some(fetch))
}

async fn settled(promise: Promise) -> Result<String, String> {
    let text = |value: JsValue| String::from(JSON::stringify(&value).unwrap());
    match JsFuture::from(promise).await {
        Ok(reply) => Ok(text(Reflect::get(&reply, &0.into()).unwrap())),
        Err(error) => {
            let field = |name: &str| text(Reflect::get(&error, &name.into()).unwrap());
            Err(format!("{} {}", field("code"), field("message")))
        }
    }
}

/// A call of an operation whose only parameter is a cluster's id, never repeated.
fn call(client: &Client, name: &str, signal: &JsValue, timeout: f64) -> Promise {
    let number = requests::operations()
        .position(|operation| operation.path == name)
        .unwrap();
    let none = JsValue::UNDEFINED;
    let forever = f64::INFINITY;
    client.call(
        number,
        &"a".into(),
        &none,
        &none,
        &none,
        signal,
        timeout,
        forever,
        0,
        0.0,
        None,
    )
}

fn get(client: &Client) -> Promise {
    call(client, "/v2/databases/{id}", &JsValue::UNDEFINED, f64::INFINITY)
}

const ANSWER: &str = "async () => new Response('{\"database\":{\"id\":\"a\"}}')";

#[wasm_bindgen_test]
async fn an_answer_comes_without_its_envelope() {
    let answer = settled(get(&client(ANSWER))).await;
    assert_eq!(answer, Ok(r#"{"id":"a"}"#.to_owned()));
}

#[wasm_bindgen_test]
async fn every_failure_settles() {
    for (fetch, problem) in [
        (
            "() => { throw new Error('sync'); }",
            "\"connection_failed\" \"no whole answer from https://api.digitalocean.com\"",
        ),
        (
            "() => Promise.reject('text')",
            "\"connection_failed\" \"no whole answer from https://api.digitalocean.com\"",
        ),
        ("() => undefined", "\"not_an_answer\" \"`fetch` resolved"),
        ("async () => ({ status: 200 })", "\"not_an_answer\" \"`fetch` resolved"),
        (
            "async () => Response.error()",
            "\"not_an_answer\" \"the answer was a redirect",
        ),
        (
            "async () => new Response('{\"data', { status: 200 })",
            "\"undecodable\" \"the body is not JSON\"",
        ),
        (
            "async () => new Response('', { status: 200 })",
            "\"undecodable\" \"the body is empty",
        ),
        (
            "async () => new Response('null', { status: 200 })",
            "\"undecodable\" \"the body lacks `database`\"",
        ),
        (
            "async () => ({ status: 200, headers: new Headers(), text: () => 5 })",
            "\"not_an_answer\" \"`fetch` resolved",
        ),
        ("async () => new Response('<html>', { status: 502 })", "\"refused\""),
        ("async () => new Response('{\"id\":5}', { status: 404 })", "\"refused\""),
        (
            "async () => ({ status: 200, headers: new Headers(), text: () => { throw 5; } })",
            "\"connection_failed\" \"no whole answer from https://api.digitalocean.com\"",
        ),
    ] {
        let error = settled(get(&client(fetch))).await.unwrap_err();
        assert!(error.starts_with(problem), "{fetch}: {error}");
    }
}

#[wasm_bindgen_test]
async fn a_call_can_be_ended_while_fetch_never_settles() {
    let never = client("() => new Promise(() => {})");
    for (signal, timeout, problem) in [
        ("undefined", 5.0, "\"timeout\""),
        ("AbortSignal.abort('text')", f64::INFINITY, "\"aborted\""),
        (
            "(() => { const c = new AbortController(); setTimeout(() => c.abort(null), 5); return c.signal; })()",
            f64::INFINITY,
            "\"aborted\"",
        ),
    ] {
        let promise = call(&never, "/v2/databases/{id}", &js(signal), timeout);
        let error = settled(promise).await.unwrap_err();
        assert!(error.starts_with(problem), "{signal}: {error}");
    }
}

#[wasm_bindgen_test]
async fn wide_integers_are_read_exactly() {
    let fetch = r#"async () => new Response('{"config":{"a":18446744073709551615,"b":-9223372036854775808,"c":9007199254740991,"d":"~9223372036854775807","e":1e400,"f":0.12345678901234567890}}')"#;
    let reply = JsFuture::from(call(
        &client(fetch),
        "/v2/databases/{clusterId}/config",
        &JsValue::UNDEFINED,
        f64::INFINITY,
    ))
    .await
    .unwrap();
    let config = Reflect::get(&reply, &0.into()).unwrap();
    let check = Function::new_with_args(
        "c",
        "return c.a === 18446744073709551615n && c.b === -9223372036854775808n && c.c === 9007199254740991 \
         && c.d === '~9223372036854775807' && c.e === Infinity && c.f === 0.12345678901234567890",
    );
    assert_eq!(check.call1(&JsValue::NULL, &config).unwrap(), JsValue::TRUE);
}
